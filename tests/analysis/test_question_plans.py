"""How SQLite answers the questions: by index, and in as many statements for a thousand claims as for ten."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from kb import KnowledgeBase
from tests.analysis.saying import N, R, S, better, says
from tests.building import claim
from tests.storing import stored_desk

Question = Callable[[KnowledgeBase], object]
Statement = tuple[str, tuple[object, ...]]
QUESTIONS: dict[str, Question] = {
    "claims": lambda base: base.claims("therapy"),
    "some claims": lambda base: base.claims("therapy", limit=3),
    "claims not accepted": lambda base: base.claims("therapy", status="proposed"),
    "disagreements": lambda base: base.disagreements("therapy"),
    "first disagreements": lambda base: base.disagreements("therapy", limit=1),
    "comparison": lambda base: base.compare("therapy"),
    "first of the base": lambda base: base.disagreements(limit=1),
    "one claim": lambda base: base.show("s0/c1"),
}


def make_base(folder: Path, sources: int) -> Path:
    """Return a base in which every source has a claim of each stance, and a comparison."""
    folder.mkdir()
    with stored_desk(folder) as desk:
        desk.load(
            *(
                says(
                    f"s{number}",
                    *(claim(stance, condition="pain", quote=f"words {number}") for stance in (S, R, N)),
                    better(S, "therapy", "surgery"),
                    by=f"Ann Number{number}",
                )
                for number in range(sources)
            )
        )
        assert desk.base.path
        return desk.base.path


def statements(path: Path, ask: Question) -> list[Statement]:
    """Return what is sent to the base for a question, without what opens the transaction."""
    sent: list[Statement] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: tuple[object, ...], *_: object) -> None:
        if statement.startswith(("SELECT", "\nSELECT")):
            sent.append((statement, parameters))

    with KnowledgeBase.open(path) as base:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            ask(base)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    return sent


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("small") / "base", 3)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("large") / "base", 60)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_more_is_sent_for_many_claims_than_for_few(small: Path, large: Path, question: str) -> None:
    few, many = (statements(path, QUESTIONS[question]) for path in (small, large))
    assert [sent for sent, _ in many] == [sent for sent, _ in few]
    assert len(few) <= 40


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name != "first of the base"])
def test_of_one_treatment_nothing_large_is_gone_through_whole(small: Path, question: str) -> None:
    assert [step for step in plans(small, QUESTIONS[question]) if "SCAN" in step and not is_small(step)] == []


def test_of_the_whole_base_the_index_alone_is_gone_through(small: Path) -> None:
    scans = {step for step in plans(small, QUESTIONS["first of the base"]) if "SCAN" in step and not is_small(step)}
    assert scans == {"SCAN claim USING COVERING INDEX ix_claim_accepted"}


def plans(path: Path, ask: Question) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            step
            for statement, parameters in statements(path, ask)
            for _, _, _, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


def is_small(step: str) -> bool:
    """Whether a step goes through names alone, or through what the question itself brings."""
    return step.startswith(("SCAN concept", "SCAN json_each", "SCAN place VIRTUAL"))
