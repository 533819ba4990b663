"""Articles of a run that other processes read while those before them are stored: in the same order, with the same
errors and notes."""

from collections import deque
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from kb.errors import ReadingError
from kb.reading.ahead_answer import AheadAnswer
from kb.reading.ahead_reader import AheadReader
from kb.reading.article_file import ArticleFile
from kb.reading.article_text import MARKED_SUFFIXES
from kb.reading.file_part import FilePart

#: What takes long to read; a PDF has a process of its own already.
_SUFFIXES = frozenset(MARKED_SUFFIXES) - {".pdf"}
#: So many articles are worth the start of a process: with fewer a load takes longer than without one.
FEWEST = 40
#: Reading takes three times as long as storing; each process takes as much memory as kb itself.
MOST_READERS = 2
#: How many files each is asked for before their turn. Of the answers it holds one; a pipe holds a few small ones.
_AHEAD = 4


class ReadAhead:
    """Reads the articles that come ``over`` a run. Without enough of them, and where no process can be started, each
    is read when its turn comes."""

    def __init__(self, module: str = "kb.reading.ahead_process") -> None:
        self.readers: list[AheadReader] = []
        self._module = module
        self._coming: deque[ArticleFile] = deque()
        self._turns: deque[AheadReader] = deque()
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
            self._end()

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
        """Return what is said of ``file``: nothing, where nobody was asked."""
        if file.path.suffix.lower() not in _SUFFIXES or not self._is_up():
            return AheadAnswer()
        self._ask_more()
        while self._turns:
            first, answer = self._turns.popleft().answer()
            self._ask_more()
            if first is file:
                return answer
        return AheadAnswer()

    def _is_up(self) -> bool:
        """Whether others read; they are started for the first article, where enough of them come."""
        if self._coming and not self.readers:
            self._coming = deque(file for file in self._coming if file.real not in self._passed_over)
            number = min(MOST_READERS, len(self._coming) // FEWEST)
            self.readers = [AheadReader(self._module) for _ in range(number)]
            if not number or not all(reader.begin() for reader in self.readers):
                self._end()
        return bool(self.readers)

    def _ask_more(self) -> None:
        """Ask whoever has least to do for the files that come next."""
        while self._coming and len(self._turns) < _AHEAD * len(self.readers):
            reader = min(self.readers, key=lambda each: len(each.asked))
            reader.ask(self._coming.popleft())
            self._turns.append(reader)

    def _end(self) -> None:
        for reader in self.readers:
            reader.stop()
        self.readers.clear()
        self._coming.clear()
        self._turns.clear()
