"""What a search found, in the terminal: a block a hit, the words marked where they stand."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.marked_text import MarkedLine
from kb.cli.phrases import flowing, headline, labelled, stance_style
from kb.escaping import visible
from kb.phrases import frame_beside, interest, matter, qualities, speaker
from kb.records import Claim, MarkedText, SearchHit

_MOST_SPEAKERS = 5
_SAID = ("statement", "quote")
_LABELS = {
    "statement": "in the curator's words: ",
    "title": "title: ",
    "treatment": "treatment: ",
    "publisher": "publisher: ",
}


def search_view(hits: Sequence[SearchHit]) -> Group:
    """Return the hits as blocks, numbered by their rank."""
    width = len(f"{hits[-1].rank}.")
    return Group(*(_block(hit, width) for hit in hits))


def _block(hit: SearchHit, width: int) -> Padding:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=width, justify="right", style="bold", no_wrap=True)
    table.add_column()
    lines = _article(hit) if hit.claim is None else _claim(hit, hit.claim)
    table.add_row(Text(f"{hit.rank}."), Group(*lines))
    return Padding(table, (0, 0, 1, 0))


def _claim(hit: SearchHit, claim: Claim) -> Iterator[RenderableType]:
    told = matter(claim)
    heading = Flowing.assemble((claim.stance or "measures", stance_style(claim.stance) or "bold"), " ")
    yield heading.append_text(headline(told, frame_beside(claim, told)))
    said = [text for text in hit.marked if text.field in _SAID]
    yield from map(_marked, said)
    if not any(text.field == "quote" for text in said):
        yield from map(_marked, _words_alone(claim, said))
    yield from map(_marked, [text for text in hit.marked if text.field == "title"])
    names = [text for text in hit.marked if text.field == "treatment"]
    yield from map(_marked, [] if said else names[:1])
    yield Flowing.assemble((visible(speaker(claim, _MOST_SPEAKERS)), "bold"), " · ", flowing(*qualities(claim)))
    yield flowing(claim.reference)


def _words_alone(claim: Claim, said: Sequence[MarkedText]) -> Iterator[MarkedText]:
    """Yield what a claim rests on, the words of which were found elsewhere: its quotes, else its statement, where that
    is not ``said`` already."""
    quoted = "” … “".join(quote.exact for quote in claim.quotes)
    if quoted:
        yield MarkedText("quote", [(quoted, False)])
    elif not said and claim.statement:
        yield MarkedText("statement", [(claim.statement, False)])


def _article(hit: SearchHit) -> Iterator[RenderableType]:
    source = hit.source
    yield labelled("article", source.title)
    yield from map(_marked, hit.marked)
    about = [source.publisher, source.kind, interest(source.interest), source.published or "undated"]
    yield flowing(*about)
    yield flowing(source.key)


def _marked(text: MarkedText) -> RenderableType:
    if text.field == "quote":
        return MarkedLine(text, "“", "”")
    return MarkedLine(text, _LABELS.get(text.field, ""))
