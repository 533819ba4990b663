"""Sources that share a text, and a source without a text that an article may be the text of, are told."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.errors import KbError
from tests.building import Desk, Record, claim, source
from tests.growth import growth
from tests.loading_articles.writing import TEXT, jats, keys, page, problems
from tests.storing import counts, warnings

QUOTES = ("First it begins", "The results last for years", "The end is near")


def waiting(key: str = "s", quotes: tuple[str, ...] = QUOTES, **fields: str) -> Record:
    """A source record with quotes that wait for a text."""
    return source(key, *(claim(key=f"c{number}", quote=each) for number, each in enumerate(quotes)), **fields)


def notes(desk: Desk, path: Path, **given: str) -> list[str]:
    """Load an article and return what is told of its kin."""
    told = warnings(desk.base.load(path, **given))  # type: ignore[arg-type]
    return [each for each in told if "which has no text" in each or "the same text as" in each]


def test_a_second_source_with_the_same_text_is_told_with_what_to_do(desk: Desk) -> None:
    path = desk.write("a.md", page())
    assert notes(desk, path, key="one") == []
    assert notes(desk, path, key="two") == [
        "None: text: the same text as 'one'; if it is a reprint, say so in its source record (derived_from: one);"
        " if it is that very source, load it with --key one"
    ]
    assert notes(desk, path) == [
        "None: text: the same text as 'one', 'two'; if it is a reprint, say so in its source record (derived_from);"
        " if it is that very source, load it with --key KEY"
    ]
    assert notes(desk, path) == []


def test_an_older_source_that_gets_the_text_of_another_is_told_so(desk: Desk) -> None:
    path = desk.write("a.md", page())
    desk.base.load(path, key="one")
    desk.load(source("two"))
    assert notes(desk, path, attach="two") == [
        "None: text: the same text as 'one'; if it is a reprint, say so in its source record (derived_from: one)"
    ]


def test_a_record_whose_article_another_source_has_is_told_so_unless_one_is_a_reprint(desk: Desk) -> None:
    desk.write("a.txt", TEXT)
    desk.load(source("one", text="a.txt"))
    told = "the same text as 'one'; if it is a reprint, say so in its source record (derived_from: one)"
    assert warnings(desk.load(source("two", text="a.txt"))) == [f"1: source.text: {told}"]
    assert warnings(desk.load(source("three", text="a.txt", derived_from="one"))) == [
        f"1: source.text: {told.replace('one', 'two')}"
    ]
    assert warnings(desk.load(source("two", text="a.txt"))) == []


def test_of_records_of_one_run_that_share_a_text_nothing_is_told_in_whatever_order_they_come(desk: Desk) -> None:
    desk.write("a.txt", TEXT)
    one, two = (desk.write(f"{key}.json", source(key, text="a.txt")) for key in ("one", "two"))
    assert warnings(desk.base.load(two, one)) == []


def test_a_text_that_two_sources_have_is_tried_against_the_one_that_is_named(desk: Desk) -> None:
    path = desk.write("a.md", page())
    for key in ("one", "two"):
        desk.base.load(path, key=key)
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path)
    assert str(raised.value) == f"{path}: has the same text as 'one', 'two'; name the one whose quotes to try"
    assert desk.base.verify_against(path, "two").is_current


LIKELY = "None: key: most quotes of 's', which has no text, stand in it; if it is that one's article, load it with"


def test_an_article_in_which_the_quotes_of_a_source_without_a_text_stand_is_told_to_be_likely_its_own(
    desk: Desk,
) -> None:
    desk.load(waiting(), waiting("other", ("Nothing of it stands", "Also not this one")))
    path = desk.write("a.md", page())
    assert notes(desk, path) == [f"{LIKELY} --attach s"]
    assert desk.base.load(path, attach="s").quotes == {"verified": 3}


def test_it_is_told_before_the_load_where_the_article_is_tried(desk: Desk) -> None:
    desk.load(waiting())
    path = desk.write("a.md", page())
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path)
    assert str(raised.value) == (
        f"{path}: is no article of a source in this base, by its key, DOI, PMID, address or text; name the source"
        " whose quotes to try: most quotes of 's', which has no text, stand in it"
    )


@pytest.mark.parametrize(
    "records",
    [
        [waiting(quotes=("First it begins", "It never stood", "Nor did this"))],
        [waiting("s"), waiting("t")],
        [waiting(quotes=("First",))],
        [waiting(quotes=("First it",), doi="10.1000/other")],
    ],
    ids=["fewer than half", "two sources", "one word", "another work"],
)
def test_nothing_is_guessed_where_it_is_not_likely(desk: Desk, records: list[Record]) -> None:
    desk.load(*records)
    assert notes(desk, desk.write("a.xml", jats())) == []


def test_a_source_that_has_a_text_is_not_guessed(desk: Desk) -> None:
    desk.load(waiting())
    desk.base.load(desk.write("s.txt", f"Before. {TEXT}"), attach="s")
    assert notes(desk, desk.write("a.md", page())) == []


def test_rejected_claims_say_nothing(desk: Desk) -> None:
    record = waiting()
    for each in record["claims"]:
        each["status"] = "rejected"
    desk.load(record)
    assert notes(desk, desk.write("a.md", page())) == []


@pytest.mark.parametrize(
    ("fields", "given", "what"),
    [
        ({"title": "COLD  caps"}, {"publisher": "An example"}, "title"),
        ({"url": "http://www.example.org/caps/"}, {}, "address"),
    ],
)
def test_a_source_without_a_text_that_has_the_same_title_or_address_is_told(
    desk: Desk, fields: dict[str, str], given: dict[str, str], what: str
) -> None:
    desk.load(source("s", claim(), **fields))
    front = "---\nurl: https://example.org/caps\n---\n"
    assert notes(desk, desk.write("a.md", front + page()), **given) == [
        f"None: key: 's', which has no text, has the same {what}; if it is that one's article, load it with --attach s"
    ]


def test_a_title_is_not_enough_where_none_of_the_quotes_stands_there(desk: Desk) -> None:
    desk.load(waiting(quotes=("Nothing of it stands",), title="Cold caps"))
    assert notes(desk, desk.write("a.md", page()), publisher="An example") == []


def test_a_language_without_blanks_is_looked_through_too(desk: Desk) -> None:
    desk.load(waiting(quotes=("半年后有十二人头发增多", "没有人受到伤害")))
    path = desk.write("a.md", "# 冷帽\n\n我们给四十人戴了冷帽。半年后有十二人头发增多，没有人受到伤害。\n")
    assert notes(desk, path) == [f"{LIKELY} --attach s"]


def test_a_source_that_the_article_made_before_does_not_keep_it_from_being_attached(desk: Desk) -> None:
    desk.load(waiting())
    path = desk.write("a.xml", jats())
    assert notes(desk, path) == [f"{LIKELY} --attach s"]
    report = desk.base.load(path, attach="s")
    assert (problems(report), report.quotes) == ([], {"verified": 3})
    assert keys(desk) == ["an-example-journal-cold-caps", "s"]


def test_a_source_with_claims_that_the_article_is_by_its_doi_does(desk: Desk) -> None:
    desk.load(waiting(), source("t", claim(), doi="10.1000/caps"))
    report = desk.base.load(desk.write("a.xml", jats()), attach="s")
    assert problems(report) == ["source: is two sources of the base at once by its key and identifiers: 's' and 't'"]


def test_twenty_articles_against_a_thousand_sources_without_a_text_take_little_more(desk: Desk) -> None:
    words = [f"Sentence number {number} says that {number * 7} of them were better." for number in range(1_000)]
    for number in range(20):
        text = "\n".join(words[number * 40 : number * 40 + 40]) * 3
        desk.write(f"in/{number}.md", page(f"Article {number}", text))

    def check(asked: Desk) -> None:
        report = asked.base.load(asked.folder / "in")
        assert {counts(file) for file in report.files} == {(1, 0, 0, 0, 0)}

    with ExitStack() as opened:

        def make(size: int) -> Desk:
            asked = Desk(desk.folder, opened.enter_context(KnowledgeBase.in_memory()))
            asked.load(*(waiting(f"s{at}", (words[at], f"Nowhere is {at}")) for at in range(size)))
            return asked

        assert growth(make, check, 40, times=25) < 3
