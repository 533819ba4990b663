"""Articles of every type: right ones that were cut, spliced and flipped, pieces of markup in any order, and rubbish."""

from hypothesis import strategies as st

from kb.errors import ReadingError
from kb.quoting import normalise_text
from kb.reading.articles import read_article
from tests.fuzzing.files import Broken
from tests.fuzzing.holding import check_message
from tests.reading.articles.pages import LIST, PARAGRAPHS, TABLE, page
from tests.reading.articles.pdfs import column, make_pdf

_JATS = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "a.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" article-type="research-article" xml:lang="en">
<front><journal-meta>
<journal-title>J</journal-title></journal-meta><article-meta><article-id pub-id-type="doi">10.1000/a</article-id>
<title-group><article-title>Hair &amp; <italic>cells</italic></article-title></title-group><contrib-group><contrib>
<contrib-id contrib-id-type="orcid">0000-0002-1825-0097</contrib-id><name><surname>Doe</surname></name></contrib>
</contrib-group><pub-date pub-type="epub"><day>5</day><month>3</month><year>2021</year></pub-date>
<abstract><sec><title>Aim</title><p>To see.</p></sec></abstract></article-meta></front><body><sec><label>1</label>
<title>Methods</title><p>Words m<sup>2</sup> &kappa; <inline-formula><mml:math><mml:mfrac>
<mml:mi>a</mml:mi><mml:mi>b
</mml:mi></mml:mfrac></mml:math></inline-formula>.</p><list><list-item><p>one</p></list-item></list><table-wrap><label>T
</label><table><tr><td>1</td><td>2<break/>3</td></tr></table></table-wrap></sec></body>
<back><ack><p>funded by A Inc.</p>
</ack><fn-group><fn fn-type="conflict"><p>None.</p></fn></fn-group></back></article>"""
_PDF = make_pdf(column("Words of a para-", "graph.", "", "More."), column("Paragraph."), title="On hair", author="A B")
_SEEDS = [
    Broken("html", page(label="<p>Sponsored content</p>").encode()),
    Broken("html", f"<html><body>{TABLE}{LIST}<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></body></html>".encode()),
    Broken("nxml", _JATS.encode()),
    Broken("pdf", _PDF),
    Broken("md", b"---\nlayout: page\n---\n# Title\n\nThis is a sponsored post. " + "Größe.".encode()),
    Broken("txt", "Words\tof a text,\r\n• with a list\u2028and e\u0301.".encode()),
]
_MARKUP = """<p> </p> <div> </div> <article> </article> <html> <body> <head> <meta charset=utf-16> <table> <tr> <td>
<ul> <li> <h1> <a href=/> <script> </script> <!-- --> <![CDATA[ ]]> &amp; &#0; &#xD800; &#x10FFFF; &nosuch; <sec>
</sec> <title> <label> <break/> <inline-formula> <tex-math> <mml:math> <list> <list-item> <front> <back> <article-meta>
<pub-date> <contrib> <name> <fn> <notes> <ack> <abstract> endobj stream endstream
trailer << >> /Length /Filter obj 0 R BT ET Tj xref
startxref (This is a sponsored post.) Sponsored Advertorial"""
_JSON = '{"@type": "NewsArticle", "author": [{"name": ["x"]}], "datePublished": 7}'
_BYTES = [
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x1b[31m",
    b"\r",
    b"\n\n",
]
_RUNS = [b"<" * 50, b"<b>" * 300, b"(" * 200, b"[" * 200, b"9" * 400, b" a=b" * 300]
_TOKENS = [
    *_MARKUP.encode().split(),
    *_BYTES,
    *_RUNS,
    "\u202e\ufeff\u0301\u2028".encode(),
    f'<script type="application/ld+json">{_JSON}</script>'.encode(),
]


@st.composite
def _changed(draw: st.DrawFn) -> Broken:
    """An article with some of its bytes cut out, doubled, flipped, moved or replaced, perhaps under another name."""
    suffix, content = draw(st.sampled_from(_SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([1, 3, 20, 300])))
        part, token = content[start:end], draw(st.sampled_from(_TOKENS))
        flipped = bytes([part[0] ^ 1 << draw(st.integers(0, 7))]) + part[1:] if part else b""
        middle = draw(st.sampled_from([b"", part * 2, part * 30, flipped, token, token + part]))
        content = content[:start] + middle + content[end:]
    other = st.sampled_from([each.suffix for each in _SEEDS])
    return Broken(draw(st.one_of(st.just(suffix), st.just(suffix), other)), content)


_pieces = st.lists(st.sampled_from([*_TOKENS, b"words ", b"Words of a text. "]), max_size=40).map(b"".join)
_formless = st.builds(
    Broken,
    st.sampled_from(["html", "nxml", "xml", "pdf", "md", "txt", "htm", "docx"]),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        _pieces,
        _pieces.map(b"<html><body>".__add__),
        _pieces.map(b"<article><body>".__add__),
        _pieces.map(b"%PDF-1.7\n".__add__),
    ),
)
#: What a reader is given.
articles: st.SearchStrategy[Broken] = st.one_of(_changed(), _changed(), _formless)
#: What a server says of it.
content_types = st.sampled_from(
    [
        None,
        None,
        "text/html",
        "text/html; charset=utf-16",
        "text/plain; charset=latin-1",
        "application/pdf",
        "a;;charset=\xff",
    ]
)


def hold_article(broken: Broken, content_type: str | None = None) -> bool:
    """Return whether the article was read; raise AssertionError where it neither was, whole, nor was refused."""
    try:
        article = read_article(broken.content, f"a.{broken.suffix}", content_type=content_type)
    except ReadingError as error:
        check_message(str(error))
        assert error.line is None or error.line >= 1
        return False
    assert article.text.strip()
    assert article.text == normalise_text(article.text), "text that is not in the form in which it is quoted"
    article.text.encode()
    told = (article.title, article.publisher, article.published, *(author.name for author in article.authors))
    for each in filter(None, told):
        assert each == normalise_text(each).strip() and "\n" not in each, f"not on one line: {each!r}"
    if article.interest is not None:
        assert article.interest_words
    for section in article.sections:
        assert 0 <= section.start < section.end <= len(article.text)
    return True
