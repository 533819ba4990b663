"""Real articles, loaded as what they are: the two of the examples as text, and journal articles as JATS."""

import re
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.records import ClosestPassage
from tests.test_seeds import PAGE, POST, read_seed

pytestmark = pytest.mark.realdata


def seed_text(shared: Path, name: str) -> Path:
    text = read_seed(f"{name}.yaml")["source"]["text"]
    assert isinstance(text, str)
    return shared / "seeds" / text


def test_both_articles_of_the_examples_are_attached_and_every_quote_stands_in_them(shared: Path) -> None:
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True)
        assert base.verify().unchecked == 24
        reports = [base.load(seed_text(shared, name), attach=name) for name in (PAGE, POST)]
        assert [report.quotes for report in reports] == [{"verified": 17}, {"verified": 7}]
        assert {change.state for report in reports for change in report.files[0].quotes} == {"verified"}
        report = base.verify()
    assert (report.performed, report.verified, report.quotes) == (24, 24, [])


def test_both_articles_of_the_examples_load_by_themselves_titled_by_their_first_line(shared: Path) -> None:
    with KnowledgeBase.in_memory() as base:
        report = base.load(shared / "seeds")
        titles = {row.title for row in base.sources()}
    assert [(file.added, file.errors) for file in report.files] == [(1, []), (1, [])]
    assert titles == {"Stem Cell Therapy for Hair Loss", "GeneralStem Cell Hair Transplants: What You Need to Know"}


def test_one_sentence_moved_one_number_changed_and_one_sentence_deleted(shared: Path, tmp_path: Path) -> None:
    moved = "Stems sound great, may work for some, but results are not predictable."
    deleted = "This process is performed under local anesthesia"
    text = seed_text(shared, PAGE).read_text(encoding="utf-8")
    assert all(text.count(each) == 1 for each in (moved, deleted, "Best Results6-8 months"))
    start = text.index(deleted)
    text = text.replace(text[start : text.index(".", start) + 1], "").replace("Results6-8", "Results5-8")
    edited = tmp_path / "edited.txt"
    edited.write_text(f"{text.replace(moved, '').rstrip()}\n\n{moved}\n", encoding="utf-8")
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True, texts=shared / "seeds")
        tried = base.verify_against(edited, PAGE)
        (file,) = base.load(edited, attach=PAGE).files
        found = base.diff(PAGE)
    states = {change.exact: change.state for change in file.quotes}
    others = {exact: state for exact, state in states.items() if state != "kept"}
    assert others == {"results are not predictable": "moved", deleted: "missing", "Best Results6-8 months": "missing"}
    assert (file.changed, len(states)) == (1, 17)
    assert tried.quotes == file.quotes
    assert (tried.kept, tried.moved, tried.missing) == (14, 1, 2)
    (closest,) = [change.closest for change in file.quotes if change.exact == "Best Results6-8 months"]
    assert isinstance(closest, ClosestPassage)
    assert closest.passage == "Best Results5-8 months"
    marked = [(run.change, run.text, run.touches) for run in closest.differences if run.change != "same"]
    assert marked == [("removed", "Results6-8", ["number"]), ("added", "Results5-8", ["number"])]
    resting = {quote.exact: each.change for each in found.passages for quote in each.quotes if quote.state != "kept"}
    assert resting == {"results are not predictable": "moved", deleted: "removed", "Best Results6-8 months": "changed"}


def test_every_journal_article_loads_with_title_authors_date_and_the_doi_that_it_gives(shared: Path) -> None:
    files = sorted((shared / "data" / "jats").glob("*.nxml"))
    with KnowledgeBase.in_memory() as base:
        report = base.load(shared / "data" / "jats")
        rows = base.sources()
        again = base.load(shared / "data" / "jats")
    assert [(file.added, file.errors) for file in report.files] == [(1, [])] * len(files)
    assert len(rows) == len(files)
    assert [row.key for row in rows if not (row.title and row.authors and row.published)] == []
    given = [re.search(r'<article-id pub-id-type="doi">([^<]+)', path.read_text("utf-8")) for path in files]
    assert sorted(row.doi for row in rows if row.doi) == sorted(found[1].lower() for found in given if found)
    assert [file.unchanged for file in again.files] == [1] * len(rows)
