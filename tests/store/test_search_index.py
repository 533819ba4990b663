"""The full-text index says what the rows say, whatever was done to them, and what it says changes with them."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.store import search_index
from kb.store.search_tables import INDEXED
from tests.building import Desk, claim, source
from tests.folder_model import edit, mend, new_folder
from tests.indexed import found, stale_tables
from tests.storing import copied_desk, counts, dump, query, stored_desk
from tests.test_merging_properties import CONCEPTS, Case, cases, spelt, told


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    """A base with two sources, one of them with an article, and a treatment that has another name."""
    with stored_desk(tmp_path) as desk:
        desk.vocabulary(treatments=[{"name": "therapy", "aliases": ["cure"]}, "surgery"])
        desk.write("article.txt", "The paper of the first.")
        desk.load(*records(), name="a.json")
        yield desk


def records(**changes: object) -> list[dict[str, object]]:
    said = claim(key="k", statement="It helps greatly", quote=["visible growth", "few relapses"])
    one = source("one", said | changes.pop("claim", {}), claim("refutes", key="l"), text="article.txt")  # type: ignore[operator]
    one["source"] |= changes
    return [one, source("two", claim(key="m", treatment="surgery", statement="It helps"))]


def test_a_load_can_be_searched(stored: Desk) -> None:
    assert found(stored, "helps") == {"one/k", "two/m"}
    assert found(stored, "paper") == {"one"}
    assert found(stored, "cure") == {"one/k", "one/l"}
    assert stale_tables(stored) == []


EDITS: dict[str, tuple[dict[str, object], str, str]] = {
    "a statement": ({"claim": {"statement": "It harms"}}, "greatly", "harms"),
    "the quotes": ({"claim": {"quote": ["other words"]}}, "relapses", "other"),
    "the treatment": ({"claim": {"treatment": "surgery"}}, "cure greatly", "surgery greatly"),
    "a title": ({"title": "Novel findings"}, '"on one"', "novel"),
    "a publisher": ({"publisher": "Press House"}, "nobody", "press"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_what_is_found(stored: Desk, name: str) -> None:
    changes, before, after = EDITS[name]
    was = found(stored, before)
    assert found(stored, after) == set()
    stored.load(*records(**changes), name="a.json")
    assert found(stored, after) == (was or {"one"})
    assert found(stored, before) == set()
    assert stale_tables(stored) == []


def test_an_article_is_found_by_its_newest_text_alone(stored: Desk) -> None:
    stored.write("article.txt", "A print of the first.")
    stored.load(*records(), name="a.json")
    assert (found(stored, "paper"), found(stored, "print")) == (set(), {"one"})
    stored.write("article.txt", "The paper of the first.")
    stored.load(*records(), name="a.json")
    assert (found(stored, "paper"), found(stored, "print")) == ({"one"}, set())
    assert stale_tables(stored) == []


def test_a_claim_that_is_withdrawn_and_comes_back_is_found_again(stored: Desk) -> None:
    first, second = records()
    stored.load({**first, "claims": first["claims"][1:]}, second, name="a.json")  # type: ignore[index]
    assert found(stored, "greatly") == set()
    assert found(stored, "greatly", status="withdrawn") == {"one/k"}
    stored.load(first, second, name="a.json")
    assert found(stored, "greatly") == {"one/k"}
    assert stale_tables(stored) == []


def test_a_claim_with_another_key_is_found_under_it(stored: Desk) -> None:
    stored.load(*records(claim={"key": "new"}), name="a.json")
    assert found(stored, "greatly") == {"one/new"}
    assert stale_tables(stored) == []


def test_a_merge_gives_the_claims_both_names(stored: Desk) -> None:
    stored.base.merge("treatment", "surgery", "therapy")
    assert found(stored, "surgery") == found(stored, "cure") == {"one/k", "one/l", "two/m"}
    assert found(stored, "helps", treatment="therapy") == {"one/k", "two/m"}
    assert stale_tables(stored) == []


def test_a_merge_of_authors_or_propositions_leaves_the_index_right(stored: Desk) -> None:
    stored.load(source("a", claim(author="Ann Lee")), source("b", claim(author="Ann O. Lee", proposition="It works")))
    stored.base.merge("author", "Ann Lee", "Ann O. Lee")
    stored.base.merge("proposition", "It works", "{treatment} brings a worthwhile improvement in {condition}")
    assert stale_tables(stored) == []


def test_a_new_name_in_a_vocabulary_is_found(stored: Desk) -> None:
    stored.vocabulary(treatments=[{"name": "Therapy", "aliases": ["remedy"]}])
    assert found(stored, "remedy") == {"one/k", "one/l"}
    assert stale_tables(stored) == []


def test_a_vocabulary_that_takes_in_a_name_moves_its_claims(stored: Desk) -> None:
    stored.load(source("three", claim(treatment="cold cap", statement="It chills")))
    stored.vocabulary(treatments=[{"name": "scalp cooling", "aliases": ["cold cap"]}])
    assert found(stored, "chills", treatment="scalp cooling") == {"three/c1"}
    assert found(stored, "scalp") == {"three/c1"}
    assert stale_tables(stored) == []


def test_a_name_that_a_vocabulary_spells_otherwise_leaves_the_index_right(stored: Desk) -> None:
    stored.load(source("three", claim(treatment="Weiße-Kur", statement="It chills")))
    assert (found(stored, '"weiße kur"'), found(stored, "weisse")) == ({"three/c1"}, set())
    stored.vocabulary(treatments=[{"name": "weisse kur"}])
    assert (found(stored, "weiße"), found(stored, "weisse")) == (set(), {"three/c1"})
    assert stale_tables(stored) == []


def test_one_file_may_change_names_and_claims_at_once(stored: Desk) -> None:
    changed = records(claim={"statement": "It harms", "treatment": "remedy"}, title="Novel findings")
    vocabulary = {"treatments": [{"name": "therapy", "aliases": ["remedy"]}]}
    lines = "\n".join(json.dumps(each) for each in (vocabulary, *changed))
    (file,) = stored.base.load(stored.write("all.jsonl", lines)).files
    assert (counts(file), file.errors) == ((0, 3, 2, 0, 0), [])
    assert found(stored, "remedy novel harms") == {"one/k"}
    assert stale_tables(stored) == []


CHANGES: dict[str, Callable[[Desk], object]] = {
    "a dry run": lambda desk: desk.load(*records(claim={"statement": "It harms"}), name="a.json", dry_run=True),
    "a dry run of a merge": lambda desk: desk.base.merge("treatment", "surgery", "therapy", dry_run=True),
    "a rejected file": lambda desk: desk.problems(
        {"sources": [*records(title="Novel"), source("bad", claim("maybe"))]}, name="bad.json"
    ),
    "the same file again": lambda desk: desk.load(*records(), name="a.json"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_stores_nothing_leaves_not_a_byte_in_the_index(stored: Desk, name: str) -> None:
    before = dump(stored)
    CHANGES[name](stored)
    assert dump(stored) == before
    assert stale_tables(stored) == []


def test_a_dry_run_of_several_files_that_build_on_one_another_goes_through(stored: Desk) -> None:
    before = dump(stored)
    stored.write("in/1.json", {"sources": records(claim={"treatment": "novelty"})})
    stored.write("in/2.json", {"treatments": [{"name": "therapy", "aliases": ["novelty"]}]})
    stored.write("in/3.json", {"sources": [source("three", claim(treatment="novelty"))]})
    report = stored.base.load(stored.folder / "in", dry_run=True, texts=stored.folder)
    assert [file.errors for file in report.files] == [[], [], []]
    assert dump(stored) == before
    stored.base.load(stored.folder / "in", texts=stored.folder)
    assert stale_tables(stored) == []


def test_more_rows_than_one_batch_has_are_all_found(stored: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_BATCH", 3)
    for number in (8, 9):
        said = [claim(key=f"k{each}", statement="It chills", outcome=str(each)) for each in range(number)]
        stored.load(source("many", *said))
        assert len(found(stored, "chills")) == number
        assert stale_tables(stored) == []


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_index_is_right_after_every_load_of_a_folder_that_is_worked_on(blank: Path, data: st.DataObject) -> None:
    with copied_desk(blank) as desk:
        folder = new_folder(data.draw)
        for _ in range(4):
            mend(folder)
            for _ in range(data.draw(st.integers(3, 8))):
                edit(folder, data.draw)
            folder.write(desk)
            desk.base.load(desk.folder / "in", dry_run=data.draw(st.booleans(), label="tried first"))
            assert stale_tables(desk) == []
            desk.base.load(desk.folder / "in")
            assert stale_tables(desk) == []
            _name_anew(desk, data.draw)
            assert stale_tables(desk) == []


def _name_anew(desk: Desk, draw: Callable[..., str]) -> None:
    """Give a treatment a name that it may have: of its own, or one that claims alone have used."""
    name = draw(st.sampled_from(["therapy", "Therapy", "variant-a", "minoxidil"]), label="named")
    alias = draw(st.sampled_from(["remedy", "cure", "Variant  A", "variant b"]), label="also")
    desk.base.load(desk.write("names.json", {"treatments": [{"name": name, "aliases": [alias]}]}))


@pytest.mark.parametrize("kind", CONCEPTS)
def test_the_index_is_right_after_any_merge_and_the_loads_that_follow(kind: str, blank: Path) -> None:
    @settings(max_examples=8, deadline=None)
    @given(cases(kind))
    def check(case: Case) -> None:
        given_case, old, new = spelt(case, kind)
        with copied_desk(blank) as desk:
            told(desk, kind, given_case).base.merge(kind, old, new)
            assert stale_tables(desk) == []
            desk.base.load(desk.folder / "sources.json")
            assert stale_tables(desk) == []

    check()


DAMAGES = {
    "claim_text": "UPDATE claim SET statement = 'otherwise' WHERE id = 1",
    "snapshot_text": "UPDATE snapshot SET text = 'otherwise'",
    "source_text": "UPDATE source SET publisher = 'otherwise' WHERE id = 1",
}


@pytest.mark.parametrize("table", INDEXED)
def test_a_change_behind_its_back_makes_a_table_stale_and_a_rebuild_right(stored: Desk, table: str) -> None:
    query(stored, DAMAGES[table])
    assert table in stale_tables(stored)
    assert found(stored, "otherwise") == set()
    stored.base.reindex()
    assert stale_tables(stored) == []
    assert found(stored, "otherwise") == {"one/k"} if table == "claim_text" else {"one"}


def test_a_migration_indexes_what_is_there(stored: Desk, tmp_path: Path) -> None:
    from tests.store.test_migrations import go_to

    path = tmp_path / "older.sqlite"
    assert stored.base.path
    with closing(sqlite3.connect(stored.base.path)) as whole, closing(sqlite3.connect(path)) as copy:
        whole.backup(copy)
    go_to(path, "0003")
    with KnowledgeBase.open(path) as base:
        migrated = Desk(tmp_path, base)
        assert found(migrated, "helps") == {"one/k", "two/m"}
        assert found(migrated, "paper") == {"one"}
    assert stale_tables(path) == []
