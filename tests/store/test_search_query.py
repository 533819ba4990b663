"""What a user types: any text is safe, words mean what a reader expects, and nothing else means anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import UsageError
from kb.store.search_query import read_query
from kb.store.search_tables import TOKENIZER

NO_WORD = "nothing to search for: give a word, as it may stand in a claim or an article"
ONLY_WITHOUT = "nothing to search for: '-' leaves out what a word finds; give a word to find, too"


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """An index as that of claims, with one row."""
    with closing(sqlite3.connect(":memory:")) as connection:
        columns = "statement, quotes, title, treatment, treatment_token"
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5({columns}, tokenize='{TOKENIZER}')")
        yield connection


def finds(index: sqlite3.Connection, asked: str, text: str) -> bool:
    """Whether ``asked`` finds a claim with the statement ``text``."""
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t VALUES (?, '', '', '', 't1')", [text])
    rows = index.execute("SELECT rowid FROM t WHERE t MATCH ?", [read_query(asked).among_claims({1, 2})]).fetchall()
    return len(rows) == 1


TEXT = "The café's results (0.5 % at best) improve hair; NOT a well-known cure, AND effective: growing, happily"
FOUND = [
    "results",
    "RESULTS hair",
    "hair results",
    "cafe",
    "CAFÉ",
    "cafe\u0301",
    "improves",
    "improvement",
    "improving result",
    "cures",
    "effectively",
    '"at best"',
    "“at best”",
    "„at best“ hair",
    "“at best",
    "results -“best at”",
    '"best" at',
    '"results 0.5"',
    '"0.5 at bests improved" hair',
    "0.5",
    "well-known",
    "well known",
    "(results)",
    "not AND",
    "AND",
    "effective:",
    "'results'",
    "results -nothing",
    'results -"best at"',
    "impro*",
    "improvem*",
    "improvements*",
    "effecti*",
    "growi*",
    "happ*",
    "well-kn*",
    '"well kno"*',
    "caf*",
    "hair *",
    "hair ^",
    "hair - - --",
    "hair\x00results",
    "hair\ud800 results",
    "hair \U0001f600",
    '"results',
    'results"',
    'hair "',
    '""hair""',
]
NOT_FOUND = [
    "bald",
    "hair bald",
    '"best at"',
    "“best at”",
    "„best at“",
    "results -“at best”",
    '"hair results"',
    "results -hair",
    "results -improvement",
    'results -"at best"',
    "results -hai*",
    "air",
    "well-cure",
    "result OR bald",
    "NEAR(hair results)",
    "best 5.0",
    "statement:results",
    "{statement}: hair",
    "t1",
    "treatment_token:t1 hair",
    "form*",
    "improved bald*",
]


@pytest.mark.parametrize("asked", FOUND)
def test_a_text_is_found(index: sqlite3.Connection, asked: str) -> None:
    assert finds(index, asked, TEXT)


@pytest.mark.parametrize("asked", NOT_FOUND)
def test_a_text_is_not_found(index: sqlite3.Connection, asked: str) -> None:
    assert not finds(index, asked, TEXT)


@pytest.mark.parametrize(
    ("asked", "text"),
    [("form*", "for all"), ("plant*", "plan"), ("arm*", "are"), ("stemc*", "stem"), ("skin*", "skis")],
)
def test_a_word_that_is_begun_does_not_find_a_shorter_word(index: sqlite3.Connection, asked: str, text: str) -> None:
    assert not finds(index, asked, text)


@pytest.mark.parametrize("asked", ["", " ", "*", '"', '""', "^ ( ) : - + --", '-""', "\x00", "\ud800", "…", "-*"])
def test_a_text_without_a_word_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_query(asked)
    assert str(raised.value) == NO_WORD


@pytest.mark.parametrize("asked", ["-hair", '-"hair loss"', "-hair -loss * -"])
def test_a_text_that_leaves_out_and_finds_nothing_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_query(asked)
    assert str(raised.value) == ONLY_WITHOUT


SIGNS = st.text(alphabet=st.sampled_from("ab\"*-+^(){}:,. '\\\n\x00\u0301éß\U0001f600\U0001e922NEARORAND_|&~"))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), SIGNS, st.lists(SIGNS, max_size=5).map(" ".join)))
def test_no_text_is_an_expression_that_the_index_refuses(index: sqlite3.Connection, asked: str) -> None:
    try:
        expression = read_query(asked).among_claims({1})
    except UsageError as error:
        assert str(error) in (NO_WORD, ONLY_WITHOUT)
        return
    assert len(index.execute("SELECT rowid FROM t WHERE t MATCH ?", [expression]).fetchall()) in (0, 1)


#: Latin, Greek and Cyrillic letters, digits, and signs; controls part words as blanks do.
TEXTS = st.text(alphabet=st.characters(max_codepoint=0x52F, exclude_categories=["Cc", "Cs"]), min_size=1)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_text_is_found_by_its_own_words(index: sqlite3.Connection, text: str) -> None:
    words = [word.lstrip("-").replace('"', "").rstrip("*") for word in text.split()]
    asked = " ".join(words)
    try:
        assert finds(index, asked, " ".join(words))
    except UsageError as error:
        assert str(error) == NO_WORD


def test_what_is_typed_again_and_again_is_looked_for_once() -> None:
    assert read_query("hair hair* hair -bald hair hair* -bald") == read_query("hair hair* -bald")
