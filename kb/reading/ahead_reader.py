"""A process that reads articles before their turn, seen from the run that asks it."""

import os
from collections import deque
from contextlib import suppress

import msgspec

from kb.reading.ahead_answer import AheadAnswer
from kb.reading.article_file import ArticleFile
from kb.reading.articles.other_process import OtherProcess

_UNSTOOD = "is an article that its parser does not stand: it takes too much time or memory, or is damaged"
_FAILURES = (OSError, EOFError, msgspec.DecodeError)


class AheadReader(OtherProcess):
    """Answers to the files ``asked``, one after the other."""

    def __init__(self, module: str) -> None:
        super().__init__(module)
        self.asked: deque[ArticleFile] = deque()

    def begin(self) -> bool:
        """Start the process; return whether it greets, as it does when it is up."""
        try:
            self.start()
            self.receive()
        except (OSError, EOFError):
            self.stop()
            return False
        return True

    def ask(self, file: ArticleFile) -> None:
        """Have ``file`` read."""
        self.asked.append(file)
        self._send(file)

    def _send(self, file: ArticleFile) -> None:
        with suppress(OSError, EOFError):  # it is gone: seen when the answer does not come
            self.send(os.fsencode(file.path))

    def answer(self) -> tuple[ArticleFile, AheadAnswer]:
        """Return the first file that was asked for and what is said of it: nothing, where no process can be started.

        A file with which the process ends twice is to blame for that; once may be for want of memory, or by another
        hand.
        """
        said = self._answer() or (self._begin_again() and self._answer())
        file = self.asked.popleft()
        if said:
            return file, said
        is_to_blame = self.process is not None
        self._begin_again()
        return file, AheadAnswer(error=_UNSTOOD) if is_to_blame else AheadAnswer()

    def _answer(self) -> AheadAnswer | None:
        try:
            return msgspec.msgpack.decode(self.receive(), type=AheadAnswer)
        except _FAILURES:
            return None

    def _begin_again(self) -> bool:
        """Start another process, and ask it what the one before has not answered; return whether it is up."""
        is_gone = self.process is None
        self.stop()
        if is_gone or not self.begin():
            return False
        for file in self.asked:
            self._send(file)
        return True
