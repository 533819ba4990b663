"""What records say, in words of plain text. Whoever writes it to a page escapes it there."""

from collections.abc import Iterable, Sequence

from kb.quantities import say_range
from kb.records import Citation, Claim, Disagreement, NotComparable, Quantity, Quote, Side
from kb.vocabulary import Aspect, Certainty, DisagreementKind, EvidenceLevel, Interest, QuoteState, QuoteWarning, Stance

_SIDES: dict[str, str] = {
    Stance.SUPPORTS: "says it is true",
    Stance.REFUTES: "says it is not true",
    Stance.NEUTRAL: "says it is not known",
    "lower": "gives the lower figure",
    "higher": "gives the higher figure",
}
_KINDS: dict[str, tuple[str, str]] = {
    DisagreementKind.CONTRADICTION: ("contradiction", "contradictions"),
    DisagreementKind.SELF_CONTRADICTION: ("self-contradiction", "self-contradictions"),
    DisagreementKind.NUMERIC: ("disagreement in numbers", "disagreements in numbers"),
    DisagreementKind.REVERSAL: ("reversal", "reversals"),
    DisagreementKind.UNCONFIRMED: ("claim that others hold not to be known", "claims that others hold not to be known"),
}


def count_of(number: int, one: str, more: str | None = None) -> str:
    """Return "1 voice", "2 voices"."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """Return ``names`` as running text: "a, b and c"."""
    return f" {conjunction} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def kinds_counted(counts: dict[str, int]) -> str:
    """Return disagreements by kind: "3 contradictions and 1 reversal"."""
    return listed([count_of(number, *_KINDS[kind]) for kind, number in counts.items()])


def matter(disagreement: Disagreement) -> str:
    """Return what is disputed; a quantity is told with the treatment, which its name does not hold."""
    said, name = disagreement.proposition, disagreement.treatment
    return said if name in said else f"{said}: {name}"


def side_says(side: Side) -> str:
    """Return what a side does. Those who said something earlier or later are told with what they said, if it is one."""
    stances = {claim.stance for claim in side.claims}
    stance = stances.pop() if len(stances) == 1 else None
    if side.label in ("earlier", "later"):
        return f"{side.label}: {_SIDES[stance]}" if stance else side.label
    return _SIDES[side.label]


def voices_against(disagreement: Disagreement) -> str:
    """Return how many voices stand against how many, or what there is instead."""
    if disagreement.kind == DisagreementKind.SELF_CONTRADICTION:
        return "one voice says both"
    if disagreement.kind == DisagreementKind.REVERSAL:
        return "one speaker changed sides"
    one, other = disagreement.sides[:2]
    return f"{count_of(one.voices, 'voice')} against {other.voices}"


def separations(disagreement: Disagreement) -> list[str]:
    """Return what separates the sides: "interest (sponsored against commercial)"."""
    parts = []
    for each in disagreement.separated_by:
        one, other = (", ".join(values) for values in each.values.values())
        parts.append(f"{each.attribute} ({one} against {other})")
    return parts + (["they speak of different variants"] if disagreement.across_variants else [])


def hangs_on(disagreement: Disagreement) -> str | None:
    """Return the sources without any one of which nothing is left of it; None where that was not asked."""
    if not isinstance(disagreement.flips, list):
        return None
    if not disagreement.flips:
        return "no single source: it stands without any one of them"
    without = "either" if len(disagreement.flips) > 1 else "it"
    return f"{listed(disagreement.flips)}: without {without} this ends"


def speaker(claim: Claim) -> str:
    return listed(claim.authors) or "unnamed author"


def qualities(claim: Claim) -> list[str]:
    """Return kind, interest, date, evidence and certainty of a claim."""
    parts = [claim.source.kind, interest(claim.interest), claim.source.published or "undated"]
    parts.append("evidence unstated" if claim.evidence == EvidenceLevel.UNSTATED else claim.evidence)
    parts += [] if claim.certainty == Certainty.ASSERTED else [claim.certainty]
    return parts + (["speaks against its own interest"] if claim.against_interest else [])


def interest(word: str) -> str:
    return "interest unknown" if word == Interest.UNKNOWN else word


def frame(claim: Claim) -> str:
    """Return what the claim is said of: "nanofat · hair loss · in men · against placebo"."""
    parts = [claim.treatment, claim.condition, claim.population and f"in {claim.population}"]
    parts += [f"against {listed(claim.comparator, 'or')}"] if claim.comparator else []
    parts += [claim.outcome and f"outcome {claim.outcome}", claim.regulator and f"regulator {claim.regulator}"]
    return " · ".join(filter(None, parts))


def quote_notes(quote: Quote) -> list[str]:
    """Return what a reader should know of a quote: its state where it is not verified, and its warnings."""
    notes = [] if quote.state == QuoteState.VERIFIED else [quote.state]
    if QuoteWarning.TRIMMED in quote.warnings:
        notes.append("trimmed of a negation or hedge")
    return notes + [warning for warning in quote.warnings if warning != QuoteWarning.TRIMMED]


def measured(quantity: Quantity) -> str:
    """Return a quantity in words: "time to results: 6 to 8 months"."""
    return f"{quantity.name}: {say_range(quantity)}"


def parted_values(pair: NotComparable) -> tuple[str, str]:
    """Return what the two claims of a pair that was not compared are said of."""
    one, other = (value if isinstance(value, str) else listed(value, "or") for value in pair.values)
    return one, other


def aspect_names(aspects: Iterable[str]) -> list[str]:
    """Return aspects in running text."""
    return ["the alternatives" if aspect == Aspect.COMPARISON else aspect for aspect in aspects]


def signed(source: Citation) -> str:
    """Return who signed a source, with credentials."""
    return listed([f"{each.name} ({each.credentials})" if each.credentials else each.name for each in source.authors])
