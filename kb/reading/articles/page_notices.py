"""Pages that say why there is nothing to read: to whom, where or now; that the article is gone; what a search found."""

import re
from collections.abc import Iterator

from lxml import html

_THING = r"(?:content|page|web ?site|site|article|story|post|video|service|material|information)"
_WHO = r"(?:health ?care|medical|health|prescribing)[ -](?:professional|provider|practitioner)s?"
_REPAIR = r"(?:scheduled |planned |routine |essential |some |site )*(?:maintenance|upgrades?)"
_GATE = re.compile(
    rf"are you an? (?:[\w-]+ ){{0,3}}?{_WHO}|i(?:.m| am) an? (?:[\w-]+ ){{0,3}}?{_WHO}"
    rf"|(?:confirm|declare|certify|verify) (?:that )?you (?:are|work as) (?:an? (?:[\w-]+ ){{0,3}}?{_WHO}"
    r"|one\b|(?:over|at least|aged)\b)|(?:are you|you must be) (?:over|at least) (?:the age of )?[12][0-9]\b"
    rf"|this {_THING} is (?:only )?(?:intended |meant |available )?(?:only |exclusively )?(?:for|to)"
    rf" (?:[\w-]+ ){{0,3}}?{_WHO}",
    re.IGNORECASE,
)
_REGION = re.compile(
    rf"{_THING} (?:is|are) (?:currently )?(?:not (?:currently )?(?:available|accessible)|unavailable|blocked"
    r"|restricted) (?:(?:to|for) (?:visitors|users|readers) )?(?:in|from) (?:your|the) (?:\w+ )?(?:region|country"
    r"|location|area|territory|union|economic area)|not available in your (?:region|country|location|area)"
    r"|(?:access|unavailable) (?:from|in) your (?:region|country|location)",
    re.IGNORECASE,
)
_PAUSE = re.compile(
    rf"we(?:.ll| will| are|.re) be (?:right )?back (?:soon|shortly|online)|(?:down|offline|closed|unavailable) "
    rf"(?:for|due to|because of|while we (?:do|carry out|perform)) {_REPAIR}|(?:under|undergoing) {_REPAIR}"
    r"|^scheduled maintenance\W*$|^be right back\W*$",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"(?:this|the|that) {_THING} (?:you (?:\w+ ){{1,4}})?(?:has been|was|is|have been) (?:permanently )?"
    r"(?:removed|deleted|taken down|unpublished)\b",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"^\W*(?:search results?(?:\W*$| (?:for|page)\b|\s*[:|–—-])|(?:no |[0-9,. ]+ )?results? (?:found )?for [\"“‘'«]"
    r"|you searched for\b|no results found\b|nothing found for\b)",
    re.IGNORECASE,
)
_LATER, _SAVE = "load it again later", "save the page from a browser in which you can read it"
_NOTICES = (
    (_GATE, "asks who its visitor is and is no article (“{}”); " + _SAVE),
    (_REGION, "is not shown from where it was asked for, and is no article (“{}”); " + _SAVE),
    (_PAUSE, "is out of service and no article (“{}”); " + _LATER),
    (_GONE, "says that its article is gone (“{}”)"),
)
#: What is said to the one who came: no words of an article.
_TO_VISITOR = re.compile(r"\b(?:you|your|we|our|please|sorry|click|this (?:site|website|page))\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
#: How far into a short sentence a notice begins, and how much else may be said beside it.
_BEFORE, _LONGEST, _BESIDE = 40, 160, 200
_SENTENCE = 40
_LINKED = (
    "(//h2[.//a]|//h3[.//a]|//h4[.//a]|//a[h2 or h3 or h4]|//li[a or p/a or div/a])"
    "[not(ancestor::nav or ancestor::header or ancestor::footer or ancestor::aside)]"
)


def find_notice(heads: list[str], text: str) -> str | None:
    """Return why a page is no article where it gives that reason itself and says little else, to be read after its
    name; ``heads`` is what it calls itself, its title first."""
    sentences = [*heads, *filter(None, (each.strip() for each in _SENTENCES.split(text)))]
    for pattern, reason in _NOTICES:
        found = next((each for each in sentences if _gives(pattern, each)), None)
        if found and sum(map(len, _others(pattern, sentences[len(heads) :]))) < _BESIDE:
            return reason.format(found[:80])
    return None


def find_search(tree: html.HtmlElement, heads: list[str], text: str) -> str | None:
    """Return why a page that calls itself the results of a search is no article; None where it goes on as one does."""
    found = next(filter(_SEARCH.search, heads), None)
    if found is None:
        return None
    prose = [line for line in text.split("\n") if len(line) >= 2 * _SENTENCE]
    linked = tree.xpath(f"count({_LINKED})")
    if prose and linked < max(2, len(prose)):
        return None
    return f"lists what a search found and is no article (“{found[:80]}”); load the article that you mean"


def _gives(pattern: re.Pattern[str], sentence: str) -> bool:
    found = pattern.search(sentence) if len(sentence) <= _LONGEST else None
    return found is not None and found.start() <= _BEFORE


def _others(pattern: re.Pattern[str], sentences: list[str]) -> Iterator[str]:
    """Yield the sentences that are neither the notice nor said to the one who came."""
    for each in sentences:
        if len(each) >= _SENTENCE and not _gives(pattern, each) and not _TO_VISITOR.search(each):
            yield each
