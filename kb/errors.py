"""What can go wrong, as errors whose text is the one line a user reads. No imports from the rest of the package."""

from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to its caller."""

    FINE = 0
    BAD_ANSWER = 1
    WRONG_USAGE = 2
    DATABASE = 3
    INTERRUPTED = 130


class KbError(Exception):
    """Anything kb refuses. Its text says what, where, and what to do; ``exit_code`` is what a command ends with."""

    exit_code = ExitCode.BAD_ANSWER


class NotFoundError(KbError):
    """A name, id, key or path that is not there."""


class RejectedError(KbError):
    """A source record that was refused; ``problems`` are all that is wrong with it, the text names the first."""

    def __init__(self, message: str, problems: Sequence[object]) -> None:
        super().__init__(message)
        self.problems = list(problems)


class MergeError(KbError):
    """Two that cannot be made one: they are one already, or what the base says of them tells them apart."""


class UsageError(KbError):
    """A call that cannot be meant: options that exclude each other, a value out of range."""

    exit_code = ExitCode.WRONG_USAGE


class DatabaseError(KbError):
    """The database is missing, locked, damaged, read-only, not ours or too new."""

    exit_code = ExitCode.DATABASE


class ReadingError(KbError):
    """A file that cannot be read as what it claims to be. ``line`` is 1-based, None where no line is to blame."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
