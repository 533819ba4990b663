"""Pages that are no article: an error, a login, a wall, an empty frame. A quote must never be held against one."""

import re
from itertools import islice

from lxml import html

from kb.reading.articles.page_frames import is_frame
from kb.reading.articles.page_notices import find_notice, find_search
from kb.reading.articles.page_turns import ASKS_FOR_SCRIPT, find_turn
from kb.reading.articles.page_walls import find_wall

_WALL = re.compile(
    r"^just a moment|attention required|checking (?:if the site|your browser)|are you (?:a )?(?:human|robot)"
    r"|verify (?:that )?you are (?:a )?human|access (?:to this page has been )?denied|^security check|captcha"
    r"|enable javascript and cookies|unusual traffic|pardon our interruption|request (?:blocked|unsuccessful)",
    re.IGNORECASE,
)
_NUMBER = r"(?:40[0-9]|410|429|451|50[0-4])"
_ERROR = re.compile(
    rf"(?:^|\b(?:error|http)(?: status| code)?\W{{0,3}}){_NUMBER}(?:\W+(?:error|not found|page not found|forbidden"
    rf"|bad (?:request|gateway)|unauthori[sz]ed|gone|too many requests|service unavailable|gateway time-?out"
    rf"|internal server error|unavailable|oops|page))*(?=\W*$|\W*[|–—-])|^{_NUMBER}\W+(?:error|not |page|forbidden|bad "
    r"|unauthor|gone|too |service|gateway|internal|unavailable|oops)|\berror\W{1,3}" + _NUMBER + r"\b"
    r"|^not found|(?:page|article|content|file|url|address)[\w ]{0,20} (?:not found|does ?n.t exist|does not exist"
    r"|no longer (?:exists|available)|is unavailable|can ?not be found|could not be found|can.?t be found)"
    r"|(?:internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable)"
    r"|something went wrong|^error$|^error\W|^forbidden$|we can.?t find",
    re.IGNORECASE,
)
#: Errors of which no article is named: such a page is one also where it shows the beginnings of others.
_NO_TITLE = re.compile(rf"{_NUMBER}\b|page .{{0,20}}\bfound\b", re.IGNORECASE)
_LOGIN = re.compile(
    r"^\W*(?:please )?(?:(?:log ?in|sign ?in|log ?on|sign ?on)(?:\W+(?:to|or|with|here|now|required)\b.{0,25})?"
    r"|(?:register|create an account)(?:\W+(?:now|here|or|with|to (?:read|continue|access))\b.{0,25})?)\W*$",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bwe (?:value|respect|care about) your privacy\b|\bcookie consent\b"
    r"|^(?:your )?(?:privacy|cookies?|consent)(?: (?:and|&) (?:privacy|cookies?))? (?:choices|settings|preferences"
    r"|options|consent|cent(?:er|re)|manager)\b|^(?:accept|manage|allow) (?:all )?cookies\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^before you continue\b|\bpart of the [\w .!]{1,40} family of brands", re.IGNORECASE)
_CHOICE = re.compile(
    r"^(?:i )?(?:accept|agree|allow|reject|decline|refuse|consent|manage|more options|customi[sz]e|got it)\b", re.I
)
_ON_DATA = re.compile(r"\bcookies?\b|\b(?:personal|your) data\b|\byour privacy\b", re.IGNORECASE)
#: What a page says to the one who came, and no article to its readers.
_EXCUSE = re.compile(
    r"\btry again|\bgo back\b|(?:return|back|go) to (?:the |our )?(?:home|front|start|previous|main|site|search)"
    r"|(?:page|article|file|content) (?:that )?you(?:.ve| have| are|.re| were)? (?:request|look|try|want|follow)"
    r"|you (?:do not|don.t|are not|have no) (?:have )?(?:permission|access|authori|allowed)|permission to (?:access"
    r"|view)|\breference (?:#|id|number)|\b(?:ray|incident) id\b|\b(?:contact|notify) (?:the |our )?(?:site|web|support"
    r"|admin|customer|owner)|\byour (?:browser|ip|connection|request)\b|\bthis (?:server|website|request)\b"
    r"|moved or (?:been )?(?:deleted|removed)|check the (?:url|address|spelling)|security (?:check|service)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•»]\s*|\s+(?:[–—-]|::)\s+")
_LOWER = re.compile(r"\s[–—-]\s+[a-z]")
_WORD = re.compile(r"\w[\w'’]*")
#: Beyond so many characters a text is an article, whatever else the page asks for.
_SHORT, _TEASER = 1_000, 3_000
#: A text that says no more than why there is none.
_BARE = 300
_SENTENCE = 60
#: So many words may stand beside those that name an error: "Sorry, page not found".
_BESIDE = 2
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")
_SAVE = "save the page from a browser"


