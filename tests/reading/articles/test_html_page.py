"""HTML pages: the main text and what they say of themselves; the rest of the page is left out."""

import json
from html import escape

import pytest

from kb.errors import ReadingError
from kb.reading.articles import read_article
from kb.records import Article, AuthorRecord
from kb.vocabulary import Interest, SourceKind
from tests.reading.articles.pages import FIRST, LAST, LEAD, PARAGRAPHS, SECOND, TABLE, THIRD, TITLE, page


def read(html: str, content_type: str | None = None, encoding: str = "utf-8") -> Article:
    return read_article(html.encode(encoding), "a.html", content_type=content_type)


def problem(data: bytes | str, content_type: str | None = None) -> str:
    with pytest.raises(ReadingError) as raised:
        read_article(data.encode() if isinstance(data, str) else data, "a.html", content_type=content_type)
    return str(raised.value)


def test_the_main_text_is_paragraphs_lists_and_tables() -> None:
    table = "Trial | People | Change in density\nFirst city | 64 | +12.5%\nSecond city | 48 | -0.3%"
    items = (
        "- No trial lasted longer than one year.\n- No trial compared it with finasteride.\n"
        "- Two trials were paid for by the maker of the device."
    )
    expected = [LEAD, FIRST, "What was measured", f"What two trials measured\n{table}", SECOND, items, THIRD, LAST]
    assert read(page()).text.split("\n\n") == expected


def test_empty_cells_of_a_table_keep_their_places() -> None:
    table = TABLE.replace("<td>64</td>", "<td></td>").replace("<td>-0.3%</td>", "<td/>").replace("Second city", " ")
    rows = "What two trials measured\nTrial | People | Change in density\nFirst city | | +12.5%\n| 48 |"
    assert read(page(LEAD, FIRST, table, LAST)).text.split("\n\n") == [LEAD, FIRST, rows, LAST]


@pytest.mark.parametrize(
    "words",
    [
        "cookies",
        "Sport of all kinds",
        "comeback of the wig",
        "shampoo",
        "worked for me",
        "All rights reserved",
        "Share",
    ],
)
def test_what_surrounds_the_article_is_left_out(words: str) -> None:
    assert words in page()
    assert words not in read(page()).text


def test_a_page_says_who_wrote_it_when_and_where() -> None:
    article = read(page())
    assert article.title == TITLE
    assert article.authors == (
        AuthorRecord(name="Jane Reporter"),
        AuthorRecord(name="John Writer", orcid="0000-0002-1825-0097"),
    )
    assert (article.published, article.publisher, article.language) == ("2021-03-05", "The Example Times", "en-au")
    assert (article.url, article.kind) == ("https://times.example.com/health/stem-cells", SourceKind.NEWS)
    assert (article.interest, article.interest_words, article.media_type) == (None, None, "text/html")


def test_a_page_without_json_ld_is_read_by_its_head() -> None:
    article = read(page(json_ld=""))
    assert (article.title, article.published, article.publisher) == (TITLE, "2021-03-05", "The Example Times")
    assert [author.name for author in article.authors] == ["Jane Reporter"]


def test_a_page_without_a_head_is_read_by_what_it_shows() -> None:
    article = read(page(json_ld="", head=""))
    assert (article.title, article.published, article.url, article.kind) == (TITLE, "2021-03-05", None, None)
    assert [author.name for author in article.authors] == ["Jane Reporter", "John Writer"]


def test_a_journal_page_gives_its_identifiers() -> None:
    head = """<meta name="citation_title" content="On hair"><meta name="citation_doi" content="doi:10.1000/ABC">
    <meta name="citation_pmid" content="123"><meta name="citation_author" content="Example, Ann">
    <meta name="citation_author" content="Bo Other"><meta name="citation_journal_title" content="Journal of Hair">
    <meta name="citation_publication_date" content="2020/03"><meta name="citation_language" content="de">"""
    article = read(page(head=head, json_ld="").replace(' lang="en-AU"', ""))
    assert (article.title, article.doi, article.pmid, article.language) == ("On hair", "10.1000/abc", "123", "de")
    assert [author.name for author in article.authors] == ["Ann Example", "Bo Other"]
    assert (article.publisher, article.published) == ("Journal of Hair", "2020-03")
    assert article.kind == SourceKind.JOURNAL_ARTICLE


