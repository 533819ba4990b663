"""What sort of article some bytes are."""

import pytest

from kb.reading.articles import ArticleType, find_article_type

PAGE = b"<!DOCTYPE html>\n<html><body><p>Words.</p></body></html>"
JATS = b'<?xml version="1.0"?>\n<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "a.dtd">\n<article><body/></article>'


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PAGE, "a.txt", ArticleType.HTML),
        (PAGE, "a.pdf", ArticleType.HTML),
        (b"\xef\xbb\xbf" + PAGE, "a", ArticleType.HTML),
        (PAGE.decode().encode("utf-16"), "a", ArticleType.HTML),
        (b"<!-- saved -->\n<html lang=en>", "a.txt", ArticleType.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "a.xml", ArticleType.HTML),
        (JATS, "a.html", ArticleType.JATS),
        (b"<pmc-articleset><article>", "a.txt", ArticleType.JATS),
        (b"%PDF-1.7\n", "a.html", ArticleType.PDF),
        (b"\n\n%PDF-1.4\n", "a", ArticleType.PDF),
        (b"<p align=center>A page of Markdown</p>", "a.md", ArticleType.MARKDOWN),
        (b"Words about <html> and <article>.", "a.txt", ArticleType.TEXT),
        (b"Words.", "a.TXT", ArticleType.TEXT),
        (b"Words.", "A.Markdown", ArticleType.MARKDOWN),
        (b"<div>Words.</div>", "a.htm", ArticleType.HTML),
        (b"not a PDF", "a.pdf", ArticleType.PDF),
        (b"<anything/>", "a.xml", ArticleType.JATS),
        (b"", "a.txt", ArticleType.TEXT),
    ],
)
def test_content_decides_then_the_suffix(data: bytes, name: str, expected: ArticleType) -> None:
    assert find_article_type(data, name) is expected


@pytest.mark.parametrize("name", ["a.yaml", "a.YML", "a.json", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("data", [PAGE, JATS, b"%PDF-1.7", b"Words."])
def test_a_source_record_is_never_an_article(data: bytes, name: str) -> None:
    assert find_article_type(data, name, "text/html") is None


@pytest.mark.parametrize("name", ["a.docx", "a.png", "a"])
def test_what_nothing_says_is_no_article(name: str) -> None:
    assert find_article_type(b"PK\x03\x04 words", name) is None


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/html; charset=utf-8", ArticleType.HTML),
        ("Text/Plain", ArticleType.TEXT),
        ("application/xhtml+xml", ArticleType.HTML),
        ("image/png", None),
        ("", None),
    ],
)
def test_what_has_no_suffix_is_what_its_sender_says(content_type: str, expected: ArticleType | None) -> None:
    assert find_article_type(b"Words.", "page", content_type) is expected


def test_the_suffix_is_believed_before_the_sender() -> None:
    assert find_article_type(b"# Words", "a.md", "text/plain") is ArticleType.MARKDOWN