def find_refusal(
    tree: html.HtmlElement, text: str, title: str | None, asked: str | None, url: str | None
) -> str | None:
    """Return why the page is no article, to be read after its name; None where it may be one.

    ``text`` is what was found to be its main text, ``asked`` the words with which it asks for a script, ``url`` where
    it was found.
    """
    shown = " ".join(text.split())
    if len(shown) < _TEASER and (turn := find_turn(tree, url, is_bare=len(shown) < _SHORT)):
        return f"is no article and leads on to {turn}; load that address if it is the one you mean"
    if not shown:
        return _without_script(asked) if asked else _why_empty(tree)
    heads = _heads(tree, title)
    if reason := _why_not(tree, heads, text, shown) or (
        _without_script(asked) if asked and _says_nothing(text) else None
    ):
        return reason
    if len(shown) < _SHORT and not _has_prose(text) and tree.xpath("count(//a[@href])") > 2:
        return "is a page without an article: nothing but links and headings is on it"
    if len(shown) < _TEASER and (words := find_wall(tree, text)):
        return f"shows only the beginning of an article (“{words}”); load the whole text"
    return None


def _heads(tree: html.HtmlElement, title: str | None) -> list[str]:
    """Return what the page calls itself, its title first; what is the heading of a frame alone is left out."""
    headings = [each for each in islice(tree.iter("h1"), 3) if not any(map(is_frame, each.iterancestors()))]
    heads = [" ".join(each.text_content().split()) for each in [*islice(tree.iter("title"), 1), *headings]]
    return [each[:300] for each in [*heads, title or ""] if each]


def _why_empty(tree: html.HtmlElement) -> str:
    if tree.find(".//script") is not None:
        return f"holds no text: a script brings it; {_SAVE}, or its text"
    return "is a page without an article: it holds no text"


def _without_script(words: str) -> str:
    return f"holds no text without its script (“{words[:80]}”); {_SAVE}, or its text"


def _why_not(tree: html.HtmlElement, heads: list[str], text: str, shown: str) -> str | None:
    if len(shown) < _TEASER and (found := _find_consent(tree, heads, shown)):
        return f"asks for consent and is no article (“{found[:80]}”); {_SAVE} in which you can read it"
    if len(shown) < _TEASER and (found := next((each for each in heads[:1] if _is_only_error(each)), None)):
        return f"is an error page, not an article (“{found[:80]}”)"
    if len(shown) < _TEASER and (reason := find_search(tree, heads, text)):
        return reason
    if len(shown) >= _SHORT:
        return None
    is_bare = not _has_prose(text)
    if found := _find_named(_WALL, heads, shown, is_bare=is_bare):
        return f"is a check of its visitor, not an article (“{found}”); {_SAVE}"
    if found := _find_named(_ERROR, heads, shown, is_bare=is_bare):
        return f"is an error page, not an article (“{found}”)"
    if found := next((each[:80] for each in heads if any(map(_LOGIN.search, _PARTS.split(each)))), None):
        return f"is a login page, not an article (“{found}”); {_SAVE} in which you are logged in"
    if tree.find(".//input[@type='password']") is not None and is_bare:
        return f"is a login page, not an article; {_SAVE} in which you are logged in"
    if len(shown) < _BARE and (line := _script_line(text)):
        return _without_script(line)
    return find_notice(heads, text)


def _find_named(pattern: re.Pattern[str], heads: list[str], shown: str, *, is_bare: bool) -> str | None:
    """Return the words by which a page is what ``pattern`` names.

    A title that says more than that may be one of an article ("Access denied: how insurers refuse"): it counts where
    the text is none, or speaks to the one who came.
    """
    is_excuse = is_bare or _EXCUSE.search(shown) is not None
    for head in heads:
        if _is_all(pattern, head) or (is_excuse and pattern.search(head)):
            return head[:80]
    return shown[:80] if is_excuse and len(shown) < _BARE and pattern.search(shown) else None


def _is_all(pattern: re.Pattern[str], head: str) -> bool:
    """Whether ``head``, without the name of the site, says what ``pattern`` finds and hardly anything else."""
    for part in [head] if _LOWER.search(head) else _PARTS.split(head):
        found = pattern.search(part)
        if found and len(_WORD.findall(part[: found.start()] + " " + part[found.end() :])) <= _BESIDE:
            return True
    return False


def _is_only_error(title: str) -> bool:
    return _is_all(_ERROR, title) and _NO_TITLE.search(title) is not None


def _find_consent(tree: html.HtmlElement, heads: list[str], shown: str) -> str | None:
    """Return the words with which a page asks for consent to cookies before it shows anything."""
    found = next((each for each in heads if _BEFORE.search(each) or _is_all(_CONSENT, each)), None)
    if found is None or not _ON_DATA.search(shown.replace(_PARTS.split(found)[0], "")):
        return None
    buttons = tree.xpath("//button|//a|//input[@type='submit' or @type='button']")
    words = (" ".join((each.get("value") or each.text_content()).split()) for each in buttons)
    return found if any(map(_CHOICE.search, words)) else None


def _script_line(text: str) -> str | None:
    """Return the line that asks for a script where nothing else is said."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    found = next(filter(ASKS_FOR_SCRIPT.search, lines), None)
    return None if found is None or any(_is_prose(line) for line in lines if line != found) else found


def _says_nothing(text: str) -> bool:
    """Whether ``text`` has no sentence: it is the name of a program, or says that it is loading."""
    return not _has_prose(text) and not re.search(r"\w+\W+\w+\W+\w+\W+\w.*[.!?](?:\s|$)", text, re.DOTALL)


def _has_prose(text: str) -> bool:
    return any(map(_is_prose, text.split("\n")))


def _is_prose(line: str) -> bool:
    return len(line) >= _SENTENCE or len(_UNSPACED.findall(line)) >= _SENTENCE // 4
