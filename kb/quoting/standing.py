"""Whether words stand at a place that is known, which takes no search."""

from kb.quoting.anchoring import words_of
from kb.quoting.flattening import flatten
from kb.quoting.word_boundaries import splits


def stands_at(text: str, exact: str, start: int, end: int) -> bool:
    """Return whether ``exact`` stands from ``start`` until before ``end`` of ``text``, which is in the form of
    :func:`normalise_text`.

    Compared as :func:`anchor_quote` does, which may have found it there: code point for code point, white space aside,
    and never inside a word or number. Whether it stands elsewhere too is not asked.
    """
    if not 0 <= start < end <= len(text):
        return False
    words = text[start:end]
    is_same = words == exact or flatten(words) == words_of(exact)
    return is_same and words == words.strip() and not splits(text, start) and not splits(text, end)
