"""A base is gone through in pieces: every claim is in one of them, with all that it disagrees with."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from kb import KnowledgeBase
from kb.analysis.concept_tree import read_tree
from kb.analysis.disagreement.pieces import read_pieces
from tests.analysis.generated import bases
from tests.analysis.saying import VOCABULARY, N, R, S, better, on, says
from tests.building import Desk, Record


def pieces(base: KnowledgeBase) -> list[set[int]]:
    """Return the ids of the claims of each piece, where a piece is as small as can be."""
    with base._database.reading() as connection:
        found = [{fact.id for fact in facts} for facts in read_pieces(connection, read_tree(connection), most=1)]
    assert sum(map(len, found)) == len(set().union(*found))
    return found


@given(bases())
@settings(max_examples=15, deadline=None)
def test_no_disagreement_goes_beyond_a_piece(records: list[Record]) -> None:
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(*records)
        found = pieces(base)
        said = {said.id for each in base.treatments() for said in base.claims(each.name)}
        assert set().union(*found) == said
        together = [[said for side in each.sides for said in side.claims] for each in base.disagreements()]
        for claims in [*together, *(each.claims for each in base.not_comparable())]:
            assert any({said.id for said in claims} <= piece for piece in found)


def test_a_tree_and_what_it_is_compared_with_are_one_piece_and_other_treatments_are_others(desk: Desk) -> None:
    desk.vocabulary(**VOCABULARY)
    desk.load(
        says("a", on(S, "variant one"), on(R, "therapy"), better(S, "variant two", "keyhole surgery")),
        says("b", on(N, "surgery")),
        says("c", on(N, "pills"), on(N, "tea")),
    )
    assert sorted(map(len, pieces(desk.base))) == [1, 1, 4]
