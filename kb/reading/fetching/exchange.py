"""One question to a server, and its answer: over a connection that another thread can end at any moment."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from urllib3 import HTTPResponse, exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url

from kb.errors import ReadingError

_ACCEPTED = "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1"


@cache
def _headers() -> dict[str, str]:
    """Return what is said to every server: who asks, and what kb can read. No cookie, no login, no page before."""
    try:
        name = f"kb/{version('evidence-kb')}"
    except PackageNotFoundError:  # used from a copy of its files
        name = "kb"
    who = f"{name} (evidence knowledge base; fetches the one page that its user names)"
    return {"User-Agent": who, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}


class Line:
    """The connection of a fetch, one at a time; ``seconds`` is how long each step of it may take."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._socket: socket.socket | None = None
        self._is_ended = False

    def end(self) -> None:
        """End whatever the connection waits for; to be called from another thread."""
        self._is_ended = True
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    @contextmanager
    def ask(self, address: str) -> Iterator[HTTPResponse]:
        """Give out the answer to a GET of ``address``, its body not yet read.

        Raises ReadingError where there is none, or it breaks off while it is read, TimeoutError where that takes too
        long.
        """
        parsed = parse_url(address)
        try:
            connection = self._connection(str(parsed.host), parsed.port, is_secure=parsed.scheme == "https")
            try:
                connection.connect()
                self._socket = connection.sock
                if self._is_ended:
                    raise TimeoutError
                connection.request(
                    "GET", parsed.request_uri, headers=_headers(), preload_content=False, decode_content=False
                )
                with connection.getresponse() as response:
                    yield response
            finally:
                self._socket = None
                connection.close()
        except (exceptions.HTTPError, OSError, http.client.HTTPException, UnicodeError) as error:
            raise _told(error, parsed.netloc or "") from error

    def _connection(self, host: str, port: int | None, *, is_secure: bool) -> HTTPConnection:
        if not is_secure:
            return HTTPConnection(host, port, timeout=self.seconds)
        return HTTPSConnection(host, port, timeout=self.seconds, ssl_context=ssl.create_default_context())


def _told(error: Exception, server: str) -> ReadingError | TimeoutError:
    """Return what went wrong, in words that are read after an address."""
    reason = error.__cause__ if isinstance(error, exceptions.NewConnectionError) else error
    if isinstance(error, exceptions.NameResolutionError | exceptions.LocationValueError | UnicodeError):
        return ReadingError(f"no server is called {server}; check the address, and that you are connected")
    if isinstance(error, exceptions.NewConnectionError):
        return ReadingError(f"{server} cannot be reached ({_reason(reason)})")
    if isinstance(error, TimeoutError | exceptions.TimeoutError):
        return TimeoutError()
    if isinstance(error, ssl.SSLCertVerificationError):
        told = error.verify_message.rstrip(".")
        return ReadingError(f"{server} does not prove that it is {server} ({told}): nothing it says can be relied on")
    if isinstance(error, ssl.SSLError | exceptions.SSLError):
        return ReadingError(f"{server} offers no secure connection ({_reason(reason)})")
    if isinstance(error, OSError) and not isinstance(error, http.client.RemoteDisconnected):
        return ReadingError(f"{server} broke off ({_reason(reason)}); try again later")
    if isinstance(error, http.client.RemoteDisconnected):
        return ReadingError(f"{server} gave no answer; try again later")
    if isinstance(error, exceptions.ProtocolError | exceptions.IncompleteRead):
        return ReadingError("broke off before its end; try again later")
    return ReadingError(f"{server} does not answer as a web server does")


def _reason(error: BaseException | None) -> str:
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.lower().replace("_", " ")
    return getattr(error, "strerror", None) or type(error).__name__
