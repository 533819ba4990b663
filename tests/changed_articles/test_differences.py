"""What a publisher changed between two texts of a source, and the quotes that rest on it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from kb.errors import DatabaseError, KbError
from kb.quoting import normalise_text
from kb.quoting.flattening import flatten
from kb.records import TextDifference
from tests.building import Desk, claim, source
from tests.changed_articles.publishing import EDITED, FIGURE, FIRST, HARM, LASTS, QUOTES, TEXT, published
from tests.cli.running import Ran, Shell
from tests.quoting.publishing import edits, generated_texts, stand_but_for_a_blank
from tests.storing import query

THIRD = EDITED.replace("11", "10")


def shown(found: TextDifference) -> list[tuple[Any, ...]]:
    """The passages of a difference: change, words before and after, and the quotes on them with their states."""
    return [
        (each.change, each.was_text, each.text, {quote.claim: quote.state for quote in each.quotes})
        for each in found.passages
    ]


def ask(desk: Desk, *arguments: str, columns: int = 100) -> Ran:
    assert desk.base.path is not None
    return Shell(desk.base.path, columns)("diff", *arguments)


def date_texts(desk: Desk, *dates: str) -> None:
    for number, date in enumerate(dates, 1):
        query(desk, "UPDATE source_snapshot SET read_at = ? WHERE id = ?", f"{date}T10:00:00+00:00", number)


def test_each_change_is_told_with_the_quotes_that_rest_on_it(desk: Desk) -> None:
    published(desk, TEXT, EDITED)
    found = desk.base.diff("caps")
    assert shown(found) == [
        ("changed", FIGURE, FIGURE.replace("12", "11"), {"figure": "missing"}),
        ("added", "", "This is new here.", {}),
        ("moved", HARM, HARM, {"harm": "moved"}),
    ]
    assert (found.performed, found.removed, found.added, found.changed, found.moved) == (True, 0, 1, 1, 1)
    for each in found.passages:
        assert (each.text, each.was_text) == (EDITED[each.start : each.end], TEXT[each.was_start : each.was_end])


def test_a_changed_passage_has_its_words_compared(desk: Desk) -> None:
    published(desk, TEXT, EDITED)
    runs = [(run.change, run.text, run.touches) for run in desk.base.diff("caps").passages[0].differences]
    assert runs == [
        ("same", "After half a year", []),
        ("removed", "12", ["number"]),
        ("added", "11", ["number"]),
        ("same", "of them had more hair.", []),
    ]


def test_a_quote_beside_what_was_changed_in_its_sentence_is_kept_and_shown(desk: Desk) -> None:
    published(desk, TEXT, TEXT.replace("After half a year", "After a year"))
    assert [quotes for *_, quotes in shown(desk.base.diff("caps"))] == [{"figure": "kept"}]


def test_a_quote_from_words_that_came_in_rests_on_them(desk: Desk) -> None:
    published(desk, TEXT, EDITED, new="This is new here", nowhere="Not a word of it")
    found = desk.base.diff("caps")
    assert {quote: state for *_, quotes in shown(found) for quote, state in quotes.items()} == {"new": "verified"}
    assert found.unplaced == 1


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        (
            "It works. 1. Hair grew It works. The patient's hair can't grow. It works.",
            "Hair grew It works. The patient's hair can't grow. New words came in. It works. 1. It works.",
            "Hair grew It works. The patient's hair can't",
        ),
        (f"{FIRST} {FIGURE} {HARM} {LASTS}", f"{FIRST} {HARM} {FIGURE} {LASTS}", FIGURE),
        (f"{FIRST} {FIGURE} {HARM} {LASTS}", f"{FIRST} {HARM} {FIGURE} {LASTS}", HARM),
        (f"{FIGURE} {HARM} {FIRST} {LASTS}", f"{FIRST} {LASTS} {FIGURE} {HARM}", f"{FIRST} {LASTS}"),
        (f"{FIGURE} {HARM} {FIRST} {LASTS}", f"{FIRST} {LASTS} {FIGURE} {HARM}", LASTS),
    ],
    ids=["among repeated ones", "one of two", "other of two", "two of four", "part of two of four"],
)
def test_a_quote_that_is_told_as_moved_rests_on_a_passage_that_is(desk: Desk, old: str, new: str, quote: str) -> None:
    desk.load(source("caps", claim(key="it", quote=quote), title="Cold caps"))
    desk.base.load(desk.write("caps.txt", old), attach="caps")
    (loaded,) = desk.base.load(desk.write("caps.txt", new), attach="caps").files
    assert [each.state for each in loaded.quotes] == ["moved"]
    assert {"it": "moved"} in [quotes for change, _, _, quotes in shown(desk.base.diff("caps")) if change == "moved"]


def test_claims_that_do_not_count_are_left_out(desk: Desk) -> None:
    published(desk, TEXT, EDITED)
    desk.load(source("caps", claim(key="harm", quote=QUOTES["harm"], outcome="harm"), title="Cold caps"))
    assert [quotes for *_, quotes in shown(desk.base.diff("caps"))] == [{}, {}, {"harm": "moved"}]


@pytest.mark.parametrize("texts", [(), (TEXT,)], ids=["none", "one"])
def test_a_source_with_nothing_to_compare_says_so_and_ends_with_0(stored: Desk, texts: tuple[str, ...]) -> None:
    published(stored, *texts)
    ran = ask(stored, "caps")
    has = "one text" if texts else "no text"
    assert (ran.code, ran.err) == (
        0,
        f"nothing was compared: 'caps' has {has}; load its article again when it has changed\n",
    )
    told = ask(stored, "caps", "--format", "json").json
    assert (told["performed"], told["older"], told["newer"], told["passages"]) == (False, None, None, [])
    assert len(told["snapshots"]) == len(texts)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, (2, 3)),
        ({"older": "1"}, (1, 3)),
        ({"newer": "2"}, (1, 2)),
        ({"older": "3", "newer": "1"}, (3, 1)),
        ({"older": "2021"}, (1, 3)),
        ({"older": "2022-06"}, (2, 3)),
        ({"older": "2021-03-04", "newer": "2023-12-31"}, (1, 2)),
        ({"newer": "2030"}, (2, 3)),
    ],
)
def test_texts_are_named_by_number_or_date(stored: Desk, asked: dict[str, str], numbers: tuple[int, int]) -> None:
    published(stored, TEXT, EDITED, THIRD)
    date_texts(stored, "2021-03-04", "2022-06-07", "2024-01-01")
    found = stored.base.diff("caps", **asked)
    assert found.older and found.newer
    assert (found.older.number, found.newer.number) == numbers


def test_a_text_is_named_by_the_beginning_of_its_digest_and_of_one_read_twice_the_last_is_meant(desk: Desk) -> None:
    published(desk, TEXT, EDITED, TEXT)
    digests = [each.sha256 for each in desk.base.snapshots("caps")]
    found = desk.base.diff("caps", older=digests[1][:6], newer=digests[0][:8].upper())
    assert found.older and found.newer
    assert (found.older.number, found.newer.number) == (2, 3)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"older": "4"}, "'4' names no text of 'caps', which has 2 texts: {how}"),
        ({"newer": "1999"}, "'1999' names no text of 'caps', which has 2 texts: {how}"),
        ({"older": "abcde"}, "'abcde' names no text of 'caps', which has 2 texts: {how}"),
        ({"older": "last"}, "'last' names no text of 'caps', which has 2 texts: {how}"),
        ({"newer": "1"}, "text 1 of 'caps' is the first one: there is none before it"),
    ],
)
def test_a_text_that_is_not_there_is_told(desk: Desk, asked: dict[str, str], message: str) -> None:
    published(desk, TEXT, EDITED)
    how = "give a number, a date (YYYY, YYYY-MM, YYYY-MM-DD) or six signs or more of a SHA-256"
    with pytest.raises(KbError) as raised:
        desk.base.diff("caps", **asked)
    assert (str(raised.value), raised.value.exit_code) == (message.format(how=how), 1)


def test_a_text_of_a_source_that_has_none_is_told(desk: Desk) -> None:
    published(desk)
    with pytest.raises(KbError) as raised:
        desk.base.diff("caps", newer="2021")
    assert str(raised.value).startswith("'2021' names no text of 'caps', which has no text: ")


def test_a_source_nobody_knows_ends_with_1(stored: Desk) -> None:
    published(stored, TEXT)
    ran = ask(stored, "cap")
    assert (ran.code, ran.out, ran.err) == (1, "", "kb: there is no source 'cap'; did you mean caps?\n")


def test_the_texts_are_listed_with_time_and_digest(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    date_texts(stored, "2021-03-04", "2022-06-07")
    one, other = (each.sha256[:16] for each in stored.base.snapshots("caps"))
    ran = ask(stored, "caps", "--list")
    assert (ran.code, ran.out, ran.err) == (
        0,
        f"1  read 2021-03-04T10:00:00+00:00 · {len(TEXT)} characters · text/plain · SHA-256 {one}…\n"
        f"2  read 2022-06-07T10:00:00+00:00 · {len(EDITED)} characters · text/plain · SHA-256 {other}…\n",
        "2 texts\n",
    )
    told = ask(stored, "caps", "--list", "--format", "json").json
    assert [" ".join(each) for each in told] == ["number read_at sha256 characters media_type url"] * 2


@pytest.mark.parametrize("written", ["json", "jsonl", "csv", "markdown", "table"])
def test_a_list_of_no_texts_is_empty(stored: Desk, written: str) -> None:
    published(stored)
    ran = ask(stored, "caps", "--list", "--format", written)
    assert (ran.code, ran.out.strip()) == (0, "[]" if written == "json" else "")


def test_to_list_and_to_compare_exclude_each_other(stored: Desk) -> None:
    ran = ask(stored, "caps", "--list", "--from", "1")
    assert (ran.code, ran.err) == (2, "kb: --list lists all texts: leave out --from and --to\n")


def test_what_the_terminal_shows(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    date_texts(stored, "2021-03-04", "2022-06-07")
    one, other = (each.sha256[:16] for each in stored.base.snapshots("caps"))
    assert ask(stored, "caps").out == (
        "Cold caps · caps\n"
        f"from  text 1 of 2 · read 2021-03-04T10:00:00+00:00 · SHA-256 {one}…\n"
        f"to    text 2 of 2 · read 2022-06-07T10:00:00+00:00 · SHA-256 {other}…\n\n"
        "passages: 1 added, 1 changed and 1 moved; 2 quotes rest on them, 1 missing or ambiguous in the newer\ntext\n\n"
        "changed  After half a year [-12-] {+11+} of them had more hair.\n"
        "         a number changed: “12” became “11”\n"
        "         missing caps/figure: “12 of them had more hair”\n"
        "added    This is new here.\n"
        "moved    Nobody was hurt by them.\n"
        "         moved caps/harm: “Nobody was hurt”\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [(TEXT.replace(" ", "  "), "nothing was changed but white space"), (TEXT, "it is the same text")],
)
def test_where_no_word_was_changed_that_is_said(stored: Desk, text: str, told: str) -> None:
    published(stored, TEXT, text)
    assert ask(stored, "caps", "--from", "1").out.endswith(f"\n\n{told}\n")


def test_of_thousands_of_passages_those_are_shown_on_which_a_quote_rests(stored: Desk) -> None:
    before = "".join(f"This is passage number {number} of them.\n\n" for number in range(300))
    after = "".join(
        f"{number * 7919} others stood elsewhere {number}.\n\nIt stays {number}.\n\n" for number in range(300)
    )
    stays = "".join(f"It stays {number}.\n\n" for number in range(300))
    published(stored, stays + before, after, late="passage number 299 of them")
    out = ask(stored, "caps", columns=140).out
    assert "missing caps/late" in out
    hidden = len(stored.base.diff("caps").passages) - 101
    assert out.endswith(f"and {hidden} more on which no quote rests; --format json has them all\n")


def test_what_is_very_long_is_shown_by_its_ends_and_whole_in_json(stored: Desk) -> None:
    long = f"Begun. {'word ' * 2000}end. "
    published(stored, TEXT, long + TEXT)
    assert "characters in all) …" in ask(stored, "caps").out
    (added,) = ask(stored, "caps", "--format", "json").json["passages"]
    assert flatten(added["text"]) == long.strip()


def test_csv_has_a_row_for_each_quote_and_each_passage_without(stored: Desk) -> None:
    published(stored, TEXT, EDITED, **QUOTES, again="of them had more")
    lines = ask(stored, "caps", "--format", "csv").out.splitlines()
    assert lines[0] == "change,text,start,end,was_text,was_start,was_end,changes,claim,quote,quote_state"
    assert [(line.split(",")[0], line.split(",")[-3]) for line in lines[1:]] == [
        ("changed", "caps/figure"),
        ("changed", "caps/again"),
        ("added", ""),
        ("moved", "caps/harm"),
    ]


def test_a_text_that_was_tampered_with_is_not_trusted(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    for (trigger,) in query(stored, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        query(stored, f'DROP TRIGGER "{trigger}"')
    query(stored, "UPDATE snapshot SET text = replace(text, '12', '13') WHERE id = 1")
    with pytest.raises(DatabaseError) as raised:
        stored.base.diff("caps")
    assert str(raised.value).endswith("is not the text that was stored; restore a backup")


@settings(deadline=None, max_examples=15)
@given(generated_texts().map(normalise_text), st.data())
def test_every_quote_that_does_not_stay_rests_on_a_change_and_the_base_agrees_with_itself(
    old: str, data: st.DataObject
) -> None:
    new = normalise_text(data.draw(edits(old)))
    words = old.split()
    starts = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=3))
    quotes = {f"q{number}": " ".join(words[start : start + 6]) for number, start in enumerate(starts)}
    record = {"key": "s", "title": "S", "kind": "other"}
    claims = [claim(key=key, quote=quote, outcome=key) for key, quote in quotes.items()]
    with KnowledgeBase.in_memory() as base:
        base.add_source(record, claims, article=old)
        changes = base.add_source(record, claims, article=new).files[0].quotes if new.strip() else []
        found = base.diff("s")
        resting = {quote.claim for each in found.passages for quote in each.quotes}
        strayed = [each for each in changes if each.state in ("moved", "missing") and each.was_start is not None]
        assert found.performed or not strayed
        for each in strayed:
            assert each.claim in resting or (each.state == "missing" and stand_but_for_a_blank(new, each.exact))
        states = {each.claim: each.state for each in base.verify().quotes}
        shown = {key: base.show(f"s/{key}").claim.quotes[0].state for key in quotes}
        assert states == {key: state for key, state in shown.items() if state != "verified"}
        assert not [check.problems for check in base.check() if check.result == "failed"]


def test_the_json_has_the_fields_of_the_contract(stored: Desk) -> None:
    published(stored, TEXT, EDITED)
    told = json.loads(ask(stored, "caps", "--format", "json").out)
    assert " ".join(told) == (
        "source title performed snapshots older newer removed added changed moved passages unplaced"
    )
    assert " ".join(told["passages"][0]) == ("change text start end was_text was_start was_end differences quotes")
