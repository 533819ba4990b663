"""What Ctrl-C does before a command has begun, while it runs, and when it has ended."""

import os
import signal

from kb.errors import ExitCode


def leave_quietly() -> None:
    """Have an interrupt end the process at once: no command has begun, so there is nothing to finish or to say.

    Who has kb run in the background has interrupts ignored, and they stay so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def take_over() -> None:
    """Have an interrupt raise KeyboardInterrupt again: a command has begun, and says what it has done."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pass_over() -> None:
    """Have an interrupt do nothing: the command has ended, and its exit code stands."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(*_: object) -> None:
    os._exit(ExitCode.INTERRUPTED)
