"""How many SQL statements a command sends does not grow with what the base holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.building import Desk, Record, claim, source
from tests.cli.running import Shell
from tests.storing import stored_desk

FEW, MANY = 3, 12
STANCES = ("supports", "refutes", "neutral")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give out the statements that are sent to any base meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def made_source(number: int) -> Record:
    """A source with an article, and claims of every form on the therapy, on a variant and on a treatment of its own."""
    own = f"drug {number}"
    months = {"name": "time to results", "low": number + 1, "high": number + 1, "unit": "months"}
    claims = [
        claim(STANCES[number % 3], quote=f"It works in group {number}", author=f"Expert Number {number}"),
        claim(STANCES[number // 2 % 2], proposition=f"It helps in way {number % 2}", population=f"group {number}"),
        claim(STANCES[number % 2], treatment=f"therapy {number}", condition=f"illness {number}", quote="It did not"),
        claim(None, quantity=months),
        claim(STANCES[number % 2], treatment=own, aspect="comparison", comparator=[f"drug {number + 1}", "therapy"]),
        claim("supports", treatment=own, quote="It works not at all"),
        claim("refutes", treatment=own, author="Another One"),
    ]
    signed = [{"name": f"Author Number {number}"}, *([{"name": "Shared Author"}] if number % 3 else [])]
    origin = {"derived_from": f"source-{number - 1}"} if number % 3 == 2 else {}
    return source(f"source-{number}", *claims, authors=signed, text=f"{number}.txt", published="2020", **origin)


def made_big_source(size: int) -> Record:
    """A source of many claims, each with a quote from a passage of its own."""
    claims = [claim(STANCES[at % 3], outcome=f"outcome {at}", quote=f"Passage {at} says so") for at in range(2 * size)]
    return source("big", *claims, text="big.txt", published="2021")


def fill(desk: Desk, size: int) -> None:
    """Load a base whose every table has ``size`` rows or a multiple of them, and every article twice."""
    desk.vocabulary(
        treatments=["therapy", *({"name": f"therapy {at}", "parent": "therapy"} for at in range(size))],
        conditions=["illness", *({"name": f"illness {at}", "parent": "illness"} for at in range(size))],
    )
    for version in ("first", "second"):
        for at in range(size):
            desk.write(f"{at}.txt", f"This is the {version} text. It works in group {at}. It did not.")
        passages = [f"Passage {at} says so." for at in range(2 * size)]
        desk.write("big.txt", " ".join(passages if version == "first" else reversed(passages)))
        desk.load(*map(made_source, range(size)), made_big_source(size))


def statements(base: Shell, *command: str | Path) -> int:
    """Return how many statements a command sends, which must answer."""
    with counted() as sent:
        ran = base(*command)
    assert ran.code in (0, 1) and ran.out, ran.err
    return len(sent)


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Shell]:
    """kb over a base of few rows, and over one of four times as many; tests only read from them."""
    shells = []
    for size in (FEW, MANY):
        folder = tmp_path_factory.mktemp("base")
        with stored_desk(folder) as desk:
            fill(desk, size)
            assert desk.base.path is not None
            shells.append(Shell(desk.base.path))
    return shells


QUESTIONS = [
    ["claims", "therapy"],
    ["claims", "therapy", "--limit", "1"],
    ["claims", "therapy", "--search", "works"],
    ["claims", "therapy", "--author", "Shared Author", "--condition", "illness", "--source", "source-1"],
    ["disagreements"],
    ["disagreements", "therapy", "--without", "big", "--flips"],
    ["disagreements", "--as-of", "2020", "--changes"],
    ["disagreements", "--not-comparable"],
    ["coverage", "therapy"],
    ["coverage", "therapy", "--condition", "illness"],
    ["coverage", "therapy", "--by", "interest"],
    ["report", "--format", "json"],
    ["report", "therapy", "--format", "markdown"],
    ["show", "big/c1"],
    ["show", "source-2/c1"],
    ["search", "works", "--limit", "1000"],
    ["search", "works", "--treatment", "therapy"],
    ["search", "works", "--author", "Shared Author", "--in", "article"],
    ["sources"],
    ["treatments"],
    ["authors"],
    ["propositions"],
    ["verify"],
    ["verify", "big"],
    ["diff", "big"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_question_takes_no_more_statements_of_a_larger_base(bases: list[Shell], question: list[str]) -> None:
    few, many = (statements(base, *question) for base in bases)
    assert few == many > 0


def test_a_check_reads_each_text_by_itself_and_else_all_at_once(bases: list[Shell]) -> None:
    few, many = (statements(base, "db", "check") for base in bases)
    assert many - few == MANY - FEW


@pytest.mark.parametrize("name", ["folder", "sources.jsonl"])
def test_an_export_reads_each_text_by_itself_and_else_all_at_once(
    bases: list[Shell], name: str, tmp_path: Path
) -> None:
    few, many = (statements(base, "export", "-o", tmp_path / f"{number}-{name}") for number, base in enumerate(bases))
    assert many - few == MANY - FEW


def loaded(folder: Path, claims: int) -> tuple[int, int]:
    """Return how many statements two sources of so many claims each take, all of the same names, and then once more."""
    records = [
        source(
            key,
            *[
                claim("supports", outcome=f"outcome {at}", quote=f"Passage {at}", author="An Expert")
                for at in range(claims)
            ],
            text="article.txt",
        )
        for key in ("one", "other")
    ]
    folder.mkdir()
    with stored_desk(folder) as desk:
        desk.write("article.txt", "; ".join(f"Passage {at}" for at in range(claims)))
        counts = []
        for _ in range(2):
            with counted() as sent:
                desk.load(*records)
            counts.append(len(sent))
    return counts[0], counts[1]


def test_a_load_takes_no_more_statements_for_more_claims_of_a_source(tmp_path: Path) -> None:
    assert loaded(tmp_path / "few", FEW) == loaded(tmp_path / "many", MANY)


def named(folder: Path, names: int) -> int:
    """Return how many statements a new source of one claim on each of so many treatments takes, all of them known."""
    treatments = [f"drug {at}" for at in range(names)]
    folder.mkdir()
    with stored_desk(folder) as desk:
        desk.vocabulary(treatments=treatments)
        with counted() as sent:
            desk.load(source("all", *[claim("supports", treatment=each) for each in treatments]))
    return len(sent)


def test_a_load_takes_no_more_statements_for_more_names(tmp_path: Path) -> None:
    assert named(tmp_path / "few", FEW) == named(tmp_path / "many", MANY)
