"""What holds of disagreements whatever is loaded."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.records import Disagreement
from tests.analysis.saying import JANE, JOHN, VOCABULARY, Found, N, R, S, says, shown
from tests.building import Desk, Record, claim

TREATMENTS = ["therapy", "variant one", "variant of one", "variant two", "surgery"]

said = st.builds(
    lambda stance, treatment, population: claim(stance, treatment=treatment, population=population),
    st.sampled_from([S, R, N]),
    st.sampled_from(TREATMENTS),
    st.sampled_from([None, None, "adults", "men", "women"]),
)
spoken = st.tuples(st.lists(said, min_size=1, max_size=3), st.sampled_from([None, None, JANE, JOHN]))
collections = st.lists(spoken, min_size=2, max_size=6).map(
    lambda sources: [says(f"s{n}", *claims, by=by) for n, (claims, by) in enumerate(sources)]
)


def ask(records: list[Record], *treatments: str | None) -> list[list[Disagreement]]:
    """The disagreements of a new base with ``records``, on each of ``treatments``."""
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(*records)
        return [desk.disagreements(treatment) for treatment in treatments]


def what_is_found(disagreements: list[Disagreement]) -> list[tuple[Found, str, float]]:
    return [(shown(each), each.treatment, each.score) for each in disagreements]


@given(collections, st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_loading_does_not_matter(records: list[Record], random: Any) -> None:
    shuffled = random.sample(records, len(records))
    assert what_is_found(ask(shuffled, None)[0]) == what_is_found(ask(records, None)[0])


@given(collections)
@settings(max_examples=8, deadline=None)
def test_a_treatment_is_told_what_the_whole_base_says_of_it(records: list[Record]) -> None:
    descendants = {
        "therapy": {"therapy", "variant one", "variant of one", "variant two"},
        "variant one": {"variant one", "variant of one"},
        "variant two": {"variant two"},
    }
    whole, *asked = ask(records, None, *descendants)
    for found, family in zip(asked, descendants.values(), strict=True):
        assert found == [each for each in whole if family & taking_part(each)]


def taking_part(disagreement: Disagreement) -> set[str]:
    """The treatments of the claims that are opposed, those of the third side left out."""
    return {claim.treatment for side in disagreement.sides[:2] for claim in side.claims}


@given(collections)
@settings(max_examples=8, deadline=None)
def test_each_claim_stands_once_with_its_own_stance_and_both_sides_are_taken(records: list[Record]) -> None:
    for each in ask(records, None)[0]:
        assert all(side.claims for side in each.sides[:2])
        assert {claim.stance == side.label for side in each.sides for claim in side.claims} == {True}
        ids = [claim.id for side in each.sides for claim in side.claims]
        assert len(ids) == len(set(ids))
        assert 0 < each.score < 1


@given(collections)
@settings(max_examples=8, deadline=None)
def test_a_claim_in_a_conflict_is_never_unconfirmed_as_well(records: list[Record]) -> None:
    firm: dict[bool, set[int]] = {True: set(), False: set()}
    for each in ask(records, None)[0]:
        opposed = {claim.id for side in each.sides for claim in side.claims if claim.stance != N}
        firm[each.kind == "unconfirmed"] |= opposed
    assert not firm[True] & firm[False]
