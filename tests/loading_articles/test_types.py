"""Articles of every type by themselves: what they say becomes the source, and what that rests on is told."""

from pathlib import Path

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.loading_articles.writing import jats, keys, only_file, only_source, page, problems
from tests.storing import counts, dump, query, warnings

BODY = (
    "<p>We looked at forty people who wore a cold cap for half a year. The results last for years, they told us.</p>"
    * 4
)
HTML = (
    "<!DOCTYPE html><html lang='en'><head><title>Cold caps</title>"
    "<link rel='canonical' href='https://example.org/caps'><meta property='og:site_name' content='An example site'>"
    "<meta property='article:published_time' content='2021-03-04T10:00:00Z'></head>"
    "<body><article><h1>Cold caps</h1>{label}{body}</article></body></html>"
)
LABEL = "<p>This is a sponsored post.</p>"


def html(body: str = BODY, label: str = "") -> str:
    return HTML.format(label=label, body=body)


def test_a_journal_article_says_most_of_what_its_source_is(stored: Desk) -> None:
    report = stored.base.load(stored.write("a.nxml", jats()))
    row = only_source(stored)
    assert (row.key, row.title, row.kind) == ("an-example-journal-cold-caps", "Cold caps", "journal-article")
    assert (row.publisher, row.published, row.doi) == ("An example journal", "2020-05-04", "10.1000/caps")
    assert row.authors == ["Jane Doe"]
    assert query(stored, "SELECT media_type, language FROM source_snapshot") == [("application/xml", "en")]
    assert warnings(report) == [
        "None: key: none given: 'an-example-journal-cold-caps' was made from publisher and title"
    ]


def test_a_page_is_known_again_by_its_own_address_also_when_all_else_has_changed(stored: Desk) -> None:
    stored.base.load(stored.write("a.html", html()))
    row = only_source(stored)
    assert (row.title, row.url, row.published) == ("Cold caps", "https://example.org/caps", "2021-03-04")
    before = dump(stored)
    stored.base.load(stored.folder / "a.html")
    assert dump(stored) == before
    report = stored.base.load(
        stored.write("b.html", html(BODY.replace("years", "weeks")).replace("Cold caps", "Warm caps"))
    )
    assert (counts(only_file(report)), only_source(stored).snapshots) == ((0, 1, 0, 0, 0), 2)
    assert only_source(stored).title == "Cold caps"


def test_what_a_sponsored_page_admits_is_set_and_told_with_its_words(desk: Desk) -> None:
    report = desk.base.load(desk.write("a.html", html(label=LABEL)))
    assert only_source(desk).interest == "sponsored"
    assert "None: interest: 'sponsored' by what the article says: 'This is a sponsored post.'; check it" in warnings(
        report
    )


@pytest.mark.parametrize("said", ["commercial", "unknown"])
def test_what_the_user_says_of_the_interest_holds_and_what_the_article_says_is_told(desk: Desk, said: str) -> None:
    report = desk.base.load(desk.write("a.html", html(label=LABEL)), interest=said)
    assert only_source(desk).interest == said
    told = "the article says 'sponsored' by 'This is a sponsored post.'"
    assert [each for each in warnings(report) if "interest" in each] == [
        f"None: interest: {told}; '{said}' was given and holds"
    ]


def test_an_article_changes_no_interest_of_a_source_that_is_there(desk: Desk) -> None:
    desk.load(source("s", interest="independent", url="https://example.org/caps"))
    desk.base.load(desk.write("a.html", html(label=LABEL)))
    assert only_source(desk).interest == "independent"


def test_who_paid_by_what_a_page_says_is_the_sponsor_of_its_source(desk: Desk) -> None:
    label = "<p>Sponsored content · Paid for by Example Clinic</p>"
    desk.base.load(desk.write("a.html", html(label=label)))
    row = only_source(desk)
    assert (row.interest, row.kind, row.sponsor) == ("sponsored", "sponsored-post", "Example Clinic")


@pytest.mark.parametrize(("given", "interest"), [({}, "sponsored"), ({"interest": "unknown"}, "unknown")])
def test_the_interest_that_a_record_gives_holds_unknown_too(desk: Desk, given: dict[str, str], interest: str) -> None:
    desk.write("a.html", html(label=LABEL))
    report = desk.load(source("s", claim(), text="a.html", **given))
    assert only_source(desk).interest == interest
    told = [each for each in warnings(report) if each.startswith("1: source.interest: 'sponsored'")]
    assert bool(told) is not bool(given)


