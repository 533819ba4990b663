"""Files and streams that change, end, vanish or fail while they are read; sizes that are bounded; what is only odd."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.errors import KbError, ReadingError
from kb.reading.source_file import name_source_file
from kb.records import LoadProgress
from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.hostile.case import CLAIM, FIELDS, JSON_SOURCE, RECORD, SOURCE
from tests.hostile.jsonl_files import endless_line
from tests.hostile.paths import seventeen_megabytes
from tests.storing import dump, stored_desk, warnings

OTHER = RECORD.replace("broken", "other")
CSV = "source_title,source_kind,source_key,treatment,aspect,stance,statement\n"
ROWS = {".jsonl": (RECORD, OTHER), ".csv": (f"{CSV}t,book,a,t,safety,supports,s", "t,book,b,t,safety,supports,s")}
MOST_MEMORY = 400 * 1024 * 1024
LOAD_ON_A_SMALL_DISK = """
import io, resource
from kb import KnowledgeBase
from kb.errors import KbError
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
with KnowledgeBase.in_memory() as base:
    try:
        base.load(stream=io.BytesIO(b" \\n" * 5_000_000), stream_format="jsonl")
    except KbError as error:
        print(error, end="")
"""
LOAD_IN_LITTLE_MEMORY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from kb import KnowledgeBase
with KnowledgeBase.in_memory() as base:
    (file,) = base.load(sys.argv[1]).files
print([f"{error.line}: {error.message}" for error in file.errors], end="")
"""


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        desk.load(source("kept", claim()))
        yield desk


class Trickle(io.RawIOBase):
    """A raw stream that gives three bytes at a time, as a pipe or a socket may, and fails at ``breaks_at``."""

    def __init__(self, content: bytes, breaks_at: int | None = None) -> None:
        self.content = io.BytesIO(content)
        self.breaks_at = breaks_at

    def read(self, size: int = -1) -> bytes:
        if self.breaks_at is not None and self.content.tell() >= self.breaks_at:
            raise ConnectionResetError(104, "Connection reset by peer")
        return self.content.read(3)


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".jsonl", ".csv"])
@pytest.mark.parametrize(
    "ending", ["\n", "\r\n", "\n\n", "\r\n \r\n"], ids=["LF", "CRLF", "blank lines", "CRLF blanks"]
)
def test_a_byte_order_mark_line_ends_and_blank_lines_are_no_fault(desk: Desk, suffix: str, ending: str) -> None:
    lines = {".yaml": [*SOURCE.splitlines(), "claims:", f"  - {{{FIELDS}}}"], ".json": [RECORD]}.get(suffix)
    content = ending.join(lines or "\n".join(ROWS[suffix]).splitlines()) + ending
    (file,) = desk.base.load(desk.write(f"a{suffix}", f"\ufeff{content}")).files
    assert (file.errors, file.added) == ([], 1 if lines else 2)


