"""Passages of a text beside the words they are compared with; the JSON of each is a contract."""

import msgspec


class WordRun(msgspec.Struct, frozen=True):
    """Words in a row that are the ``same``, ``removed`` or ``added``, and what their change ``touches``: number,
    negation, hedge. White space does not count; of what was removed and added together both carry it."""

    change: str
    text: str
    touches: list[str] = []


class ClosestPassage(msgspec.Struct, frozen=True):
    """The passage most like words that do not stand in a text: a suggestion for a reader, never the quote.

    ``start`` and ``end`` are code points of the text, ``score`` says how like it is, up to 100. ``differences`` lead
    from the quote to the passage.
    """

    start: int
    end: int
    score: float
    passage: str
    differences: list[WordRun]
