"""An article by itself is a source with a text: new, unchanged, or with a new text."""

import msgspec
import pytest

from kb.errors import UsageError
from kb.reading.article_fields import fields_found, fields_of_article
from kb.records import Article, AuthorRecord
from kb.vocabulary import SourceKind
from tests.building import Desk, claim, source
from tests.loading_articles.writing import KIND, TEXT, WORDS, keys, only_file, only_source, page, problems
from tests.storing import counts, dump, query, warnings


def test_an_article_becomes_a_source_with_its_text(stored: Desk) -> None:
    report = stored.base.load(stored.write("a.md", page()))
    assert counts(only_file(report)) == (1, 0, 0, 0, 0)
    row = only_source(stored)
    assert (row.key, row.title, row.kind, row.interest, row.snapshots) == (
        "cold-caps",
        "Cold caps",
        "other",
        "unknown",
        1,
    )
    assert query(stored, "SELECT text FROM snapshot") == [(page(),)]
    assert warnings(report) == [KIND, "None: key: none given: 'cold-caps' was made from publisher and title"]


def test_the_same_article_twice_changes_not_a_byte(stored: Desk) -> None:
    path = stored.write("a.md", page())
    stored.base.load(path)
    before = dump(stored)
    report = stored.base.load(path, by="another")
    assert (counts(only_file(report)), warnings(report)) == ((0, 0, 1, 0, 0), [])
    assert dump(stored) == before


def test_an_article_keeps_how_it_was_read(stored: Desk) -> None:
    stored.base.load(stored.write("a.md", page()))
    read = query(stored, "SELECT media_type, language, url, retrieved_at, content_type FROM source_snapshot")
    assert read == [("text/markdown", None, None, None, None)]


def test_what_the_user_says_holds(desk: Desk) -> None:
    report = desk.base.load(
        desk.write("a.md", page()),
        title=" Another  title ",
        authors=["Jane Doe", {"name": "John Roe", "credentials": "MD"}, AuthorRecord("Ann Other")],
        publisher="An example",
        published="2021-03",
        kind="blog",
        interest="commercial",
        key="mine",
        doi="https://doi.org/10.1000/X",
        pmid="PMID: 12",
    )
    row = only_source(desk)
    assert (row.key, row.title, row.publisher, row.published) == ("mine", "Another title", "An example", "2021-03")
    assert (row.kind, row.interest, row.doi, row.pmid) == ("blog", "commercial", "10.1000/x", "12")
    assert row.authors == ["Jane Doe", "John Roe", "Ann Other"]
    assert warnings(report) == []


def test_a_plain_text_is_titled_by_a_line_that_stands_alone_above_it(desk: Desk) -> None:
    report = desk.base.load(desk.write("a.txt", f"\n  Caps for hair \n\n{TEXT}"), kind="blog")
    assert only_source(desk).title == "Caps for hair"
    assert warnings(report)[0] == "None: title: none given: its first line was taken: 'Caps for hair'"


@pytest.mark.parametrize(
    "text",
    [TEXT, f"One line\nand another\n\n{TEXT}", f"It is a sentence.\n\n{TEXT}", "Only this\n", f"{'x' * 201}\n\n{TEXT}"],
    ids=["no such line", "two lines", "a sentence", "nothing below", "too long"],
)
def test_an_article_without_a_title_is_told_how_to_get_one(stored: Desk, text: str) -> None:
    path = stored.write("a.txt", text)
    before = dump(stored)
    report = stored.base.load(path)
    message = "title: none found in the article; give one with --title, or a source record beside it"
    assert (problems(report), counts(only_file(report))) == ([message], (0, 0, 0, 0, 1))
    assert dump(stored) == before
    assert problems(stored.base.load(path, title="Given")) == []


def test_an_article_of_a_source_that_is_there_needs_no_title(desk: Desk) -> None:
    desk.load(source("s", claim(quote=WORDS)))
    assert desk.base.load(desk.write("a.txt", TEXT), key="s").quotes == {"verified": 1}


