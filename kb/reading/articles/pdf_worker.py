"""The process that takes PDFs apart, seen from kb: started for the first PDF, and anew after one it did not stand."""

import atexit
import subprocess
import sys
import threading
from typing import IO

import msgspec

from kb.errors import ReadingError
from kb.limits import MOST_PDF_SECONDS
from kb.reading.articles.pdf_record import PdfContent

#: The child finds modules where its parent does, and nowhere else.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from kb.reading.articles.pdf_process import serve; serve()"


class PdfWorker:
    """One process for all PDFs of this one: starting it takes some tenths of a second."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def read(self, data: bytes, seconds: float = MOST_PDF_SECONDS) -> PdfContent:
        """Return what is in a PDF; raise ReadingError where its parser fails, or takes too long or too much memory."""
        with self.lock:
            try:
                return self._ask(data, seconds)
            except (OSError, EOFError, msgspec.DecodeError) as error:
                self.stop()
                raise ReadingError(
                    "is a PDF that its parser does not stand: it takes too much time or memory, or is damaged"
                ) from error
            except BaseException:  # Ctrl-C: what the process would still say belongs to no question
                self.stop()
                raise

    def _ask(self, data: bytes, seconds: float) -> PdfContent:
        if self.process is not None and self.process.poll() is not None:
            self.stop()
        process = self.process or self._start()
        assert process.stdin is not None and process.stdout is not None
        alarm = threading.Timer(seconds, process.kill)
        alarm.start()
        try:
            process.stdin.write(len(data).to_bytes(8, "big") + data)
            process.stdin.flush()
            size = int.from_bytes(_read_whole(process.stdout, 8), "big")
            return msgspec.json.decode(_read_whole(process.stdout, size), type=PdfContent)
        finally:
            alarm.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _PROGRAM, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the parent, who ends this one
        )
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


WORKER = PdfWorker()
atexit.register(WORKER.stop)
