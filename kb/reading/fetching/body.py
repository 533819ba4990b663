"""The body of an answer: unpacked, whole, and no larger than an article may be."""

import gzip
import zlib
from typing import IO, cast

from urllib3 import HTTPResponse

from kb.errors import ReadingError

_PIECE = 64 * 1024


def read_body(response: HTTPResponse, most: int) -> bytes:
    """Return the body of ``response``, at most ``most`` bytes also when it is unpacked.

    Raises ReadingError where it is larger, or packed in a way that was not asked for, or not as it is said to be.
    """
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise ReadingError(f"is packed in a way that kb does not take ({coding[:50]})")
    if (response.length_remaining or 0) > most:
        raise _too_large(most)
    raw = cast("IO[bytes]", response)
    # urllib3 does not tell a packed text that breaks off from one that is whole; the standard library does.
    source = gzip.GzipFile(fileobj=raw) if "gzip" in coding else raw
    body = bytearray()
    try:
        while piece := source.read(_PIECE):
            body += piece
            if len(body) > most:
                raise _too_large(most)
    except EOFError as error:
        raise ReadingError("broke off before its end; try again later") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ReadingError("is said to be packed with gzip and is not") from error
    return bytes(body)


def _too_large(most: int) -> ReadingError:
    size = f"{most // 1024 // 1024} MB" if most >= 1024 * 1024 else f"{most:,} bytes"
    return ReadingError(f"is over {size}; no article is as long")