def test_a_text_that_is_there_already_is_known_again_whatever_it_was_titled(stored: Desk) -> None:
    path = stored.write("a.md", page())
    stored.base.load(path, title="By hand", key="mine")
    before = dump(stored)
    assert counts(only_file(stored.base.load(path))) == (0, 0, 1, 0, 0)
    assert dump(stored) == before


def test_a_text_that_two_sources_share_makes_no_third_and_is_neither(desk: Desk) -> None:
    path = desk.write("a.md", page())
    desk.base.load(path, title="One", key="one")
    desk.base.load(path, title="Other", key="other")
    desk.base.load(path)
    assert keys(desk) == ["cold-caps", "one", "other"]


def test_a_reprint_by_another_publisher_is_a_source_of_its_own(stored: Desk) -> None:
    path = stored.write("a.md", page())
    stored.base.load(path, publisher="One")
    stored.base.load(path, publisher="Other", title="Cold caps", key="other")
    assert keys(stored) == ["one-cold-caps", "other"]
    assert query(stored, "SELECT count(*) FROM snapshot") == [(1,)]


def test_what_the_user_says_changes_a_source_that_is_there_with_a_revision(stored: Desk) -> None:
    path = stored.write("a.md", page())
    stored.base.load(path)
    report = stored.base.load(path, title="Better", authors=["Jane Doe"])
    assert counts(only_file(report)) == (0, 1, 0, 0, 0)
    row = only_source(stored)
    assert (row.key, row.title, row.authors) == ("cold-caps", "Better", ["Jane Doe"])
    assert query(stored, "SELECT action, before, after FROM revision") == [
        (
            "changed",
            '{"authors": [], "title": "Cold caps"}',
            '{"authors": [["Jane Doe", null, null]], "title": "Better"}',
        )
    ]
    assert counts(only_file(stored.base.load(path, title="Better", authors=["Jane Doe"]))) == (0, 0, 1, 0, 0)


def test_a_record_loaded_again_brings_its_own_fields_back(desk: Desk) -> None:
    record = desk.write("r.json", source("s", claim(), title="Recorded"))
    desk.base.load(record)
    desk.base.load(desk.write("a.md", page()), key="s", title="By hand")
    assert only_source(desk).title == "By hand"
    assert counts(only_file(desk.base.load(record))) == (0, 1, 1, 0, 0)
    assert only_source(desk).title == "Recorded"


def test_what_the_article_says_otherwise_is_told_and_the_source_keeps_its_own(desk: Desk) -> None:
    desk.load(source("s", title="Recorded", kind="blog", published="2020"))
    report = desk.base.load(desk.write("a.md", page()), key="s")
    assert only_source(desk).title == "Recorded"
    told = "None: title: the article says 'Cold caps'; the source has 'Recorded' and keeps that; --title changes that"
    assert warnings(report) == [told]


