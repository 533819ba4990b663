"""What the process that reads articles ahead hands back."""

import msgspec

from kb.records import Article


class AheadAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An article, or why there is none; without either the file is left to the one who asked."""

    article: Article | None = None
    error: str | None = None
    line: int | None = None
