"""What is made to do harm, or came in pieces: one clear line, in bounded time and memory, for every type of article."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.errors import ReadingError
from kb.quoting import normalise_text
from kb.reading.articles import read_article
from tests.reading.articles.pages import page
from tests.reading.articles.pdfs import column, make_bomb, make_pdf
from tests.reading.articles.test_jats import jats

PARAGRAPH = "<p>Words of an article that go on for more than a line, as those of articles mostly do.</p>"
DECLARES = "declares entities or elements of its own, which no article needs; take them out"
DEEP = "is nested over 250 deep or holds over 10 MB in one piece"
BINARY = "is binary data and no text; give an article as text, Markdown, HTML, PDF or JATS"
CROWDED = "has an element of over 200 attributes: no article is written so"


def entities(declared: str) -> str:
    return f"<?xml version='1.0'?>\n<!DOCTYPE article [{declared}]>\n<article><body><p>&a;</p></body></article>"


LAUGHS = "<!ENTITY z 'lol'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("zyxwvutsr", "yxwvutsra", strict=True)
)
MANY = " ".join(f"a{number}=x" for number in range(200_000))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("laughs.xml", entities(LAUGHS), DECLARES),
        ("laughs.html", entities(LAUGHS), DECLARES),
        ("file.nxml", entities("<!ENTITY a SYSTEM 'file:///etc/passwd'>"), DECLARES),
        ("http.nxml", entities("<!ENTITY a SYSTEM 'http://127.0.0.1:9/a'>"), DECLARES),
        ("parameter.nxml", entities("<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;"), DECLARES),
        ("attribute.nxml", entities("<!ATTLIST p a CDATA 'x'>"), DECLARES),
        ("utf-16.nxml", entities(LAUGHS).encode("utf-16"), DECLARES),
        ("deep.xml", "<article>" + "<sec>" * 100_000, DEEP),
        ("deep.html", f"<html><body>{'<div>' * 100_000}{PARAGRAPH}", f"{DEEP}: no article is written so"),
        ("deep-inline.html", f"<html><body><p>{'<b>' * 100_000}words", f"{DEEP}: no article is written so"),
        ("deep-lists.html", f"<html><body>{'<ul><li>' * 50_000}words", f"{DEEP}: no article is written so"),
        ("deep-tables.html", f"<html><body>{'<table><tr><td>' * 40_000}words", f"{DEEP}: no article is written so"),
        ("attributes.html", f"<html><body><p {MANY}>words</p>", CROWDED),
        ("attributes.xml", f"<article {MANY}/>", CROWDED),
        (
            "elements.html",
            f"<html><body>{PARAGRAPH}{'<p>a</p>' * 200_000}",
            "has over 100,000 elements; give the article by itself",
        ),
        (
            "all-attributes.html",
            f"<html><body>{PARAGRAPH}{('<p ' + MANY[:1000] + '>') * 5_000}",
            "has over 400,000 attributes; give the article by itself",
        ),
        ("elements.xml", f"<article>{'<p/>' * 3_000_000}", "has over 1,000,000 elements; give the article by itself"),
        ("long.html", f"<html><body><p>{'words ' * 2_000_000}", f"{DEEP}: no article is written so"),
        ("large.html", b"<html>" + b"<p>words " * (200 * 1024 * 1024 // 9), "is over 16 MB; no article is as long"),
        ("large.xml", b"<article>" + b"<p>words " * 2_000_000, "is over 16 MB; no article is as long"),
        ("large.pdf", b"%PDF-1.7" + bytes(65 * 1024 * 1024), "is over 64 MB; no article is as long"),
        ("line.txt", b"a" * 50_000_000, "is over 16 MB; no article is as long"),
        ("nul.txt", b"words\0words", BINARY),
        ("nul.md", b"# words\0", BINARY),
        ("nul.html", b"<html>" + b"\0" * 1000, BINARY),
    ],
)
def test_what_is_made_to_do_harm_is_refused_in_bounded_time(name: str, data: bytes | str, message: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ReadingError) as raised:
        read_article(data.encode() if isinstance(data, str) else data, name)
    assert str(raised.value) == message
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nul.html", page().replace("Clinics", "Clin\0ics")),
        ("deep.html", f"<html><body>{'<div>' * 240}{PARAGRAPH * 5}"),
        ("controls.html", page().replace("12.5%", "\x0b10<sup>3</sup>&#1; &#&#1;12;<b>1</b>&nbsp;500\ufffe")),
        ("deep.nxml", jats(f"{'<sec><title>t</title>' * 200}<p>Words.</p>{'</sec>' * 200}")),
        ("markup.txt", "<script>alert(1)</script> and <html> in words"),
        ("control.txt", "words\x1b[31m and \x07 more \x9b words " + "words " * 500),
        ("json.html", page(json_ld="[" * 1_000_000)),
        ("blanks.md", "# " + " " * 5_000_000),
        ("hashes.md", "# a" + " #" * 2_000_000),
        ("payment.txt", "we were paid " * 50_000),
        ("funding.nxml", jats(back=f"<ack><p>funded by {'A.' * 1_000_000}</p></ack>")),
        ("include.nxml", jats('<p xmlns:xi="http://www.w3.org/2001/XInclude">a<xi:include href="/etc/passwd"/>b</p>')),
        ("dtd.nxml", "<!DOCTYPE article SYSTEM 'file:///etc/passwd'><article><body><p>Words.</p></body></article>"),
    ],
)
def test_what_only_looks_harmful_is_read_in_bounded_time(name: str, data: str) -> None:
    begun = time.monotonic()
    article = read_article(data.encode(), name)
    assert article.text == normalise_text(article.text)
    assert "root:" not in article.text
    assert time.monotonic() - begun < 20


def test_a_document_type_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.dtd").write_text("<!ENTITY a 'words of a file'>", "utf-8")
    document = (
        f"<!DOCTYPE article SYSTEM '{(tmp_path / 'a.dtd').as_uri()}'>\n<article><body><p>&a;</p></body></article>"
    )
    with pytest.raises(ReadingError) as raised:
        read_article(document.encode(), "a.nxml")
    assert str(raised.value) == "is not well-formed XML: Entity 'a' not defined, line 2, column 22"


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md", "a.pdf", "a.nxml", "a.htm"])
@pytest.mark.parametrize("seed", range(5))
def test_rubbish_under_any_name_is_refused(name: str, seed: int) -> None:
    with pytest.raises(ReadingError) as raised:
        read_article(random.Random(seed).randbytes(20_000), name)
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 300


WHOLE = {
    "a.html": page().encode(),
    "a.nxml": jats("<sec><title>Aim</title><p>Words.</p></sec>").encode(),
    "a.pdf": make_pdf(column("Words of a page."), column("Words of another.")),
    "a.txt": "Größe und Länge".encode(),
    "a.md": "# Größe\n\nWords.".encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_was_cut_off_is_read_or_refused(name: str) -> None:
    whole = WHOLE[name]
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        try:
            article = read_article(whole[:end], name)
        except ReadingError as error:
            assert str(error)
        else:
            assert article.text == normalise_text(article.text) and article.text.strip()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
def test_a_bomb_in_a_pdf_takes_no_memory_of_kb(tmp_path: Path) -> None:
    program = """
import sys
from kb.errors import ReadingError
from kb.reading.articles import read_article
try:
    read_article(open(sys.argv[1], "rb").read(), "a.pdf")
except ReadingError:
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    path = tmp_path / "bomb.pdf"
    path.write_bytes(make_bomb(1_200_000_000))
    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 150 * 1024
