"""A folder that is worked on and loaded again and again: the base says what the folder says, and knows how it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.records import LoadReport
from tests.base_model import ExpectedBase, held_claims
from tests.building import Desk
from tests.folder_model import Draw, Folder, edit, mend, new_folder
from tests.storing import copied_desk, counts, dump, query

OUTCOMES = ("added", "changed", "unchanged", "withdrawn", "rejected")


@dataclass(frozen=True)
class Load:
    """A load of the folder of a desk: what it had to come to, and what it said of it."""

    desk: Desk
    paths: list[Path]
    expected: ExpectedBase
    outcomes: dict[str, tuple[int, ...]]
    report: LoadReport


def loads(blank: Path, draw: Draw) -> Iterator[Load]:
    """Yield one load after another, between which the folder is edited and claims are reviewed."""
    with copied_desk(blank) as desk:
        folder, expected = new_folder(draw), ExpectedBase()
        for _ in range(4):
            mend(folder)
            for _ in range(draw(st.integers(3, 10))):
                edit(folder, draw)
            _review(desk, expected, draw)
            folder.write(desk)
            paths = _arguments(desk, folder, draw)
            outcomes = {
                name: tuple(counted[each] for each in OUTCOMES) for name, counted in expected.load(folder).items()
            }
            yield Load(desk, paths, expected, outcomes, desk.base.load(*paths))


def _arguments(desk: Desk, folder: Folder, draw: Draw) -> list[Path]:
    """Return the folder itself, or its files in any order."""
    where = desk.folder / "in"
    if draw(st.booleans(), label="as a folder"):
        return [where]
    return [where / name for name in draw(st.permutations(sorted(folder.files)), label="order")]


def _review(desk: Desk, expected: ExpectedBase, draw: Draw) -> None:
    standing = [name for name, landed in expected.claims.items() if landed.says["status"] != "withdrawn"]
    if standing and draw(st.integers(0, 2)) == 0:
        expected.review(draw(st.sampled_from(standing)), draw(st.sampled_from(["accepted", "rejected"])), desk)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_base_says_what_its_files_say_or_last_said(blank: Path, data: st.DataObject) -> None:
    for load in loads(blank, data.draw):
        said = {name: (landed.source, landed.says) for name, landed in held_claims(load.desk).items()}
        assert said == {name: (landed.source, landed.says) for name, landed in load.expected.claims.items()}
        rows = load.desk.base.sources()
        told = {row.key: (row.title, row.published, row.authors, row.derived_from) for row in rows}
        assert told == {
            key: (about["title"], about["published"], _names(about["authors"]), about["derived_from"])
            for key, about in load.expected.sources.items()
        }


def _names(authors: list[dict[str, str]] | None) -> list[str]:
    return [author["name"] for author in authors or []]


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_summary_tells_for_each_file_what_happened(blank: Path, data: st.DataObject) -> None:
    for load in loads(blank, data.draw):
        assert {Path(file.file).name: counts(file) for file in load.report.files} == load.outcomes
        for file in load.report.files:
            told = [error.message for error in file.errors]
            assert all(each.startswith("there is no source '") or "which could not land" in each for each in told)
            assert bool(file.errors) == bool(file.rejected)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_each_change_of_a_claim_leaves_one_revision_of_what_was_edited(blank: Path, data: st.DataObject) -> None:
    for load in loads(blank, data.draw):
        told = {name: landed.revisions for name, landed in held_claims(load.desk).items()}
        assert told == {name: landed.revisions for name, landed in load.expected.claims.items()}


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_claim_keeps_its_id_wherever_its_source_is_moved(blank: Path, data: st.DataObject) -> None:
    before: dict[str, int] = {}
    for load in loads(blank, data.draw):
        now = dict(query(load.desk, "SELECT outcome, id FROM claim"))
        assert before.items() <= now.items()
        before = now


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_the_same_folder_again_changes_not_a_byte(blank: Path, data: st.DataObject) -> None:
    for load in loads(blank, data.draw):
        before = dump(load.desk)
        again = load.desk.base.load(*reversed(load.paths))
        assert dump(load.desk) == before
        for file in again.files:
            added, changed, _unchanged, withdrawn, rejected = counts(file)
            assert (added, changed, withdrawn) == (0, 0, 0)
            assert rejected == load.outcomes[Path(file.file).name][-1]
