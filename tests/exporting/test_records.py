"""What an export writes: records that people read, and that say everything."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.errors import KbError
from kb.exporting.export import export_base
from kb.exporting.rendering import Limit
from kb.records import ExportReport
from kb.store.database import open_database
from tests.building import Desk, Record, claim, source

ORCID = "0000-0002-1825-0097"

WHOLE: Record = {
    "source": {
        "key": "trial",
        "title": "A trial",
        "kind": "journal-article",
        "publisher": "An example publisher",
        "sponsor": "An example maker",
        "authors": [{"name": "Jane Doe", "credentials": "surgeon", "orcid": ORCID}, {"name": "Doe J"}],
        "published": "2021-03",
        "published_note": "dated from its text",
        "url": "https://example.org/trial",
        "doi": "10.1000/trial",
        "pmid": "1",
        "interest": "commercial",
        "derived_from": "report",
        "text": "trial.txt",
    },
    "claims": [
        {
            "treatment": "therapy",
            "condition": "hair loss",
            "population": "men",
            "comparator": ["placebo", "sham"],
            "outcome": "density",
            "regulator": "FDA",
            "aspect": "timing",
            "proposition": "{treatment} works at once",
            "stance": "refutes",
            "statement": "It takes time.",
            "quote": ["It takes", {"exact": "time", "prefix": "takes", "suffix": "."}],
            "author": "Ann Other",
            "interest": "unknown",
            "certainty": "hedged",
            "evidence": "cohort",
            "quantity": {"name": "time to results", "low": 6, "high": 8.5, "unit": "months"},
            "key": "at-once",
            "status": "rejected",
            "reviewed": "rejected",
            "origin": "proposal",
        }
    ],
}


def exported(desk: Desk, key: str) -> Any:
    """Export the base into a folder and return the record of a source, as the texts that stand there."""
    desk.base.export(desk.folder / "out", force=True)
    return yaml.load((desk.folder / f"out/sources/{key}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


def as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_texts(each) for name, each in value.items()}
    return [as_texts(each) for each in value] if isinstance(value, list) else str(value)


def test_a_record_is_written_as_it_was_given_field_by_field_in_order(stored: Desk) -> None:
    stored.write("trial.txt", "It takes time.")
    stored.load(source("report"), WHOLE)
    found = exported(stored, "trial")
    assert found == as_texts(WHOLE)
    assert [list(part) for part in (found["source"], found["claims"][0])] == [
        list(part) for part in (WHOLE["source"], WHOLE["claims"][0])
    ]


def test_what_the_format_takes_for_granted_is_left_out_and_a_made_key_is_given(stored: Desk) -> None:
    stored.load(source("s", claim(quote="words")))
    assert exported(stored, "s") == {
        "source": {"key": "s", "title": "On s", "kind": "journal-article"},
        "claims": [{"treatment": "therapy", "aspect": "efficacy", "stance": "supports", "quote": "words", "key": "c1"}],
    }


def test_a_source_without_claims_has_none(stored: Desk) -> None:
    stored.load(source("s"))
    assert exported(stored, "s") == {"source": {"key": "s", "title": "On s", "kind": "journal-article"}}


def test_a_text_of_several_lines_stands_on_one(stored: Desk) -> None:
    stored.load(source("s", claim(quote="one\n\n  two")))
    exported(stored, "s")
    assert '  quote: "one\\n\\n  two"\n' in (stored.folder / "out/sources/s.yaml").read_text("utf-8")


def test_the_vocabulary_lists_what_lies_under_another_after_it(stored: Desk) -> None:
    stored.vocabulary(
        treatments=[
            {"name": "a", "parent": "b"},
            {"name": "b", "parent": "c", "aliases": ["z", "y"], "identifiers": {"MeSH": "D1"}},
            "c",
        ]
    )
    stored.base.export(stored.folder / "out")
    assert (stored.folder / "out/vocabulary.yaml").read_text("utf-8") == (
        "treatments:\n- name: c\n- name: b\n  aliases:\n  - y\n  - z\n  parent: c\n  identifiers:\n    MeSH: D1\n"
        "- name: a\n  parent: b\n"
    )


def vocabulary(desk: Desk) -> Any:
    desk.base.export(desk.folder / "out", force=True)
    path = desk.folder / "out/vocabulary.yaml"
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) if path.exists() else None


def test_a_name_that_only_claims_know_is_left_to_them(stored: Desk) -> None:
    stored.load(source("s", claim()))
    assert vocabulary(stored) is None


def test_a_name_of_no_vocabulary_that_a_merge_gave_another_name_is_listed_as_such(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="old"), claim(treatment="new")))
    stored.base.merge("treatment", "old", "new")
    assert vocabulary(stored) == {"treatments": [{"name": "new", "aliases": ["old"], "in_vocabulary": "false"}]}


def test_a_name_that_no_claim_uses_any_more_is_listed(stored: Desk) -> None:
    stored.load(source("s", claim(treatment="old", key="a")))
    stored.load(source("s", claim(treatment="new", key="a")))
    assert vocabulary(stored) == {"treatments": [{"name": "old", "in_vocabulary": "false"}]}


def test_authors_and_wordings_are_listed_where_they_go_by_several_names(stored: Desk) -> None:
    stored.load(
        source("a", claim(proposition="it helps", author="Jane Q. Doe")),
        source(
            "b", claim(proposition="it is of use", author="Jane Doe"), claim(aspect="safety", proposition="it harms")
        ),
    )
    stored.base.merge("author", "Jane Q. Doe", "Jane Doe")
    stored.base.merge("proposition", "it helps", "it is of use")
    stored.base.merge("proposition", "it harms", "it is of use")
    assert vocabulary(stored) == {
        "propositions": [
            {
                "aspect": "efficacy",
                "wording": "it is of use",
                "aliases": ["it helps", {"aspect": "safety", "wording": "it harms"}],
            }
        ],
        "author_names": [{"name": "Jane Doe", "aliases": ["Jane Q. Doe"]}],
    }


def test_initials_that_a_merge_has_told_lie_in_a_file_that_is_loaded_after_their_source(stored: Desk) -> None:
    stored.load(source("a", authors=[{"name": "Doe J"}]), source("b", authors=[{"name": "Jane Doe", "orcid": ORCID}]))
    stored.base.merge("author", "Doe J", "Jane Doe")
    assert vocabulary(stored) is None
    names = yaml.load((stored.folder / "out/author-names.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert names == {
        "author_names": [{"name": "Jane Doe", "orcid": ORCID, "aliases": [{"name": "Doe J", "source": "a"}]}]
    }


def test_a_file_of_jsonl_has_the_vocabulary_first_and_then_a_source_a_line(stored: Desk) -> None:
    stored.write("article.txt", "It works.\n")
    stored.vocabulary(treatments=["therapy"])
    stored.load(source("b", claim()), source("a", claim(quote="It works"), text="article.txt"))
    report = stored.base.export(stored.folder / "base.jsonl")
    lines = [json.loads(line) for line in (stored.folder / "base.jsonl").read_text("utf-8").splitlines()]
    assert [list(line) for line in lines] == [["treatments"], ["source", "claims"], ["source", "claims"]]
    assert [line["source"].get("text") for line in lines[1:]] == ["base-texts/a.txt", None]
    assert (stored.folder / "base-texts/a.txt").read_bytes() == b"It works.\n"
    assert report == ExportReport(str(stored.folder / "base.jsonl"), files=2, entries=1, sources=2, claims=2, texts=1)


def test_of_an_article_the_current_text_is_written(stored: Desk) -> None:
    for text in ("It works.", "Now it works."):
        stored.write("article.txt", text)
        stored.load(source("s", claim(quote="it works"), text="article.txt"))
    exported(stored, "s")
    assert (stored.folder / "out/sources/s.txt").read_bytes() == b"Now it works."


@pytest.mark.parametrize("form", ["out", "base.jsonl"])
def test_a_record_larger_than_a_load_takes_is_told_and_nothing_is_written(stored: Desk, form: str) -> None:
    stored.load(source("s", *(claim(key=f"k{number}") for number in range(20))))
    before = sorted(stored.folder.iterdir())
    error = refusal(stored, form, Limit(bytes=1024 * 1024, values=200))
    assert error == (
        "the source 's' (20 claims) would be larger than a load takes (1 MB, 200 values in one record); nothing was"
        " written. Divide it into several sources, or use 'kb db backup' for a copy"
    )
    assert sorted(stored.folder.iterdir()) == before


def test_an_article_larger_than_a_load_takes_is_told(stored: Desk) -> None:
    stored.write("article.txt", "x" * (1024 * 1024 + 1))
    stored.load(source("s", text="article.txt"))
    assert refusal(stored, "out", Limit(bytes=1024 * 1024)) == (
        "the article of 's' is over 1 MB, more than a load takes; nothing was written. Use 'kb db backup' for a copy"
    )


def refusal(desk: Desk, target: str, limit: Limit) -> str:
    with pytest.raises(KbError) as raised:
        export_with(desk, desk.folder / target, limit)
    return str(raised.value)


def export_with(desk: Desk, target: Path, limit: Limit) -> ExportReport:
    assert desk.base.path is not None
    database = open_database(desk.base.path)
    try:
        with database.reading() as connection:
            return export_base(connection, target, None, limit=limit)
    finally:
        database.close()


@pytest.mark.parametrize("form", ["out", "base.jsonl"])
def test_a_vocabulary_larger_than_a_load_takes_is_divided_and_comes_back(stored: Desk, blank: Path, form: str) -> None:
    names = [{"name": f"t{number}", **({"parent": f"t{number - 1}"} if number else {})} for number in range(40)]
    stored.vocabulary(treatments=names)
    report = export_with(stored, stored.folder / form, Limit(bytes=200))
    assert report.files == len([*stored.folder.glob(f"{form}/*.yaml")] or [form])
    assert report.files > 3 or form == "base.jsonl"
    copy = stored.folder / "copy.sqlite"
    copy.write_bytes(blank.read_bytes())
    with type(stored.base).open(copy) as base:
        assert [file.errors for file in base.load(stored.folder / form).files if file.errors] == []
        assert base.treatments() == stored.base.treatments()


def test_the_same_base_gives_the_same_bytes_whatever_was_loaded_first(blank: Path, tmp_path: Path) -> None:
    from tests.exporting.equality import written
    from tests.storing import copied_desk

    seen = []
    for order in (("b", "a"), ("a", "b")):
        with copied_desk(blank) as desk:
            for key in order:
                desk.load(source(key, claim(treatment="old", comparator=["y", "x"]), claim(treatment="other")))
            desk.base.merge("treatment", "old", "other")
            desk.base.export(desk.folder / "out")
            seen.append(written(desk.folder / "out"))
    assert seen[0] == seen[1]
