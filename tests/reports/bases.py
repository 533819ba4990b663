"""Bases that reports are made of: the seeds, and one in which every text is hostile."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from kb import KnowledgeBase
from tests.building import Record, claim, source

FORMULA = '=HYPERLINK("https://example.org";"x")'
HOSTILE = (
    f"{FORMULA} [bold red]m[/bold red] [x](javascript:alert(1)) ![i](https://example.org/i.png) <script>alert(1)"
    "</script> <!-- ]]> &amp; a|b `c` ``d`` **e** _f_ ~~g~~ # h $i$ :smile: @someone www.example.org $(id)"
    " \u202eeltit\u202c \u2066k\u2069 \x1b[31mr\x1b[0m \x1b]0;l\x07 \x9b31m 👩‍🔬 🇳🇿 é \\ end\\"
)
KEY = "[k](x) *_` | <b> \u202ey\x1b[31m"
COMMANDING = ("\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\u2066", "\u2069", "\r")


@contextmanager
def base_of(*records: Record, article: str | None = None) -> Iterator[KnowledgeBase]:
    """Give out a base in memory with ``records``, all of which have ``article`` as their text."""
    with KnowledgeBase.in_memory() as base:
        for record in records:
            base.add_source(record["source"], record["claims"], article=article)
        yield base


@contextmanager
def seeds() -> Iterator[KnowledgeBase]:
    """Give out a base with the packaged examples."""
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True)
        yield base


def hostile(words: str = HOSTILE) -> AbstractContextManager[KnowledgeBase]:
    """Give out a base in which every text holds ``words``, and every part of a report has something to show."""
    return base_of(*_hostile_records(words), article=f"Before. {words} After.")


def _hostile_records(words: str) -> list[Record]:
    # a text that is kept has no controls, so that the first quote is missing in it; the second one stands there
    quotes = [words, {"exact": "Before.", "suffix": f" {words[:5]}"}]
    said = {"treatment": f"t {words}", "condition": f"c {words}", "quote": quotes, "statement": words}
    frame = {"population": f"p {words}", "comparator": [f"k {words}"], "outcome": words, "regulator": words}
    quantity = {"name": words, "low": -1, "high": 2, "unit": None}
    cited = {"title": words, "publisher": words, "published_note": words, "published": "2020-02"}
    signed = {"authors": [{"name": f"Some One {words}", "credentials": words}], "doi": "10.1000/(a)_b*c"}
    paid = {"kind": "sponsored-post", "sponsor": words, "interest": "sponsored", "pmid": "12345678"}
    return [
        source(
            f"-a {KEY}",
            claim("supports", **said, **frame, quantity=quantity, key=f"=k {KEY}", certainty="hedged"),
            claim("supports", **said, aspect="safety"),
            claim("neutral", **said, aspect="durability"),
            claim("supports", **said, aspect="cost", proposition=f"{words} {{treatment}}"),
            **cited,
            **signed,
            url="https://example.org/a_(b)?c=<d>|`e`",
        ),
        source(
            f"+b {KEY}",
            claim("refutes", **said, **frame, author=f"Other One {words}"),
            claim("supports", **said, aspect="safety"),
            claim("refutes", **said | {"condition": f"d {words}"}, aspect="cost", proposition=f"{words} {{treatment}}"),
            claim(None, **said, aspect="timing", quantity=quantity | {"low": 9, "high": 10}),
            **cited,
            **paid,
        ),
        source(
            f"1. {KEY}",
            claim("supports", **said),
            claim(None, **said, aspect="timing", quantity=quantity),
            **cited,
            kind="blog",
            derived_from=f"-a {KEY}",
        ),
    ]