@pytest.mark.parametrize("suffix", ROWS)
@pytest.mark.parametrize("change", ["grows", "is written over"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, suffix: str, change: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("\n".join(ROWS[suffix]) + "\n")
    parts = name_source_file(path, "a", None).parts()
    assert next(parts).errors == []
    if change == "grows":
        with path.open("a") as file:
            file.write("\n")
    os.utime(path, ns=(0, 0))
    with pytest.raises(ReadingError, match=r"^changed while it was read; load it again when nobody writes to it$"):
        list(parts)


def test_a_file_that_changes_while_it_is_loaded_leaves_nothing(stored: Desk) -> None:
    path = stored.write("a.jsonl", f"{RECORD}\n{OTHER}\n")
    before = dump(stored)

    def write_on(at: LoadProgress) -> None:
        if 0 < at.share < 1:
            path.write_text(f"{RECORD}\n{OTHER}\n\n")

    (file,) = stored.base.load(path, progress=write_on).files
    assert [error.message for error in file.errors] == [
        "changed while it was read; load it again when nobody writes to it"
    ]
    assert dump(stored) == before


def test_a_file_that_vanishes_after_its_folder_was_listed_is_told_and_stops_no_other(desk: Desk) -> None:
    gone, other = desk.write("in/a.json", RECORD), desk.write("in/b.json", OTHER)
    with desk.base.loading(desk.folder / "in") as run:
        gone.unlink()
        told = {file.file: [error.message for error in file.errors] for file in run}
    assert told == {str(gone): ["cannot be read: No such file or directory"], str(other): []}


@pytest.mark.skipif(os.geteuid() == 0, reason="left out: root may read every file")
def test_a_file_that_may_not_be_read_is_told(desk: Desk) -> None:
    path = desk.write("a.json", RECORD)
    path.chmod(0)
    (file,) = desk.base.load(path).files
    assert [error.message for error in file.errors] == ["cannot be read: Permission denied"]


@pytest.mark.parametrize("written", ["yaml", "json", "jsonl"])
def test_a_raw_stream_that_gives_little_at_a_time_is_read_to_its_end(desk: Desk, written: str) -> None:
    (file,) = desk.base.load(stream=Trickle(RECORD.encode()), stream_format=written).files  # type: ignore[arg-type]
    assert (file.errors, file.added) == ([], 1)


def test_a_stream_that_breaks_off_stores_nothing_and_says_so(stored: Desk) -> None:
    before = dump(stored)
    stream = Trickle(f"{RECORD}\n{OTHER}\n".encode(), breaks_at=len(RECORD) + 3)
    with pytest.raises(KbError) as caught:
        stored.base.load(stream=stream, stream_format="jsonl")  # type: ignore[arg-type]
    assert str(caught.value) == "-: cannot be read: Connection reset by peer"
    assert dump(stored) == before


def test_a_stream_that_is_larger_than_the_disk_is_told() -> None:
    ran = subprocess.run([sys.executable, "-c", LOAD_ON_A_SMALL_DISK], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("-: cannot be read: File too large", "")


def test_a_file_whose_name_is_no_utf_8_lands_under_a_name_that_can_be_shown(desk: Desk) -> None:
    path = desk.folder / os.fsdecode(b"caf\xe9.json")
    path.write_text(RECORD)
    assert [(file.file, file.added) for file in desk.base.load(path).files] == [(f"{desk.folder}/caf\\xe9.json", 1)]


def test_closed_standard_input_is_wrong_usage(tmp_path: Path) -> None:
    code = "import sys; sys.stdin.close(); sys.stdin = None; from kb.cli.app import main; main()"
    arguments = ["--db", str(tmp_path / "kb.sqlite"), "load", "-", "--from", "json"]
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "kb: standard input is closed: pipe a file into kb, or name it\n"


def test_what_a_file_says_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n[bold].yaml"
    path.write_text(SOURCE + 'claims:\n  - {treatment: t, "[red]\\e[31m": x, aspect: "[b]\\e]0;t\\a\\nx"}\n')
    ran = Shell(tmp_path / "kb.sqlite", 1000)("load", path)
    name = f"{tmp_path}/a\\u001b[2J\\u000a[bold].yaml"
    lines = ran.err.splitlines()
    assert lines[0].startswith(f"{name}:3: [red]\\u001b[31m: is not a field here; the fields are treatment")
    assert lines[1].startswith(f"{name}:3: aspect: '[b]\\u001b]0;t\\u0007 x' is not one of efficacy, durability")
    assert lines[-1] == f"{name}: nothing of this file was stored"
    assert name in ran.out


@pytest.mark.parametrize(
    ("content", "begin", "end"),
    [
        (RECORD.replace('"book"', f'"{"b" * 1_000_000}"'), "'bbb", "trial-registry, book, other"),
        (
            RECORD.replace('"s"', f'"s", "quantity": {{"name": "n", "low": 1{"0" * 999_999}}}'),
            "'100",
            "is not a number",
        ),
        (RECORD.replace('"s"', f'"s", "quote": ["{"q" * 100_000}", ""]'), "is empty", "give the exact words"),
    ],
    ids=["a word", "a number", "a quote"],
)
def test_a_message_is_short_enough_to_read_however_long_the_value(
    desk: Desk, content: str, begin: str, end: str
) -> None:
    (file,) = desk.base.load(desk.write("a.json", content)).files
    (error,) = file.errors
    assert error.message.startswith(begin) and error.message.endswith(end)
    assert len(error.message) < 1010


def test_of_very_many_errors_it_is_said_that_there_are_more(desk: Desk) -> None:
    content = f'{{{JSON_SOURCE}, "claims": [{", ".join(["0"] * 1_500)}]}}'
    told = warnings(desk.base.load(desk.write("a.json", content)))
    assert told == ["None: None: at least 980 more errors are not shown; mend these first"]


def test_a_document_of_more_values_than_are_read_at_once_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.reading.yaml_document.MOST_VALUES", 20)
    assert desk.problems(f"{SOURCE}claims:\n" + f"  - {{{FIELDS}}}\n" * 3) == [
        "4: None: holds over 2 million values; split it"
    ]


def long_row(path: Path) -> None:
    """Make a row of 64 MB in lines of 100 kB."""
    path.write_text(f'{CSV}"' + ("x" * 100_000 + '\n","') * 640)


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.jsonl", endless_line, "1: a line of over 16 MB; split it"),
        ("a.csv", endless_line, "1: a line of over 16 MB; split it"),
        ("a.yaml", seventeen_megabytes, "None: is over 16 MB; split it"),
        ("a.json", endless_line, "None: is over 16 MB; split it"),
        ("a.csv", long_row, "169: a row of over 16 MB; is a quotation mark left open?"),
    ],
    ids=["a line of 1 GB", "a line of 1 GB in CSV", "YAML of 17 MB", "JSON of 1 GB", "a row of 64 MB"],
)
def test_a_file_without_end_is_refused_in_little_memory(
    tmp_path: Path, name: str, make: Callable[[Path], None], told: str
) -> None:
    make(tmp_path / name)
    arguments = [LOAD_IN_LITTLE_MEMORY, str(tmp_path / name), str(MOST_MEMORY)]
    ran = subprocess.run([sys.executable, "-c", *arguments], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == (str([told]), "")


def test_many_claims_that_are_fine_are_not_refused_for_their_number(desk: Desk) -> None:
    content = f'{{{JSON_SOURCE}, "claims": [{", ".join([CLAIM] * 2_000)}]}}'
    assert desk.base.load(desk.write("a.json", content)).files[0].added == 2_000
