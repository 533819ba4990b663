"""A disagreement in Markdown: both sides in their own words, and what separates them."""

from collections.abc import Iterator

from kb.phrases import (
    frame,
    hangs_on,
    matter,
    opposed_say,
    qualities,
    quote_notes,
    separations,
    side_says,
    speaker,
    voices_against,
)
from kb.quantities import say_quantity
from kb.records import Claim, Disagreement, Side
from kb.reports.markdown_text import inert
from kb.running_text import count_of


def disagreement_lines(number: int, disagreement: Disagreement) -> Iterator[str]:
    """Yield the lines of one disagreement, under a heading of its own."""
    yield f"### {_heading(number, disagreement)}"
    yield ""
    yield f"**{inert(matter(disagreement))}**"
    yield ""
    yield f"Score {disagreement.score:.2f} · {voices_against(disagreement)}"
    says = [said for said, _ in opposed_say(disagreement)] + [side_says(side.label) for side in disagreement.sides[2:]]
    for side, said in zip(disagreement.sides, says, strict=True):
        if side.claims:
            yield from _side_lines(side, said)
    yield ""
    parts = separations(disagreement)
    yield f"**What separates the sides:** {inert('; '.join(parts)) if parts else 'nothing that is recorded'}"
    hanging = hangs_on(disagreement)
    if hanging:
        yield ""
        yield f"**It hangs on** {inert(hanging)}"


def contents_line(number: int, disagreement: Disagreement) -> str:
    """Return a disagreement as an item of a list that leads to its heading, by the anchor that GitHub gives it."""
    heading = _heading(number, disagreement)
    anchor = heading.lower().replace(".", "").replace(" ", "-")
    return f"- [{heading}](#{anchor}): {inert(matter(disagreement))}"


def _heading(number: int, disagreement: Disagreement) -> str:
    return f"{number}. {disagreement.kind.capitalize()} on {disagreement.aspect}"


def _side_lines(side: Side, says: str) -> Iterator[str]:
    yield ""
    yield f"**{says.capitalize()}** ({count_of(side.voices, 'voice')}):"
    yield ""
    for claim in side.claims:
        yield from claim_lines(claim)


def claim_lines(claim: Claim) -> Iterator[str]:
    """Yield a claim as an item of a list: its words, who says them, what it is said of and how it is named."""
    lines = [words(claim), f"{inert(speaker(claim))} · {inert(' · '.join(qualities(claim)))}"]
    if claim.quotes and claim.statement:
        lines.append(f"in the curator's words: {inert(claim.statement)}")
    lines.append(f"of {inert(frame(claim))} · claim {inert(claim.reference)}")
    yield "- " + "\\\n  ".join(lines)


def words(claim: Claim) -> str:
    """Return the exact words a claim rests on, each with its state unless it is verified; else its statement."""
    parts = []
    for quote in claim.quotes:
        notes = ", ".join(quote_notes(quote))
        parts.append(f"“{inert(quote.exact)}”" + (f" ({notes})" if notes else ""))
    if not parts:
        parts.append(f"in the curator's words: {inert(claim.statement)}" if claim.statement else "no words given")
    if claim.quantity:
        parts.append(f"measured: {inert(say_quantity(claim.quantity))}")
    return " … ".join(parts)
