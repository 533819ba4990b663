"""What an export wrote."""

import msgspec


class ExportReport(msgspec.Struct, frozen=True):
    """``path`` is the file or folder; ``files`` counts what lies there: vocabularies, source records and ``texts``,
    the articles. ``names`` are the entries of the vocabularies."""

    path: str
    files: int
    names: int
    sources: int
    claims: int
    texts: int
