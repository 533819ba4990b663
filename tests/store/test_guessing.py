"""The nearest known name to a new one: which it is, and how much work a load may spend on looking for it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from kb.naming import fold_concept
from kb.store.concepts import ConceptBook
from kb.store.database import open_memory
from kb.store.guessing import MOST_NAMES, GuessBudget
from kb.store.ledger import Ledger
from kb.vocabulary import ConceptKind

T, C = ConceptKind.TREATMENT, ConceptKind.CONDITION


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with closing(open_memory()) as database, database.writing() as connection:
        yield Ledger(connection, "names.json", "2026-01-01", None)


def book_with(ledger: Ledger, *names: str, left: int = MOST_NAMES, kind: ConceptKind = T) -> ConceptBook:
    """Return a book over a base that knows ``names``."""
    known = ConceptBook(ledger)
    for name in names:
        known.create(kind, name, in_vocabulary=True)
    ledger.flush()
    return ConceptBook(ledger, budget=GuessBudget(left))


def guesses(book: ConceptBook, *names: str) -> list[str | None]:
    for name in names:
        book.resolve(T, name)
    return [each.nearest for each in book.created[-len(names) :]]


def test_a_name_is_guessed_in_the_spelling_of_the_base(ledger: Ledger) -> None:
    book = book_with(ledger, "Stem-Cell Therapy", "Café")
    assert guesses(book, "stem cell therapi", "CAFÉS", "laser") == ["Stem-Cell Therapy", "Café", None]


def test_a_name_is_not_guessed_among_those_of_another_kind(ledger: Ledger) -> None:
    assert guesses(book_with(ledger, "hair loss", kind=C), "hair los") == [None]


def test_a_new_name_is_known_to_the_next_one(ledger: Ledger) -> None:
    book = book_with(ledger, "laser")
    assert guesses(book, "exosome", "Exosomes", "exosome s") == [None, "exosome", "Exosomes"]


def test_what_is_written_after_the_first_guess_is_known_too(ledger: Ledger) -> None:
    book = book_with(ledger, "laser")
    assert guesses(book, "nothing like it") == [None]
    book.create(T, "Exosomes", in_vocabulary=True)
    assert guesses(book, "exosome") == ["Exosomes"]


@pytest.mark.parametrize("known", [["cats", "bats", "hats"], ["hats", "cats", "bats"]])
def test_among_names_equally_like_the_first_by_letters_is_guessed(ledger: Ledger, known: list[str]) -> None:
    assert guesses(book_with(ledger, *known), "rats") == ["bats"]


def test_what_is_in_a_vocabulary_alone_is_guessed_where_that_is_asked(ledger: Ledger) -> None:
    book = book_with(ledger, "exosomes", "laser")
    book.create(T, "exosome s", in_vocabulary=False)
    assert book.known.nearest(T, "exosome s") == "exosome s"
    assert book.known.nearest(T, "exosome s", in_vocabulary=True) == "exosomes"


def test_every_name_that_is_read_or_compared_is_paid_for(ledger: Ledger) -> None:
    book = book_with(ledger, *"abcde", left=100)
    guesses(book, "one")
    assert book.budget.left == 100 - 5 - 5
    guesses(book, "two", "three")
    assert book.budget.left == 100 - 5 - 5 - 6 - 7


@pytest.mark.parametrize(
    ("left", "guessed"), [(0, 0), (2, 0), (3, 0), (4, 1), (6, 1), (7, 2), (10, 2), (11, 3), (12, 3)]
)
def test_a_name_is_guessed_only_where_the_budget_reaches(ledger: Ledger, left: int, guessed: int) -> None:
    book = book_with(ledger, "exosome", "laser", left=left)
    asked = ["exosomes", "laserr", "exosomess"]
    assert [each is not None for each in guesses(book, *asked)] == [True] * guessed + [False] * (3 - guessed)
    assert book.budget.unguessed == 3 - guessed


def test_a_budget_that_did_not_reach_once_is_spent(ledger: Ledger) -> None:
    book = book_with(ledger, *"abcde", left=9)
    book_with(ledger, "exosome", kind=C)
    guesses(book, "one")
    book.resolve(C, "exosomes")
    assert (book.created[-1].nearest, book.budget.unguessed, book.budget.left) == (None, 2, -1)


def test_several_files_may_share_a_budget(ledger: Ledger) -> None:
    book_with(ledger, *"abcde")
    budget = GuessBudget(25)
    for name in ("one", "two", "three"):
        guesses(ConceptBook(ledger, budget=budget), name)
    assert (budget.left, budget.unguessed) == (-1, 1)


def test_ten_thousand_new_names_beside_a_hundred_thousand_cost_no_more_than_the_budget(ledger: Ledger) -> None:
    known = [f"known name {number}" for number in range(100_000)]
    rows = [{"kind": T, "name_key": fold_concept(name), "name": name, "concept_id": 1} for name in known]
    book = book_with(ledger, "the one", left=1_000_000)
    ledger.connection.exec_driver_sql(
        "INSERT INTO concept_name VALUES (:kind, :name_key, :name, :concept_id)", [dict(row) for row in rows]
    )
    for number in range(10_000):
        book.resolve(T, f"something else {number}")
    assert book.budget.unguessed == 10_000 - 8
    # One reading, and eight scans, each of one name more than the one before.
    assert sum([100_001, *range(100_001, 100_009)]) <= 1_000_000 < sum([100_001, *range(100_001, 100_010)])
