"""Who speaks, and which claims are one voice."""

import pytest

from tests.analysis.saying import (
    JANE,
    JOHN,
    Found,
    N,
    R,
    S,
    contradiction,
    says,
    self_contradiction,
    shown,
)
from tests.building import Desk, Record, claim, source

ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"


def signed(key: str, name: str, orcid: str) -> Record:
    return says(key, S, authors=[{"name": name, "orcid": orcid}])


#: One supports, one refutes, both undated: a self-contradiction of one voice, or a contradiction of two.
OPPOSED: dict[str, tuple[list[Record], list[Found]]] = {
    "two experts in one article are two voices": (
        [says("a", claim(S, author=JANE), claim(R, author=JOHN))],
        [contradiction("a", "a/c2")],
    ),
    "an expert and the author of the article are two": (
        [says("a", S, claim(R, author=JANE), by=JOHN)],
        [contradiction("a", "a/c2")],
    ),
    "an expert and an unsigned article are two": (
        [says("a", S, claim(R, author=JANE))],
        [contradiction("a", "a/c2")],
    ),
    "an author quoted in their own article is one": (
        [says("a", S, claim(R, author=JANE), by=JANE)],
        [self_contradiction("a", "a/c2")],
    ),
    "an expert quoted in one article is who signs another": (
        [says("a", claim(S, author=JANE), by=JOHN), says("b", R, by=JANE)],
        [self_contradiction("a", "b")],
    ),
    "unsigned pages of one publisher": (
        [
            says("a", S, kind="clinic-page", publisher="Hair Clinic"),
            says("b", R, kind="clinic-page", publisher="Hair Clinic"),
        ],
        [self_contradiction("a", "b")],
    ),
    "unsigned pages of two publishers": (
        [
            says("a", S, kind="clinic-page", publisher="Hair Clinic"),
            says("b", R, kind="clinic-page", publisher="Scalp Clinic"),
        ],
        [contradiction("a", "b")],
    ),
    "signed pages of one publisher": (
        [
            says("a", S, kind="clinic-page", publisher="Hair Clinic", by=JANE),
            says("b", R, kind="clinic-page", publisher="Hair Clinic", by=JOHN),
        ],
        [contradiction("a", "b")],
    ),
    "unsigned news of one publisher speak for themselves": (
        [says("a", S, kind="news", publisher="The Times"), says("b", R, kind="news", publisher="The Times")],
        [contradiction("a", "b")],
    ),
    "unsigned posts of one sponsor, wherever they stand": (
        [
            says("a", S, kind="sponsored-post", sponsor="Hair Clinic", publisher="The Times"),
            says("b", R, kind="sponsored-post", sponsor="Hair Clinic", publisher="The Post"),
        ],
        [self_contradiction("a", "b")],
    ),
    "unsigned posts of no known sponsor in one paper": (
        [
            says("a", S, kind="sponsored-post", publisher="The Times"),
            says("b", R, kind="sponsored-post", publisher="The Times"),
        ],
        [contradiction("a", "b")],
    ),
    "a reprint speaks with the voice of the article": (
        [says("a", S), says("b", R, derived_from="a")],
        [self_contradiction("a", "b")],
    ),
    "two reprints of one article": (
        [says("a"), says("b", S, derived_from="a"), says("c", R, derived_from="a")],
        [self_contradiction("b", "c")],
    ),
    "a reprint under another name": (
        [says("a", S, by=JANE), says("b", R, by=JOHN, derived_from="a")],
        [self_contradiction("a", "b")],
    ),
    "an expert whom a reprint adds": (
        [says("a", S), says("b", claim(R, author=JANE), derived_from="a")],
        [contradiction("a", "b")],
    ),
    "an expert whom a reprint adds, on the other side": (
        [says("a", R), says("b", claim(S, author=JANE), derived_from="a")],
        [contradiction("b", "a")],
    ),
    "one author in common": (
        [says("a", S, authors=[{"name": JANE}, {"name": JOHN}]), says("b", R, authors=[{"name": JOHN}])],
        [self_contradiction("a", "b")],
    ),
    "a work of both does not make one voice of two who oppose each other": (
        [says("a", S, by=JANE), says("b", R, by=JOHN), says("c", S, authors=[{"name": JANE}, {"name": JOHN}])],
        [contradiction("a", "b"), self_contradiction("c", "b")],
    ),
}


@pytest.mark.parametrize(("loaded", "expected"), OPPOSED.values(), ids=OPPOSED)
def test_one_voice_or_two(desk: Desk, loaded: list[Record], expected: list[Found]) -> None:
    desk.load(*loaded)
    assert [shown(each) for each in desk.disagreements()] == expected


