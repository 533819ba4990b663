"""Plain text and Markdown as articles, and the encodings they come in."""

from pathlib import Path

import pytest

from kb.errors import ReadingError
from kb.quoting import normalise_text
from kb.reading.articles import read_article
from kb.records import Article


def problem(data: bytes, name: str = "a.txt", **options: str) -> str:
    """Return "line: message" of what cannot be read."""
    with pytest.raises(ReadingError) as raised:
        read_article(data, name, **options)
    return f"{raised.value.line}: {raised.value}"


def test_plain_text_stays_as_it_stands_and_has_no_title() -> None:
    assert read_article(b"A line\n\n  \xe2\x80\xa2 An\titem  \n", "a.txt") == Article(
        text="A line\n\n  • An\titem  \n", media_type="text/plain"
    )


def test_text_is_kept_in_the_form_in_which_it_is_quoted() -> None:
    assert read_article("\ufeffcafe\u0301\r\nb\rc\x0cd\x1b[31m".encode(), "a.txt").text == "café\nb\nc\nd[31m"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_by_its_mark_or_as_utf_8(encoding: str) -> None:
    assert read_article("Größe ≥ 5".encode(encoding), "a.txt").text == "Größe ≥ 5"


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert read_article(b"\xfe\xff" + "Größe".encode("utf-16-be"), "a.txt").text == "Größe"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("Shift_JIS", "cp932"), ("gb2312", "gb18030")],
)
def test_text_is_read_in_the_encoding_that_its_sender_names(charset: str, encoding: str) -> None:
    words = {"cp1252": "“Größe” – 5 €", "cp1251": "волосы", "cp932": "髪の毛", "gb18030": "头发"}[encoding]
    assert read_article(words.encode(encoding), "a.txt", content_type=f"text/plain; charset={charset}").text == words


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "utf-16", "no-such-thing", "utf-7", "rot13"])
def test_what_is_utf_8_is_so_whatever_its_sender_names(charset: str) -> None:
    assert read_article("Größe".encode(), "a.txt", content_type=f"text/plain; charset={charset}").text == "Größe"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "None: is empty"),
        (b" \n\t\n", "None: is empty"),
        (b"\xef\xbb\xbf", "None: is empty: it holds no text"),
        (b"\x01\x02", "None: is empty: it holds no text"),
        (b"one\ntwo\nthr\xe9e", "3: is not UTF-8 (byte 0xe9); save it as UTF-8"),
        (b"words cut in the middle of a letter \xc3", "1: is not UTF-8 (byte 0xc3); save it as UTF-8"),
        (
            b"\xff\xfea",
            "None: is said to be in utf-16-le and is not; save it as UTF-8",
        ),
        (
            b"words\x00words",
            "None: is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS",
        ),
        (
            bytes(range(256)) * 8,
            "None: is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS",
        ),
        (
            "words".encode("utf-16-le"),
            "None: is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS",
        ),
        (b"words " * (17 * 1024 * 1024 // 6), "None: is over 16 MB; no article is as long"),
        (b"a" * 50_000_000, "None: is over 16 MB; no article is as long"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    assert problem(data) == message


def test_an_encoding_that_was_named_wrongly_is_told() -> None:
    told = problem(b"gr\x81n", content_type="text/plain; charset=windows-1252")
    assert told == "None: is said to be in cp1252 and is not; save it as UTF-8"


@pytest.mark.parametrize("name", ["a.yaml", "a.csv", "a.docx", "a"])
def test_what_is_no_article_by_its_name_is_refused(name: str) -> None:
    assert problem(b"words", name) == ("None: is no article that kb reads: it takes text, Markdown, HTML, PDF and JATS")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Hair *loss*\n\nWords.", "Hair *loss*"),
        ("\n#  Hair   loss ##\nWords.", "Hair loss"),
        ("Hair loss\n=========\nWords.", "Hair loss"),
        ("# Hair loss", "Hair loss"),
        ("## Hair loss\n", None),
        ("#hashtag\n", None),
        ("Words first.\n\n# Hair loss\n", None),
        ("Words.\n-----\n", None),
        ("Words.\n", None),
        (f"# {'x' * 301}\n", None),
    ],
)
def test_markdown_has_a_title_where_it_begins_with_one(text: str, title: str | None) -> None:
    article = read_article(text.encode(), "a.md")
    assert (article.title, article.text, article.media_type) == (title, text, "text/markdown")


def test_the_seed_articles_are_read_as_they_stand(shared: Path) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert paths
    for path in paths:
        assert read_article(path.read_bytes(), path.name).text == normalise_text(path.read_text("utf-8"))
