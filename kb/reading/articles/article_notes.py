"""Statements that an article makes in its footer or in boxes beside its text: who paid, what it warns of."""

import re

from lxml import html

from kb.reading.articles.disclosures import find_statement, read_label
from kb.reading.articles.page_frames import is_closed, is_named_frame, leads_elsewhere, words_of

_BLOCKS = ("p", "li", "dd", "blockquote", "div", "small", "section")
_PARTS = "|".join(f".//{tag}" for tag in (*_BLOCKS, "ul", "ol", "table", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*\w[\"”’»)\]]*[.!?][\"”’»)\]]*$|.{8,}[。！？]$", re.DOTALL)
_NAMED = re.compile(
    r"\W*(?:funding|disclosures?|disclaimer|conflicts? of interests?|competing interests?|declarations?|warning|caution"
    r"|side effects?|sponsor\w*|correction|medically reviewed)\b\W*\s\S+\s\S+",
    re.IGNORECASE,
)
#: What a site says below each of its articles.
_OF_THE_SITE = re.compile(
    r"©|\(c\) ?[12]\d{3}|\bcopyright\b|all rights reserved|\bsubscrib|\bsign(?:ing)? up\b|newsletter"
    r"|\bfollow (?:us|me)\b|\bshare this\b|\bread (?:more|next|also)\b|\bclick here\b|\bcookies?\b"
    r"|^(?:posted|filed|tagged|published) (?:in|on|by|under)\b|leave a (?:comment|reply)|\blog ?in\b"
    r"|\bdownload (?:the|our) app\b|terms (?:of|and) |privacy policy",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:^|[\s_-])(?:author|bio|byline|shar\w*|social|tags?|meta|posted)(?=$|[\s_-])", re.IGNORECASE)
_APART = frozenset({"li", "blockquote", "td", "th", "figure", "aside", "footer", "nav", "form", "header"})
_QUOTES = '“”"«»„‟ '
_MOST, _MOST_KEPT, _MOST_LINKED, _LEAST_LEAD = 20, 20, 0.3, 40


def keep_notes(article: html.HtmlElement) -> None:
    """Put the statements of footers and boxes in ``article`` below the paragraph before them, as paragraphs.

    Other articles, words of the site and what stands in the text already, as a quote set apart does, are left out.
    """
    boxes = [each for each in list(article.iter("footer", "aside"))[:_MOST] if _is_own(each, article)]
    if not boxes:
        return
    known = " ".join(article.text_content().split())
    for box in boxes:
        if statements := _statements(box, known):
            place = _place_of(box, article)
            for words in reversed(statements):
                paragraph = html.Element("p")
                paragraph.text = words
                place.addnext(paragraph)


def _is_own(box: html.HtmlElement, article: html.HtmlElement) -> bool:
    """Whether the box is the article's, and neither another one's nor a frame by its name or by that of one around."""
    for each in (box, *box.iterancestors()):
        if each is article:
            return not leads_elsewhere(box)
        names = _without_place(each.get("class")), _without_place(each.get("id"))
        if each.tag in ("article", "nav", "form") or is_named_frame(*names) or _is_about(each) or is_closed(each):
            return False
        if each is not box and each.tag in ("footer", "aside"):
            return False  # it is looked through with the one around it
    return False


def _is_about(element: html.HtmlElement) -> bool:
    """Whether it is on the author, or the tags and buttons of the article."""
    return _ABOUT.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _without_place(names: str | None) -> str:
    """Return a class or id without the words that say where it stands only."""
    return re.sub(r"footer|sidebar|aside", "", names or "", flags=re.IGNORECASE)


def _statements(box: html.HtmlElement, known: str) -> list[str]:
    """Return the sentences of a box, a heading above one with it."""
    kept: list[str] = []
    heading = ""
    for element in box.iter(*_BLOCKS, *_HEADINGS, box.tag):
        words = words_of(element)
        if element.tag in _HEADINGS:
            heading = words if element.find(".//a[@href]") is None else ""
        elif element.xpath(_PARTS) and element.tag != "p":
            continue
        elif _is_statement(element, words) and not _is_framed(element, box) and known.count(words.strip(_QUOTES)) < 2:
            kept += [heading, words] if heading else [words]
            heading = ""
            if len(kept) >= _MOST_KEPT:
                break
    return kept


def _is_framed(element: html.HtmlElement, box: html.HtmlElement) -> bool:
    for each in (element, *element.iterancestors()):
        if each is box:
            return False
        if each.tag == "nav" or is_named_frame(each.get("class"), each.get("id")) or _is_about(each) or is_closed(each):
            return True
    return False


def is_of_the_site(words: str) -> bool:
    """Whether the words are those of a site below each of its articles: on its rights, its letter, its cookies."""
    return _OF_THE_SITE.search(words) is not None


def _is_statement(element: html.HtmlElement, words: str) -> bool:
    if not words or is_of_the_site(words):
        return False
    linked = sum(len(words_of(each)) for each in element.iter("a") if each.get("href"))
    if linked > _MOST_LINKED * len(words):
        return False
    return bool(_SENTENCE.search(words) or _NAMED.match(words) or find_statement(words) or read_label(words))


def _place_of(box: html.HtmlElement, article: html.HtmlElement) -> html.HtmlElement:
    """Return the last paragraph of the running text above a box, else the one before the box that is made for it."""
    place = None
    for each in article.iter("p", box.tag):
        if each is box:
            break
        if each.tag == "p" and len(words_of(each)) >= _LEAST_LEAD and not _is_set_apart(each, article):
            place = each
    if place is None:
        place = html.Element("p")
        box.addprevious(place)
    return place


def _is_set_apart(paragraph: html.HtmlElement, article: html.HtmlElement) -> bool:
    for each in paragraph.iterancestors():
        if each is article:
            return False
        if each.tag in _APART or is_named_frame(each.get("class"), each.get("id")) or is_closed(each):
            return True
    return True
