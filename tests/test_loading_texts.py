"""Articles: quotes are held against the text that a record names, and again when that text has changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.records import Quote
from tests.building import Desk, Record, claim, source
from tests.storing import counts, dump, query, revisions, stored_desk, warnings

TEXT = "First it begins. The results last for years. The end is near."
WORDS = "The results last for years"
TURNED = f"First it begins. The end is near. {WORDS}."
"""The same sentences, of which the words have gone to the end."""


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


def record(quote: str | Record = WORDS, **fields: str) -> Record:
    return source("s", claim(key="k", quote=quote), text="article.txt", **fields)


def load_with(desk: Desk, text: str | None, quote: str | Record = WORDS) -> list[str]:
    """Load the record with an article of this text, or with none; return the warnings."""
    if text is None:
        (desk.folder / "article.txt").unlink(missing_ok=True)
    else:
        desk.write("article.txt", text)
    return warnings(desk.load(record(quote)))


def only_quote(desk: Desk) -> Quote:
    ((quote,),) = (each.quotes for each in desk.claims())
    return quote


def test_a_quote_is_verified_at_its_place(desk: Desk) -> None:
    assert load_with(desk, TEXT) == []
    assert only_quote(desk) == Quote(WORDS, None, None, "verified", 17, 43, [])


def test_a_record_without_a_text_leaves_its_quotes_unchecked_without_a_warning(desk: Desk) -> None:
    report = desk.load(source("s", claim(quote=WORDS)))
    assert (only_quote(desk).state, warnings(report), report.quotes) == ("unchecked", [], {"unchecked": 1})


def test_a_text_that_is_not_there_is_a_warning_and_quotes_stay_unchecked(desk: Desk) -> None:
    assert load_with(desk, None) == ["1: source.text: 'article.txt' is not there: no quote is checked against it"]
    assert only_quote(desk).state == "unchecked"


def test_a_text_that_is_found_later_verifies_the_quotes_with_a_revision(desk: Desk) -> None:
    load_with(desk, None)
    load_with(desk, TEXT)
    assert only_quote(desk).state == "verified"
    assert revisions(desk, "s/k") == [
        (
            "re-anchored",
            {"quote": WORDS, "state": "unchecked", "start": None},
            {"quote": WORDS, "state": "verified", "start": 17},
        )
    ]


def test_a_text_that_is_gone_again_leaves_the_quotes_as_they_were(stored: Desk) -> None:
    load_with(stored, TEXT)
    before = dump(stored)
    assert load_with(stored, None) == ["1: source.text: 'article.txt' is not there: no quote is checked against it"]
    assert dump(stored) == before


def test_a_new_quote_is_held_against_the_text_that_was_kept(desk: Desk) -> None:
    load_with(desk, TEXT)
    load_with(desk, None, "The end is near")
    assert (only_quote(desk).state, only_quote(desk).start) == ("verified", 45)


@pytest.mark.parametrize(
    ("text", "state", "start"),
    [
        (f"{TEXT} And more.", "verified", 17),
        (f"New. {TEXT}", "verified", 22),
        (TURNED, "moved", 34),
        (TEXT.replace("years", "months"), "missing", None),
        (f"{TEXT} {TEXT}", "ambiguous", None),
        (TEXT.replace(" last ", "  last\n"), "verified", 17),
    ],
    ids=["kept", "kept lower down", "moved", "missing", "ambiguous", "other blanks"],
)
def test_a_changed_text_re_anchors_every_quote(desk: Desk, text: str, state: str, start: int | None) -> None:
    load_with(desk, TEXT)
    load_with(desk, text)
    assert (only_quote(desk).state, only_quote(desk).start) == (state, start)
    assert desk.base.show("s/k").claim.quotes == [only_quote(desk)]


@pytest.mark.parametrize(
    ("text", "state", "start"),
    [
        (f"New. {TEXT}", "verified", 22),
        (TURNED, "moved", 34),
        (TEXT.replace("years", "months"), "missing", None),
        (f"{TEXT} {TEXT}", "ambiguous", None),
    ],
)
def test_a_quote_that_is_not_where_it_was_leaves_a_revision(
    desk: Desk, text: str, state: str, start: int | None
) -> None:
    load_with(desk, TEXT)
    load_with(desk, text)
    before = {"quote": WORDS, "state": "verified", "start": 17}
    after = {"quote": WORDS, "state": state, "start": start}
    assert revisions(desk, "s/k") == [("re-anchored", before, after)]


def test_a_quote_that_is_kept_leaves_no_revision(desk: Desk) -> None:
    load_with(desk, TEXT)
    load_with(desk, f"{TEXT} And more.")
    assert revisions(desk, "s/k") == []


def test_a_hedge_that_a_changed_text_puts_before_a_quote_leaves_a_revision(desk: Desk) -> None:
    load_with(desk, "It can help your hair.", "help your hair")
    load_with(desk, "It may help your hair.", "help your hair")
    assert only_quote(desk).warnings == ["trimmed"]
    assert [action for action, _, _ in revisions(desk, "s/k")] == ["re-anchored"]


def test_a_missing_quote_that_returns_is_verified(desk: Desk) -> None:
    load_with(desk, TEXT)
    load_with(desk, "Something else.")
    load_with(desk, TEXT)
    assert (only_quote(desk).state, only_quote(desk).start) == ("verified", 17)
    assert [after["state"] for _, _, after in revisions(desk, "s/k")] == ["missing", "verified"]


def test_a_moved_quote_stays_moved_when_nothing_changes(stored: Desk) -> None:
    load_with(stored, TEXT)
    load_with(stored, TURNED)
    before = dump(stored)
    load_with(stored, TURNED)
    assert dump(stored) == before
    assert only_quote(stored).state == "moved"


def test_a_withdrawn_claim_returns_with_its_quote_held_against_the_newest_text(desk: Desk) -> None:
    load_with(desk, TEXT)
    desk.load(source("s", text="article.txt"))
    desk.write("article.txt", TURNED)
    desk.load(source("s", text="article.txt"))
    load_with(desk, TURNED)
    assert (only_quote(desk).state, only_quote(desk).start) == ("moved", 34)


def test_words_that_a_new_text_has_twice_are_told_apart_by_what_stood_around_them(stored: Desk) -> None:
    load_with(stored, TEXT)
    load_with(stored, f"{TEXT} Again: {WORDS}.")
    assert only_quote(stored) == Quote(WORDS, "First it begins.", ". The end is", "verified", 17, 43, [])
    ((action, before, after),) = revisions(stored, "s/k")
    assert (action, before["prefix"], after["prefix"]) == ("re-anchored", None, "First it begins.")
    assert stored.base.verify().verified == 1


@pytest.mark.parametrize("edited", [False, True])
def test_a_record_without_a_context_leaves_the_one_that_was_found(stored: Desk, edited: bool) -> None:
    load_with(stored, TEXT)
    load_with(stored, f"{TEXT} Again: {WORDS}.")
    before = dump(stored)
    if edited:
        (file,) = stored.load(record(publisher="Another")).files
        assert counts(file) == (0, 1, 1, 0, 0)
    else:
        stored.vocabulary(treatments=["therapy"])
        before = dump(stored)
        stored.load(record(), strict=True)
        assert dump(stored) == before
    assert (only_quote(stored).state, only_quote(stored).start) == ("verified", 17)


def test_a_context_that_the_text_needs_no_more_gives_way_to_the_words_of_the_record(desk: Desk) -> None:
    load_with(desk, TEXT)
    load_with(desk, f"{TEXT} Again: {WORDS}.")
    load_with(desk, TEXT)
    desk.load(record(publisher="Another"))
    assert only_quote(desk) == Quote(WORDS, None, None, "verified", 17, 43, [])


def test_a_context_that_was_given_and_does_not_decide_in_a_new_text_leaves_a_quote_ambiguous(desk: Desk) -> None:
    words: Record = {"exact": WORDS, "prefix": "begins."}
    load_with(desk, TEXT, words)
    load_with(desk, f"{TEXT} Again it begins. {WORDS}.", words)
    assert (only_quote(desk).state, only_quote(desk).prefix) == ("ambiguous", "begins.")


def test_a_changed_text_is_counted_and_the_claims_are_not(desk: Desk) -> None:
    load_with(desk, TEXT)
    desk.write("article.txt", f"New. {TEXT}")
    (file,) = desk.load(record()).files
    assert counts(file) == (0, 1, 1, 0, 0)


def test_snapshots_are_kept_one_for_each_text_and_shared_between_sources(stored: Desk) -> None:
    for text in (TEXT, "Other.", TEXT):
        load_with(stored, text)
    stored.load(source("t", claim(quote=WORDS), text="article.txt"), name="t.json")
    assert query(stored, "SELECT text FROM snapshot ORDER BY id") == [(TEXT,), ("Other.",)]
    read = (
        "SELECT s.key, snapshot_id FROM source_snapshot JOIN source s ON s.id = source_id ORDER BY source_snapshot.id"
    )
    assert query(stored, read) == [("s", 1), ("s", 2), ("s", 1), ("t", 1)]


def test_a_text_that_differs_in_line_endings_alone_is_the_same_snapshot(stored: Desk) -> None:
    load_with(stored, "One.\nTwo é.", "Two é")
    before = dump(stored)
    load_with(stored, "\ufeffOne.\r\nTwo e\u0301.", "Two é")
    assert dump(stored) == before


def test_the_folder_of_texts_is_looked_into_first(desk: Desk) -> None:
    desk.write("article.txt", "Nothing of the kind.")
    desk.write("texts/article.txt", TEXT)
    assert desk.load(record(), texts=desk.folder / "texts").quotes == {"verified": 1}


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("results last for ever", "'results last for ever' does not stand in the text; copy it from there"),
        ("results", "'results' stands in the text more than once; give a prefix or suffix"),
        ("last", None),
    ],
)
def test_a_quote_without_one_place_lands_with_a_warning_at_its_line(
    desk: Desk, quote: str, message: str | None
) -> None:
    desk.write("article.txt", "The results last. The results are good.")
    content = (
        "source: {key: s, title: t, kind: book, text: article.txt}\n"
        "defaults: {treatment: therapy, aspect: safety, stance: supports}\n"
        "claims:\n"
        "  - quote: The results are good\n"
        "  - statement: said\n"
        f"    quote: {quote}\n"
    )
    report = desk.base.load(desk.write("a.yaml", content))
    assert report.files[0].added == 2
    assert warnings(report) == ([f"6: quote: {message}"] if message else [])
    assert report.is_clean is (message is None)


def test_a_warning_names_the_claim_whose_quote_it_is_among_others_with_the_same_words(desk: Desk) -> None:
    desk.write("article.txt", "one word and two word")
    content = (
        "source: {key: s, title: t, kind: book, text: article.txt}\n"
        "defaults: {treatment: therapy, aspect: safety, stance: supports}\n"
        "claims:\n"
        "  - quote: {exact: word, prefix: one}\n"
        "  - statement: said\n"
        "    quote: word\n"
    )
    assert warnings(desk.base.load(desk.write("a.yaml", content))) == [
        "6: quote: 'word' stands in the text more than once; give a prefix or suffix"
    ]


def test_quotes_are_counted_by_state(desk: Desk) -> None:
    desk.write("article.txt", "The results last. The results are good.")
    quotes = ["last", "results", "gone", ["are good", "The results are"]]
    report = desk.load(source("s", *(claim(quote=quote) for quote in quotes), text="article.txt"))
    assert report.quotes == {"verified": 3, "ambiguous": 1, "missing": 1}


def test_a_text_that_is_refused_refuses_the_file(desk: Desk) -> None:
    desk.write("article.txt", TEXT)
    load_with(desk, TEXT)
    message = "'../article.txt' lies outside the folder; give a name in it or below"
    broken = source("s", claim(), text="../article.txt")
    assert desk.problems(broken, "in/a.json") == [f"1: source.text: {message}"]
    assert only_quote(desk).state == "verified"
