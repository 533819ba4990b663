"""What holds of every record and every edit of it: the base says what the record says, and loading again is nothing."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.records import Claim
from tests.building import Desk, Record, source
from tests.storing import counts, dump, stored_desk

ARTICLE = " ".join(f"word{number} stands here." for number in range(6)) + " Twice said. Twice said."

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "treatment": st.sampled_from(["therapy", "variant-a"]),
    "condition": st.sampled_from([None, "hair loss"]),
    "population": st.sampled_from([None, "men"]),
    "comparator": st.sampled_from([None, ["variant b"], ["minoxidil", "variant b"]]),
    "outcome": st.sampled_from([None, "density"]),
    "aspect": st.sampled_from(["efficacy", "safety"]),
    "proposition": st.sampled_from([None, "{treatment} is worth a try"]),
    "stance": st.sampled_from(["supports", "refutes", "neutral"]),
    "statement": st.sampled_from(["one", "two", "three"]),
    "quote": st.sampled_from([None, "word1 stands", "word2 stands", ["word3", "word4"], "Twice said", "not there"]),
    "author": st.sampled_from([None, "Ann Other"]),
    "certainty": st.sampled_from(["asserted", "hedged"]),
    "quantity": st.sampled_from([None, {"name": "gain", "low": 5, "unit": "%"}]),
    "status": st.sampled_from(["accepted", "accepted", "accepted", "proposed"]),
}
Identified = dict[str, Record]
"""Claims by a name that no record shows, in file order."""

#: New claims have one of two frames, so that many share one: there matching has to choose.
FRAMES: list[Record] = [
    {"treatment": "therapy", "aspect": "efficacy"},
    {"treatment": "variant a", "aspect": "safety", "condition": "hair loss", "comparator": ["variant b", "minoxidil"]},
]
WORDS = ("stance", "statement", "quote", "certainty", "quantity", "status")
claims = st.builds(
    lambda frame, words: {**frame, **words},
    st.sampled_from(FRAMES),
    st.fixed_dictionaries({name: FIELDS[name] for name in WORDS}),
)


def without_nones(fields: Record) -> Record:
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def histories(draw: st.DrawFn, most_edits: int = 7) -> list[Identified]:
    """A record and two edits of it: claims changed in a field, removed, added, put in another order, brought back.

    Some claims have a key, which stays theirs.
    """
    ever = {str(number): draw(claims) for number in range(draw(st.integers(1, 6)))}
    keyed = {name for name in map(str, range(20)) if draw(st.booleans())}
    versions = [dict(ever)]
    for _ in range(2):
        now = dict(versions[-1])
        for _ in range(draw(st.integers(1, most_edits))):
            _edit(draw, now, ever)
        versions.append(now)
    return [
        {
            name: without_nones(fields | ({"key": f"key-{name}"} if name in keyed else {}))
            for name, fields in each.items()
        }
        for each in versions
    ]


def _edit(draw: st.DrawFn, now: Identified, ever: Identified) -> None:
    kind = draw(st.sampled_from(["change", "change", "change", "remove", "add", "bring back", "reorder"]))
    gone = sorted(ever.keys() - now.keys())
    if kind == "add":
        name = str(len(ever))
        now[name] = ever[name] = draw(claims)
    elif kind == "bring back" and gone:
        name = draw(st.sampled_from(gone))
        now[name] = ever[name]
    elif kind == "change" and now:
        name, field = draw(st.sampled_from(sorted(now))), draw(st.sampled_from([*WORDS, *FIELDS]))
        before = now[name].get(field)
        now[name] = ever[name] = now[name] | {field: draw(FIELDS[field].filter(lambda value: value != before))}
    elif kind == "remove" and now:
        del now[draw(st.sampled_from(sorted(now)))]
    elif kind == "reorder":
        order = draw(st.permutations(sorted(now)))
        turned = {name: now[name] for name in order}
        now.clear()
        now.update(turned)


def open_with_vocabulary(desk: Desk) -> None:
    desk.vocabulary(
        treatments=[
            "therapy",
            {"name": "variant a", "parent": "therapy"},
            {"name": "variant b", "parent": "therapy"},
            "minoxidil",
        ],
        conditions=["hair loss"],
        populations=["men"],
    )
    desk.write("article.txt", ARTICLE)


def load(desk: Desk, version: Identified) -> tuple[int, int, int, int, int]:
    return counts(desk.load(source("s", *version.values(), text="article.txt")).files[0])


def said(desk: Desk) -> list[str]:
    """Return all that the accepted claims say, but for their ids and keys."""
    return sorted(_content(each) for each in desk.claims())


def _content(stored: Claim) -> str:
    return str(msgspec.to_builtins(msgspec.structs.replace(stored, id=0, key="")))


@settings(max_examples=25, deadline=None)
@given(histories())
def test_an_edited_record_says_in_an_old_base_what_it_says_in_an_empty_one(history: list[Identified]) -> None:
    with (
        tempfile.TemporaryDirectory() as old,
        tempfile.TemporaryDirectory() as new,
        stored_desk(Path(old)) as edited,
        stored_desk(Path(new)) as fresh,
    ):
        open_with_vocabulary(edited)
        open_with_vocabulary(fresh)
        for version in history:
            load(edited, version)
        load(fresh, history[-1])
        assert said(edited) == said(fresh)


@settings(max_examples=12, deadline=None)
@given(histories())
def test_loading_a_record_again_changes_nothing_after_any_edit(history: list[Identified]) -> None:
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        for version in history:
            load(desk, version)
            before = dump(desk)
            assert load(desk, version) == (0, 0, len(version), 0, 0)
            assert dump(desk) == before


@settings(max_examples=12, deadline=None)
@given(histories())
def test_a_claim_with_a_key_keeps_its_id_through_every_edit(history: list[Identified]) -> None:
    ids: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        for version in history:
            load(desk, version)
            for key in (claim["key"] for claim in version.values() if "key" in claim):
                claim_id = desk.base.show(f"s/{key}").claim.id
                assert ids.setdefault(key, claim_id) == claim_id


@settings(max_examples=25, deadline=None)
@given(histories())
def test_a_claim_that_an_edit_leaves_alone_keeps_its_id_and_key(history: list[Identified]) -> None:
    """Each claim is made to say something of its own and is given no key, so that it is known by what it says alone."""
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        before: dict[str, tuple[int, str]] = {}
        last: Identified = {}
        for version in map(_own_words, history):
            load(desk, version)
            now = {str(each.statement): (each.id, each.key) for each in desk.claims()}
            for name in (name for name in version if last.get(name) == version[name]):
                if version[name]["status"] == "accepted":
                    statement = version[name]["statement"]
                    assert now[statement] == before[statement]
            before, last = now, version


def _own_words(version: Identified) -> Identified:
    return {
        name: {**claim, "statement": f"{claim['statement']} in claim {name}", "key": ""}
        for name, claim in version.items()
    }


@settings(max_examples=12, deadline=None)
@given(histories(most_edits=3))
def test_counts_add_up_to_the_claims_of_the_record(history: list[Identified]) -> None:
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        for version in history:
            added, changed, unchanged, _withdrawn, rejected = load(desk, version)
            assert (added + changed + unchanged, rejected) == (len(version), 0)
