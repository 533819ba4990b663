"""One claim in the terminal: the sentence, the words in their context, where they stand, and the history."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.cli.marked_cell import spaced
from kb.cli.word_changes import closest_passage
from kb.escaping import visible
from kb.phrases import basis, curators_words, frame, speaker
from kb.records import ClaimDetail, Passage, Quote, Revision
from kb.running_text import count_of
from kb.vocabulary import QuoteState

_PLACES = ("start", "end")


def claim_view(detail: ClaimDetail) -> Group:
    """Return the claim whole."""
    parts: list[RenderableType] = [Flowing(visible(detail.sentence), style="bold")]
    if in_words := curators_words(detail.claim):
        parts.append(Flowing(visible(in_words)))
    parts.append(Text())
    for quote, passage, closest in zip(detail.claim.quotes, detail.passages, detail.closest, strict=True):
        lines: list[RenderableType] = [_passage(quote, passage), Flowing(_place(quote))]
        if quote.state == QuoteState.MISSING and (closest or not detail.unsought):
            lines.append(closest_passage(closest))
        parts.append(Padding(Group(*lines), (0, 0, 1, 2)))
    if detail.unsought:
        what = count_of(detail.unsought, "missing quote")
        parts.append(Flowing(f"the closest passage to {what} was not looked for: that takes too long\n"))
    parts.append(_facts(detail))
    if detail.revisions:
        parts += [Text("\nhistory", style="bold"), *map(_revision, detail.revisions)]
    return Group(*parts)


def _passage(quote: Quote, passage: Passage | None) -> Text:
    """Return the quote in the words around it; the quote alone where it has no place."""
    if passage is None:
        return Flowing(f"“{visible(quote.exact)}”", style="bold")
    exact = f"“{spaced(passage.exact)}”"
    return Flowing.assemble(spaced(passage.before), (exact, "bold reverse"), spaced(passage.after))


def _place(quote: Quote) -> str:
    where = "" if quote.start is None else f", characters {quote.start} to {quote.end}"
    warnings = f" ({', '.join(quote.warnings)})" if quote.warnings else ""
    return f"{quote.state}{where}{warnings}"


def _facts(detail: ClaimDetail) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    for name, value in _fields(detail):
        if value:
            table.add_row(name, Flowing(visible(value)))
    return table


def _fields(detail: ClaimDetail) -> Iterator[tuple[str, str | None]]:
    claim, source = detail.claim, detail.claim.source
    yield "source", f"{source.title} ({source.kind})"
    yield "by", speaker(claim)
    yield "publisher", source.publisher
    yield "sponsor", detail.sponsor
    yield "interest", claim.interest + (", speaks against it" if claim.against_interest else "")
    yield "published", " · ".join(filter(None, [source.published or "undated", detail.published_note]))
    yield "url", source.url
    yield "derived from", detail.derived_from
    yield "said of", frame(claim)
    yield "rests on", " · ".join(basis(claim))
    yield "claim", f"{claim.reference} (id {claim.id}, {claim.status})"
    yield "snapshot", f"SHA-256 {detail.snapshot[:16]}…" if detail.snapshot else "none: the article has not been loaded"


def _revision(revision: Revision) -> Padding:
    before, after = revision.before or {}, revision.after or {}
    by = f" by {revision.changed_by}" if revision.changed_by else ""
    changes = "; ".join(
        f"{name} {_value(name, before.get(name))} → {_value(name, value)}"
        for name, value in after.items()
        if before.get(name) != value
    )
    return Padding(Flowing(visible(f"{revision.changed_at}{by}, {revision.action}: {changes}")), (0, 0, 0, 2))


def _value(name: str, value: object) -> str:
    """Return a value of the history in words: a quote may have no place, a field no value."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if value is None:
        return "no place" if name in _PLACES else "none"
    return str(value)
