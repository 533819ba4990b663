"""Articles of a run that another process reads while those before them are stored: in the same order, with the same
errors and notes."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from kb.errors import ReadingError
from kb.reading.ahead_answer import AheadAnswer
from kb.reading.article_file import ArticleFile
from kb.reading.article_text import MARKED_SUFFIXES
from kb.reading.articles.other_process import OtherProcess
from kb.reading.file_part import FilePart

#: What takes long to read; a PDF has a process of its own already.
_SUFFIXES = frozenset(MARKED_SUFFIXES) - {".pdf"}
#: From so many articles on another process is worth its start, which takes as long as reading some fifty.
FEWEST = 8
#: How many files it is asked for before their turn. Of the answers it holds one; a pipe holds a few small ones.
_AHEAD = 4
_UNSTOOD = "is an article that its parser does not stand: it takes too much time or memory, or is damaged"
_FAILURES = (OSError, EOFError, msgspec.DecodeError)


class ReadAhead:
    """Reads the articles that come ``over`` a run. Without enough of them, and where no process can be started, each
    is read when its turn comes."""

    def __init__(self) -> None:
        self.process = OtherProcess("kb.reading.ahead_process")
        self._coming: deque[ArticleFile] = deque()
        self._asked: deque[ArticleFile] = deque()
        self._passed_over: Set[Path] = frozenset()

    @contextmanager
    def over(self, files: Iterable[object], passed_over: Set[Path]) -> Iterator[None]:
        """Read the articles among ``files``, which come in this order, but for those in ``passed_over``, which grows
        until the first one comes."""
        articles = (file for file in files if isinstance(file, ArticleFile) and not file.given)
        self._coming.extend(file for file in articles if file.path.suffix.lower() in _SUFFIXES)
        self._passed_over = passed_over
        try:
            yield
        finally:
            self._give_up()

    def parts(self, file: ArticleFile) -> Iterator[FilePart]:
        """Yield the one part that the article is; raise ReadingError where it cannot be read."""
        answer = self._answer(file)
        if answer.article is not None:
            yield file.part(answer.article)
        elif answer.error is not None:
            raise ReadingError(answer.error, answer.line)
        else:
            yield from file.parts()

    def _answer(self, file: ArticleFile) -> AheadAnswer:
        """Return what the other process says of ``file``: nothing, where it was not asked."""
        if file.path.suffix.lower() not in _SUFFIXES or not self._is_up():
            return AheadAnswer()
        self._ask_more()
        while self._asked:
            first = self._asked[0]
            answer = self._first_answer()
            self._ask_more()
            if first is file:
                return answer
        return AheadAnswer()

    def _is_up(self) -> bool:
        """Whether another process reads; it is started for the first article, where enough of them come."""
        if self.process.process is not None:
            return True
        if self._coming:
            self._coming = deque(file for file in self._coming if file.real not in self._passed_over)
            if len(self._coming) >= FEWEST and self._start():
                return True
            self._give_up()
        return False

    def _start(self) -> bool:
        """Start the process, and wait until it greets; return whether it does."""
        try:
            self.process.start()
            self.process.receive()
        except (OSError, EOFError):
            return False
        return True

    def _give_up(self) -> None:
        self.process.stop()
        self._coming.clear()
        self._asked.clear()

    def _ask_more(self) -> None:
        while self._coming and len(self._asked) < _AHEAD:
            self._asked.append(self._coming.popleft())
            self._ask(self._asked[-1])

    def _ask(self, file: ArticleFile) -> None:
        with suppress(OSError):  # it is gone: seen when the answer does not come
            self.process.send(os.fsencode(file.path))

    def _first_answer(self) -> AheadAnswer:
        """Return what is said of the first file that was asked for, which is then no more waited for.

        A file with which the process ends twice is to blame for that; once may be for want of memory, or by another
        hand. Where no process can be started any more, nothing is said of any file.
        """
        try:
            return self._receive()
        except _FAILURES:
            if not self._start_again():
                return AheadAnswer()
        try:
            return self._receive()
        except _FAILURES:
            self._asked.popleft()
            self._start_again()
            return AheadAnswer(error=_UNSTOOD)

    def _receive(self) -> AheadAnswer:
        answer = msgspec.msgpack.decode(self.process.receive(), type=AheadAnswer)
        self._asked.popleft()
        return answer

    def _start_again(self) -> bool:
        self.process.stop()
        if not self._start():
            self._give_up()
            return False
        for each in self._asked:
            self._ask(each)
        return True
