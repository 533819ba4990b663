"""Pages that are no article: an error, a login, a wall, an empty frame. A quote must never be held against one."""

import re

from lxml import html

_WALL = re.compile(
    r"^just a moment|attention required|checking (?:if the site|your browser)|are you (?:a )?(?:human|robot)"
    r"|verify (?:that )?you are (?:a )?human|access (?:to this page has been )?denied|^security check|captcha"
    r"|enable javascript and cookies|unusual traffic|pardon our interruption|request (?:blocked|unsuccessful)",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"(?:^|\b(?:error|http)\W{0,3})(?:40[0-9]|410|429|451|50[0-4])\W*(?:$|error|not |page|forbidden|bad |unauthor|gone"
    r"|too |service|gateway|internal|unavailable|oops|[|–—-])|^not found|(?:page|article|content|file|url|address)"
    r"[\w ]{0,20} (?:not found|does ?n.t exist|does not exist|no longer (?:exists|available)|is unavailable"
    r"|can ?not be found|could not be found|can.?t be found)|(?:internal server error|bad gateway|gateway time-?out"
    r"|service (?:temporarily )?unavailable)|something went wrong|^error$|^error\W|^forbidden$|we can.?t find",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^\W*(?:please )?(?:log ?in|sign ?in|log ?on|sign ?on|register|create an account)\b.{0,30}$", re.IGNORECASE
)
_SCRIPT = re.compile(
    r"(?:enable|requires?|turn on|activate|without) (?:javascript|js)\b|javascript (?:is )?(?:required|disabled)",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|unlock|read (?:the|this|on|more of))|to (?:continue|keep) reading"
    r"|to read the (?:full|rest|whole)|free articles? (?:left|remaining|this month)|limit of free"
    r"|unlock this (?:article|story)"
    r"|(?:article|story|content|page) is (?:only )?(?:available |reserved |exclusive\w* |just )?(?:for|to) (?:our )?"
    r"(?:paid |paying )?(?:subscribers|members)|(?:log|sign) in to (?:read|continue)",
    re.IGNORECASE,
)
#: Beyond so many characters a text is an article, whatever else the page asks for.
_SHORT, _TEASER = 1_000, 3_000
#: A text that says no more than why there is none.
_BARE = 300
_SENTENCE = 60
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")


def find_refusal(tree: html.HtmlElement, text: str, title: str | None) -> str | None:
    """Return why the page is no article, to be read after its name; None where it may be one.

    ``text`` is what was found to be its main text.
    """
    shown = " ".join(text.split())
    heads = [" ".join(each.text_content().split()) for each in [*tree.iter("title"), *tree.iter("h1")][:4]]
    heads = [each[:300] for each in [*heads, title or ""] if each]
    if not shown:
        return _why_empty(tree)
    if len(shown) < _SHORT:
        is_frame = not any(map(_has_prose, text.split("\n")))
        if reason := _why_not(tree, heads, shown, is_frame):
            return reason
        if is_frame and tree.xpath("count(//a[@href])") > 2:
            return "is a page without an article: nothing but links and headings is on it"
    if len(shown) < _TEASER and (words := _find_wall(tree)):
        return f"shows only the beginning of an article (“{words}”); load the whole text"
    return None


def _why_empty(tree: html.HtmlElement) -> str:
    if tree.find(".//script") is not None:
        return "holds no text: a script brings it; save the page from a browser, or its text"
    return "is a page without an article: it holds no text"


def _why_not(tree: html.HtmlElement, heads: list[str], shown: str, is_frame: bool) -> str | None:
    if found := _first(_WALL, [*heads, *([shown] if len(shown) < _BARE else [])]):
        return f"is a check of its visitor, not an article (“{found}”); save the page from a browser"
    if found := _first(_ERROR, heads) or (_first(_ERROR, [shown]) if len(shown) < _BARE else None):
        return f"is an error page, not an article (“{found}”)"
    if found := _first(_LOGIN, heads):
        return f"is a login page, not an article (“{found}”); save the page from a browser in which you are logged in"
    if tree.find(".//input[@type='password']") is not None and is_frame:
        return "is a login page, not an article; save the page from a browser in which you are logged in"
    if (found := _first(_SCRIPT, [shown])) and len(shown) < _BARE:
        return f"holds no text without its script (“{found}”); save the page from a browser, or its text"
    return None


def _first(pattern: re.Pattern[str], texts: list[str]) -> str | None:
    return next((each[:80] for each in texts if pattern.search(each)), None)


def _has_prose(line: str) -> bool:
    return len(line) >= _SENTENCE or len(_UNSPACED.findall(line)) >= _SENTENCE // 4


def _find_wall(tree: html.HtmlElement) -> str | None:
    """Return the words with which the page asks for money or a login before it goes on."""
    for element in tree.iter("p", "div", "h2", "h3", "h4", "span", "a", "button", "strong"):
        own = " ".join((element.text or "").split())
        if 0 < len(own) < 200 and _PAYWALL.search(own):
            if any(each.tag in ("nav", "header", "footer") for each in element.iterancestors()):
                continue
            return own[:80]
    return None
