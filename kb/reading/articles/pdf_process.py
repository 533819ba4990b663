"""The process that takes PDFs apart: whatever a file does to the native parser, it does it to this process alone.

It is given the bytes of a PDF and answers with a PdfContent.
"""

from itertools import pairwise
from typing import Any

import msgspec

from kb.limits import MOST_BYTES, MOST_PDF_MEMORY, MOST_PDF_PAGES
from kb.reading.articles.answering import answer_all
from kb.reading.articles.pdf_record import PdfContent, PdfLine, PdfPage

_FEW_CHARACTERS = 50
_IMAGE = 3
#: A line of usual text takes half its height for a sign; a blank between columns is wider than the line is high.
_SPARSE, _WIDE = 0.55, 1.2
#: What the parser gives for a hyphen at the end of a line, in place of the line break.
_HYPHEN = 2


def serve() -> None:
    """Answer until standard input ends."""
    answer_all(lambda data: msgspec.json.encode(read_content(data)), MOST_PDF_MEMORY)


def read_content(data: bytes) -> PdfContent:
    """Return the lines and metadata of a PDF, or why there are none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return PdfContent(error=_reason(str(error)))
    try:
        if len(document) > MOST_PDF_PAGES:
            return PdfContent(error=f"has over {MOST_PDF_PAGES:,} pages; give the article by itself")
        return _read(document)
    except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
        return PdfContent(error=f"is a damaged PDF ({type(error).__name__})")
    finally:
        document.close()


def _reason(message: str) -> str:
    if "password" in message.lower():
        return "is encrypted with a password; save it without one"
    if "security" in message.lower():
        return "is encrypted in a way that kb does not know; save it without encryption"
    return "is no PDF, or a damaged or truncated one"


def _read(document: Any) -> PdfContent:
    pages: list[PdfPage] = []
    left = MOST_BYTES
    for number in range(len(document)):
        page = document[number]
        pages.append(_read_page(page, left))
        page.close()
        left -= sum(len(line.text) for line in pages[-1].lines)
        if left <= 0:
            return PdfContent(error=f"holds over {MOST_BYTES // 1024 // 1024} MB of text; split it")
    metadata = {name: document.get_metadata_value(name) for name in ("Title", "Author", "CreationDate")}
    return PdfContent(pages, {name: _clean(value) for name, value in metadata.items()})


def _read_page(page: Any, most: int) -> PdfPage:
    text = page.get_textpage()
    lines = list(_lines(text, most))
    text.close()
    pictures = 0
    if sum(len(line.text) for line in lines) < _FEW_CHARACTERS:
        pictures = sum(1 for _ in page.get_objects(filter=[_IMAGE], max_depth=3))
    width, height = page.get_size()
    return PdfPage(round(width, 1), round(height, 1), lines, pictures)


def _lines(text: Any, most: int) -> Any:
    from pypdfium2 import raw

    count = min(text.count_chars(), most)
    start, characters = 0, [raw.FPDFText_GetUnicode(text, at) for at in range(count)]
    for at, character in enumerate([*characters, 10]):
        if character not in (_HYPHEN, 10, 13):
            continue
        end = at + (character == _HYPHEN)
        words = _clean("".join(map(_character, characters[start:end])))
        if words.strip():
            line = _line(text, words, [each for each in range(start, at) if characters[each] > 32])
            yield _with_gaps(text, line, characters[start:end], start) if _is_sparse(line) else line
        start = at + 1


def _is_sparse(line: PdfLine) -> bool:
    """Whether a line is so wide for its signs that there may be columns in it: to measure all lines takes long."""
    return " " in line.text and line.right - line.left > _SPARSE * line.height * len(line.text)


def _with_gaps(text: Any, line: PdfLine, characters: list[int], start: int) -> PdfLine:
    """Return the line with a tab in place of each blank that is as wide as between columns."""
    signs = [_character(each) for each in characters]
    places = [at for at, each in enumerate(characters) if each > 32]
    for before, after in pairwise(places):
        if after - before > 1:
            left = text.get_charbox(start + before, loose=True)[2]
            if text.get_charbox(start + after, loose=True)[0] - left > _WIDE * line.height:
                signs[before + 1] = "\t"
    return PdfLine(_clean("".join(signs)), line.left, line.bottom, line.right, line.top)


def _character(code: int) -> str:
    return "-" if code == _HYPHEN else chr(code) if code <= 0x10FFFF else "\ufffd"


def _clean(text: str) -> str:
    """Return ``text`` with pairs of surrogates as one character, and halves of one left out."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _line(text: Any, words: str, places: list[int]) -> PdfLine:
    """Return a line with its box, from its first, middle and last characters."""
    chosen = {places[0], places[len(places) // 2], places[-1]} if places else set()
    boxes = [text.get_charbox(place, loose=True) for place in chosen] or [(0.0, 0.0, 0.0, 0.0)]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return PdfLine(words, *(round(each, 1) for each in (left, bottom, right, top)))
