"""Work that may wait for others, and is given up when it has taken too long."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
#: How often the waiting looks up: not every system ends a wait for Ctrl-C.
_LOOK = 0.2


class _Work(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self.work, self.is_done = work, threading.Event()
        self.answers: list[T] = []
        self.error: BaseException | None = None

    def __call__(self) -> None:
        try:
            self.answers.append(self.work())
        except BaseException as error:  # handed on to who waits
            self.error = error
        finally:
            self.is_done.set()


def do_in_time(work: Callable[[], T], seconds: float, give_up: Callable[[], None]) -> T:
    """Return what ``work`` returns, or raise what it raises, within ``seconds``; raise TimeoutError after them.

    It is done in a thread of its own: looking up a name, and a server that sends a byte a second, can be left behind in
    no other way. ``give_up`` ends what it waits for, also when the waiting is interrupted.
    """
    task, end = _Work(work), monotonic() + seconds
    threading.Thread(target=task, name="kb-fetch", daemon=True).start()
    is_done = False
    try:
        while not is_done and (left := end - monotonic()) > 0:
            is_done = task.is_done.wait(min(_LOOK, left))
    finally:
        if not is_done:
            give_up()
            task.is_done.wait(_LOOK)
    if not is_done:  # what it may yet have brought was cut off
        raise TimeoutError
    if task.error is not None:
        raise task.error
    return task.answers[0]
