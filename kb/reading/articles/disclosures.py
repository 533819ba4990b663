"""Words by which an article says that somebody paid for it, and who. English only."""

import re
from itertools import pairwise
from typing import NamedTuple

_PIECE = (
    r"(?:post|article|content|story|page|piece|feature|advertorial|guide|review|interview|blog|publication|editorial"
    r"|report|column|text)"
)
_PAID = r"(?:sponsored|paid|promoted|branded|commercial|advertising|partner(?:ed)?)"
_MADE = r"(?:produced|created|made|prepared|developed|published)"
_SELLER = r"(?:makers?|manufacturers?|producers?|sellers?|distributors?|suppliers?|marketers?|brand|company|firm)"
#: "This is a sponsored post", "This article was paid for by", "We were paid to write this review".
_STATEMENTS = re.compile(
    rf"""(?<!["“‘'«])\b(?:
      this\ is\ (?:an?\ )?(?:{_PAID}(?:[ -](?:by\b|for\b|{_PIECE}|partnership|promotion|advertisement|placement))
                        |advertorial|advertisement\ feature|advertising\ feature)
    | this\ (?:[\w-]+\ ){{0,2}}?{_PIECE}\ (?:is|was|has\ been)\ (?:an?\ |kindly\ |proudly\ )?
      (?:sponsored|paid\ (?:for\ )?by|brought\ to\ you\ by|funded\ by|commissioned\ by|advertorial|advertisement
        |(?:paid|commercial|promotional)\ (?:partnership|promotion|content|placement|{_PIECE})
        |(?:{_MADE}|written|presented)\ in\ (?:paid\ |commercial\ )?(?:partnership|association)\ with
        |in\ (?:paid\ |commercial\ )?partnership\ with
        |{_MADE}\ (?:by|with|for|together\ with|in\ collaboration\ with)\ [^.!?\n]{{1,80}}?,\ (?:
          (?:(?:the|a|an|one\ of\ the)\ )?(?:[\w-]+\ ){{0,4}}?{_SELLER}\ (?:of|behind)
          |(?:which|who|that)\ (?:makes?|sells?|manufactures?|distributes?|markets?)))
    | (?:I|we|the\ (?:author|writer|publisher|site))\ (?:was|were|have\ been|has\ been|received|got)\ (?:a\ )?
      (?:paid|compensated|payment|compensation|fee)\b[^.!?\n]{{0,80}}?\bthis\ (?:[\w-]+\ ){{0,2}}?{_PIECE}
    | paid\ (?:me|us|the\ (?:author|writer|publisher|site))\b[^.!?\n]{{0,80}}?\bthis\ (?:[\w-]+\ ){{0,2}}?{_PIECE}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = (
    r"(?:says?|said|claims?|claimed|states|stated|argues?|argued|alleges?|alleged|believes?|believed|thinks|thought"
    r"|suggests?|suggested|insists?|insisted|writes|wrote|told|reports|reported|asks?|asked|wonders?|wondered|denies"
    r"|denied|complains?|complained|rules|ruled|finds|found|decided|according\ to)"
)
#: What stands right before such words where they deny it ("No part of"), ask, or tell what somebody else says of it.
_UNSAID_BEFORE = re.compile(
    rf"""(?:
      \b(?:no(?!\ doubt\b)|nobody|none|not(?!\ (?:forget|hide|overlook|only)\b)|never|neither|nor|nothing|hardly)\b
      (?:\ [\w’'-]+){{0,4}}
    | \b(?:if|whether|unless|as\ though)(?:\ (?:or\ not|you\ think|they\ think))?
    | (?<!\bI\ )(?<!\b[Ww]e\ )(?<!\bhave\ )\b{_SAYS}\b(?:\ [\w’'-]+){{0,3}}?(?:\ that)?
    )[,:]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
#: The same behind them: "sponsored by no one", "a sponsored post, the regulator said".
_UNSAID_BEHIND = re.compile(
    rf"""(?:
      (?:\ (?:{_PIECE}|content))?(?:\ (?:by|for|from))?
      \ (?:no[ -]one|nobody|none(?!\ other)|nothing|anyone|anybody|any\ [\w-]+
        |no\ (?:[\w-]+\ )?(?:compan(?:y|ies)|brands?|makers?|manufacturers?|part(?:y|ies)|sponsors?
          |advertisers?|firms?))\b
    | [^.!?\n]{{0,120}}?,["”’]?\ (?!(?:I|we|which|who|that|and|but|as|where)\b)(?:[\w.’'-]+\ ){{0,5}}?{_SAYS}\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: A name as it stands behind "by": a point ends it, but in "Example.com", "Dr. Example" and "Example Inc.".
_NAME = (
    r"(?P<{}>(?:[^.,;!?\n]|\.(?=\S)|(?<=\bDr)\.|(?<=\bSt)\.|,(?=\ (?:Inc|LLC|Ltd|GmbH)\b)){{1,80}}?"
    r"(?:\b(?:Inc|Ltd|Co)\.)?)"
)
_BY = rf"(?:\ (?:by|from|with|for|in\ (?:partnership|association)\ with)\ {_NAME.format('by')})?"
#: Parts of a line that say of what stands below that it was paid for.
_SURE = re.compile(
    rf"""\W*(?:
      (?:(?:sponsor(?:ed)?|paid|promoted|branded|advertiser|partner)[ -]{_PIECE}
        |(?:paid|promoted|branded|partner)[ -](?:partnership|promotion)
        |(?:advertisement|advertising|promotional|commercial|ad)\ feature|advertising\ promotion|advertorial){_BY}
    | (?:(?:{_MADE}|presented)\ )?in\ (?:paid|commercial)\ (?:partnership|association)\ with\ {_NAME.format("with")}
    | (?:paid\ for(?:\ and\ \w+)?|brought\ to\ you|sponsored|presented\ and\ paid\ for)
      (?:\ by|\ in\ partnership\ with)\ (?!(?:our\ )?readers\b|you\b|our\ (?:members|supporters)\b)
      {_NAME.format("payer")}
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
#: The same where they stand right with the heading: elsewhere they speak of a trial, a talk or an advertisement.
_UNSURE = re.compile(
    rf"""\W*(?:
      sponsored | promoted | (?:sponsored|paid\ for)\ by
    | (?:(?:{_MADE}|presented)\ )?in\ (?:partnership|association)\ with\ {_NAME.format("partner")}
    | (?:promoted|presented)\ by\ (?-i:(?!(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\b)(?=[Tt]he\ |\w?[A-Z0-9]))
      (?![^\n]*\ (?:at|during)\ )(?![^\n]*\ (?:on|to|for)\ (?:the|an?)\b){_NAME.format("host")}
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_BY_COLON = re.compile(r"\b(by|from|with):\s*", re.IGNORECASE)
_LOOSE_JOINT = r"\s*[|·•∙]\s*"
_JOINT = re.compile(rf"{_LOOSE_JOINT}|\s+[–—-]\s+|:\s+")
#: What may stand beside a label on its line: how long it takes to read, when, by whom.
_ASIDE = re.compile(
    r"[0-9]+\s*(?:min|minute|hour|day|week)s?\b.{0,12}|(?:by|updated|published|posted)\b.{1,60}"
    r"|.{0,20}\b[12][0-9]{3}\b.{0,12}",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-z][\w&.’'-]*|[0-9][\w&.’'-]*|\w[A-Z]\w*"
_PROPER = re.compile(rf"(?:[Tt]he )?(?:{_CAPITAL})(?: (?:(?:of|and|&|the|for|de|von) ){{0,2}}(?:{_CAPITAL})){{0,6}}")
_SHOUTED = re.compile(
    r"\W*(?:SPONSORED|ADVERTORIAL)\b(?: (?:CONTENT|POST|ARTICLE))?:\s(?=.*[a-z])"
    r"|\[(?i:sponsored|advertorial)(?: (?i:content|post))?\]"
)
#: What has to stand somewhere on a page for it to be looked through. All begin with a letter: that is searched faster.
MAY_DISCLOSE = re.compile(
    r"sponsor|partnership|advertorial|paid\b|promoted|promotional feature|advertis|partner |brand|brought|compensat"
    r"|presented (?:by|in)|association with|commercial feature|ad feature"
    rf"|this (?:[\w-]+ ){{0,2}}?{_PIECE} (?:is|was|has been) {_MADE}"
)
LONGEST_LABEL = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s|\n")
_PAYER = re.compile(
    rf"\b(?:(?:sponsored|paid|promoted)[ -]{_PIECE}(?= (?:by|from) )|sponsored|paid(?: for)?|brought to you"
    rf"|commissioned|funded|partnership with|association with|{_MADE} (?:by|with|for|together with))(?: by| from)?"
    rf" ((?-i:{_PROPER.pattern}))",
    re.IGNORECASE,
)
_PAYS = re.compile(rf"\b({_PROPER.pattern}) (?:has |have )?paid (?:me|us|the (?:author|writer|publisher|site))\b")


class Label(NamedTuple):
    """What a line says of the article it stands with: who paid, where it names one, and whether it is sure."""

    sponsor: str | None
    is_sure: bool


def find_statement(text: str) -> str | None:
    """Return the sentence of ``text`` in which it says that it was paid for, None where it does not."""
    for found in _STATEMENTS.finditer(text):
        start, stop = _sentence_around(text, found)
        before, behind = text[start : found.start()], text[found.end() : stop]
        if not _UNSAID_BEFORE.search(before) and not _UNSAID_BEHIND.match(behind):
            return text[start:stop].strip()
    return None


def _sentence_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence begins and ends in which ``found`` stands, as far as it is not too long to show."""
    first = max(0, found.start() - 300)
    start = max((end.end() for end in _SENTENCE_END.finditer(text, first, found.start())), default=first)
    end = _SENTENCE_END.search(text, found.end())
    return start, min(end.start() if end else len(text), found.end() + 300)


def find_payer(statement: str) -> str | None:
    """Return who paid by such a sentence, None where it names nobody."""
    found = _PAYER.search(statement) or _PAYS.search(statement)
    return found[1].rstrip(".’'-") if found else None


def read_label(line: str, *, is_heading: bool = False) -> Label | None:
    """Return what ``line`` says by itself of what stands below it; None where it does not say that it was paid for.

    A heading may be about sponsored content; of one no more is taken than the mark itself.
    """
    if len(line) > LONGEST_LABEL:
        return None
    marks: list[Label] = []
    has_aside = False
    for joint, part in _parts_of(line):
        if mark := _mark(part):
            marks.append(mark)
        elif _ASIDE.fullmatch(part):
            has_aside = True
        elif is_heading or not marks or not _may_follow(joint, part):
            return Label(None, is_sure=True) if _SHOUTED.match(line) else None
    sponsor = next((mark.sponsor for mark in marks if mark.sponsor), None)
    return Label(sponsor, has_aside or any(mark.is_sure for mark in marks)) if marks else None


def _parts_of(line: str) -> list[tuple[str, str]]:
    """Return the parts of a line, each with what parts it from the one before."""
    line = _BY_COLON.sub(r"\1 ", line)
    ends = [(0, 0), *(each.span() for each in _JOINT.finditer(line)), (len(line), len(line))]
    found = [(line[start:end], line[end:stop].strip()) for (start, end), (stop, _) in pairwise(ends)]
    return [each for each in found if each[1]]


def _mark(part: str) -> Label | None:
    found = _SURE.fullmatch(part)
    is_sure = found is not None
    found = found or _UNSURE.fullmatch(part)
    return Label(_named(found), is_sure) if found else None


def _named(found: re.Match[str]) -> str | None:
    """Return the name in a label; one without a capital is hardly a name."""
    name = next(filter(None, found.groupdict().values()), "").strip(" :;,[](){}*“”\"'–—-")
    return name if name and re.match(rf"(?:[Tt]he )?(?:{_CAPITAL})", name) else None


def _may_follow(joint: str, part: str) -> bool:
    """Whether ``part`` may stand behind a mark: anything short behind a dot or stroke, else a name."""
    pattern = r"[^.!?]{1,60}" if re.fullmatch(_LOOSE_JOINT, joint) else _PROPER
    return re.fullmatch(pattern, part) is not None
