"""A run over files: what is wrong with one leaves nothing behind and stops no other; names nobody knows are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import NotFoundError, UsageError
from kb.records import CreatedName, LoadProgress, Problem
from tests.building import Desk, claim, source
from tests.storing import counts, dump, stored_desk, warnings


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def test_a_rejected_file_leaves_nothing_behind_and_stops_no_other(stored: Desk) -> None:
    good, bad, last = source("a", claim()), source("b", claim(), claim("maybe")), source("c", claim())
    report = stored.base.load(stored.write("a.json", good), stored.write("b.json", bad), stored.write("c.json", last))
    assert [bool(file.errors) for file in report.files] == [False, True, False]
    assert [row.key for row in stored.base.sources()] == ["a", "c"]
    assert not report.is_clean


def test_a_file_that_is_refused_half_way_leaves_not_a_byte(stored: Desk) -> None:
    stored.load(source("a", claim()))
    before = dump(stored)
    new = {"treatments": [{"name": "new"}], "populations": [{"name": "men", "parent": "nobody"}]}
    stored.problems(new, "vocabulary.json")
    fine = source("b", claim(treatment="novel", author="Ann Other", quote="words"), published="2021")
    stored.problems({"sources": [fine, source("c", claim(), derived_from="gone")]}, "broken.json")
    assert dump(stored) == before


def test_a_name_from_a_rejected_file_is_not_reported_as_created(desk: Desk) -> None:
    record = {"sources": [source("a", claim(treatment="novel")), source("b", derived_from="gone")]}
    assert desk.base.load(desk.write("a.json", record)).created == []


def test_every_claim_of_a_rejected_file_counts_as_rejected(desk: Desk) -> None:
    (file,) = desk.base.load(desk.write("a.json", source("a", claim(), claim(), claim("maybe")))).files
    assert counts(file) == (0, 0, 0, 0, 3)


def test_a_file_that_cannot_be_read_counts_as_one(desk: Desk) -> None:
    (file,) = desk.base.load(desk.write("a.json", "{")).files
    assert counts(file) == (0, 0, 0, 0, 1)


def test_a_folder_is_read_with_what_lies_below_and_without_what_is_hidden(desk: Desk) -> None:
    for name in ("in/b.json", "in/a.YAML", "in/deep/c.yml", "in/.hidden.json", "in/.git/d.json", "in/notes.txt"):
        desk.write(name, source(name.replace("/", "-"), claim()))
    report = desk.base.load(desk.folder / "in")
    names = [Path(file.file).relative_to(desk.folder / "in").as_posix() for file in report.files]
    assert sorted(names) == ["a.YAML", "b.json", "deep/c.yml"]
    assert [file.added for file in report.files] == [1, 1, 1]


def test_a_file_named_twice_is_loaded_once(desk: Desk) -> None:
    path = desk.write("a.json", source("a", claim()))
    assert [counts(file) for file in desk.base.load(path, desk.folder, path).files] == [(1, 0, 0, 0, 0)]


def test_files_are_reported_in_the_order_given(desk: Desk) -> None:
    late = desk.write("z.json", source("z", claim(), derived_from="a"))
    early = desk.write("a.json", source("a", claim()))
    words = desk.write("v.json", {"treatments": [{"name": "therapy"}]})
    assert [file.file for file in desk.base.load(late, early, words).files] == [str(late), str(early), str(words)]


def test_a_path_that_is_not_there_is_a_rejected_file_and_stops_no_other(desk: Desk) -> None:
    first, last = (desk.write(f"{key}.json", source(key, claim())) for key in ("a", "b"))
    gone = desk.folder / "gone.txt"
    report = desk.base.load(first, gone, gone, last)
    absent = Problem(None, None, "no such file or folder")
    assert [(file.file, file.added, file.rejected, file.errors) for file in report.files] == [
        (str(first), 1, 0, []),
        (str(gone), 0, 1, [absent]),
        (str(last), 1, 0, []),
    ]
    assert not report.is_clean
    assert [each.key for each in desk.base.sources()] == ["a", "b"]


@pytest.mark.parametrize("names", [["gone.json"], ["gone.json", "also gone.txt"]])
def test_where_no_path_is_there_nothing_is_begun(desk: Desk, names: list[str]) -> None:
    paths = [desk.folder / name for name in names]
    with pytest.raises(NotFoundError) as caught:
        desk.base.load(*paths)
    assert str(caught.value) == f"{', '.join(map(str, paths))}: no such file or folder"


def test_a_load_of_nothing_is_wrong_usage(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        desk.base.load()
    assert str(caught.value) == "nothing to load: name a file or folder, or ask for the seeds"


def test_progress_is_told_before_each_file(desk: Desk) -> None:
    told: list[LoadProgress] = []
    for name in ("a", "b"):
        desk.write(f"in/{name}.json", source(name, claim()))
    desk.base.load(desk.folder / "in", progress=told.append)
    paths = [str(desk.folder / "in" / name) for name in ("a.json", "b.json")]
    assert told == [LoadProgress(paths[0], 0, 2, 0.0), LoadProgress(paths[1], 1, 2, 0.0)]


def test_a_dry_run_stores_nothing_and_reports_what_a_load_does(stored: Desk) -> None:
    stored.vocabulary(treatments=["therapy"])
    stored.write("article.txt", "one word and another word")
    stored.load(source("a", claim(), claim("refutes")))
    before = dump(stored)
    stored.write(
        "in/a.json", source("a", claim(), claim("neutral", condition="novel", quote="word"), text="article.txt")
    )
    stored.write("in/b.json", source("b", claim(condition="novel"), derived_from="c"))
    stored.write("in/broken.json", source("d", claim("maybe")))
    stored.write("in/c.json", {"sources": [{"source": {"title": "t", "kind": "book"}}, source("c", claim())]})
    stored.write("in/last.json", source("e", claim(), derived_from="gone"))
    stored.write("in/v.json", {"conditions": [{"name": "novell"}]})
    tried = stored.base.load(stored.folder / "in", dry_run=True, texts=stored.folder)
    assert dump(stored) == before
    assert tried == stored.base.load(stored.folder / "in", texts=stored.folder)
    assert dump(stored) != before


def test_a_source_without_a_key_is_given_one_that_is_announced(desk: Desk) -> None:
    content = "source: {title: Über Haare!, kind: blog, publisher: ACME}\nclaims: []\n"
    report = desk.base.load(desk.write("a.yaml", content))
    assert [row.key for row in desk.base.sources()] == ["acme-uber-haare"]
    assert warnings(report) == ["1: source.key: none given: 'acme-uber-haare' was made from publisher and title"]


def test_two_sources_with_long_titles_that_begin_alike_stay_two(desk: Desk) -> None:
    for part in ("one", "two"):
        record = {"source": {"title": "a long title " * 6 + part, "kind": "book"}, "claims": [claim(statement=part)]}
        desk.base.load(desk.write("a.json", record))
    assert sorted(str(each.statement) for each in desk.claims()) == ["one", "two"]


def test_two_sources_of_one_title_with_dois_of_their_own_stay_two(desk: Desk) -> None:
    for part in ("one", "two"):
        fields = {"title": "Editorial", "kind": "journal-article", "doi": f"10.1000/{part}"}
        desk.base.load(desk.write("a.json", {"source": fields, "claims": [claim(statement=part)]}))
    assert "one" in [each.statement for each in desk.claims()]


def test_a_created_name_is_reported_with_the_nearest_known_one(desk: Desk) -> None:
    desk.vocabulary(treatments=["exosome therapy"], conditions=["hair loss"], populations=["women"])
    record = source("a", claim(treatment="exosome terapy", condition="hair lss", population="womn", comparator="zzz"))
    assert desk.load(record).created == [
        CreatedName("treatment", "exosome terapy", "exosome therapy"),
        CreatedName("condition", "hair lss", "hair loss"),
        CreatedName("population", "womn", "women"),
        CreatedName("treatment", "zzz", None),
    ]


@pytest.mark.parametrize("spelt", ["Hair-Loss", "hair  loss", "HAIR LOSS", "alopécia"])
def test_a_name_is_known_in_every_spelling_that_is_the_same_name(desk: Desk, spelt: str) -> None:
    desk.vocabulary(treatments=["therapy"], conditions=[{"name": "hair loss", "aliases": ["Alopecia"]}])
    assert desk.load(source("a", claim(condition=spelt)), strict=True).created == []
    assert [each.condition for each in desk.claims()] == ["hair loss"]


def test_strict_refuses_an_unknown_name_and_names_the_nearest(desk: Desk) -> None:
    desk.vocabulary(treatments=["therapy"], conditions=["hair loss"])
    content = (
        "source: {title: t, kind: book}\n"
        "defaults: {treatment: therapy, aspect: safety, stance: supports, statement: s}\n"
        "claims:\n"
        "  - condition: hair lss\n"
        "  - treatment: zzz\n"
        "  - population: men\n"
    )
    assert desk.problems(content, strict=True) == [
        "4: condition: the condition 'hair lss' is in no vocabulary; did you mean hair loss?",
        "5: treatment: the treatment 'zzz' is in no vocabulary",
        "6: population: the population 'men' is in no vocabulary",
    ]


def test_strict_tells_every_unknown_name_of_a_claim_at_its_own_field(desk: Desk) -> None:
    content = (
        "source: {title: t, kind: book}\n"
        "claims:\n"
        "  - treatment: aaa\n"
        "    condition: bbb\n"
        "    population: ccc\n"
        "    comparator: [ddd]\n"
        "    aspect: safety\n"
        "    stance: supports\n"
        "    statement: s\n"
    )
    assert desk.problems(content, strict=True) == [
        "3: treatment: the treatment 'aaa' is in no vocabulary",
        "4: condition: the condition 'bbb' is in no vocabulary",
        "5: population: the population 'ccc' is in no vocabulary",
        "6: comparator: the treatment 'ddd' is in no vocabulary",
    ]


def test_strict_tells_a_name_once_and_how_many_claims_have_it(desk: Desk) -> None:
    claims = [claim(treatment="aaa"), claim("refutes", treatment="aaa"), claim(treatment="bbb", comparator=["aaa"])]
    assert desk.problems(source("a", *claims), "a.json", strict=True) == [
        "1: treatment: the treatment 'aaa' is in no vocabulary; 2 claims have it",
        "1: treatment: the treatment 'bbb' is in no vocabulary",
        "1: comparator: the treatment 'aaa' is in no vocabulary",
    ]


def test_strict_tells_twenty_different_names(desk: Desk) -> None:
    names = [f"name {number}" for number in range(25)]
    claims = [claim(stance, treatment=name) for name in names for stance in ("supports", "refutes")]
    told = desk.problems(source("a", *claims), "a.json", strict=True)
    assert told == [
        f"1: treatment: the treatment '{name}' is in no vocabulary; 2 claims have it" for name in names[:20]
    ]


def test_strict_refuses_a_name_that_only_a_claim_has_brought_in(desk: Desk) -> None:
    desk.load(source("a", claim(treatment="thrapy")))
    assert desk.problems(source("b", claim(treatment="thrapy")), "b.json", strict=True) == [
        "1: treatment: the treatment 'thrapy' is in no vocabulary"
    ]


def test_strict_takes_names_of_a_vocabulary_in_the_same_run(desk: Desk) -> None:
    desk.write("in/a.json", source("a", claim(treatment="novel")))
    desk.write("in/z.json", {"treatments": [{"name": "novel"}]})
    assert [file.errors for file in desk.base.load(desk.folder / "in", strict=True).files] == [[], []]


def test_an_error_against_the_base_stands_at_its_line(desk: Desk) -> None:
    first, second = "{title: a, kind: book}", "\n      title: b\n      kind: book\n      derived_from: c\n"
    content = f"sources:\n  - source: {first}\n  - source:{second}"
    (file,) = desk.base.load(desk.write("a.yaml", content)).files
    assert file.errors == [Problem(6, "source.derived_from", "there is no source 'c'")]
