"""The body of an answer: whole, unpacked, and no larger than it may be."""

import gzip
import socket
from time import monotonic

import pytest

from kb.reading.fetching.door import fetch
from tests.fetching.serving import Site, answer
from tests.fetching.test_fetch import WORDS, refusal


def test_a_body_may_have_the_most_bytes_and_not_one_more(site: Site) -> None:
    fits, over = site.put("/a", answer(b"x" * 100)), site.put("/b", answer(b"x" * 101))
    assert len(fetch(fits, most=100).data) == 100
    assert refusal(over, most=100) == "is over 100 bytes; no article is as long"


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def test_a_body_without_end_is_left(site: Site) -> None:
    assert refusal(site.put("/a", endless), most=3 * 1024 * 1024) == "is over 3 MB; no article is as long"


def test_what_is_said_to_be_too_large_is_not_waited_for(site: Site) -> None:
    def said(connection: socket.socket) -> None:
        connection.sendall(answer(b"x", "Content-Length: 999999999"))
        site.is_closed.wait(30)

    started = monotonic()
    assert refusal(site.put("/a", said), most=100) == "is over 100 bytes; no article is as long"
    assert monotonic() - started < 10


@pytest.mark.parametrize("length", ["-5", "many", "9" * 5000], ids=["negative", "a word", "5000 digits"])
def test_a_length_that_is_none_leaves_the_body_whole(site: Site, length: str) -> None:
    assert fetch(site.put("/a", answer(WORDS, f"Content-Length: {length}")), most=100).data == WORDS


def test_a_packed_body_is_unpacked(site: Site) -> None:
    halves = gzip.compress(WORDS) + gzip.compress(WORDS)
    assert fetch(site.put("/a", answer(halves, "Content-Encoding: GZIP"))).data == WORDS * 2


def test_a_body_that_unpacks_to_more_than_it_may_is_left(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    packed = site.put("/a", answer(bomb, "Content-Encoding: gzip"))
    assert refusal(packed, most=1_000_000) == "is over 1,000,000 bytes; no article is as long"


def chunked(*pieces: bytes, is_whole: bool = True) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return answer(body + (b"0\r\n\r\n" if is_whole else b""), "Transfer-Encoding: chunked")


def test_a_body_in_pieces_is_put_together(site: Site) -> None:
    assert fetch(site.put("/a", chunked(WORDS, WORDS))).data == WORDS * 2


@pytest.mark.parametrize(
    "sent",
    [
        answer(WORDS, "Content-Length: 500"),
        chunked(WORDS, is_whole=False),
        answer(gzip.compress(WORDS * 99)[:-9], "Content-Encoding: gzip"),
        answer(gzip.compress(WORDS * 99)[:30], "Content-Encoding: gzip"),
    ],
    ids=["less than its length", "no last piece", "no end of the packed", "half of the packed"],
)
def test_a_body_that_breaks_off_is_no_article(site: Site, sent: bytes) -> None:
    assert refusal(site.put("/a", sent)) == "broke off before its end; try again later"


NOT_PACKED = "is said to be packed with gzip and is not"


@pytest.mark.parametrize(
    ("body", "coding", "told"),
    [
        (WORDS, "gzip", NOT_PACKED),
        (gzip.compress(WORDS)[:10] + b"\xff" * 30, "gzip", NOT_PACKED),
        (gzip.compress(WORDS)[:-8] + bytes(8), "gzip", NOT_PACKED),
        (WORDS, "br", "is packed in a way that kb does not take (br)"),
        (WORDS, "gzip, gzip", "is packed in a way that kb does not take (gzip, gzip)"),
    ],
    ids=["not packed", "no block", "another sum", "another way", "twice"],
)
def test_a_body_that_cannot_be_unpacked_is_refused(site: Site, body: bytes, coding: str, told: str) -> None:
    assert refusal(site.put("/a", answer(body, f"Content-Encoding: {coding}"))) == told
