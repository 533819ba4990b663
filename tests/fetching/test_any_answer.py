"""Whatever a server sends: a page, or one line that says why there is none."""

import gzip
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import ReadingError
from kb.reading.fetching.door import Fetched, fetch
from tests.fetching.serving import Site, answer, redirect, serving

SENT = [
    answer("<p>Words.</p>"),
    answer(gzip.compress(b"Words. " * 50, mtime=0), "Content-Encoding: gzip"),
    answer(b"5\r\nWords\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
    redirect("/a"),
    redirect("//[::1"),
]
PIECES = [b"", b"\r\n", b"\0", b"\xff", b"%", b": ", b"HTTP/1.1 100 Continue\r\n\r\n", b"\r\nContent-Length: 3\r\n"]
EDITS = st.tuples(st.integers(0, 400), st.integers(0, 20), st.sampled_from(PIECES) | st.binary(max_size=4))


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with serving() as site:
        yield site


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SENT), st.lists(EDITS, max_size=5))
def test_any_answer_is_a_page_or_refused(running: Site, sent: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    for at, length, piece in edits:
        sent = sent[:at] + piece + sent[at + length :]
    address = running.put("/any", sent)
    try:
        fetched = fetch(address, seconds=20, most=10_000)
    except ReadingError as error:
        assert str(error)
    else:
        assert isinstance(fetched, Fetched) and len(fetched.data) <= 10_000
