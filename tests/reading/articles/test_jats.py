"""JATS and PubMed XML: what an article says of itself, and its words, none lost and none run together."""

from pathlib import Path

import pytest
from lxml import etree

from kb.errors import ReadingError
from kb.quoting import normalise_text
from kb.reading.articles import read_article
from kb.records import Article, ArticleSection, AuthorRecord
from kb.vocabulary import Interest, SourceKind

FRONT = """<journal-meta><journal-title-group><journal-title>Journal of Examples</journal-title></journal-title-group>
<publisher><publisher-name>An example house</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="pmid">123</article-id><article-id pub-id-type="doi">10.1000/ABC</article-id>
<title-group><article-title>Hair and <italic>cells</italic></article-title></title-group>
{meta}</article-meta>"""
CONTRIBUTORS = """<contrib-group><contrib contrib-type="author">
<contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id>
<name><surname>Example</surname><given-names>Ann B.</given-names><suffix>Jr.</suffix></name>
<degrees>MD</degrees></contrib>
<contrib contrib-type="author"><name name-style="eastern">
<surname>Li</surname><given-names>Bo</given-names></name></contrib>
<contrib contrib-type="author"><collab>The Hair Group<contrib-group><contrib contrib-type="author"><name>
<surname>Member</surname></name></contrib></contrib-group></collab></contrib></contrib-group>
<contrib-group><contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib></contrib-group>"""


#: What parts numbers that the layout of a page keeps apart, and blanks.
PARTING = str.maketrans("", "", "[],^_ \n\t\xa0\u2009\u202f")


def jats(body: str = "<p>Words.</p>", meta: str = "", back: str = "", attributes: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "JATS-archivearticle1.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="EN" {attributes}>
<front>{FRONT.format(meta=meta)}</front>
<body>{body}</body><back>{back}</back></article>"""


def read(xml: str, name: str = "a.nxml") -> Article:
    return read_article(xml.encode(), name)


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a body, below the title."""
    title, *rest = read(jats(body)).text.split("\n\n")
    assert title == "Hair and cells"
    return rest


def problem(xml: str | bytes) -> str:
    with pytest.raises(ReadingError) as raised:
        read_article(xml.encode() if isinstance(xml, str) else xml, "a.nxml")
    return f"{raised.value.line}: {raised.value}"


def test_an_article_says_who_wrote_it_when_and_where() -> None:
    date = "<pub-date pub-type='epub'><day>5</day><month>3</month><year>2021</year></pub-date>"
    article = read(jats(meta=CONTRIBUTORS + date, attributes='article-type="research-article"'))
    assert article.authors == (
        AuthorRecord(name="Ann B. Example Jr.", credentials="MD", orcid="0000-0002-1825-0097"),
        AuthorRecord(name="Li Bo"),
        AuthorRecord(name="The Hair Group"),
    )
    assert (article.title, article.published, article.publisher) == (
        "Hair and cells",
        "2021-03-05",
        "Journal of Examples",
    )
    assert (article.doi, article.pmid, article.language) == ("10.1000/abc", "123", "en")
    assert (article.media_type, article.kind) == ("application/xml", SourceKind.JOURNAL_ARTICLE)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("epub:2021-03-05 ppub:2021-04-01", "2021-03-05"),
        ("collection:2021 epub:2021-03-05", "2021-03-05"),
        ("collection:2020 ppub:2021-04", "2021-04"),
        ("nihms-submitted:2020-01-01 pmc-release:2020-02-02 ppub:2021-4", "2021-04"),
        ("ppub:2021-Apr-7", "2021-04-07"),
        ("ppub:2021-02-31", "2021-02"),
        ("ppub:2021-13-07", None),
        ("ppub:soon", None),
        ("", None),
    ],
)
def test_the_earliest_full_date_of_publication_counts(dates: str, expected: str | None) -> None:
    meta = ""
    for each in dates.split():
        kind, _, date = each.partition(":")
        names = zip(("year", "month", "day"), date.split("-"), strict=False)
        meta += f"<pub-date pub-type='{kind}'>{''.join(f'<{name}>{part}</{name}>' for name, part in names)}</pub-date>"
    assert read(jats(meta=meta)).published == expected


