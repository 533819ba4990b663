"""What a report says: what was looked at, where all say the same, what nobody knows, what it stands on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kb import KnowledgeBase
from kb.records import Agreement, Report
from tests.building import Desk, Record, claim, source


def told(agreements: list[Agreement]) -> list[tuple[str, str, int, list[str]]]:
    return [(each.aspect, each.stance, each.voices, each.claims) for each in agreements]


def report(desk: Desk, *records: Record, treatment: str | None = None, **lists: Any) -> Report:
    if lists:
        desk.vocabulary(**lists)
    desk.load(*records)
    return desk.base.report(treatment)


@pytest.fixture(scope="module")
def seeds() -> Report:
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True)
        return base.report("stem cell therapy")


def test_the_seeds_are_looked_at_whole(seeds: Report) -> None:
    assert (seeds.treatment, seeds.looked_at.sources, seeds.looked_at.voices) == ("stem cell therapy", 2, 2)
    assert (seeds.looked_at.claims, seeds.looked_at.quotes) == (23, {"unchecked": 24})


def test_the_worst_of_the_seeds_is_the_contradiction_on_efficacy(seeds: Report) -> None:
    assert seeds.summary.worst == (
        "On efficacy, “stem cell therapy brings a worthwhile improvement in hair loss”: 1 voice says that it is true"
        " (interest: sponsored), 1 voice says that it is not true (interest: commercial)."
    )


def test_the_seeds_have_what_a_reader_looks_for(seeds: Report) -> None:
    found = [(each.kind, each.aspect) for each in seeds.disagreements]
    assert ("contradiction", "efficacy") in found
    assert [aspect for kind, aspect in found if kind == "self-contradiction"] == ["efficacy", "tolerability"]
    assert ("unconfirmed", "durability") in found
    (praise,) = seeds.coverage[0].one_sided
    assert (praise.key, praise.silent_on) == (
        "sponsored-post",
        ["safety", "evidence", "cost", "regulation", "comparison"],
    )


def test_each_disagreement_names_what_it_hangs_on(seeds: Report) -> None:
    assert [each.flips for each in seeds.disagreements if each.kind == "self-contradiction"] == [["clinic-page"]] * 2


def test_two_voices_that_say_the_same_agree(desk: Desk) -> None:
    found = report(desk, source("a", claim()), source("b", claim(), claim(aspect="safety")))
    assert told(found.agreements) == [("efficacy", "supports", 2, ["a/c1", "b/c1"])]
    assert found.agreements[0].interest == {"unknown": 2}


@pytest.mark.parametrize("stance", ["refutes", "neutral"])
def test_one_that_says_otherwise_ends_an_agreement(desk: Desk, stance: str) -> None:
    assert report(desk, source("a", claim()), source("b", claim()), source("c", claim(stance))).agreements == []


def test_one_of_another_frame_does_not(desk: Desk) -> None:
    others = [source(key, claim(condition="acne")) for key in "ab"]
    found = report(desk, *others, source("c", claim("refutes", condition="hair loss")))
    assert told(found.agreements) == [("efficacy", "supports", 2, ["a/c1", "b/c1"])]
    assert found.agreements[0].proposition == "therapy brings a worthwhile improvement in acne"


def test_an_article_and_its_reprint_are_one_voice_and_no_agreement(desk: Desk) -> None:
    assert report(desk, source("a", claim()), source("b", claim(), derived_from="a")).agreements == []


def test_who_agrees_through_a_broader_treatment_is_counted_under_it(desk: Desk) -> None:
    variants = [{"name": "one", "parent": "therapy"}, {"name": "other", "parent": "therapy"}]
    records = [source(name, claim(treatment=name)) for name in ("one", "other", "therapy")]
    found = report(desk, *records, treatments=["therapy", *variants])
    assert [(each.treatment, each.voices) for each in found.agreements] == [("therapy", 3)]


def test_who_praises_the_other_of_two_treatments_disagrees(desk: Desk) -> None:
    better = claim(aspect="comparison", comparator="laser")
    worse = claim(aspect="comparison", treatment="laser", comparator="therapy")
    found = report(desk, source("a", better), source("b", better), source("c", worse))
    assert found.agreements == []


def test_a_question_is_open_where_all_say_that_it_is_not_known(desk: Desk) -> None:
    found = report(
        desk,
        source("a", claim("neutral")),
        source("b", claim("neutral", aspect="safety"), claim("refutes", aspect="safety")),
    )
    assert told(found.open_questions) == [("efficacy", "neutral", 1, ["a/c1"])]


def test_a_treatment_is_told_with_those_that_stand_against_it_from_elsewhere(desk: Desk) -> None:
    records = [
        source("a", claim(treatment="variant")),
        source("b", claim("refutes")),
        source("c", claim(treatment="laser")),
    ]
    found = report(
        desk, *records, treatment="variant", treatments=["therapy", {"name": "variant", "parent": "therapy"}]
    )
    assert [each.key for each in found.sources] == ["a", "b"]
    assert found.looked_at.treatments == ["therapy", "variant"]
    assert [each.treatment for each in found.coverage] == ["variant"]


def test_the_whole_base_is_covered_by_root_treatments(desk: Desk) -> None:
    records = [source("a", claim(treatment="variant")), source("b", claim(treatment="laser"))]
    found = report(desk, *records, treatments=["therapy", "unused", {"name": "variant", "parent": "therapy"}])
    assert [(each.treatment, each.sources_in_all) for each in found.coverage] == [("laser", 1), ("therapy", 1)]


def test_of_pairs_that_are_not_compared_one_stands_for_all_of_the_same_frames(desk: Desk) -> None:
    against = [source(f"r{number:02}", claim("refutes", condition="acne")) for number in range(25)]
    found = report(desk, source("a", claim(condition="hair loss")), *against).not_compared
    assert (found.counts, len(found.pairs), found.left_out) == ({"condition": 25}, 1, 24)
    assert found.pairs == desk.base.not_comparable()[:1]


def test_pairs_that_are_not_compared_are_listed_up_to_a_number(desk: Desk) -> None:
    against = [source(f"r{number:02}", claim("refutes", condition=f"c{number}")) for number in range(25)]
    found = report(desk, source("a", claim(condition="hair loss")), *against).not_compared
    assert (found.counts, len(found.pairs), found.left_out) == ({"condition": 25}, 20, 5)
    assert found.pairs == desk.base.not_comparable()[:20]


def test_a_pair_of_one_voice_is_no_example(desk: Desk) -> None:
    both = [claim(condition="acne"), claim("refutes", condition="hair loss")]
    found = report(desk, source("a", *both), source("b", claim("refutes", condition="hair loss"))).not_compared
    assert [[each.reference for each in pair.claims] for pair in found.pairs] == [["a/c1", "b/c1"]]
    assert (found.counts, found.left_out) == ({"condition": 1}, 0)


def test_pairs_that_are_not_compared_are_of_the_treatment_asked_for(desk: Desk) -> None:
    variants = [{"name": name, "parent": "therapy"} for name in ("one", "other", "third")]
    records = [source("a", claim(treatment="one")), source("b", claim("refutes", treatment="other"))]
    desk.vocabulary(treatments=["therapy", *variants])
    desk.load(*records)
    assert desk.base.report("one").not_compared.counts == {"treatment": 1}
    assert desk.base.report("one").not_compared.pairs == desk.base.not_comparable("one")
    assert desk.base.report("third").not_compared.pairs == []


def test_a_source_is_cited_whole(desk: Desk) -> None:
    fields = {
        "authors": [{"name": "Ann Example", "credentials": "surgeon"}, {"name": "Bob Example"}],
        "publisher": "House",
        "sponsor": "Maker",
        "published": "2021-03",
        "published_note": "from its text",
        "interest": "sponsored",
        "kind": "sponsored-post",
        "url": "https://example.org/a",
        "doi": "10.1000/a",
        "pmid": "123",
        "derived_from": "origin",
        "text": "a.txt",
    }
    desk.write("a.txt", "It works.")
    found = report(desk, source("origin", claim()), source("a", claim(quote="It works."), **fields))
    (cited,) = [msgspec.to_builtins(each) for each in found.sources if each.key == "a"]
    names = [{"name": "Ann Example", "credentials": "surgeon"}, {"name": "Bob Example", "credentials": None}]
    assert {name: cited[name] for name in fields if name not in ("authors", "text")} == {
        name: value for name, value in fields.items() if name not in ("authors", "text")
    }
    assert (cited["authors"], cited["claims"], len(cited["snapshot"])) == (names, 1, 64)


CHANGES: dict[str, Callable[[], Record]] = {
    "a stance": lambda: source("a", claim("refutes", quote="It works.")),
    "words of a statement": lambda: source("a", claim(quote="It works.", statement="new")),
    "a certainty": lambda: source("a", claim(quote="It works.", certainty="hedged")),
    "a title": lambda: source("a", claim(quote="It works."), title="New"),
    "a sponsor": lambda: source("a", claim(quote="It works."), sponsor="Maker"),
    "another claim": lambda: source("a", claim(quote="It works."), claim(aspect="safety")),
    "the state of a quote": lambda: source("a", claim(quote="It works."), text="a.txt"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_hash_of_the_contents_changes_with_what_is_in_the_base(desk: Desk, change: str) -> None:
    desk.load(source("a", claim(quote="It works.")))
    before = desk.base.report().looked_at.contents
    assert desk.base.report().looked_at.contents == before
    desk.write("a.txt", "It works.")
    desk.load(CHANGES[change]())
    assert desk.base.report().looked_at.contents != before


def test_equal_bases_have_equal_hashes_whatever_the_order_of_loading(tmp_path: Path) -> None:
    records = [source("a", claim(), claim(aspect="safety")), source("b", claim("refutes")), source("c", claim())]
    hashes = set()
    for order in (records, records[::-1]):
        with KnowledgeBase.in_memory() as base:
            for record in order:
                base.add_source(record["source"], record["claims"])
            hashes.add(base.report().looked_at.contents)
    assert len(hashes) == 1


def test_an_empty_base_has_nothing_to_report(desk: Desk) -> None:
    found = desk.base.report()
    assert (found.summary.worst, found.summary.disagreements, found.disagreements, found.sources) == (None, {}, [], [])