@pytest.mark.parametrize(
    ("link", "url", "expected"),
    [
        ("/health/hair", "https://times.example.com/x?a=1", "https://times.example.com/health/hair"),
        ("//times.example.com/hair", "https://a.example.com", "https://times.example.com/hair"),
        ("/health/hair", None, None),
        ("https://times.example.com/", "https://times.example.com/hair", None),
        ("javascript:alert(1)", None, None),
        ("https://times.example.com/a b", None, None),
        ("http://[", None, None),
    ],
)
def test_the_canonical_address_is_whole_and_not_the_front_page(
    link: str, url: str | None, expected: str | None
) -> None:
    html = page(head=f'<link rel="canonical" href="{link}">', json_ld="")
    assert read_article(html.encode(), "a.html", url=url).url == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021", "2021"),
        ("2021-03", "2021-03"),
        ("2021-03-05", "2021-03-05"),
        ("2021-03-05T23:59:59Z", "2021-03-05"),
        ("20210305", "2021-03-05"),
        ("2021-13-05", None),
        ("0021-03-05", None),
        ("2999-01-01", None),
        ("soon", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(date: str, expected: str | None) -> None:
    html = page(head="", json_ld=json.dumps({"@type": "Article", "datePublished": date}))
    assert (
        read(html.replace('<time datetime="2021-03-05T08:30:00+11:00">5 March 2021</time>', "")).published == expected
    )


@pytest.mark.parametrize(
    ("node", "names"),
    [
        ({"author": "Ann Example"}, ["Ann Example"]),
        ({"author": {"@type": "Organization", "name": "Example Agency"}}, ["Example Agency"]),
        ({"author": [{"name": "By Ann Example"}, {"name": "ann example"}]}, ["Ann Example"]),
        ({"author": [{"name": "admin"}, {"name": "https://x.example.com"}, {"name": ["Bo"]}, 7, None]}, ["Bo"]),
        ({"author": {"@id": "#a"}}, ["Jane Reporter"]),
    ],
)
def test_authors_are_names(node: dict[str, object], names: list[str]) -> None:
    article = read(page(json_ld=json.dumps({"@type": "NewsArticle", **node})))
    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize(
    "json_ld", ["[" * 100_000, '{"@graph": [', "7", '{"@type": 7, "author": {"name": {}}}', "\x00"]
)
def test_broken_json_ld_does_not_matter(json_ld: str) -> None:
    assert read(page(json_ld=json_ld)).title == TITLE


def test_the_words_of_every_paragraph_stay_whole() -> None:
    html = page(*(f"<p>{escape(each).replace(' of ', ' <b>of</b> <i>a</i><em>b</em> ')}</p>" for each in PARAGRAPHS))
    expected = [each.replace(" of ", " of ab ") for each in PARAGRAPHS]
    assert read(html).text.split("\n\n") == expected


# Encodings


@pytest.mark.parametrize(
    ("encoding", "charset", "words"),
    [
        ("cp1252", "iso-8859-1", "“Größe” – naïve café"),
        ("cp1251", "windows-1251", "волосы растут"),
        ("cp932", "Shift_JIS", "髪の毛が伸びる"),
        ("koi8-r", "koi8-r", "волосы растут"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str, charset: str, words: str) -> None:
    html = page(LEAD.replace("fuller hair", words), FIRST, LAST, head=f'<meta charset="{charset}">', json_ld="")
    html = html.replace("“It", "It").replace("©", "(c)")
    assert words in read(html, encoding=encoding).text


@pytest.mark.parametrize("header", ["text/html; charset=iso-8859-1", "text/html; charset=utf-16", None])
@pytest.mark.parametrize("meta", ["iso-8859-1", "windows-1251", "no-such-encoding", "utf-16", "utf-7"])
def test_a_page_that_names_the_wrong_encoding_is_still_utf_8(header: str | None, meta: str) -> None:
    html = page(LEAD.replace("fuller", "größeres"), FIRST, LAST, head=f'<meta charset="{meta}">')
    assert "größeres" in read(html, header).text


def test_the_response_is_believed_before_the_page() -> None:
    html = page(LEAD.replace("fuller", "größeres"), FIRST, head='<meta charset="windows-1251">').replace("©", "(c)")
    assert "größeres" in read(html, "text/html; charset=windows-1252", "cp1252").text


def test_a_page_that_names_no_encoding_is_western_where_it_reads_so() -> None:
    html = page(LEAD.replace("fuller", "größeres"), FIRST, SECOND, head="", json_ld="")
    assert "größeres" in read(html, encoding="cp1252").text and "“It is" in read(html, encoding="cp1252").text


@pytest.mark.parametrize(("encoding", "words"), [("cp1251", "волосы"), ("cp1250", "żółty"), ("shift_jis", "髪の毛")])
def test_a_page_that_names_no_encoding_is_not_guessed_at(encoding: str, words: str) -> None:
    html = page(LEAD.replace("fuller", words), FIRST, head="", json_ld="").replace("©", "(c)")
    assert problem(html.encode(encoding)) == "names no encoding and is not UTF-8; save it as UTF-8"


def test_broken_bytes_in_the_article_are_refused_and_elsewhere_do_not_matter() -> None:
    inside = page(LEAD.replace("fuller", "gr\udcf6sser")).encode("utf-8", "surrogateescape")
    outside = page().replace("All rights", "All r\udcf6ghts").encode("utf-8", "surrogateescape")
    assert problem(inside) == "is said to be in utf-8 and is not; save it as UTF-8"
    assert read_article(outside, "a.html").text == read(page()).text


# Disclosures


@pytest.mark.parametrize(
    "words",
    [
        "In partnership with Example Hair Clinic",
        "Paid partnership with Example Hair Clinic",
        "Sponsored content",
        "Sponsored by Example Hair Clinic",
        "Advertorial",
        "This is a sponsored post.",
        "This article was paid for by Example Hair Clinic.",
    ],
)
@pytest.mark.parametrize("place", ["label", "above"])
def test_a_disclosure_of_the_article_is_kept_at_its_head(words: str, place: str) -> None:
    label = f'<div class="sponsored-label"><span>{words}</span></div>'
    article = read(page(label=label)) if place == "label" else read(page(above=label))
    assert article.text.startswith(f"{words}\n\n{LEAD}")
    assert (article.interest, article.interest_words) == (Interest.SPONSORED, words)
    assert article.kind == SourceKind.SPONSORED_POST


def test_a_disclosure_with_a_link_in_it_is_kept_whole() -> None:
    article = read(
        page(label='<div>Paid partnership with <a href="https://c.example.com"><b>Example</b> Clinic</a></div>')
    )
    assert article.interest_words == "Paid partnership with Example Clinic"


def test_a_disclosure_in_the_text_is_kept_where_it_stands() -> None:
    said = "This is a sponsored post by Example Clinic. It had no say in our words."
    article = read(page(LEAD, FIRST, said, SECOND, LAST))
    assert article.text.split("\n\n") == [LEAD, FIRST, said, SECOND, LAST]
    assert article.interest_words == "This is a sponsored post by Example Clinic."


def test_a_label_at_the_end_of_the_article_is_kept_there() -> None:
    article = read(page(LEAD, FIRST, SECOND, LAST, '<div class="note"><small>Sponsored content</small></div>'))
    assert article.text.startswith(LEAD) and article.text.endswith("Sponsored content")
    assert article.interest is Interest.SPONSORED


@pytest.mark.parametrize(
    "words",
    [
        "This post is not sponsored by anyone.",
        "This is not a sponsored post.",
        "The trial was sponsored by a maker of the device.",
        "The hospital, in partnership with the university, paid for the study.",
        "Readers often ask “This is a sponsored post, is it not?”",
        "Two of the authors were paid by a maker. This article is about them.",
    ],
)
def test_words_on_payment_that_disclose_nothing_suggest_nothing(words: str) -> None:
    article = read(page(LEAD, FIRST, words, SECOND, LAST))
    assert words in article.text
    assert (article.interest, article.interest_words) == (None, None)


@pytest.mark.parametrize(
    "teaser",
    [
        '<div class="card"><span>Sponsored</span><h3><a href="/x">A shampoo</a></h3></div>',
        '<div><span>Paid partnership with Example</span><h3><a href="/x">A shampoo</a></h3></div>',
        '<aside><h3><a href="/x">A shampoo</a></h3><p>This is a sponsored post.</p></aside>',
        '<aside class="related"><p>This is a sponsored post.</p></aside>',
        '<a href="/x"><span>Sponsored content</span> A shampoo that makes hair grow overnight</a>',
        '<div class="ad-slot"><p>Sponsored by Example Shampoo</p></div>',
        '<div class="taboola"><div><div>Sponsored content</div></div></div>',
    ],
)
def test_a_label_of_another_article_suggests_nothing(teaser: str) -> None:
    for html in (page(LEAD, FIRST, teaser, SECOND, LAST), page(label=teaser), page(above=teaser), page(below=teaser)):
        assert read(html).interest is None


def test_advertiser_content_is_a_kind_of_its_own() -> None:
    assert read(page(json_ld='{"@type": "AdvertiserContentArticle"}')).kind == SourceKind.SPONSORED_POST
