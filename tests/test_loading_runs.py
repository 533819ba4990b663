"""A load as a program goes through it: file by file, stopped early, tried out, told of while it goes on."""

import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kb.records import LoadProgress
from tests.building import Desk, claim, source
from tests.storing import copied_desk, counts, dump
from tests.test_loading_transactions import listening
from tests.written import written


@pytest.fixture
def stored(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as desk:
        yield desk


def keys(desk: Desk) -> list[str]:
    return [row.key for row in desk.base.sources()]


def write_three(desk: Desk) -> list[Path]:
    """Write three files, of which the first builds on the last."""
    records = {"a": source("a", claim(), derived_from="c"), "b": source("b", claim()), "c": source("c", claim())}
    return [desk.write(f"in/{key}.json", record) for key, record in records.items()]


def test_each_step_lands_one_file(stored: Desk) -> None:
    write_three(stored)
    with stored.base.loading(stored.folder / "in") as run:
        assert run.total == 3
        seen = [(Path(file.file).stem, keys(stored)) for file in run]
    assert seen == [("b", ["b"]), ("c", ["b", "c"]), ("a", ["a", "b", "c"])]


def test_stopping_early_leaves_in_what_has_landed(stored: Desk) -> None:
    paths = write_three(stored)
    with stored.base.loading(*paths) as run:
        for file in run:
            if file.file == str(paths[2]):
                break
    assert keys(stored) == ["b", "c"]
    assert [file.file for file in run.report.files] == [str(paths[1]), str(paths[2])]
    assert [counts(file) for file in stored.base.load(*paths).files] == [
        (1, 0, 0, 0, 0),
        (0, 0, 1, 0, 0),
        (0, 0, 1, 0, 0),
    ]


def test_stopping_before_the_first_file_stores_nothing(stored: Desk) -> None:
    before = dump(stored)
    with stored.base.loading(*write_three(stored)) as run:
        pass
    assert dump(stored) == before
    assert run.report.files == []


def test_an_error_of_the_program_leaves_in_what_has_landed(stored: Desk) -> None:
    class StopError(Exception):
        pass

    with pytest.raises(StopError), stored.base.loading(*write_three(stored)) as run:
        for _ in run:
            raise StopError
    assert keys(stored) == ["b"]


def test_an_interrupt_while_a_file_lands_comes_when_it_is_in_the_report(stored: Desk) -> None:
    with (
        listening("commit", lambda _: signal.raise_signal(signal.SIGINT)),
        stored.base.loading(*write_three(stored)) as run,
        pytest.raises(KeyboardInterrupt),
    ):
        list(run)
    assert [Path(file.file).stem for file in run.report.files] == keys(stored) == ["b"]


@pytest.mark.parametrize("stops_after", [1, 2, 3])
def test_a_dry_run_leaves_nothing_wherever_it_stops(stored: Desk, stops_after: int) -> None:
    paths = write_three(stored)
    before = dump(stored)
    with stored.base.loading(*paths, dry_run=True) as run:
        for _ in run:
            if len(run.report.files) == stops_after:
                break
    assert [file.added for file in run.report.files] == [1] * stops_after
    assert dump(stored) == before
    assert [file.added for file in stored.base.load(*paths).files] == [1, 1, 1]


def test_a_base_can_be_asked_between_two_files(stored: Desk) -> None:
    with stored.base.loading(*write_three(stored)) as run:
        found = [len(stored.claims()) for _ in run]
    assert found == [1, 2, 3]


def test_the_report_is_in_the_order_given_while_the_run_goes_on(stored: Desk) -> None:
    paths = write_three(stored)
    so_far = []
    with stored.base.loading(paths[2], paths[0], paths[1]) as run:
        so_far = [[Path(file.file).stem for file in run.report.files] for _ in run]
    assert so_far == [["c"], ["c", "a"], ["c", "a", "b"]]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_progress_never_falls_within_a_stream_and_ends_at_its_end(stored: Desk, suffix: str) -> None:
    records = [source(f"s{number}", claim(), claim("refutes")) for number in range(50)]
    first, last = stored.write("a.json", source("a")), stored.write("z.json", source("z"))
    long = stored.write(f"long{suffix}", written(suffix, *records))
    told: list[LoadProgress] = []
    stored.base.load(first, long, last, progress=told.append)
    assert (told[0], told[-1]) == (LoadProgress(str(first), 0, 3, 0.0), LoadProgress(str(last), 2, 3, 0.0))
    within = [at for at in told if at.file == str(long)]
    assert {(at.done, at.total) for at in within} == {(1, 3)}
    shares = [at.share for at in within]
    assert len(shares) == 51
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(earlier <= later for earlier, later in pairwise(shares))


def test_progress_of_a_stream_with_its_vocabulary_behind_never_falls(stored: Desk) -> None:
    """The line of a vocabulary is read before all others."""
    records = [*(source(f"s{number}", claim()) for number in range(20)), {"treatments": [{"name": "therapy"}]}]
    told: list[LoadProgress] = []
    stored.base.load(stored.write("a.jsonl", written(".jsonl", *records)), progress=told.append)
    shares = [at.share for at in told]
    assert all(0 <= earlier <= later <= 1 for earlier, later in pairwise(shares))


def test_progress_of_a_file_that_waits_begins_again(stored: Desk) -> None:
    paths = write_three(stored)
    told: list[LoadProgress] = []
    stored.base.load(*paths, progress=told.append)
    assert [(Path(at.file).stem, at.done) for at in told] == [("a", 0), ("b", 0), ("c", 1), ("a", 2)]


def test_two_thousand_small_files_land_beside_a_bad_one_with_their_vocabulary_last(desk: Desk) -> None:
    """So many that it shows when a step looks at all others. In memory, where no file waits for the disk."""
    for number in range(2_000):
        origin = {"derived_from": f"s{number + 1:04}"} if number % 10 == 5 else {}
        record = source(f"s{number:04}", claim("maybe" if number == 1_000 else "supports"), **origin)
        desk.write(f"in/{number:04}.json", record)
    desk.write("in/zz-vocabulary.yaml", "treatments: [{name: the therapy, aliases: [therapy]}]")
    report = desk.base.load(desk.folder / "in")
    assert [Path(file.file).name for file in report.files if file.errors] == ["1000.json"]
    assert sum(file.added for file in report.files) == 2_000
    assert report.created == []
    assert sum(row.derived_from is not None for row in desk.base.sources()) == 200
