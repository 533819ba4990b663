"""A process of kb's own that answers questions, seen from inside: bounded in memory, and gone when nobody asks any
more."""

import sys
from collections.abc import Callable
from typing import BinaryIO


def answer_all(answer: Callable[[bytes], bytes], most_memory: int, *, greeting: bytes | None = None) -> None:
    """Answer until standard input ends; a ``greeting`` is said before anything was asked.

    Questions and answers are bytes, each with its length before it, on standard input and output. The process is given
    ``most_memory`` bytes.
    """
    _limit_memory(most_memory)
    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as answered:
        if greeting is not None:
            _say(greeting, answered)
        while size := int.from_bytes(asked.read(8), "big"):
            _say(answer(asked.read(size)), answered)


def _say(content: bytes, answered: BinaryIO) -> None:
    answered.write(len(content).to_bytes(8, "big") + content)
    answered.flush()


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # where there is none, the time is still bounded
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
