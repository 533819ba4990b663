"""An article and the source record beside it are one source: the record's fields win, the article's fill in."""

from pathlib import Path

import pytest

from tests.building import Desk, claim, source
from tests.loading_articles.writing import TEXT, WORDS, jats, keys, only_file, only_source, page
from tests.storing import counts, dump, query, warnings

RECORD = source("s", claim(quote=WORDS))


def named(report_files: list[str]) -> list[str]:
    return [Path(name).name for name in report_files]


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json"])
@pytest.mark.parametrize("asked", ["article", "record", "both", "folder"])
def test_whichever_is_named_both_are_loaded_as_one_source(desk: Desk, suffix: str, asked: str) -> None:
    article, record = desk.write("in/s.md", page()), desk.write(f"in/s{suffix}", RECORD)
    paths = {"article": [article], "record": [record], "both": [article, record], "folder": [article.parent]}
    report = desk.base.load(*paths[asked])
    assert named([file.file for file in report.files]) == [f"s{suffix}"]
    assert (counts(only_file(report)), report.quotes) == ((1, 0, 0, 0, 0), {"verified": 1})
    assert (keys(desk), only_source(desk).snapshots) == (["s"], 1)


def test_both_again_change_not_a_byte(stored: Desk) -> None:
    article = stored.write("s.xml", jats())
    stored.write("s.json", RECORD)
    stored.base.load(article)
    before = dump(stored)
    for path in (article, stored.folder / "s.json"):
        report = stored.base.load(path)
        assert (counts(only_file(report)), warnings(report)) == ((0, 0, 1, 0, 0), [])
    assert dump(stored) == before


def test_an_article_fills_in_what_its_record_leaves_out(desk: Desk) -> None:
    desk.write("s.xml", jats(title="Otherwise"))
    report = desk.base.load(desk.write("s.json", source("s", claim(quote=WORDS), kind="preprint", published="2019")))
    row = only_source(desk)
    assert (row.title, row.kind, row.published) == ("On s", "preprint", "2019")
    assert (row.authors, row.publisher, row.doi) == (["Jane Doe"], "An example journal", "10.1000/caps")
    assert warnings(report) == [
        "1: source.text: the article gave what the record leaves out: publisher, doi, authors (Jane Doe)"
    ]


def test_an_article_that_comes_after_its_record_fills_in_the_same_and_a_later_one_nothing(stored: Desk) -> None:
    record = stored.write("r.json", source("s", claim(quote=WORDS), text="s.xml"))
    stored.base.load(record)
    stored.write("s.xml", jats())
    report = stored.base.load(record)
    assert counts(only_file(report)) == (0, 1, 1, 0, 0)
    assert warnings(report) == [
        "1: source.text: the article gave what the record leaves out: publisher, published, doi, authors (Jane Doe)"
    ]
    assert (only_source(stored).publisher, only_source(stored).authors) == ("An example journal", ["Jane Doe"])
    before = dump(stored)
    assert warnings(stored.base.load(record)) == []
    assert dump(stored) == before
    stored.write("s.xml", jats().replace("Jane", "John").replace("</body>", "<p>One more.</p></body>"))
    assert warnings(stored.base.load(record)) == []
    assert only_source(stored).authors == ["Jane Doe"]


def test_a_plain_text_fills_in_nothing(desk: Desk) -> None:
    desk.write("s.md", "# Title\n\ndoi: 10.1000/x\n")
    desk.base.load(desk.write("s.json", source("s")))
    assert (only_source(desk).title, only_source(desk).doi) == ("On s", None)


def test_what_an_article_filled_in_stays_when_the_article_is_gone(stored: Desk) -> None:
    stored.write("s.xml", jats())
    stored.load(source("s", claim(quote=WORDS), text="s.xml"), name="r.json")
    before = dump(stored)
    (stored.folder / "s.xml").unlink()
    report = stored.base.load(stored.folder / "r.json")
    assert warnings(report) == ["1: source.text: 's.xml' is not there: no quote is checked against it"]
    assert dump(stored) == before


