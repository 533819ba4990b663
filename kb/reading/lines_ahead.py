"""Lines of a long file that another process reads while those before them are stored: in the same order, and saying the
same."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from kb.reading.articles.other_process import OtherProcess
from kb.reading.lines import Line
from kb.records import PreparedSource

#: So much of a file is worth the start of a process.
LEAST_BYTES = 4_000_000
#: What is asked for at a time; of what is asked and what is answered, one each is in memory.
_BLOCK = 250_000
_FAILURES = (OSError, EOFError, msgspec.DecodeError)

Answers = list[PreparedSource | None]


class LinesAhead:
    """Reads ahead of whoever goes over the ``pairs``, who says by ``unread`` how many lines had to be read at all."""

    def __init__(self, size: int, least: int = LEAST_BYTES, module: str = "kb.reading.lines_process") -> None:
        self.unread = 0
        self._left = size
        self._least = least
        self._process = OtherProcess(module)
        self._has_failed = False

    def pairs(self, lines: Iterable[Line]) -> Iterator[tuple[Line, PreparedSource | None]]:
        """Yield each line with the source record that it is, where it was read and nothing is to be said of it."""
        blocks = _blocks(lines)
        answers: Answers = []
        block = next(blocks, [])
        try:
            while block:
                following = next(blocks, [])
                is_asked = self._ask(following)
                self.unread = 0
                yield from zip(block, answers or [None] * len(block), strict=True)
                answers = self._answers(following) if is_asked else []
                block = following
        finally:
            self._process.stop()

    def _ask(self, block: list[Line]) -> bool:
        """Have ``block`` read, where that is worth it: enough is left, and what came before was not known already."""
        contents = [line.content for line in block]
        self._left -= sum(map(len, contents))
        if not block or not self.unread or self._has_failed:
            return False
        if self._process.process is None and self._left < self._least:
            return False
        try:
            if self._process.process is None:
                self._process.start()
            self._process.send(msgspec.msgpack.encode(contents))
        except _FAILURES:
            return self._give_up()
        return True

    def _answers(self, block: list[Line]) -> Answers:
        """Return what the lines of ``block`` hold; nothing, where the process is gone."""
        with suppress(*_FAILURES):
            answers = msgspec.msgpack.decode(self._process.receive(), type=Answers)
            if len(answers) == len(block):
                return answers
        self._give_up()
        return []

    def _give_up(self) -> bool:
        """Read no more ahead: whatever ended the process, each line is read where it is stored."""
        self._process.stop()
        self._has_failed = True
        return False


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line.content)
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
