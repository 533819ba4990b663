"""The words of a sentence stay whole, and prose stays whatever box it stands in; what frames an article does not."""

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import PARAGRAPHS, page

AROUND = [f"{words} So says part {part}." for part in range(3) for words in PARAGRAPHS][:12]
SAID = "Nobody should wear the cap for more than one hour a day, since three people were burnt."
BIO = "Ann writes on health for us and lives by the sea."


def between(fragment: str) -> list[str]:
    """Return the paragraphs that a fragment gives in the middle of a page of twelve others, which all stay."""
    text = read_article(page(*AROUND[:6], fragment, *AROUND[6:]).encode(), "a.html").text.split("\n\n")
    assert text[:6] == AROUND[:6] and text[-6:] == AROUND[6:]
    return text[6:-6]


@pytest.mark.parametrize(
    "tag",
    ["button", "label", "output", "math", "noindex", "q", "center", 'button type="button" class="term"']
    + [f'span class="{name}"' for name in ("rating", "author", "widget", "banner", "caption-x", "meta-x", "nav-term")]
    + [
        'span aria-hidden="true"',
        'span class="related-term"',
        'a class="message"',
        'b style="overflow: hidden"',
        'i id="hidden-1"',
    ],
)
@pytest.mark.parametrize(
    "sentence",
    ["In this trial the cap was {} effective in most people.", "It did so in six cases, {}, of which one died."],
)
def test_what_stands_in_a_sentence_is_a_word_of_it(tag: str, sentence: str) -> None:
    inside = f"<{tag}>not</{tag.split()[0]}>"
    assert between(f"<p>{sentence.format(inside)}</p>") == [sentence.format("not")]


@pytest.mark.parametrize("tag", ["li", "td", "h3"])
def test_what_stands_in_a_line_without_a_full_stop_is_a_word_of_it(tag: str) -> None:
    line = f'<{tag}>Hair was <span class="rating">not</span> growing</{tag}>'
    around = {"li": "<ul>{}</ul>", "td": "<table><tr><td>Cap</td>{}</tr></table>", "h3": f"{{}}<p>{SAID}</p>"}[tag]
    assert "Hair was not growing" in "\n".join(between(around.format(line)))


def test_a_formula_in_a_sentence_is_written_out() -> None:
    formula = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    assert between(f"<p>Its price fell by {formula} of what it had been.</p>") == [
        "Its price fell by (1)/(2) of what it had been."
    ]


@pytest.mark.parametrize(
    "end",
    [
        "<button>Share</button>",
        '<button class="note">3</button> Then it went.',
        '<label>Dose <input name="d"></label>',
    ],
)
def test_a_control_beside_a_sentence_is_none_of_its_words(end: str) -> None:
    words = " ".join(between(f"<p>The cap was tested once.{end}</p>"))
    assert words.startswith("The cap was tested once.") and not {"Share", "3", "Dose"}.intersection(words.split())


@pytest.mark.parametrize(
    "box",
    [f'<div class="{name}">{{}}</div>' for name in ("warning", "note", "alert", "callout", "box")]
    + [f'<div class="{name}">{{}}</div>' for name in ("caption", "consent")]
    + [f'<div class="{name}">{{}}</div>' for name in ("meta-analysis", "shared-decision", "related-conditions")]
    + [f'<div class="{name}">{{}}</div>' for name in ("social-effects", "author-note", "rating", "elementor-widget")]
    + ["<div>{}</div>", "<section>{}</section>", "<center>{}</center>", "<fieldset>{}</fieldset>", "{}"]
    + ["<figure><blockquote>{}</blockquote></figure>", '<div class="meta-regression"><div><div>{}</div></div></div>'],
)
@pytest.mark.parametrize("inside", [SAID, f"<p>{SAID}</p>", f'<p class="rating">{SAID}</p>', f"<b>Never.</b> {SAID}"])
def test_prose_stays_in_boxes_of_every_kind(box: str, inside: str) -> None:
    expected = f"Never. {SAID}" if "Never" in inside else SAID
    # the page is given its fragments as blocks, with their tags
    assert between(f"<div>{box.format(inside)}</div>") == [expected]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (f"<fieldset><legend>Warning</legend>{SAID}</fieldset>", ["Warning", SAID]),
        (
            f"<div><h3>Warning</h3>{SAID}<p>Ask first, if you can.</p></div>",
            ["Warning", SAID, "Ask first, if you can."],
        ),
        (f'<ul class="related-effects"><li>{SAID}</li><li>Headache</li></ul>', [f"- {SAID}\n- Headache"]),
        ('<div class="callout">Not in pregnancy</div>', ["Not in pregnancy"]),
    ],
)
def test_boxes_keep_the_order_of_what_is_in_them(box: str, expected: list[str]) -> None:
    assert between(box) == expected


@pytest.mark.parametrize("inside", [BIO, f"<p>{BIO}</p>"])
@pytest.mark.parametrize(
    "name",
    """
    author author-bio author-box about-the-author post-author byline related related-articles related-posts teaser
    comments comment-body comment-list newsletter newsletter-box cookie cookie-consent cookie-banner consent-banner
    share share-buttons social social-share sidebar nav menu footer widget tags post-meta elementor-share-buttons
    """.split(),  # noqa: SIM905 - read as the running list that it is
)
def test_boxes_that_frame_an_article_stay_out(name: str, inside: str) -> None:
    assert between(f'<div class="{name}">{inside}</div>') == []


@pytest.mark.parametrize(
    "fragment",
    [
        f'<div class="pullquote">{BIO}</div>',
        f'<div><a href="/x">{BIO}</a></div>',
        f'<div role="navigation">{BIO}</div>',
        f"<form>{BIO}</form>",
        f'<fieldset><input name="a">{BIO}</fieldset>',
        f'<figure><img src="a.jpg"><figcaption>{BIO}</figcaption></figure>',
        f'<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">{BIO}</p></div>',
        f'<div><img src="a.jpg"><p class="caption">{BIO}</p></div>',
        f"<figure><blockquote>{PARAGRAPHS[1].split('. ')[0]}.</blockquote></figure>",
        f"<div>{PARAGRAPHS[1].split('. ')[0]}.</div>",
        '<div class="consent"><p>We use cookies to make this site work as you want.</p></div>',
        "<div>Subscribe to our newsletter to get the best of it every week.</div>",
        "<div>Share this</div>",
        "<button>Share it now with all of your friends here.</button>",
    ],
)
def test_bare_words_that_are_no_prose_of_the_article_stay_out(fragment: str) -> None:
    assert between(fragment) == []


def test_prose_is_kept_on_a_page_that_does_not_say_which_is_its_article() -> None:
    blocks = "".join(f"<p>{words}</p>" for words in AROUND)
    source = f'<html><body><div class="x">{blocks}<div class="meta-analysis">{SAID}</div></div></body></html>'
    assert read_article(source.encode(), "a.html").text.split("\n\n") == [*AROUND, SAID]
