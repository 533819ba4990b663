"""The process that takes PDFs apart, seen from kb: started for the first PDF, and anew after one it did not stand."""

import atexit
import threading

import msgspec

from kb.errors import ReadingError
from kb.limits import MOST_PDF_SECONDS
from kb.reading.articles.other_process import OtherProcess
from kb.reading.articles.pdf_record import PdfContent


class PdfWorker(OtherProcess):
    """One process for all PDFs of this one: starting it takes some tenths of a second."""

    def __init__(self) -> None:
        super().__init__("kb.reading.articles.pdf_process")
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
        process = self.process or self.start()
        alarm = threading.Timer(seconds, process.kill)
        alarm.start()
        try:
            self.send(data)
            return msgspec.json.decode(self.receive(), type=PdfContent)
        finally:
            alarm.cancel()


WORKER = PdfWorker()
atexit.register(WORKER.stop)
