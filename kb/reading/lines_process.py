"""The process that reads lines ahead: it is given the lines of a block and answers with the source record of each, or
with nothing where there is anything else to a line."""

import msgspec

from kb.limits import MOST_AHEAD_MEMORY
from kb.reading.article_text import TextFolders
from kb.reading.articles.answering import answer_all
from kb.reading.document import Document
from kb.reading.file_part import read_document
from kb.reading.jsonl_lines import read_line
from kb.reading.lines import Line
from kb.records import PreparedSource


def serve() -> None:
    """Answer until standard input ends."""
    answer_all(_answer, MOST_AHEAD_MEMORY)


def _answer(question: bytes) -> bytes:
    contents = msgspec.msgpack.decode(question, type=list[bytes])
    return msgspec.msgpack.encode([find_record(content) for content in contents])


def find_record(content: bytes) -> PreparedSource | None:
    """Return the source record that a line is; None where it is another thing, or not all is well with it."""
    found = read_line(Line(1, content, 0.0))
    if len(found) != 1 or not isinstance(found[0], Document):
        return None
    part = read_document(found[0], TextFolders((), set()))
    if len(part.sources) != 1 or part.errors or part.warnings:
        return None
    return part.sources[0].record
