"""A web server on loopback that says what a test gives it, byte for byte."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]
"""What is sent for a path: bytes, or whatever a test does with the connection."""


@dataclass
class Site:
    """A running server; ``asked`` are the heads of the requests that came, ``is_closed`` is set at its end."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_closed: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def put(self, path: str, answer: Answer) -> str:
        """Give ``answer`` at ``path`` from now on; return its address."""
        self.answers[path] = answer
        return self.url(path)

    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.asked]


def answer(
    body: bytes | str = b"", *fields: str, status: str = "200 OK", content_type: str | None = "text/html; charset=utf-8"
) -> bytes:
    """Return an answer with its true length, unless ``fields`` say another."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", *fields]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    if not any(each.lower().startswith(("content-length", "transfer-encoding")) for each in fields):
        lines.append(f"Content-Length: {len(data)}")
    return "\r\n".join([*lines, "", ""]).encode() + data


def redirect(location: str, status: int = 302) -> bytes:
    return answer(b"", f"Location: {location}", status=f"{status} Elsewhere")


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Give out a server that stops at the end; with ``context`` it speaks HTTPS."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # the other side has gone
                connection = context.wrap_socket(self.request, server_side=True) if context else self.request
                with connection:
                    _serve(connection, site)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_address[1], "https" if context else "http")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            site.is_closed.set()
            server.shutdown()
            thread.join()


def _serve(connection: socket.socket, site: Site) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return
        head += piece
        if head.startswith(b"\x16"):  # the hello of HTTPS
            connection.sendall(answer(status="400 Bad Request"))
            return
    site.asked.append(head.decode("latin-1"))
    found = site.answers.get(site.paths()[-1], answer(status="404 Nothing"))
    if callable(found):
        found(connection)
    else:
        connection.sendall(found)