def test_blocks_are_paragraphs_and_rows_and_items_are_lines() -> None:
    body = """<sec><label>1.</label><title>Methods</title><p>One
      word.<list list-type="bullet"><list-item><p>first</p></list-item>
      <list-item><p>second</p><p>third</p></list-item></list>
      After.</p></sec>
      <table-wrap><label>Table 1.</label><caption><p>What was seen</p></caption>
      <table><thead><tr><th>Arm</th><th>n</th></tr>
      </thead><tbody><tr><td>A<break/>or B</td><td>5</td></tr><tr><td>C</td><td/></tr></tbody></table>
      <table-wrap-foot><fn><label>*</label><p>p &lt; 0.05</p></fn></table-wrap-foot></table-wrap>
      <fig><label>Figure 1</label><caption><title>A scalp.</title><p>Before.</p></caption><graphic/></fig>"""
    assert paragraphs(body) == [
        "1. Methods",
        "One word.",
        "- first\n- second\nthird",
        "After.",
        "Table 1. What was seen",
        "Arm | n\nA or B | 5\nC |",
        "* p < 0.05",
        "Figure 1 A scalp.",
        "Before.",
    ]


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ("m<sup>2</sup> and 10<sup>&#8722;3</sup>", "m2 and 10^−3"),
        ("<bold>half</bold>way [<xref>1</xref>,<xref>2</xref>]", "halfway [1,2]"),
        ("a<break/>b", "a\nb"),
        ("by <name><surname>Doe</surname><given-names>J</given-names></name>.", "by Doe J ."),
        ("kappa &kappa; &amp; &lt;b&gt; &#x3b1;", "kappa κ & <b> α"),
        ("Au\u0308ber", "Aüber"),
    ],
)
def test_inline_elements_neither_join_nor_part_words(inline: str, expected: str) -> None:
    assert paragraphs(f"<p>{inline}</p>") == [expected]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"<inline-formula><tex-math>\begin{document}$$x^2$$\end{document}</tex-math></inline-formula>", "x^2"),
        (
            "<inline-formula><mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:mrow><mml:mi>b</mml:mi><mml:mo>+</mml:mo>"
            "<mml:mn>1</mml:mn></mml:mrow></mml:mfrac></mml:math></inline-formula>",
            "(a)/(b + 1)",
        ),
        ("<inline-formula><alternatives><graphic/><tex-math>x_1</tex-math></alternatives></inline-formula>", "x_1"),
        ("<inline-formula><inline-graphic/></inline-formula>", "[formula]"),
        ("<inline-formula>E = mc<sup>2</sup></inline-formula>", "E = mc2"),
        ("<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>3</mml:mn></mml:msup></mml:math>", "10^3"),
    ],
)
def test_a_formula_is_never_lost(formula: str, expected: str) -> None:
    assert paragraphs(f"<p>It is {formula} here.</p>") == [f"It is {expected} here."]


def test_a_displayed_formula_stands_by_itself() -> None:
    body = "<p>So<disp-formula><label>(1)</label><tex-math>x = 1</tex-math></disp-formula>holds.</p>"
    assert paragraphs(body) == ["So", "x = 1 (1)", "holds."]


def test_sections_are_places_in_the_text() -> None:
    meta = "<abstract><sec><title>Aim</title><p>To see.</p></sec></abstract>"
    body = "<sec><title>Results</title><p>One.</p><sec><title>Hair</title><p>Two.</p></sec></sec>"
    body += "<sec><title>End</title></sec>"
    article = read(jats(body, meta))
    told = [(each.title, article.text[each.start : each.end]) for each in article.sections]
    assert told == [
        ("Abstract", "Aim\n\nTo see."),
        ("Aim", "Aim\n\nTo see."),
        ("Results", "Results\n\nOne.\n\nHair\n\nTwo."),
        ("Hair", "Hair\n\nTwo."),
        ("End", "End"),
    ]


def test_references_are_no_text_of_the_article() -> None:
    back = "<ack><p>Thanks.</p></ack>"
    back += "<ref-list><title>References</title><ref><mixed-citation>X</mixed-citation></ref></ref-list>"
    assert read(jats(back=back)).text == "Hair and cells\n\nWords.\n\nThanks."


@pytest.mark.parametrize(
    ("back", "funding", "interests"),
    [
        ("<fn-group><fn fn-type='conflict'><p>None declared</p></fn></fn-group>", None, "None declared"),
        ("<notes notes-type='COI-statement'><title>Interests</title><p>A.</p></notes>", None, "A."),
        ("<sec><title>Competing interests</title><p>None.</p></sec>", None, "None."),
        ("<fn-group><fn><p><bold>Disclosures</bold>: None.</p></fn></fn-group>", None, "Disclosures: None."),
        ("<fn-group><fn fn-type='supported-by'><p>Nil</p></fn></fn-group>", "Nil", None),
        ("<sec><title>Funding</title><p>By us.</p></sec>", "By us.", None),
        ("<ack><p>We thank B. It was funded by C.</p></ack>", "We thank B. It was funded by C.", None),
        ("<ack><p>We thank B.</p></ack>", None, None),
    ],
)
def test_funding_and_interests_are_kept_as_stated(back: str, funding: str | None, interests: str | None) -> None:
    article = read(jats(back=back))
    assert (article.funding, article.declared_interests) == (funding, interests)


@pytest.mark.parametrize(
    ("funding", "words"),
    [
        (
            "We thank B. The trial was funded by Example Pharma Inc. It had no say.",
            "The trial was funded by Example Pharma Inc.",
        ),
        ("Supported by a grant from Example Hair GmbH.", "Supported by a grant from Example Hair GmbH."),
        ("No funding was received from Example Pharma Inc.", None),
        ("Supported by the Example University.", None),
    ],
)
def test_a_company_that_paid_suggests_an_interest(funding: str, words: str | None) -> None:
    article = read(jats(back=f"<sec><title>Funding</title><p>{funding}</p></sec>"))
    assert (article.interest, article.interest_words) == (Interest.INDUSTRY_FUNDED if words else None, words)


PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">456</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2019</Year><Month>Jun</Month></PubDate></JournalIssue>
<Title>Journal of Examples</Title></Journal>
<ArticleTitle>On <i>hair</i>.</ArticleTitle><ELocationID EIdType="doi">10.1000/xyz</ELocationID>
<Abstract><AbstractText Label="AIM">To see.</AbstractText>
<AbstractText Label="RESULTS">H<sub>2</sub>O.</AbstractText></Abstract>
<AuthorList><Author><LastName>Example</LastName><ForeName>Ann</ForeName>
<Identifier Source="ORCID">0000-0002-1825-0097</Identifier>
</Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Systematic Review</PublicationType></PublicationTypeList></Article>
<CoiStatement>None.</CoiStatement></MedlineCitation></PubmedArticle></PubmedArticleSet>"""


def test_a_pubmed_record_is_title_and_abstract() -> None:
    assert read(PUBMED, "a.xml") == Article(
        text="On hair.\n\nAIM\n\nTo see.\n\nRESULTS\n\nH2O.",
        media_type="application/xml",
        title="On hair.",
        authors=(AuthorRecord(name="Ann Example", orcid="0000-0002-1825-0097"), AuthorRecord(name="The Group")),
        published="2019-06",
        publisher="Journal of Examples",
        language="en",
        doi="10.1000/xyz",
        pmid="456",
        kind=SourceKind.SYSTEMATIC_REVIEW,
        declared_interests="None.",
        sections=(ArticleSection("AIM", 10, 22), ArticleSection("RESULTS", 24, 37)),
    )


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<article><front>", "1: is not well-formed XML: Premature end of data in tag front line 1, line 1, column 17"),
        ("<article/>", "None: holds neither an abstract nor a body; give the article itself"),
        ("<html5/>", "None: is XML and no JATS or PubMed article: it begins with <html5>"),
        (f"<a>{jats()[jats().index('<article') :] * 2}</a>", "None: holds 2 articles; give each a file of its own"),
        ("not XML", "1: is not well-formed XML: Start tag expected, '<' not found, line 1, column 1"),
        (PUBMED.replace("AbstractText", "X"), "None: holds no abstract; give the article itself"),
        ("<article>" * 300, "None: is nested over 250 deep or holds over 10 MB in one piece"),
        ("<article>" + "x" * 11_000_000, "None: is nested over 250 deep or holds over 10 MB in one piece"),
        (
            "<!DOCTYPE article [<!ENTITY a 'x'>]><article>&a;</article>",
            "None: declares entities or elements of its own, which no article needs; take them out",
        ),
        (b"<article>\n\xff</article>", "2: is not UTF-8 (byte 0xff); save it as UTF-8"),
        (
            b"<?xml version='1.0' encoding='windows-1252'?><article>\x81</article>",
            "None: is said to be in cp1252 and is not; save it as UTF-8",
        ),
        (
            "<article><p>\x00</p></article>",
            "1: is not well-formed XML: Invalid character: Char 0x0 out of allowed range , line 1, column 13",
        ),
        ("<article>&nothing;</article>", "1: is not well-formed XML: Entity 'nothing' not defined, line 1, column 19"),
    ],
)
def test_what_is_no_article_is_refused(xml: str | bytes, message: str) -> None:
    assert problem(xml) == message


FILES = sorted((Path(__file__).parents[4] / "shared" / "data" / "jats").glob("*.nxml"))


@pytest.mark.realdata
@pytest.mark.skipif(not FILES, reason="left out: shared/data/jats with real articles is not beside this repository")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestRealArticles:
    """Each article of the data set."""

    def test_it_says_what_it_is(self, path: Path) -> None:
        article = read_article(path.read_bytes(), path.name)
        assert article.title and article.authors and article.published and article.publisher and article.pmid
        given = etree.fromstring(path.read_bytes()).findtext("front/article-meta/article-id[@pub-id-type='doi']")
        assert article.doi == (given.lower() if given else None)
        assert article.text == normalise_text(article.text)

    def test_the_words_of_its_paragraphs_stand_in_order(self, path: Path) -> None:
        text = read_article(path.read_bytes(), path.name).text.translate(PARTING)
        root = etree.fromstring(path.read_bytes())
        apart = {"ref-list", "custom-meta"}
        found = [each for each in root.iter("p") if apart.isdisjoint(a.tag for a in each.iterancestors())]
        assert len(found) > 10
        for paragraph in found:
            if not paragraph.xpath(".//list|.//table-wrap|.//fig|.//break|.//disp-formula|.//inline-formula"):
                assert normalise_text("".join(paragraph.itertext())).translate(PARTING) in text

    def test_its_sections_begin_with_their_titles(self, path: Path) -> None:
        article = read_article(path.read_bytes(), path.name)
        assert len(article.sections) > 3
        for section in article.sections:
            assert 0 <= section.start < section.end <= len(article.text)
            if section.title not in ("Abstract", "Acknowledgements"):
                begins = " ".join(article.text[section.start : section.end].split())
                assert begins.startswith(section.title)
