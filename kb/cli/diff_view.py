"""What was changed between two texts of a source, in the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.phrases import flowing, parted
from kb.cli.word_changes import changed_words, senses, shortened
from kb.escaping import visible
from kb.records import ChangedPassage, QuoteChange, SnapshotRow, TextDifference
from kb.running_text import count_of, listed
from kb.vocabulary import PassageChange, QuoteOutcome

#: So many passages are shown, and beyond them those alone that a quote rests on.
_MOST = 100


def snapshot_table(snapshots: Sequence[SnapshotRow]) -> Table:
    """Return a row a text: its number, and when and where it was read."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column()
    for each in snapshots:
        table.add_row(str(each.number), _snapshot(each))
    return table


def _snapshot(each: SnapshotRow) -> Flowing:
    read = f"read {each.read_at}"
    return flowing(read, count_of(each.characters, "character"), each.media_type, each.url, _digest(each))


def _digest(each: SnapshotRow) -> str:
    return f"SHA-256 {each.sha256[:16]}…"


def diff_view(found: TextDifference) -> Group:
    """Return which two texts were compared, and passage by passage what was changed."""
    heading = Flowing.assemble((visible(found.title), "bold"), f" · {visible(found.source)}")
    if found.older is None or found.newer is None:
        return Group(heading, snapshot_table(found.snapshots))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for label, each in (("from", found.older), ("to", found.newer)):
        table.add_row(
            label, flowing(f"text {each.number} of {len(found.snapshots)}", f"read {each.read_at}", _digest(each))
        )
    return Group(heading, table, Text(), Flowing(_summary(found)), *_passages(found.passages))


def _summary(found: TextDifference) -> str:
    counts = {name: getattr(found, name) for name in PassageChange}
    if not any(counts.values()):
        is_same = found.older and found.newer and found.older.sha256 == found.newer.sha256
        return "it is the same text" if is_same else "nothing was changed but white space"
    passages = listed([f"{number} {name}" for name, number in counts.items() if number])
    quotes = {(each.claim, each.exact): each for passage in found.passages for each in passage.quotes}
    gone = sum(each.state in (QuoteOutcome.MISSING, QuoteOutcome.AMBIGUOUS) for each in quotes.values())
    rest = f"{count_of(len(quotes), 'quote rests', 'quotes rest')} on them"
    lost = f", {gone} missing or ambiguous in the newer text" if gone else ""
    unplaced = (
        f"; {count_of(found.unplaced, 'quote has', 'quotes have')} no one place in either text"
        if found.unplaced
        else ""
    )
    return f"passages: {passages}; {rest}{lost}{unplaced}"


def _passages(passages: Sequence[ChangedPassage]) -> Iterator[RenderableType]:
    shown = [each for at, each in enumerate(passages) if at < _MOST or each.quotes]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for each in shown:
        table.add_row(each.change, Group(*_passage(each)))
    if shown:
        yield Text()
        yield table
    if len(shown) < len(passages):
        yield Flowing(f"and {len(passages) - len(shown)} more on which no quote rests; --format json has them all")


def _passage(passage: ChangedPassage) -> Iterator[RenderableType]:
    if passage.change == PassageChange.CHANGED:
        yield changed_words(passage.differences)
        yield from senses(passage.differences)
    else:
        yield Flowing(shortened(passage.text or passage.was_text))
    for quote in passage.quotes:
        yield _quote(quote)


def _quote(quote: QuoteChange) -> Text:
    return Flowing.assemble(
        (f"{quote.state}", "bold"), f" {parted([f'{quote.source}/{quote.claim}'])}: “{visible(quote.exact)}”"
    )
