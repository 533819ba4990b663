"""What holds of a report whatever is loaded."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings

from kb import KnowledgeBase
from kb.analysis.reporting.report import LISTED_PAIRS
from kb.records import Agreement, NotComparable, Report
from tests.analysis.generated import asked_of, bases
from tests.analysis.saying import VOCABULARY
from tests.building import Desk, Record


@contextmanager
def loaded(records: list[Record]) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.in_memory() as base, tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), base)
        desk.vocabulary(**VOCABULARY)
        desk.load(*records)
        yield base


def holds(records: list[Record], check: Callable[[KnowledgeBase, str | None, Report], None]) -> None:
    """Hold the report on each treatment, and on all, against ``check``."""
    with loaded(records) as base:
        for treatment in asked_of(records):
            check(base, treatment, base.report(treatment))


@given(bases())
@settings(max_examples=8, deadline=None)
def test_it_has_the_answers_of_the_other_questions(records: list[Record]) -> None:
    def check(base: KnowledgeBase, treatment: str | None, report: Report) -> None:
        assert report.disagreements == base.disagreements(treatment, flips=True)
        assert report.not_compared.counts == base.count_not_comparable(treatment)
        if treatment is not None:
            assert report.coverage == [each for each in [base.coverage(treatment)] if each.sources_in_all]

    holds(records, check)


@given(bases())
@settings(max_examples=8, deadline=None)
def test_every_two_frames_that_are_not_compared_have_one_pair_that_stands_for_them(records: list[Record]) -> None:
    def check(base: KnowledgeBase, treatment: str | None, report: Report) -> None:
        every = base.not_comparable(treatment)
        listed = report.not_compared.pairs
        assert [each for each in every if each in listed] == listed
        assert len(listed) + report.not_compared.left_out == len(every)
        if len(listed) < LISTED_PAIRS:
            assert set(map(frames, listed)) == set(map(frames, every))

    holds(records, check)


def frames(pair: NotComparable) -> str:
    fields = ("proposition", "treatment", "condition", "population", "comparator")
    folded = [[str(getattr(claim, name)).casefold() for name in fields] for claim in pair.claims]
    texts = [[" ".join(str(text).casefold().split()) for text in (c.outcome, c.regulator)] for c in pair.claims]
    return repr((pair.field, folded, texts))


@given(bases())
@settings(max_examples=8, deadline=None)
def test_nobody_disagrees_with_an_agreement_or_answers_an_open_question(records: list[Record]) -> None:
    def check(base: KnowledgeBase, treatment: str | None, report: Report) -> None:
        disputed = {
            claim.reference
            for each in base.disagreements()
            if each.kind != "numeric"
            for side in each.sides
            for claim in side.claims
        }
        assert disputed.isdisjoint(references(report.agreements))
        assert disputed.isdisjoint(references(report.open_questions))

    holds(records, check)


def references(agreements: list[Agreement]) -> list[str]:
    return [reference for each in agreements for reference in each.claims]


@given(bases())
@settings(max_examples=8, deadline=None)
def test_every_source_of_a_claim_is_cited(records: list[Record]) -> None:
    def check(base: KnowledgeBase, treatment: str | None, report: Report) -> None:
        cited = {each.key for each in report.sources}
        pairs = [claim for pair in report.not_compared.pairs for claim in pair.claims]
        assert {claim.source.key for claim in (*report.claims, *pairs)} <= cited
        said = references(report.agreements + report.open_questions)
        assert {reference.partition("/")[0] for reference in said} <= cited
        assert sum(each.claims for each in report.sources) == report.looked_at.claims

    holds(records, check)
