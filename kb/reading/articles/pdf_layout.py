"""From the lines of pages to paragraphs: without running heads, joined across lines, columns and pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from kb.reading.articles.invisible_signs import without_invisible
from kb.reading.articles.pdf_record import PdfLine, PdfPage

#: Heads and feet stand in this part of a page, at the top and at the bottom.
_EDGE = 0.12
_MOST_EDGE_LINES = 4
_SAME_PLACE = 4.0
_NUMBER = re.compile(r"[0-9]+")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’)\]]*(?:\[?[0-9,–-]+\]?)?$")
_BULLET = "•‣⁃◦▪▫■□●○◆◇❖➢➤►▶✓✔\uf0a7\uf0b7\uf0d8\uf0fc"
_ITEM = re.compile(rf"[{_BULLET}]|(?:[·∙–—*-]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{2,5}})[.)])\s+\S")
#: A blank that is wider than that, in heights of a line, stands between columns.
_COLUMN_GAP = 1.2
_ROW_STEP = 2.5
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_LONGEST_WORD = 100
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "et", "y"})


class Placed(NamedTuple):
    """A line, the number of the page that it stands on, and whether it is a row of a table, or a part of one."""

    page: int
    line: PdfLine
    is_row: bool = False


def write_paragraphs(pages: list[PdfPage]) -> str:
    """Return the text of the pages, a blank line between paragraphs, the rows of a table on lines of their own."""
    lines = _with_rows(_without_heads(pages))
    words = Counter(each for placed in lines for each in _whole_words(placed.line.text))
    return without_invisible("\n\n".join(_join(paragraph, words) for paragraph in _paragraphs(lines)))


def _without_heads(pages: list[PdfPage]) -> list[Placed]:
    placed = [Placed(number, line) for number, page in enumerate(pages) for line in page.lines]
    heads = set(_heads(pages))
    return [each._replace(line=_tidied(each.line)) for each in placed if (each.page, id(each.line)) not in heads]


def _tidied(line: PdfLine) -> PdfLine:
    text = line.text.translate(_LIGATURES).strip()
    text = f"{without_invisible(text[:-1])}{text[-1:]}"  # at the end of a line a soft hyphen tells of a broken word
    return PdfLine(text, line.left, line.bottom, line.right, line.top)


def _heads(pages: list[PdfPage]) -> Iterator[tuple[int, int]]:
    """Yield page and line of what stands at the edge of several pages in the same place: the same words, or words with
    a number that counts the pages."""
    found: dict[tuple[str, int | None], list[tuple[int, PdfLine]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in _edge_lines(page):
            found[_NUMBER.sub("#", " ".join(line.text.split())), None].append((number, line))
    several = 2 if len(pages) < 4 else 3
    for group in found.values():
        for place in _by_place(group):
            same = Counter(" ".join(line.text.split()) for _, line in place)
            counts = Counter(counter for number, line in place for counter in _counters(number, line))
            for number, line in place:
                is_same = same[" ".join(line.text.split())] >= several
                if is_same or any(counts[each] >= min(several, 2) for each in _counters(number, line)):
                    yield number, id(line)


def _edge_lines(page: PdfPage) -> list[PdfLine]:
    top = sorted((each for each in page.lines if each.bottom > page.height * (1 - _EDGE)), key=lambda each: -each.top)
    foot = sorted((each for each in page.lines if each.top < page.height * _EDGE), key=lambda each: each.bottom)
    return [*top[:_MOST_EDGE_LINES], *foot[:_MOST_EDGE_LINES]]


def _by_place(group: list[tuple[int, PdfLine]]) -> Iterator[list[tuple[int, PdfLine]]]:
    ordered = sorted(group, key=lambda each: each[1].bottom)
    place: list[tuple[int, PdfLine]] = []
    for each in ordered:
        if place and each[1].bottom - place[-1][1].bottom > _SAME_PLACE:
            yield place
            place = []
        place.append(each)
    yield place


def _counters(number: int, line: PdfLine) -> set[tuple[int, int]]:
    """Return, for each number of a line, how far it is from that of the page: where it counts pages, it is the same."""
    found = _NUMBER.findall(line.text)
    is_short = len(line.text) < 120
    return {(at, int(each) - number) for at, each in enumerate(found) if len(each) < 6} if is_short else set()


def _with_rows(lines: list[Placed]) -> list[Placed]:
    """Return the lines with rows marked: where two or more that have gaps as between columns follow on each other."""
    rows: list[list[int]] = []
    for at, each in enumerate(lines):
        if rows and _is_beside(lines[rows[-1][-1]], each):
            rows[-1].append(at)
        else:
            rows.append([at])
    gapped = [_has_gap([lines[at].line for at in row]) for row in rows]
    marked = list(lines)
    for number, (row, following) in enumerate(pairwise(rows)):
        if gapped[number] and gapped[number + 1] and _is_near(lines[row[-1]], lines[following[0]]):
            for at in (*row, *following):
                marked[at] = lines[at]._replace(is_row=True)
    return marked


def _is_beside(one: Placed, other: Placed) -> bool:
    step = abs(one.line.bottom - other.line.bottom)
    return one.page == other.page and step < 0.3 * (one.line.height or 1.0) and other.line.left >= one.line.right


def _has_gap(parts: list[PdfLine]) -> bool:
    if any("\t" in each.text for each in parts):
        return True
    return any(other.left - one.right > _COLUMN_GAP * one.height for one, other in pairwise(parts))


def _is_near(one: Placed, other: Placed) -> bool:
    step = one.line.bottom - other.line.bottom
    return one.page == other.page and 0 < step < _ROW_STEP * (one.line.height or 1.0)


def _paragraphs(lines: list[Placed]) -> Iterator[list[Placed]]:
    spacing = _line_spacing(lines)
    edges = _right_edges(lines)
    paragraph: list[Placed] = []
    for each in lines:
        if paragraph and (_ends_item(paragraph, each) or not _goes_on(paragraph[-1], each, spacing, edges)):
            yield paragraph
            paragraph = []
        paragraph.append(each)
    if paragraph:
        yield paragraph


def _goes_on(before: Placed, after: Placed, spacing: float, edges: dict[int, list[float]]) -> bool:
    """Whether a line goes on with the paragraph, or the table, of the line before it."""
    if before.is_row and after.is_row:
        return _is_beside(before, after) or _is_near(before, after)
    return before.is_row == after.is_row and _continues(before, after, spacing, edges[before.page])


def _ends_item(paragraph: list[Placed], after: Placed) -> bool:
    """Whether an item, whose further lines are indented, ends before a line that is not."""
    item, last = paragraph[0].line, paragraph[-1].line
    indent = item.left + 0.6 * item.height
    is_hanging = len(paragraph) > 1 and _ITEM.match(item.text) is not None and item.right > last.left > indent
    return is_hanging and paragraph[-1].page == after.page and after.line.left < indent


def _line_spacing(lines: list[Placed]) -> float:
    """Return the usual distance of lines, in heights of a line."""
    steps = [
        (one.line.bottom - other.line.bottom) / one.line.height
        for one, other in pairwise(lines)
        if one.page == other.page
        and one.line.height
        and 0.5 < (one.line.bottom - other.line.bottom) / one.line.height < 3
    ]
    return median_low(steps) if steps else 1.2


def _right_edges(lines: list[Placed]) -> dict[int, list[float]]:
    edges: dict[int, list[float]] = defaultdict(list)
    for each in lines:
        edges[each.page].append(each.line.right)
    return {page: sorted(given) for page, given in edges.items()}


def _continues(before: Placed, after: Placed, spacing: float, edges: list[float]) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    one, other = before.line, after.line
    height = max(one.height, other.height) or 1.0
    if min(one.height, other.height) < 0.85 * height or _ITEM.match(other.text):
        return False
    step = (one.bottom - other.bottom) / height
    is_below = before.page == after.page and step > -0.3
    if not is_below:  # the next column or page
        return not _SENTENCE_END.search(one.text) and other.text[:1].islower()
    if step < 0.3:  # side by side: parts of one line
        return True
    if step > spacing * 1.35:
        return False
    is_indented = other.left - one.left > 0.6 * height and other.left < one.right
    if _ITEM.match(one.text):
        return is_indented or other.text[:1].islower() or not _SENTENCE_END.search(one.text)
    return not is_indented and not (_SENTENCE_END.search(one.text) and _is_short(one, edges))


def _is_short(line: PdfLine, edges: list[float]) -> bool:
    """Whether a line ends well before the others of its column, the nearest usual right edge."""
    beyond = [edge for edge in edges if edge >= line.right - 1]
    column = beyond[len(beyond) // 2] if beyond else line.right
    return line.right < column - max(3 * line.height, 0.15 * (column - line.left))


def _join(paragraph: list[Placed], words: Counter[str]) -> str:
    parts: list[str] = []
    before: Placed | None = None
    for each in paragraph:
        text = each.line.text.replace("\t", " ")
        if before is not None and each.is_row:
            parts.append(" " if _is_beside(before, each) else "\n")
        elif parts:
            parts[-1], gap = _seam(parts[-1], text, words)
            parts.append(gap)
        parts.append(text)
        before = each
    return "".join(parts)


def _seam(line: str, following: str, words: Counter[str]) -> tuple[str, str]:
    """Return a line and what stands between it and the next. A hyphen at its end goes only where the joined word stands
    elsewhere without one."""
    broken, word = _BROKEN.search(line[-_LONGEST_WORD:]), _WORD.match(following[:_LONGEST_WORD])
    if not broken or not word:
        is_name = line.endswith("-") and line[-2:-1].isalpha() and following[:1].isdigit()
        return line, "" if is_name else " "
    joined = (_WORD.findall(line[-_LONGEST_WORD:-1])[-1] + word.group()).casefold()
    if word.group().casefold() in _SUSPENDED and not words[joined]:
        return line, " "
    is_certain = word.group()[0].islower() and words[joined] > 0
    return line[:-1] + ("" if is_certain else "-"), ""


def _whole_words(line: str) -> Iterator[str]:
    """Yield the words of a line but those at its ends that may be cut by a hyphen."""
    for found in _WORD.finditer(line):
        if not (found.end() < len(line) and line[found.end() :].rstrip() in ("-", "\u2010", "\u00ad")):
            yield found.group().casefold()
