"""Prose of an article in boxes of every kind: made into paragraphs, and kept from being thrown out for its name."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

from kb.reading.articles.article_notes import is_of_the_site
from kb.reading.articles.box_names import frames_others, is_notice
from kb.reading.articles.page_frames import is_closed, leads_elsewhere, words_of
from kb.reading.articles.page_sentences import INLINE, ends_sentence, holds_sentence, is_sentence

#: Boxes that the library leaves out with all that is in them, and what speaks for it.
_ODD = {
    "figure": etree.XPath("boolean(.//img|.//picture|.//video|.//audio|.//iframe|.//svg|.//object|.//embed|.//canvas)"),
    "fieldset": etree.XPath("boolean(.//input|.//select|.//textarea)"),
    "center": etree.XPath("false()"),
    "noindex": etree.XPath("false()"),
}
_APART = frozenset({"nav", "aside", "footer", "form", "noscript", "figure", "fieldset", "dialog", "template", "menu"})
_NAMED = etree.XPath(".//*[@class or @id or @style or @role]")
_THROWN_OUT = frozenset({"p", "div", "section", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "details"})
_BOXES = ("div", "section", "article", "main", "body")
_PROSE = ("p", "li", "dd", "blockquote")
_PICTURE = etree.XPath("boolean(.//img|.//picture|.//video|.//svg|preceding-sibling::*[1]/descendant-or-self::img)")
_CAPTION = re.compile("caption|credit", re.IGNORECASE)
#: By these the library finds the main text: they are no reason to throw a box out.
_MAIN = re.compile(
    r"content|body|^ *(?:article|post|entry|story|text|main)\b|^primary|main-column|single-post", re.IGNORECASE
)
_WHOLE = frozenset(
    {"p", "li", "td", "th", "a", "dd", "dt", "blockquote", "details", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SILENT = frozenset({"img", "time", "button", "wbr"})
_IN_LINE = INLINE | {"br"}
_BLOCKS_IN = etree.XPath("boolean(.//p|.//div|.//section|.//ul|.//ol|.//table|.//blockquote|.//h2|.//h3|.//h4)")
#: Characters of paragraphs on a page: where there are less, the library looks into boxes itself.
_LONG_PAGE = 750
_MOST_LINKED, _LONGEST_OF_SITE, _LEAST_BLANKS, _MOST_TRIES, _MOST_BOXES = 0.3, 300, 2, 200, 2_000


def find_holder(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element that has the most paragraphs, for a page that does not say which is its article."""
    holders = Counter(each.getparent() for each in tree.iter("p") if each.getparent() is not None)
    return max(holders, key=holders.__getitem__, default=None)


def keep_prose(article: html.HtmlElement) -> None:
    """Make paragraphs of bare sentences in ``article``, and take its names from a box that holds prose.

    What is named as a part of something else stays as it is: teasers, comments, words on the author, captions.
    """
    outside = _Outside(article)
    _open_odd_boxes(article, outside)
    _wrap_bare_sentences(article, outside)
    _take_names(article, outside)


class _Outside:
    """Tells which elements stand in a box that is no part of the article."""

    def __init__(self, article: html.HtmlElement) -> None:
        self.known = {article: False}

    def __contains__(self, element: html.HtmlElement) -> bool:
        waiting = [element]
        for each in element.iterancestors():
            if waiting[-1] in self.known:
                break
            waiting.append(each)
        is_outside = self.known.get(waiting[-1], False)
        for each in reversed(waiting):
            is_outside = self.known.setdefault(each, is_outside or _is_apart(each))
        return is_outside


def _is_apart(element: html.HtmlElement) -> bool:
    if element.tag == "p" and not element.attrib:
        return False
    if element.tag in _APART or element.get("role") in ("navigation", "complementary", "dialog", "search"):
        return True
    if frames_others(element.get("class"), element.get("id")) or is_closed(element):
        return True
    if _CAPTION.search(_names_of(element)) and (_PICTURE(element) or _PICTURE(element.getparent())):
        return True
    return element.tag in ("div", "section", "li", "article") and leads_elsewhere(element)


def _open_odd_boxes(article: html.HtmlElement, outside: _Outside) -> None:
    """Make plain boxes of those that hold sentences and nothing that they are made for; a quote set apart stays one."""
    for element in list(article.iter(*_ODD)):
        if element.tag == "center" and _is_in_line(element):
            _join_line(element)
            continue
        if element.getparent() is None or element.getparent() in outside or _ODD[element.tag](element):
            continue
        if frames_others(element.get("class"), element.get("id")) or not holds_sentence(element):
            continue
        if element.tag == "figure" and _is_repeated(element.find(".//blockquote"), article):
            continue
        for legend in element.iter("legend"):
            legend.tag = "h4"
        element.tag = "div"


