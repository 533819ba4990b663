"""Which words say that an article was paid for, where they have to stand for that, and who paid."""

import pytest

from kb.reading.articles import read_article
from kb.reading.articles.disclosures import find_payer, find_statement, read_label
from kb.records import Article
from kb.vocabulary import Interest, SourceKind
from tests.reading.articles.pages import FIRST, HEAD, LAST, LEAD, SECOND, THIRD, page

CLINIC = "Example Clinic"


def read(html: str) -> Article:
    return read_article(html.encode(), "a.html")


LINES = [
    ("Sponsored content · Paid for by Example Clinic", CLINIC),
    ("Sponsored Content | Example Clinic", None),
    ("Sponsored content", None),
    ("Sponsored · 5 min read", None),
    ("5 min read · Sponsored", None),
    ("By Jane Reporter | Sponsored Content | 5 March 2021", None),
    ("Sponsored by Example Clinic", CLINIC),
    ("SPONSORED BY: Example Clinic", CLINIC),
    ("Sponsored post by Example Hair Clinic, Inc.", "Example Hair Clinic, Inc."),
    ("Sponsored feature in partnership with eHair.com", "eHair.com"),
    ("SPONSORED: Example Clinic", None),
    ("Advertorial", None),
    ("Advertorial by Example Clinic", CLINIC),
    ("Advertisement feature", None),
    ("Advertisement Feature from Dr. Example's Clinic", "Dr. Example's Clinic"),
    ("Promotional feature", None),
    ("Paid post", None),
    ("Paid content from Example Clinic.", CLINIC),
    ("Paid for and presented by Example Clinic", CLINIC),
    ("Paid partnership with Example Clinic", CLINIC),
    ("Partner content", None),
    ("[Partner Content]", None),
    ("Promoted by Example Clinic", CLINIC),
    ("Presented by Example Clinic", CLINIC),
    ("PRESENTED BY THE EXAMPLE CLINIC", "THE EXAMPLE CLINIC"),
    ("In association with Example Clinic", CLINIC),
    ("Brought to you by Example Clinic", CLINIC),
    ("In paid partnership with Example Clinic", CLINIC),
]


@pytest.mark.parametrize(("line", "sponsor"), LINES)
@pytest.mark.parametrize("place", ["above the title", "below the title", "above the article"])
def test_a_label_at_the_head_is_kept_and_names_who_paid(line: str, sponsor: str | None, place: str) -> None:
    label = f'<div class="kicker"><span>{line}</span></div>'
    html = {
        "above the title": page(label=label),
        "below the title": page(label, LEAD, FIRST, SECOND, LAST),
        "above the article": page(above=label),
    }[place]
    article = read(html)
    assert article.text.startswith(f"{line}\n\n{LEAD}")
    assert (article.interest, article.interest_words, article.sponsor) == (Interest.SPONSORED, line, sponsor)
    assert article.kind == SourceKind.SPONSORED_POST


@pytest.mark.parametrize(("line", "sponsor"), [each for each in LINES if each[1] or "content" in each[0].lower()])
def test_a_label_at_the_end_is_kept(line: str, sponsor: str | None) -> None:
    article = read(page(LEAD, FIRST, SECOND, LAST, f'<div class="note"><small>{line}</small></div>'))
    assert article.text.startswith(LEAD) and article.text.endswith(line)
    assert (article.interest, article.sponsor) == (Interest.SPONSORED, sponsor)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Sponsors",
        "The trial was sponsored by Example Clinic",
        "The trial was sponsored by Example Clinic.",
        "Results were presented by Smith at a congress",
        "Presented by Smith at the congress of the example society",
        "Presented by Smith at EHRS 2021",
        "Presented by Dr Ann Example",
        "presented by a group of surgeons",
        "Sponsored by our readers",
        "Sponsored trials find what their sponsors hope",
        "Sponsored content: how publishers sell the trust of their readers",
        "Sponsored, or not?",
        "Promoted to professor",
        "Paid posts are not what they seem.",
        "Partner violence and hair loss",
        "In association with alopecia",
        "Commercial interests: Example Clinic",
        "Health | Sponsored content | Contact",
    ],
)
def test_a_line_that_says_something_else_is_no_label(line: str) -> None:
    label = read_label(line)
    assert label is None or (line == "In association with alopecia" and not label.is_sure)
    assert read(page(LEAD, f"<p>{line}</p>", FIRST, SECOND, LAST)).interest is None