def test_a_page_without_an_article_is_refused_and_nothing_is_stored(stored: Desk) -> None:
    path = stored.write("a.html", "<!DOCTYPE html><html><head><title>T</title></head><body></body></html>")
    before = dump(stored)
    assert len(problems(stored.base.load(path))) == 1
    assert dump(stored) == before


def test_a_file_without_a_suffix_is_taken_for_what_it_is(desk: Desk) -> None:
    desk.base.load(desk.write("page", html()), desk.write("journal", jats()))
    assert [row.kind for row in desk.base.sources()] == ["journal-article", "other"]


def test_wrong_identifiers_and_dates_of_an_article_are_left_out_and_told(desk: Desk) -> None:
    report = desk.base.load(desk.write("a.xml", jats(doi="nonsense", pmid="none")))
    row = only_source(desk)
    assert (row.doi, row.pmid) == (None, None)
    assert problems(report) == []


def test_the_export_of_articles_loads_back_as_the_same_base(stored: Desk, tmp_path: Path, blank: Path) -> None:
    from tests.exporting.equality import differences

    stored.write("in/b.html", html(label=LABEL))
    stored.write("in/c.json", source("c", claim(quote="The results last for years"), title="Mine"))
    for name, content in {"a.xml": jats(), "c.xml": jats(doi="10.1000/c"), "d.md": page("D <html>")}.items():
        stored.write(f"in/{name}", content)
    (stored.folder / "in" / "e.text").write_text("<html> is a word\n\nas this text tells.", encoding="utf-8")
    stored.base.load(stored.folder / "in" / "e.text", title="E")
    assert [file.errors for file in stored.base.load(stored.folder / "in").files] == [[]] * 3
    stored.base.load(stored.folder / "in" / "d.md")
    assert keys(stored) == ["an-example-journal-cold-caps", "an-example-site-cold-caps", "c", "d-html", "e"]
    assert differences(stored, blank, "") == []
    assert differences(stored, blank, ".jsonl") == []


def test_the_command_takes_what_is_said_of_an_article(tmp_path: Path, desk: Desk) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    said = ["--title", "T", "--author", "Jane Doe", "--author", "John Roe", "--publisher", "P", "--published", "2021"]
    said += ["--kind", "blog", "--interest", "commercial", "--key", "k", "--doi", "10.1000/k", "--pmid", "7"]
    ran = shell("load", desk.write("a.md", page()), *said)
    assert (ran.code, ran.err) == (0, "")
    (row,) = shell("sources", "-f", "json").json
    told = {name: row[name] for name in ("key", "title", "authors", "publisher", "published", "kind", "interest")}
    assert told == {
        "key": "k",
        "title": "T",
        "authors": ["Jane Doe", "John Roe"],
        "publisher": "P",
        "published": "2021",
        "kind": "blog",
        "interest": "commercial",
    }
    assert (row["doi"], row["pmid"]) == ("10.1000/k", "7")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--title", "T", "a.md", "b.md"],
            "kb: title: goes with one article and nothing beside it; 2 paths were given",
        ),
        (["--title", "T"], "kb: title: goes with one article and nothing beside it; 0 paths were given"),
        (["--doi", "x", "a.md"], "kb: doi: 'x' is not a DOI: it should look like 10.1000/xyz123"),
        (["--seeds", "--key", "k", "a.md"], "kb: key: goes with one article and nothing beside it; 1 path was given"),
    ],
)
def test_wrong_use_ends_with_2(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: list[str], line: str
) -> None:
    monkeypatch.chdir(desk.folder)
    for name in ("a.md", "b.md"):
        desk.write(name, page(name))
    shell = Shell(tmp_path / "kb.sqlite")
    ran = shell("load", *arguments)
    assert (ran.code, ran.err, shell.database.exists()) == (2, f"{line}\n", False)


def test_of_thousands_of_notes_the_first_are_shown(tmp_path: Path, desk: Desk) -> None:
    for number in range(150):
        desk.write(f"in/{number:03}.md", page(f"Caps {number}"))
    lines = Shell(tmp_path / "kb.sqlite", 200)("load", desk.folder / "in").err.splitlines()
    assert len(lines) == 201
    assert lines[-1] == "note: and 100 more notes on 50 more files; load fewer at once to read them"