def test_one_author_may_be_given_as_a_name(desk: Desk) -> None:
    desk.base.load(desk.write("a.md", page()), authors="Jane Doe")
    assert only_source(desk).authors == ["Jane Doe"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"title": " "}, "title: is empty; leave it out, or say what it is"),
        ({"published": "May"}, "published: 'May' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"doi": "x"}, "doi: 'x' is not a DOI: it should look like 10.1000/xyz123"),
        ({"pmid": "x"}, "pmid: 'x' is not a PMID: give its number"),
        ({"title": "a\x1b[31mb"}, "title: the control character 0x1b in a text; take it out"),
        (
            {"authors": ["Jane", {"name": "J", "credentials": "M\x07"}]},
            "authors.credentials: the control character 0x07 in a text; take it out",
        ),
        ({"title": "x\ny"}, "title: holds a line break; give it on one line"),
        ({"title": "x\u2028y"}, "title: holds a line break; give it on one line"),
        ({"publisher": "x\ty"}, "publisher: the control character 0x09 in a text; take it out"),
        ({"authors": ["Jane\r\nDoe"]}, "authors.name: holds a line break; give it on one line"),
        ({"key": "../.."}, "key: '../..' has no letter and no digit; give a name"),
        ({"key": "a\nb"}, "key: holds a line break; give it on one line"),
        ({"key": "k" * 201}, "key: is over 200 characters long; give a shorter one"),
        ({"authors": [" "]}, "authors.name: is empty"),
        ({"title": "a\ud800"}, "half of a surrogate pair in a text; take it out"),
    ],
)
def test_what_cannot_be_said_of_an_article_is_wrong_usage(desk: Desk, given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        desk.base.load(desk.write("a.md", page()), **given)  # type: ignore[arg-type]
    assert str(raised.value) == message
    assert keys(desk) == []


def test_a_line_break_at_the_end_is_no_part_of_a_title(desk: Desk) -> None:
    desk.base.load(desk.write("a.md", page()), title="A title\n")
    assert only_source(desk).title == "A title"


def test_a_word_that_is_no_kind_of_source_is_wrong_usage(desk: Desk) -> None:
    with pytest.raises(UsageError) as raised:
        desk.base.load(desk.write("a.md", page()), kind="blogg")
    assert str(raised.value).startswith("kind: 'blogg' is not one of clinic-page, news")


def test_a_field_that_no_source_has_is_refused_as_python_does(desk: Desk) -> None:
    with pytest.raises(TypeError) as raised:
        desk.base.load(desk.write("a.md", page()), colour="red")  # type: ignore[call-arg]
    assert str(raised.value) == "load() got an unexpected keyword argument 'colour'"


def test_fields_go_with_one_article_and_nothing_else(desk: Desk) -> None:
    article, record = desk.write("in/a.md", page()), desk.write("r.json", source("s"))
    beside = desk.write("b/a.md", page())
    desk.write("b/a.yaml", "source: {title: T, kind: blog}\n")
    told = {}
    for name, paths in {
        "two": [article, record],
        "folder": [article.parent],
        "record": [record],
        "beside": [beside],
    }.items():
        with pytest.raises(UsageError) as raised:
            desk.base.load(*paths, title="T", kind="blog")
        told[name] = str(raised.value)
    assert told == {
        "two": "title and kind: goes with one article and nothing beside it; 2 paths were given",
        "folder": f"title and kind: goes with one article, and {article.parent} is a folder",
        "record": f"title and kind: goes with an article; what {record} holds is said in that file",
        "beside": f"title and kind: the source record {beside.parent / 'a.yaml'} goes with this article; say it there",
    }
    with pytest.raises(UsageError):
        desk.base.load(article, seeds=True, title="T")
    with pytest.raises(UsageError):
        desk.base.load(title="T")
    assert keys(desk) == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("doi", "10.x", "left out: '10.x' is not a DOI: it should look like 10.1000/xyz123"),
        ("pmid", "PMC12", "left out: 'PMC12' is not a PMID: give its number"),
        ("url", "javascript:x", "left out: 'javascript:x' is not a web address: it should begin with https://"),
        ("published", "2021-13", "left out: '2021-13' is not on the calendar"),
        ("publisher", "half \ud800", "left out: half of a surrogate pair in a text; take it out"),
    ],
)
def test_what_an_article_says_wrongly_of_itself_is_left_out_and_told(field: str, value: str, message: str) -> None:
    article = Article(text=TEXT, media_type="text/html", title="T", kind=SourceKind.BLOG)
    article = msgspec.structs.replace(article, **{field: value})
    fields, notes = fields_of_article(article, {})
    assert (getattr(fields, field), notes) == (None, [(field, message)])


def test_authors_without_a_name_and_wrong_orcids_are_left_out() -> None:
    authors = (AuthorRecord(" "), AuthorRecord(" Jane  Doe ", " MD ", "0000-0002-1825-0098"))
    found, _ = fields_found(Article(text=TEXT, media_type="text/html", authors=authors))
    assert found == {"authors": [AuthorRecord("Jane Doe", "MD", None)]}