@pytest.mark.parametrize("line", [line for line, _ in LINES] + ["Sponsored", "Promoted", "Advertisement"])
@pytest.mark.parametrize(
    "slot",
    [
        "<p>{}</p>",
        "<div>{}</div>",
        "<div><span>{}</span><div id='gpt-7'></div></div>",
        "<div class='ad-slot'><p>{}</p></div>",
        "<div><span>{}</span><a href='/x'>This shampoo makes hair grow overnight</a></div>",
        "<div><span>{}</span><h3><a href='/x'>A shampoo</a></h3></div>",
        "<aside><p>{}</p></aside>",
    ],
)
def test_a_label_between_paragraphs_is_of_something_else(line: str, slot: str) -> None:
    article = read(page(LEAD, FIRST, slot.format(line), SECOND, THIRD, LAST))
    assert (article.interest, article.sponsor) == (None, None)


@pytest.mark.parametrize("line", ["Sponsored", "Sponsored content", "Paid post", "Partner content", "Promoted"])
@pytest.mark.parametrize(
    "slot",
    [
        "<div><span>{}</span><a href='/x'>This shampoo makes hair grow overnight</a></div>",
        "<div><h3>{}</h3><div id='feed'></div></div>",
        "<h4>{}</h4><ul><li><a href='/x'>This shampoo makes hair grow overnight</a></li></ul>",
        "<div><span>{}</span><div class='taboola'><p>Words of another article.</p></div></div>",
    ],
)
def test_a_label_over_links_or_an_empty_slot_is_of_these(line: str, slot: str) -> None:
    block = slot.format(line)
    for html in (page(LEAD, FIRST, LAST, block), page(LEAD, FIRST, LAST, below=block)):
        assert read(html).interest is None


def test_sponsored_alone_counts_with_the_heading_and_not_at_the_end_or_above_the_site() -> None:
    assert read(page(label="<span>Sponsored</span>")).interest_words == "Sponsored"
    assert read(page(above="<div>Sponsored</div>")).interest_words == "Sponsored"
    assert read(page(above="<div>Sponsored</div><p>Weather: fair, with a breeze.</p>")).interest is None
    assert read(page(LEAD, FIRST, LAST, "<p>Sponsored</p>")).interest is None


def test_a_label_below_a_first_line_counts_where_it_is_sure() -> None:
    standfirst = f'<div class="standfirst"><p>{LEAD}</p></div>'
    assert read(page(standfirst, "<div>Sponsored content</div>", FIRST, LAST)).interest_words == "Sponsored content"
    assert read(page(standfirst, "<div>Sponsored</div>", FIRST, LAST)).interest is None


def test_who_presents_is_no_sponsor_where_it_is_the_author_or_a_journal_names_its_society() -> None:
    journal = HEAD + '<meta name="citation_journal_title" content="Journal of Hair">'
    assert read(page(label="<p>Presented by Jane Reporter</p>")).interest is None
    assert read(page(label="<p>In association with the Example Society</p>", head=journal)).interest is None
    assert read(page(label="<p>Advertisement feature</p>", head=journal)).interest is Interest.SPONSORED


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SPONSORED: Five ways to fuller hair", True),
        ("[Sponsored] Five ways to fuller hair", True),
        ("Sponsored content: how publishers sell trust", False),
        ("Sponsored Content | How Publishers Sell Trust", False),
        ("Sponsored trials and what they find", False),
    ],
)
def test_a_title_may_be_about_sponsored_content(title: str, expected: bool) -> None:
    html = page(LEAD, FIRST, LAST).replace(
        "<h1>Stem cells and thinning hair: what the trials show</h1>", f"<h1>{title}</h1>"
    )
    assert (read(html).interest is Interest.SPONSORED) is expected


