"""The process that reads articles ahead: what a page or an XML file does to its parsers, it does to this process alone.

It is given the path of a file and answers with an AheadAnswer.
"""

import faulthandler
import os
from pathlib import Path

import msgspec

from kb.errors import ReadingError
from kb.limits import MOST_AHEAD_MEMORY, MOST_AHEAD_SECONDS
from kb.reading.ahead_answer import AheadAnswer
from kb.reading.article_text import read_article_bytes
from kb.reading.articles import ArticleType, find_article_type, read_article
from kb.reading.articles.answering import answer_all

_TAKEN = (ArticleType.HTML, ArticleType.JATS)


def serve() -> None:
    """Answer until standard input ends. The greeting, which is empty, says that the process is up."""
    answer_all(_answer, MOST_AHEAD_MEMORY, greeting=b"")


def _answer(path: bytes) -> bytes:
    faulthandler.dump_traceback_later(MOST_AHEAD_SECONDS, exit=True)  # whatever the parser is doing then
    try:
        return msgspec.msgpack.encode(read_ahead(Path(os.fsdecode(path))))
    except UnicodeEncodeError:  # half a character, which the fields of a page may hold
        return msgspec.msgpack.encode(AheadAnswer())
    finally:
        faulthandler.cancel_dump_traceback_later()


def read_ahead(path: Path) -> AheadAnswer:
    """Return the article at ``path`` or why it cannot be read; neither for what takes no parser to read, or has a
    process of its own."""
    try:
        content = read_article_bytes(path)
        if find_article_type(content, path.name) not in _TAKEN:
            return AheadAnswer()
        return AheadAnswer(read_article(content, path.name))
    except ReadingError as error:
        return AheadAnswer(error=str(error), line=error.line)
