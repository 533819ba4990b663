"""What holds of every merge: the base answers as if the one that stays had been written from the start, and loading
what was loaded before is nothing."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from tests.building import Desk, Record, claim, source
from tests.storing import dump, stored_desk

OLD, NEW = "old", "new"
NAMES = [OLD, NEW, "variant", "other", "top"]
CONCEPTS = ["treatment", "condition", "population"]
WORDINGS = {OLD: "{treatment} regrows hair", NEW: "{treatment} makes hair grow"}
PEOPLE = {OLD: "Jane Q. Doe", NEW: "Jane Doe"}


@dataclass(frozen=True)
class Case:
    """A vocabulary (each name with its parent) and the sources, in which two names are to become one."""

    parents: dict[str, str | None]
    sources: list[Record]


def told(desk: Desk, kind: str, case: Case) -> Desk:
    """Load a case; the names are those of ``kind``."""
    entries = [{"name": name, **({"parent": above} if above else {})} for name, above in case.parents.items()]
    if kind in CONCEPTS:
        desk.vocabulary(**{f"{kind}s": entries})
    desk.load(*case.sources)
    return desk


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Return ``value`` with every text in it that is one of ``names`` replaced."""
    if isinstance(value, dict):
        return {key: each if key == "key" else renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def from_the_start(case: Case) -> Case:
    """Return the case with the one that stays written in place of the other: what it lay under, too."""
    parents = dict(case.parents)
    if parents:
        above = parents.pop(OLD)
        if parents[NEW] in (OLD, None):
            parents[NEW] = above if above != NEW else None
    return Case(renamed(parents, {OLD: NEW}), renamed(case.sources, {OLD: NEW}))


def answers(desk: Desk) -> list[Any]:
    """Return all that a base says of its claims."""
    found = (desk.disagreements(), desk.base.not_comparable(), desk.base.propositions())
    listed = [msgspec.to_builtins(each) for each in found]
    for row in listed[2]:
        del row["aliases"]
    return listed


@st.composite
def claims(draw: st.DrawFn, kind: str) -> Record:
    fields: Record = {"aspect": draw(st.sampled_from(["efficacy", "efficacy", "safety", "comparison"]))}
    fields["author"] = draw(st.sampled_from([None, None, "Ann Lee", "Bo Ek"]))
    if kind in CONCEPTS:
        fields[kind] = draw(st.sampled_from(NAMES))
    if kind == "treatment":
        compared = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        both = {OLD, NEW} if fields[kind] in (OLD, NEW) else {fields[kind]}
        fields["comparator"] = [name for name in compared if name not in both] or None
    if kind == "proposition":
        fields |= {"aspect": "efficacy", "proposition": draw(st.sampled_from([OLD, NEW, None]))}
    if kind == "author":
        fields["author"] = draw(st.sampled_from([None, OLD, NEW, "Bo Ek"]))
    return claim(draw(st.sampled_from(["supports", "refutes", "neutral"])), **fields)


@st.composite
def cases(draw: st.DrawFn, kind: str) -> Case:
    """A few sources of a few claims; both names are in use."""
    sources = []
    for number in range(draw(st.integers(2, 4))):
        said = draw(st.lists(claims(kind), min_size=1, max_size=4))
        fields: Record = {"published": draw(st.sampled_from([None, "2020", "2021"]))}
        who = [OLD, NEW, "Bo Ek"] if kind == "author" else ["Ann Lee", "Bo Ek"]
        fields["authors"] = [{"name": each} for each in draw(st.lists(st.sampled_from(who), max_size=2, unique=True))]
        body = draw(st.sampled_from([None, *who]))
        fields |= {"kind": "clinic-page", "publisher": body} if body else {}
        fields = {name: value for name, value in fields.items() if value is not None}
        sources.append(source(f"s{number}", *said, **fields))
    sources.append(source("both", *(claim("neutral", **{kind: name}) for name in (OLD, NEW))))
    parents: dict[str, str | None] = {}
    if kind in CONCEPTS:
        parents = {"top": None, OLD: draw(st.sampled_from([None, "top", NEW])), "other": None}
        parents[NEW] = draw(st.sampled_from([None, "top", "other"] + ([OLD] if parents[OLD] != NEW else [])))
        parents["variant"] = draw(st.sampled_from([None, OLD, NEW]))
    return Case(parents, sources)


def spelt(case: Case, kind: str) -> tuple[Case, str, str]:
    """Return the case with the wordings and people that its names stand for, and what to merge into what."""
    names = {"proposition": WORDINGS, "author": PEOPLE}.get(kind, {OLD: OLD, NEW: NEW})
    return Case(case.parents, renamed(case.sources, names)), names[OLD], names[NEW]


def check_answers(case: Case, kind: str, forget: Callable[[Any], Any] = lambda found: found) -> None:
    given_case, old, new = spelt(case, kind)
    wanted, _, _ = spelt(from_the_start(case), kind)
    with (
        tempfile.TemporaryDirectory() as folder,
        KnowledgeBase.in_memory() as merged,
        KnowledgeBase.in_memory() as fresh,
    ):
        one, other = told(Desk(Path(folder), merged), kind, given_case), told(Desk(Path(folder), fresh), kind, wanted)
        one.base.merge(kind, old, new)
        assert forget(answers(one)) == forget(answers(other))


@pytest.mark.parametrize("kind", [*CONCEPTS, "proposition", "author"])
def test_a_merged_base_answers_as_one_that_had_one_name_from_the_start(kind: str) -> None:
    """A source goes on to be signed as it spells the name, so the spelling of signatures is left out."""

    @settings(max_examples=16, deadline=None)
    @given(cases(kind))
    def check(case: Case) -> None:
        check_answers(case, kind, lambda found: renamed(found, {PEOPLE[OLD]: PEOPLE[NEW]}))

    check()


@pytest.mark.parametrize("kind", [*CONCEPTS, "proposition", "author"])
def test_loading_everything_again_after_a_merge_changes_nothing(kind: str) -> None:
    @settings(max_examples=5, deadline=None)
    @given(cases(kind))
    def check(case: Case) -> None:
        given_case, old, new = spelt(case, kind)
        with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
            told(desk, kind, given_case)
            desk.base.merge(kind, old, new)
            before = dump(desk)
            desk.base.load(desk.folder / "sources.json")
            desk.base.load(desk.folder / "sources.json", by="somebody else")
            for path in desk.folder.glob("vocabulary.json"):
                (file,) = desk.base.load(path).files
                assert file.rejected
            assert dump(desk) == before

    check()
