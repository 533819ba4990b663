"""The front matter of a Markdown article says what it is, and is no words of it."""

import pytest

from kb.errors import ReadingError
from kb.reading.articles import read_article
from kb.records import Article, AuthorRecord
from tests.building import Desk, claim, source
from tests.growth import NEARLY_LINEAR, growth
from tests.loading_articles.writing import only_source
from tests.storing import warnings

WORDS = "# A heading\n\nWords of the article.\n"


def read(front: str, words: str = WORDS) -> Article:
    return read_article(f"---\n{front}\n---\n\n{words}".encode(), "a.md")


def test_front_matter_is_taken_for_what_it_says_and_out_of_the_text() -> None:
    front = (
        "title: 'Cold caps: a trial'\nauthor: Jane Doe\ndate: 2021-03-04T10:00:00Z\ncanonical_url: https://example.org/caps\n"
        "doi: https://doi.org/10.1000/X\npmid: 12\npublisher: An example\nlang: EN\ntags: [caps, hair]\ndraft:"
    )
    assert read(front) == Article(
        text=WORDS,
        media_type="text/markdown",
        title="Cold caps: a trial",
        authors=(AuthorRecord("Jane Doe"),),
        published="2021-03-04",
        publisher="An example",
        language="en",
        url="https://example.org/caps",
        doi="10.1000/x",
        pmid="12",
    )


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("authors: [Jane Doe, John Roe]", ["Jane Doe", "John Roe"]),
        ("author: Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("authors:\n  - name: Jane Doe\n    role: x\n  - {role: y}", ["Jane Doe"]),
        ("author: {name: Jane Doe}", ["Jane Doe"]),
        ("author: Jane Doe, MD", ["Jane Doe"]),
        ("authors: ['Doe, Jane', By John Roe]", ["Jane Doe", "John Roe"]),
        ("author: Staff", []),
        ("author:", []),
        (f"author: {'x' * 301}", []),
        ('author: "Jane\\eDoe"', ["JaneDoe"]),
    ],
)
def test_authors_are_a_name_or_a_list(given: str, names: list[str]) -> None:
    assert [author.name for author in read(f"layout: page\n{given}").authors] == names


def test_what_stands_behind_a_name_is_of_the_author() -> None:
    assert read("author: 'Jane Doe, MD, PhD'").authors == (AuthorRecord("Jane Doe", "MD, PhD"),)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ("url: /posts/caps", "url"),
        ("source: a friend", "url"),
        ("date: soon", "published"),
        ("doi: none", "doi"),
        ("publisher: {name: x}", "publisher"),
        ("title: [a, b]", "language"),
    ],
)
def test_what_cannot_be_what_it_says_is_left_out(given: str, field: str) -> None:
    assert getattr(read(given), field) is None


def test_a_heading_is_the_title_where_the_front_matter_has_none() -> None:
    assert (read("layout: page").title, read("Title: Given").title) == ("A heading", "Given")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nIt begins with a rule.\n\n---\n\nAnd goes on.\n",
        "---\nA line between rules\n---\n",
        "---\ntitle: it never ends\n\nWords.\n",
        "---\na: [broken\n---\nWords.\n",
        "---\na: &x 1\nb: *x\n---\nWords.\n",
        "---\n- a list\n---\nWords.\n",
        "---\n---\nWords.\n",
        " ---\na: b\n---\nWords.\n",
        "Words.\n---\na: b\n---\n",
        "---\na: " + "x" * 20_000 + "\n---\nWords.\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert read_article(text.encode(), "a.md").text == text


def test_in_plain_text_it_is_text() -> None:
    text = "---\ntitle: A\n---\nWords.\n"
    article = read_article(text.encode(), "a.txt")
    assert (article.text, article.title) == (text, None)


def test_front_matter_alone_is_no_article() -> None:
    with pytest.raises(ReadingError) as raised:
        read("title: A", "\n")
    assert str(raised.value) == "is empty: it holds no text but its front matter"


@pytest.mark.parametrize("piece", ["[", "{a: ", "a:\n", "? "])
def test_a_hostile_block_is_read_in_linear_time_and_is_text(piece: str) -> None:
    def check(front: str) -> None:
        assert front[:100].strip() in read(front).text

    assert growth(lambda size: (piece * size)[:size], check, 2_400) < NEARLY_LINEAR


def test_an_article_is_loaded_with_what_its_front_matter_says(desk: Desk) -> None:
    path = desk.write("a.md", f"---\ntitle: Given\nauthor: Jane Doe\ndate: 2020\n---\n{WORDS}")
    desk.base.load(path, kind="blog", key="caps")
    row = only_source(desk)
    assert (row.title, row.authors, row.published) == ("Given", ["Jane Doe"], "2020")


def test_no_quote_is_found_in_the_front_matter_also_where_a_record_names_the_article(desk: Desk) -> None:
    desk.write("a.md", f"---\ntitle: Given words\n---\n{WORDS}")
    record = source("s", claim(key="a", quote="Given words"), claim(key="b", quote="Words of the article"), text="a.md")
    assert desk.load(record).quotes == {"missing": 1, "verified": 1}
    report = desk.base.load(desk.folder / "a.md", attach="s")
    assert [file.unchanged for file in report.files] == [1]
    assert warnings(report) == ["None: quote: 'Given words' of 'a' does not stand in the text; copy it from there"]
