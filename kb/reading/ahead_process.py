"""The process that reads articles ahead: what a page or an XML file does to its parsers, it does to this process alone.

It is given the path of a file and answers with an AheadAnswer.
"""

import os
import signal
import sys
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
    end_after(MOST_AHEAD_SECONDS)
    try:
        return msgspec.msgpack.encode(read_ahead(Path(os.fsdecode(path))))
    except UnicodeEncodeError:  # half a character, which the fields of a page may hold
        return msgspec.msgpack.encode(AheadAnswer())
    finally:
        end_after(0)


def end_after(seconds: float) -> None:
    """Have the system end this process when it has used the processor for so long, whatever the parser is doing then.

    A watching thread would do so everywhere, but with a second thread the parser takes a tenth longer.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


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
