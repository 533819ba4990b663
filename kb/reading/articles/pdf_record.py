"""What the process that takes a PDF apart hands back: lines of text, and where on the page they stand."""

import msgspec


class PdfLine(msgspec.Struct, frozen=True, array_like=True):
    """A line of a page; lengths in points, from the lower left corner. A tab stands for a blank between columns."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


class PdfPage(msgspec.Struct, frozen=True):
    width: float
    height: float
    lines: list[PdfLine]
    pictures: int = 0
    """How many, counted only where there is hardly a line."""


class PdfContent(msgspec.Struct, frozen=True):
    """All pages, and what the file says of itself; or ``error``, why it could not be opened."""

    pages: list[PdfPage] = []
    metadata: dict[str, str] = {}
    error: str | None = None
