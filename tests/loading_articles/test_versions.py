"""A changed article is a new snapshot of its source: what became of every quote is told."""

import json
from pathlib import Path

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.loading_articles.writing import TEXT, WORDS, became, jats, keys, only_file, only_source, page, problems
from tests.storing import counts, dump, query, revisions, warnings

NEW = f"Something new. {TEXT}"
LONG = (
    f"It has a head of its own. First it begins. It goes on well. {WORDS}. That is often said. The end is near. Bye.\n"
)
#: One sentence moved to another place, a figure changed.
EDITED = LONG.replace(" The end is near.", "").replace("own.", "own. The end is near.").replace("years", "months")


def quoted(desk: Desk, text: str | None = TEXT, **fields: str) -> None:
    """Load a source with three quotes, and its text."""
    quotes = {"a": "First it begins", "b": WORDS, "c": "The end is near"}
    desk.load(source("s", *(claim(key=key, quote=quote) for key, quote in quotes.items()), **fields))
    if text is not None:
        desk.base.load(desk.write("s.txt", text), attach="s")


def test_every_quote_is_held_against_a_new_text_and_what_became_of_it_is_told(desk: Desk) -> None:
    quoted(desk, LONG)
    report = desk.base.load(desk.write("s.txt", EDITED), key="s")
    assert counts(only_file(report)) == (0, 1, 0, 0, 0)
    assert became(report) == [("a", "kept", 26, 43), ("b", "missing", 60, None), ("c", "moved", 108, 26)]
    assert (report.quotes, report.is_clean) == ({"verified": 1, "missing": 1, "moved": 1}, False)
    assert warnings(report) == [
        f"None: quote: '{WORDS}' of 'b' no longer stands in the article, which has changed; 'kb diff s' shows where"
    ]
    assert [action for action, _, _ in revisions(desk, "s/b")] == ["re-anchored", "re-anchored"]


def test_a_quote_that_stands_there_more_than_once_is_ambiguous(desk: Desk) -> None:
    quoted(desk)
    report = desk.base.load(desk.write("s.txt", TEXT * 2), key="s")
    assert [state for _, state, _, _ in became(report)] == ["ambiguous"] * 3
    assert not report.is_clean


def test_a_text_for_a_source_without_one_checks_its_quotes(desk: Desk) -> None:
    quoted(desk, text=None)
    report = desk.base.load(desk.write("s.txt", TEXT), attach="s")
    assert became(report) == [("a", "verified", None, 0), ("b", "verified", None, 17), ("c", "verified", None, 45)]
    assert (report.quotes, report.is_clean) == ({"verified": 3}, True)
    assert desk.base.verify().unchecked == 0


def test_the_same_text_attached_twice_changes_not_a_byte(stored: Desk) -> None:
    quoted(stored)
    before = dump(stored)
    report = stored.base.load(stored.folder / "s.txt", attach="s")
    assert (counts(only_file(report)), became(report)) == ((0, 0, 1, 0, 0), [])
    assert dump(stored) == before


def test_what_a_change_of_the_article_lost_is_told_so_whenever_it_is_loaded_and_where_to_see_it_once(
    desk: Desk,
) -> None:
    desk.write("s.txt", TEXT)
    record = source("s", claim(key="a", quote=WORDS), claim(key="b", quote="The end is near"), text="s.txt")
    desk.load(record)
    desk.write("s.txt", "Nothing is as it was.\n")
    lost = "no longer stands in the article, which has changed"
    told = [f"1: quote: '{WORDS}' {lost}; 'kb diff s' shows where", f"1: quote: 'The end is near' {lost}"]
    assert warnings(desk.load(record)) == told
    assert warnings(desk.load(record)) == told


def test_a_quote_that_never_stood_in_the_article_is_to_be_copied_from_it_also_when_that_has_changed(desk: Desk) -> None:
    desk.write("s.txt", TEXT)
    record = source("s", claim(key="a", quote="It never stood there"), text="s.txt")
    copy = "1: quote: 'It never stood there' does not stand in the text; copy it from there"
    assert warnings(desk.load(record)) == [copy]
    desk.write("s.txt", NEW)
    assert warnings(desk.load(record)) == [copy]


def test_withdrawn_claims_are_not_told_of(desk: Desk) -> None:
    quoted(desk)
    desk.load(source("s", claim(key="a", quote="First it begins")))
    report = desk.base.load(desk.write("s.txt", NEW), key="s")
    assert became(report) == [("a", "kept", 0, 15)]


def test_a_record_whose_article_has_changed_tells_what_became_of_its_quotes(desk: Desk) -> None:
    desk.write("s.txt", TEXT)
    record = source("s", claim(key="a", quote=WORDS), claim(key="b", quote="The end"), text="s.txt")
    desk.load(record)
    desk.write("s.txt", NEW)
    record["claims"][1] = claim(key="b", quote="The end is near")
    report = desk.load(record)
    assert became(report) == [("a", "kept", 17, 32)]


@pytest.mark.parametrize("field", ["doi", "pmid"])
def test_an_article_is_known_by_an_identifier_that_it_shares(desk: Desk, field: str) -> None:
    given = {"doi": "10.1000/caps"} if field == "doi" else {"pmid": "12"}
    quoted(desk, text=None, **given)
    path = desk.write(
        "a.xml", jats(doi="10.1000/caps" if field == "doi" else None, pmid="12" if field == "pmid" else None)
    )
    report = desk.base.load(path)
    assert (keys(desk), report.quotes) == (["s"], {"verified": 3})