@pytest.mark.parametrize(
    ("words", "sponsor"),
    [
        ("This article was produced by Example Clinic, the maker of Example Serum.", CLINIC),
        ("This article was produced with Example Clinic, a manufacturer of laser caps.", CLINIC),
        ("This guide was created by Example Clinic, which sells laser caps.", CLINIC),
        ("This article was written in association with Example Clinic.", CLINIC),
        ("This post is sponsored by Example Clinic.", CLINIC),
        ("This article was paid for by the Example Clinic and edited by us.", "the Example Clinic"),
        ("This is a sponsored post.", None),
        ("We were paid by a maker of caps to write this review.", None),
    ],
)
def test_a_sentence_discloses_wherever_it_stands(words: str, sponsor: str | None) -> None:
    article = read(page(LEAD, FIRST, words, SECOND, LAST))
    assert words in article.text
    assert (article.interest_words, article.sponsor) == (words, sponsor)


@pytest.mark.parametrize(
    "words",
    [
        "This report was produced by the World Health Organization.",
        "This article was produced by an example newsroom, which covers health.",
        "This article was written by Ann Example, a maker of films on hair.",
        "This review was produced with care, the makers say.",
        "The serum was produced by Example Clinic, the maker of caps.",
        "This trial was sponsored by Example Clinic.",
        "The results were presented by Smith at a congress.",
        "It was done in association with Example Clinic.",
    ],
)
def test_a_sentence_on_something_else_discloses_nothing(words: str) -> None:
    assert find_statement(words) is None
    article = read(page(LEAD, FIRST, words, SECOND, LAST))
    assert (article.interest, article.sponsor) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "No part of this article was sponsored.",
        "None of the claims in this article is sponsored, and nothing in this article was paid for by a maker.",
        "This article was sponsored by no one.",
        "This article was sponsored by nobody, and we bought the caps ourselves.",
        "This review was paid for by no company.",
        "Nobody paid me to write this article.",
        "No company paid us to write this review.",
        "CapCo has never paid us for this review.",
        "It is not true that this article was sponsored.",
        "The regulator says that this is a sponsored post and must be marked as such.",
        "CapCo says this article is sponsored content by rivals.",
        "A rival of CapCo has claimed that this article was paid for by CapCo.",
        "According to CapCo this is a sponsored post.",
        "Readers ask whether this is a sponsored post.",
        "It would have to be marked if this is a sponsored post.",
        "CapCo denies that this article was paid for by its makers.",
        "This is a sponsored post, the regulator said.",
    ],
)
def test_a_denial_and_what_somebody_else_says_disclose_nothing(words: str) -> None:
    assert find_statement(words) is None
    assert read(page(LEAD, FIRST, words, SECOND, LAST)).interest is None


@pytest.mark.parametrize(
    ("words", "sponsor"),
    [
        ("Disclosure: CapCo paid me to write this article.", "CapCo"),
        ("Example Clinic has paid the author for this review.", CLINIC),
        ("This is a sponsored post by CapCo Ltd.", "CapCo Ltd"),
        ("Please note that this is a sponsored post.", None),
        ("We would like to state that this article was sponsored by Example Clinic.", CLINIC),
        ("Do not forget that this is a sponsored post.", None),
        ("No doubt you have seen it: this is a sponsored post.", None),
        ("This article was sponsored by none other than Example Clinic.", None),
        ("This is a sponsored post by Example Clinic, which says that hair grows.", CLINIC),
        ("As we said, this is a sponsored post.", None),
    ],
)
def test_what_an_article_says_of_itself_discloses(words: str, sponsor: str | None) -> None:
    article = read(page(LEAD, FIRST, words, SECOND, LAST))
    assert (article.interest_words, article.sponsor) == (words, sponsor)


def test_a_disclosure_behind_a_denial_counts() -> None:
    assert find_statement("No part of this article was sponsored. Or so we said. This is a sponsored post.") == (
        "This is a sponsored post."
    )


@pytest.mark.parametrize(
    ("statement", "payer"),
    [
        ("This post was sponsored by us.", None),
        ("This guide is a paid partnership with Example & Sons of Exampletown.", "Example & Sons of Exampletown"),
        ("This article was brought to you by Example.", "Example"),
    ],
)
def test_a_payer_is_a_name(statement: str, payer: str | None) -> None:
    assert find_payer(statement) == payer