#: On the supporting side, and how many voices it has. One unsigned article refutes.
COUNTED: dict[str, tuple[list[Record], int]] = {
    "two unsigned articles": ([says("a", S), says("b", S)], 2),
    "two claims of one article": ([says("a", S, S)], 1),
    "ten posts of one sponsor": (
        [says(f"post-{n}", S, kind="sponsored-post", sponsor="Hair Clinic", publisher=f"Paper {n}") for n in range(10)],
        1,
    ),
    "two posts of one sponsor, signed": (
        [says(f"post-{name}", S, kind="sponsored-post", sponsor="Hair Clinic", by=name) for name in (JANE, JOHN)],
        2,
    ),
    "a page of a clinic and a post that it sponsors": (
        [
            says("a", S, kind="clinic-page", publisher="Hair Clinic"),
            says("b", S, kind="sponsored-post", sponsor="Hair Clinic"),
        ],
        1,
    ),
    "a publisher whose name looks like initials": (
        [says("a", S, kind="guideline", publisher="NICE UK"), says("b", S, kind="guideline", publisher="NICE UK")],
        1,
    ),
    "press release, guideline and notice of one body": (
        [says(kind, S, kind=kind, publisher="The Board") for kind in ("press-release", "guideline", "regulator")],
        1,
    ),
    "a press release and the article it goes back to": (
        [says("a", S, by=JANE), says("b", S, kind="press-release", publisher="The University", derived_from="a")],
        1,
    ),
    "reprints of reprints": (
        [says("a", S), says("b", S, derived_from="a"), says("c", S, derived_from="b"), says("d", S, derived_from="c")],
        1,
    ),
    "two experts, each in a reprint of one article": (
        [
            says("a"),
            says("b", claim(S, author=JANE), derived_from="a"),
            says("c", claim(S, author=JOHN), derived_from="a"),
        ],
        2,
    ),
    "one expert in two articles": (
        [says("a", claim(S, author=JANE), by=JOHN), says("b", claim(S, author="jane smith"), by="Third Person")],
        1,
    ),
    "three articles linked by their authors": (
        [
            says("a", S, authors=[{"name": JANE}, {"name": JOHN}]),
            says("b", S, authors=[{"name": JOHN}, {"name": "Third Person"}]),
            says("c", S, by="Third Person"),
        ],
        1,
    ),
    "one full name, case, accents and blanks aside": (
        [says("a", S, by="José García"), says("b", S, by="jose  GARCIA")],
        1,
    ),
    "one surname with initials in two articles": ([says("a", S, by="Smith J"), says("b", S, by="Smith J")], 2),
    "initials before the surname, with dots": ([says("a", S, by="J. B. Smith"), says("b", S, by="J. B. Smith")], 2),
    "one full name in a script that knows no capitals": ([says("a", S, by="王 伟"), says("b", S, by="王 伟")], 1),
    "initials of an expert in two articles": (
        [says("a", claim(S, author="Smith, J.")), says("b", claim(S, author="Smith, J."))],
        2,
    ),
    "initials with one ORCID": ([signed("a", "Smith J", ORCID), signed("b", "Smith J", ORCID)], 1),
    "two spellings with one ORCID": ([signed("a", "Smith J", ORCID), signed("b", JANE, ORCID)], 1),
    "one name with two ORCIDs": ([signed("a", JANE, ORCID), signed("b", JANE, OTHER_ORCID)], 2),
    "one name with an ORCID and without": ([signed("a", JANE, ORCID), says("b", S, by=JANE)], 1),
    "an author quoted in an own article by the name alone, where others have it": (
        [
            signed("a", JANE, ORCID),
            says("b", claim(S, author=JANE), authors=[{"name": JANE, "orcid": ORCID}]),
            signed("c", JANE, OTHER_ORCID),
        ],
        2,
    ),
    "one name without an ORCID and two persons of it with one": (
        [signed("a", JANE, ORCID), signed("b", JANE, OTHER_ORCID), says("c", S, by=JANE)],
        3,
    ),
}


@pytest.mark.parametrize(("loaded", "voices"), COUNTED.values(), ids=COUNTED)
def test_how_many_voices_a_side_has(desk: Desk, loaded: list[Record], voices: int) -> None:
    desk.load(*loaded, says("refuting", R))
    (found,) = desk.disagreements()
    assert (found.sides[0].label, found.sides[0].voices) == (S, voices)
    assert found.sides[1].voices == 1


def test_a_side_that_nobody_takes_has_no_voice(desk: Desk) -> None:
    desk.load(says("a", S), says("b", R))
    (found,) = desk.disagreements()
    assert {side.label: side.voices for side in found.sides} == {S: 1, R: 1, N: 0}


def test_the_third_side_is_counted_in_voices_too(desk: Desk) -> None:
    posts = [says(f"post-{n}", N, kind="sponsored-post", sponsor="Hair Clinic") for n in range(3)]
    desk.load(says("a", S), says("b", R), *posts)
    (found,) = desk.disagreements()
    assert (len(found.sides[2].claims), found.sides[2].voices) == (3, 1)


def test_who_joins_two_sources_does_not_depend_on_the_order_of_loading(desk: Desk) -> None:
    desk.load(says("a", S, by=JANE), name="first.json")
    desk.load(says("refuting", R), name="second.json")
    desk.load(signed("b", JANE, ORCID), name="third.json")
    (found,) = desk.disagreements()
    assert found.sides[0].voices == 1


def test_a_body_is_known_by_what_it_signs_elsewhere(desk: Desk) -> None:
    orcid = "0000-0002-1825-0097"
    desk.load(
        source("page", claim("supports"), kind="clinic-page", publisher="Hair Clinic"),
        source("paper", claim("refutes"), authors=[{"name": "The Clinic for Hair", "orcid": orcid}]),
        source("other", claim(treatment="pills"), authors=[{"name": "Hair Clinic", "orcid": orcid}]),
    )
    assert [each.kind for each in desk.disagreements("therapy")] == ["self-contradiction"]
