"""A text cut into passages: its sentences, or shorter stretches where a sentence has no end in sight."""

import re
from collections.abc import Iterator
from zlib import crc32

from kb.quoting.flattening import FlatText

Span = tuple[int, int]

#: A sentence ends behind its mark, where a line is left blank, or before the next item of a list.
_END = re.compile(
    r"[.!?…][\"'”’»)\]]*\s+|[。！？][”」』）]*\s*|\n[^\S\n]*\n\s*"
    r"|\n(?=[^\S\n]*(?:[-*+•‣◦▪·–—]|\(?\d{1,3}[.)])[^\S\n])"
)
_WORD = re.compile(r"\S+\s*")
#: A longer passage is cut behind some of its words, which the words themselves decide: so an insertion shifts no cut.
_LONG = 400
_ONE_WORD_IN = 8


def sentence_spans(text: str, flat: FlatText) -> list[Span]:
    """Return the passages of ``text`` in order, as places in ``flat``, which is the same text flattened."""
    spans = []
    for start, end in _pieces(text):
        first, last = flat.place(start), flat.place(end)
        if first < last and flat.text[first] == " ":
            first += 1
        if first < last and flat.text[last - 1] == " ":
            last -= 1
        if first < last:
            spans.append((first, last))
    return spans


def _pieces(text: str) -> Iterator[Span]:
    begun = 0
    for end in [match.end() for match in _END.finditer(text)] + [len(text)]:
        if end - begun > _LONG:
            yield from _cut(text, begun, end)
        else:
            yield begun, end
        begun = end


def _cut(text: str, begun: int, end: int) -> Iterator[Span]:
    for word in _WORD.finditer(text, begun, end):
        if crc32(word.group().strip().encode("utf-8", "surrogatepass")) % _ONE_WORD_IN == 0:
            yield begun, word.end()
            begun = word.end()
    yield begun, end
