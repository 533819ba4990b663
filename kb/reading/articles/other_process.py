"""A process of kb's own that answers questions, seen from the one that asks: what a parser does there, it does to that
process alone."""

import subprocess
import sys
from typing import IO

#: The child finds modules where its parent does, and nowhere else.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"


class OtherProcess:
    """Runs ``serve`` of a module. Questions and answers are bytes, each with its length before it."""

    def __init__(self, module: str) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._program = _PROGRAM.format(module=module)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process and return it; raise OSError where it cannot be started."""
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", self._program, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the parent, who ends this one
        )
        return self.process

    def send(self, question: bytes) -> None:
        """Ask; raise OSError where nobody is there to be asked."""
        stream = self._running().stdin
        assert stream is not None
        stream.write(len(question).to_bytes(8, "big") + question)
        stream.flush()

    def receive(self) -> bytes:
        """Return the answer to the oldest question that has none yet; raise OSError or EOFError where none comes."""
        stream = self._running().stdout
        assert stream is not None
        return _read_whole(stream, int.from_bytes(_read_whole(stream, 8), "big"))

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise EOFError
        return self.process

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # what was still to be written finds nobody
        return


def _read_whole(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
