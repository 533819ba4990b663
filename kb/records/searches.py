"""What a search finds, with the words that were found marked."""

import msgspec

from kb.records.claims import Claim, SourceBrief


class MarkedText(msgspec.Struct, frozen=True):
    """A text, or a part of an article, with what was searched in it: ``pieces`` in their order, each with whether it
    was. ``field`` says what the text is: statement, quote, title or treatment of a claim; title, publisher or text of
    an article."""

    field: str
    pieces: list[tuple[str, bool]]


class SearchHit(msgspec.Struct, frozen=True, rename={"kind": "in"}):
    """Something that was found; the best has the ``rank`` 1. ``marked`` are its texts that have some of the words, at
    least one; ``claim`` is None for an article."""

    kind: str
    rank: int
    marked: list[MarkedText]
    claim: Claim | None
    source: SourceBrief