def _is_in_line(center: html.HtmlElement) -> bool:
    """Whether a sentence began in the paragraph above: a parser ends a paragraph at what is centred in it."""
    above = center.getprevious()
    if above is None or above.tag != "p" or (above.tail or "").strip() or len(center) or not center.tail:
        return False
    words = words_of(above)
    return bool(words) and not ends_sentence(words)


def _join_line(center: html.HtmlElement) -> None:
    """Put back into its paragraph what was centred in it, and the rest of the sentence."""
    paragraph, following = center.getprevious(), center
    center.tag = "span"
    while following is not None and following.tag in _IN_LINE:
        paragraph.append(following)
        following = paragraph.getnext()


def _is_repeated(quote: html.HtmlElement | None, article: html.HtmlElement) -> bool:
    words = "" if quote is None else words_of(quote).strip("“”\"'„«» ")
    return bool(words) and " ".join(article.text_content().split()).count(words) > 1


def _wrap_bare_sentences(article: html.HtmlElement, outside: _Outside) -> None:
    known, tries = "", 0
    for box in list(islice(article.iter(*_BOXES), _MOST_BOXES)):
        if not _has_bare_words(box) or box in outside or any(each.tag in _WHOLE for each in box.iterancestors()):
            continue
        is_told = is_notice(box.get("class"))
        for line in _lines(box):
            words = " ".join("".join(line.pieces).split())
            if not (is_sentence(words) or (is_told and words.count(" ") >= _LEAST_BLANKS)) or _is_linked(
                line.parts, words
            ):
                continue
            if not tries and sum(map(len, article.xpath(".//p//text()"))) < _LONG_PAGE:
                return
            known, tries = known or " ".join(article.text_content().split()), tries + 1
            if not _is_of_the_site(words) and (tries > _MOST_TRIES or known.count(words) < 2):
                _wrap(box, line)


def _has_bare_words(box: html.HtmlElement) -> bool:
    if (box.text or "").strip():
        return True
    return any((each.tag in INLINE and each.tag not in _SILENT) or (each.tail or "").strip() for each in box)


class _Line(NamedTuple):
    """What stands bare in a box: a text behind a block, or at the beginning of the box, and the elements behind it."""

    block: html.HtmlElement | None
    parts: list[html.HtmlElement]
    pieces: list[str]


def _lines(box: html.HtmlElement) -> list[_Line]:
    """Return the lines that stand bare in a box, blocks and breaks between them left where they are."""
    lines = [_Line(None, [], [box.text or ""])]
    for each in box:
        if each.tag not in _IN_LINE or _BLOCKS_IN(each):
            lines.append(_Line(each, [], [each.tail or ""]))
        else:
            lines[-1].parts.append(each)
            lines[-1].pieces.extend((*each.itertext(), " " if each.tag == "br" else "", each.tail or ""))
    return lines


def _wrap(box: html.HtmlElement, line: _Line) -> None:
    paragraph = html.Element("p")
    if line.block is None:
        paragraph.text, box.text = box.text, None
        box.insert(0, paragraph)
    else:
        paragraph.text, line.block.tail = line.block.tail, None
        line.block.addnext(paragraph)
    paragraph.extend(line.parts)


def _is_linked(parts: Iterable[html.HtmlElement], words: str) -> bool:
    linked = sum(len(words_of(link)) for each in parts for link in each.iter("a") if link.get("href"))
    return linked > _MOST_LINKED * len(words)


def _is_of_the_site(words: str) -> bool:
    """Whether it is what a site says below each of its articles; a longer paragraph may mention a newsletter."""
    return len(words) <= _LONGEST_OF_SITE and is_of_the_site(words)


def _take_names(article: html.HtmlElement, outside: _Outside) -> None:
    """Take from boxes that hold prose the names by which the library throws them out."""
    boxes = (each for each in _NAMED(article) if each.tag in _THROWN_OUT and not _MAIN.search(_names_of(each)))
    named = [each for each in islice(boxes, _MOST_BOXES) if each not in outside]
    if not named:
        return
    prose: set[html.HtmlElement] = set()
    for each in article.iter(*_PROSE):
        if each not in outside and each not in prose and _is_prose(each):
            prose.update((each, *each.iterancestors()))
    for each in named:
        if each not in prose and "elementor-widget" not in each.get("class", ""):
            continue
        for name in ("class", "id", "style", "role"):
            each.attrib.pop(name, None)


def _is_prose(element: html.HtmlElement) -> bool:
    if not holds_sentence(element):
        return False
    words = words_of(element)
    return not _is_linked([element], words) and not _is_of_the_site(words)


def _names_of(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