def test_an_article_changed_under_its_doi_gets_a_new_snapshot_whatever_its_title_is_now(desk: Desk) -> None:
    desk.base.load(desk.write("a.xml", jats()))
    report = desk.base.load(desk.write("b.xml", jats("Cold caps: corrected", NEW)))
    row = only_source(desk)
    assert (row.title, row.snapshots, counts(only_file(report))) == ("Cold caps", 2, (0, 1, 0, 0, 0))
    assert warnings(report) == [
        "None: title: the article says 'Cold caps: corrected'; the source has 'Cold caps' and keeps that;"
        " --title changes that"
    ]


@pytest.mark.parametrize("how", [{"key": "s"}, {"attach": "s"}])
def test_another_work_is_not_taken_for_the_text_of_a_source(stored: Desk, how: dict[str, str]) -> None:
    quoted(stored, text=None, doi="10.1000/other")
    path = stored.write("a.xml", jats())
    before = dump(stored)
    report = stored.base.load(path, **how)  # type: ignore[arg-type]
    assert problems(report) == [
        "doi: the article has the DOI 10.1000/caps, the source 's' has 10.1000/other: is it another work?"
        " If it is the same one, say which DOI holds with --doi"
    ]
    assert dump(stored) == before
    assert problems(stored.base.load(path, **how, doi="10.1000/other")) == []  # type: ignore[arg-type]
    assert only_source(stored).doi == "10.1000/other"


def test_an_article_that_is_one_source_by_key_and_another_by_doi_is_refused(desk: Desk) -> None:
    desk.load(source("s"), source("t", doi="10.1000/caps"))
    report = desk.base.load(desk.write("a.xml", jats()), key="s")
    assert problems(report) == ["source: is two sources of the base at once by its key and identifiers: 's' and 't'"]


def test_a_new_key_for_an_article_that_is_known_by_its_doi_is_refused(desk: Desk) -> None:
    desk.load(source("t", doi="10.1000/caps"))
    report = desk.base.load(desk.write("a.xml", jats()), key="s")
    assert problems(report) == ["key: by its DOI the article is the source 't'; give that key or none"]
    assert keys(desk) == ["t"]


def test_an_unknown_key_to_attach_to_ends_with_1_and_the_nearest(tmp_path: Path, desk: Desk) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    shell("load", desk.write("r.json", {"sources": [source("trial-2019"), source("trial-2020")]}))
    article = desk.write("a.md", page())
    ran = shell("load", "--attach", "trial-219", article)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "kb: there is no source 'trial-219' to attach a text to; did you mean trial-2019 or trial-2020?\n"
    )
    assert shell("load", "--attach", "x", article).err == (
        "kb: there is no source 'x' to attach a text to; 'kb sources' lists them\n"
    )


def test_nothing_is_attached_where_there_is_no_base(tmp_path: Path, desk: Desk) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    ran = shell("load", "--attach", "s", desk.write("a.md", page()))
    assert (ran.code, shell.database.exists()) == (3, False)


def test_key_and_attach_together_are_wrong_usage(tmp_path: Path, desk: Desk) -> None:
    ran = Shell(tmp_path / "kb.sqlite")("load", "--attach", "s", "--key", "s", desk.write("a.md", page()))
    assert (ran.code, ran.err) == (2, "kb: key: 'attach' says already which source it is; give one of the two\n")


def test_the_terminal_counts_what_became_of_quotes_and_lists_those_not_in_their_place(stored: Desk) -> None:
    quoted(stored, LONG)
    assert stored.base.path
    changed = stored.write("s.txt", EDITED)
    ran = Shell(stored.base.path)("load", changed, "--key", "s")
    assert ran.code == 1
    assert ran.out.splitlines()[-8:] == [
        "quotes: 1 missing, 1 moved, 1 verified",
        "held against a new text: 1 kept, 1 moved, 1 missing",
        f"missing  “{WORDS}”",
        "         s/b · was at 60",
        "         the closest passage in the text, at 77 to 104, not taken for the quote:",
        "         The results last for [-years-] {+months+}",
        "moved    “The end is near”",
        "         s/c · now at 26, was at 108",
    ]


def test_the_json_of_a_load_tells_of_each_quote(stored: Desk) -> None:
    quoted(stored)
    assert stored.base.path
    ran = Shell(stored.base.path)("load", stored.write("s.txt", NEW), "--key", "s", "--format", "json")
    (file,) = json.loads(ran.out)["files"]
    assert file["quotes"][0] == {
        "source": "s",
        "claim": "a",
        "exact": "First it begins",
        "state": "kept",
        "start": 15,
        "end": 30,
        "was_start": 0,
        "was_end": 15,
    }
    assert (ran.code, len(file["quotes"])) == (0, 3)


def test_snapshots_stay_and_the_newest_counts(stored: Desk) -> None:
    quoted(stored)
    for text in (NEW, TEXT):
        stored.base.load(stored.write("s.txt", text), key="s")
    assert query(stored, "SELECT snapshot_id FROM source_snapshot ORDER BY id") == [(1,), (2,), (1,)]
    assert stored.base.verify().missing == 0


def test_another_text_under_the_same_title_is_said_to_be_taken_as_a_new_one(stored: Desk) -> None:
    stored.base.load(stored.write("one.md", "# Hair loss\n\nThe caps help, as everybody says."))
    report = stored.base.load(stored.write("two.md", "# Hair loss\n\nNothing helps, as nobody says."))
    assert warnings(report) == [
        "None: key: none given: taken as a new text of 'hair-loss'; if it is another work, give it a key of its own"
        " with --key"
    ]
