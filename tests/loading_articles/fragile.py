"""A process that reads articles ahead as kb's own does, but for files called bad, which it does not stand, or endless,
over which it sits until it is ended."""

import os
import signal
from pathlib import Path

import msgspec

from kb.limits import MOST_AHEAD_MEMORY
from kb.reading.ahead_process import end_after, read_ahead
from kb.reading.articles.answering import answer_all


def serve() -> None:
    answer_all(_answer, MOST_AHEAD_MEMORY, greeting=b"")


def _answer(path: bytes) -> bytes:
    file = Path(os.fsdecode(path))
    if file.stem.startswith("bad"):
        os.kill(os.getpid(), signal.SIGKILL)
    end_after(0.2)
    while file.stem == "endless":
        pass
    end_after(0)
    return msgspec.msgpack.encode(read_ahead(file))
