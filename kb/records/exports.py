"""What an export wrote."""

import msgspec


class ExportReport(msgspec.Struct, frozen=True):
    """``path`` is the file or folder; ``files`` counts what lies there: vocabularies, source records and ``texts``,
    the articles. ``entries`` are those of the vocabularies. ``left_behind`` are folders of drafts that lie there:
    of exports that were killed, or are still at work."""

    path: str
    files: int
    entries: int
    sources: int
    claims: int
    texts: int
    left_behind: list[str] = []