def test_a_record_that_names_its_article_takes_no_other(desk: Desk) -> None:
    desk.write("in/s.md", page("Another", "Nothing of it.\n"))
    desk.write("in/own.md", page())
    desk.write("in/s.json", source("s", claim(quote=WORDS), text="own.md"))
    report = desk.base.load(desk.folder / "in")
    assert (named([file.file for file in report.files]), report.quotes) == (["s.json"], {"verified": 1})
    assert keys(desk) == ["s"]
    assert [Path(name).name for name in report.warnings] == ["s.json", "in"]


def test_of_several_articles_under_one_name_the_one_with_most_markup_is_taken(desk: Desk) -> None:
    desk.write("in/s.txt", "Nothing of it.\n")
    desk.write("in/s.xml", jats())
    desk.write("in/s.json", RECORD)
    report = desk.base.load(desk.folder / "in")
    assert (named([file.file for file in report.files]), report.quotes) == (["s.json"], {"verified": 1})
    assert keys(desk) == ["s"]


@pytest.mark.parametrize(
    "content",
    [{"treatments": [{"name": "caps"}]}, {"sources": [source("t"), source("u")]}],
    ids=["a vocabulary", "several sources"],
)
def test_a_file_of_another_sort_beside_an_article_is_nothing_to_it(desk: Desk, content: dict[str, object]) -> None:
    article = desk.write("in/s.xml", jats())
    desk.write("in/s.json", content)
    report = desk.base.load(article)
    assert named([file.file for file in report.files]) == ["s.xml"]
    report = desk.base.load(article.parent)
    assert named([file.file for file in report.files]) == ["s.json", "s.xml"]
    assert counts(report.files[1]) == (0, 0, 1, 0, 0)


def test_a_broken_record_keeps_its_article_from_being_a_source_of_its_own(stored: Desk) -> None:
    for name, content in {
        "a": "source: {",
        "b": "source: {title: T}\n",
        "c": "source: {kind: x, text: c.xml}\n",
    }.items():
        stored.write(f"in/{name}.xml", jats())
        stored.write(f"in/{name}.yaml", content)
    before = dump(stored)
    for paths in ([stored.folder / "in"], [stored.folder / "in" / f"{name}.xml" for name in "abc"]):
        report = stored.base.load(*paths)
        assert [(Path(file.file).name, bool(file.errors)) for file in report.files] == [
            ("a.yaml", True),
            ("b.yaml", True),
            ("c.yaml", True),
        ]
    assert dump(stored) == before


def test_a_broken_article_keeps_its_record_out(stored: Desk) -> None:
    stored.write("s.xml", "")
    before = dump(stored)
    (file,) = stored.base.load(stored.write("s.json", RECORD)).files
    assert [each.message for each in file.errors] == ["'s.xml' is empty"]
    assert dump(stored) == before


def test_an_article_whose_source_this_run_brought_without_a_text_is_its_text(desk: Desk) -> None:
    desk.write("in/article.xml", jats())
    desk.write("in/r.json", source("s", claim(quote=WORDS), doi="10.1000/caps"))
    report = desk.base.load(desk.folder / "in")
    assert [counts(file) for file in report.files] == [(0, 1, 0, 0, 0), (1, 0, 0, 0, 0)]
    assert (keys(desk), desk.base.verify().verified) == (["s"], 1)


def test_a_second_text_for_a_source_in_one_run_is_refused(desk: Desk) -> None:
    first, second = desk.write("in/a.xml", jats()), desk.write("in/b.xml", jats(text="Other words.\n"))
    report = desk.base.load(desk.folder / "in")
    which = "'an-example-journal-cold-caps' with the same DOI"
    told = f"{which} was loaded in this run already, from {first}; load one of the two"
    assert [(file.file, [each.message for each in file.errors]) for file in report.files] == [
        (str(first), []),
        (str(second), [told]),
    ]


def test_the_reading_of_a_named_article_is_kept(stored: Desk) -> None:
    stored.write("s.xml", jats())
    stored.write("t.txt", TEXT)
    stored.load(source("s", text="s.xml"), source("t", text="t.txt"))
    read = query(stored, "SELECT media_type, language FROM source_snapshot ORDER BY id")
    assert read == [("application/xml", "en"), ("text/plain", None)]
