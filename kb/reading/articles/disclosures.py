"""Words by which an article says that somebody paid for it. English only."""

import re

_PIECE = (
    r"(?:post|article|content|story|page|piece|feature|advertorial|guide|review|interview|blog|publication|editorial"
    r"|report|column|text)"
)
_PAID = r"(?:sponsored|paid|promoted|branded|commercial|advertising|partner(?:ed)?)"
#: "This is a sponsored post", "This article was paid for by", "We were paid to write this review".
_STATEMENTS = re.compile(
    rf"""(?<!["“‘'«])\b(?:
      this\ is\ (?:an?\ )?(?:{_PAID}(?:[ -](?:by\b|for\b|{_PIECE}|partnership|promotion|advertisement|placement))
                        |advertorial|advertisement\ feature|advertising\ feature)
    | this\ (?:[\w-]+\ ){{0,2}}?{_PIECE}\ (?:is|was|has\ been)\ (?:an?\ |kindly\ |proudly\ )?
      (?:sponsored|paid\ (?:for\ )?by|brought\ to\ you\ by|funded\ by|commissioned\ by|advertorial|advertisement
        |(?:paid|commercial|promotional)\ (?:partnership|promotion|content|placement|{_PIECE})
        |(?:produced|created|written|made|published|presented)\ in\ (?:paid\ |commercial\ )?partnership\ with
        |in\ (?:paid\ |commercial\ )?partnership\ with)
    | (?:I|we|the\ (?:author|writer|publisher|site))\ (?:was|were|have\ been|has\ been|received|got)\ (?:a\ )?
      (?:paid|compensated|payment|compensation|fee)\b[^.!?\n]{{0,80}}?\bthis\ (?:[\w-]+\ ){{0,2}}?{_PIECE}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: A line by itself: "Sponsored content", "Paid partnership with X", "In partnership with X".
_LABEL = re.compile(
    rf"""\W*(?:
      sponsored(?:[ ]{_PIECE})?(?:\ (?:by|from|in\ partnership\ with)\ [^.,;!?\n]{{1,80}})?
    | (?:paid|promoted|branded|advertiser|partner)[ -](?:{_PIECE}|partnership|promotion)
      (?:\ (?:by|from|with)\ [^.,;!?\n]{{1,80}})?
    | advertorial | advertisement\ feature | advertising\ feature | advertising\ promotion | sponsored\ feature
    | (?:created\ |produced\ |published\ )?in\ (?:paid\ |commercial\ )?partnership\ with\ [^.,;!?\n]{{1,80}}
    | (?:paid\ for|brought\ to\ you|sponsored|presented\ and\ paid\ for)\ by:?\ [^.,;!?\n]{{1,80}}
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
#: What has to stand somewhere on a page for it to be looked through.
MAY_DISCLOSE = re.compile(
    r"sponsor|partnership|advertorial|\bpaid\b|promoted|advertis|partner |brand|brought|compensat"
)
LONGEST_LABEL = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s|\n")


def find_statement(text: str) -> str | None:
    """Return the sentence of ``text`` in which it says that it was paid for, None where it does not."""
    found = _STATEMENTS.search(text)
    if not found:
        return None
    start = max(
        (end.end() for end in _SENTENCE_END.finditer(text, max(0, found.start() - 300), found.start())), default=0
    )
    start = start or max(0, found.start() - 300)
    end = _SENTENCE_END.search(text, found.end())
    stop = min(end.start() if end else len(text), found.end() + 300)
    return text[start:stop].strip()


def is_label(line: str) -> bool:
    """Whether ``line`` by itself marks what stands below it as paid for."""
    return len(line) <= LONGEST_LABEL and _LABEL.fullmatch(line) is not None
