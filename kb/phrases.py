"""What records say, in words of plain text. Whoever writes it to a page escapes it there."""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from kb.naming import name_some
from kb.records import Agreement, Change, Citation, Claim, CoverageCell, Disagreement, NotComparable, Quote, WordRun
from kb.running_text import count_of, listed, tallied
from kb.vocabulary import (
    Aspect,
    Certainty,
    DisagreementKind,
    EvidenceLevel,
    Interest,
    QuoteState,
    QuoteWarning,
    Stance,
    WordChange,
)

_SIDES: dict[str, str] = {
    Stance.SUPPORTS: "says it is true",
    Stance.REFUTES: "says it is not true",
    Stance.NEUTRAL: "says it is not known",
    "lower": "gives the lower figure",
    "higher": "gives the higher figure",
    "earlier": "said earlier",
    "later": "says later",
}
_STATED = {"supports": "supports", "refutes": "refutes", "neutral": "not known", "measures": "measures"}
_KINDS: dict[str, tuple[str, str]] = {
    DisagreementKind.CONTRADICTION: ("contradiction", "contradictions"),
    DisagreementKind.SELF_CONTRADICTION: ("self-contradiction", "self-contradictions"),
    DisagreementKind.NUMERIC: ("disagreement in numbers", "disagreements in numbers"),
    DisagreementKind.REVERSAL: ("reversal", "reversals"),
    DisagreementKind.UNCONFIRMED: ("claim that others hold not to be known", "claims that others hold not to be known"),
}


def kinds_counted(counts: dict[str, int]) -> str:
    """Return disagreements by kind: "3 contradictions and 1 reversal"."""
    return listed([count_of(number, *_KINDS[kind]) for kind, number in counts.items()])


def matter(disputed: Disagreement | Change | Claim | Agreement) -> str:
    """Return what is disputed, or agreed on; what does not name its treatment, as a quantity, is told with it."""
    said, name = disputed.proposition, disputed.treatment
    return said if _names(said, name) else f"{said}: {name}"


def said_of(disagreement: Disagreement) -> str:
    """Return what the claims are said of beside the proposition: "population men · outcome hair density"."""
    claims = [claim for side in disagreement.sides[:2] for claim in side.claims]
    parts = []
    for field in ("condition", "population", "outcome", "regulator"):
        stated = dict.fromkeys(filter(None, map(attrgetter(field), claims)))
        if any(not _names(disagreement.proposition, value) for value in stated):
            parts.append(f"{field} {name_some(list(stated))}")
    return " · ".join(parts)


def frame_beside(claim: Claim, told: str) -> list[str]:
    """Return what ``claim`` is said of and ``told`` does not name: "population men", "outcome hair density"."""
    parts = [
        f"{field} {value}"
        for field in ("treatment", "condition", "population", "outcome", "regulator")
        if (value := getattr(claim, field)) and not _names(told, value)
    ]
    against = [name for name in claim.comparator if not _names(told, name)]
    return parts + ([f"against {listed(against, 'or')}"] if against else [])


def _names(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a whole word or words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def side_says(label: str) -> str:
    """Return what a side, or a claim with a stance, does: "says it is true"."""
    return _SIDES.get(label, label)


def sides_say(label: str) -> str:
    """Return what several voices do: "say it is true"."""
    return side_says(label).replace("says", "say", 1).replace("gives", "give", 1)


def opposed_say(disagreement: Disagreement) -> list[tuple[str, str | None]]:
    """Return what each of the two opposed sides does, and the stance it takes, None where it takes none.

    What was said earlier and later is told with its stance where that has changed; in A over B and B over A it has not.
    """
    sides = disagreement.sides[:2]
    if disagreement.kind != DisagreementKind.REVERSAL:
        return [(side_says(side.label), side.label) for side in sides]
    one, other = ({claim.stance for claim in side.claims} for side in sides)
    if one & other:
        return [(side_says(side.label), None) for side in sides]
    told = [stances.pop() for stances in (one, other)]
    return [(f"{side.label}: {side_says(stance or '')}", stance) for side, stance in zip(sides, told, strict=True)]


def voices_against(disagreement: Disagreement) -> str:
    """Return how many voices stand against how many, or what there is instead."""
    if disagreement.kind == DisagreementKind.SELF_CONTRADICTION:
        return "one voice says both"
    if disagreement.kind == DisagreementKind.REVERSAL:
        return "one speaker changed sides"
    one, other = disagreement.sides[:2]
    apart = " · ranges apart" if disagreement.kind == DisagreementKind.NUMERIC else ""
    return f"{count_of(one.voices, 'voice')} against {other.voices}{apart}"


def said_both(disagreement: Disagreement) -> list[str]:
    """Return who stands on either side by name: a co-author who signed the one side alone is not among them.

    Nobody, where what joins the sides is no name: two spellings of one person, or an article and its reprint.
    """
    one, other = ({name: None for said in side.claims for name in said.authors} for side in disagreement.sides[:2])
    return [name for name in one if name in other]


def separations(disagreement: Disagreement) -> list[str]:
    """Return what separates the sides: "interest (sponsored against commercial)"."""
    parts = []
    for each in disagreement.separated_by:
        one, other = map(name_some, each.values.values())
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


def speaker(claim: Claim, most: int | None = None) -> str:
    """Return who says it; of more than ``most`` speakers the first, and how many more there are."""
    if most and len(claim.authors) > most:
        return name_some(claim.authors, most)
    return listed(claim.authors) or "unnamed author"


def qualities(claim: Claim) -> list[str]:
    """Return kind, interest, date, evidence and certainty of a claim."""
    parts = [claim.source.kind, interest(claim.interest), claim.source.published or "undated", *basis(claim)]
    return parts + (["speaks against its own interest"] if claim.against_interest else [])


def basis(claim: Claim) -> list[str]:
    """Return what a claim rests on, and its certainty unless it is asserted."""
    evidence = "evidence unstated" if claim.evidence == EvidenceLevel.UNSTATED else claim.evidence
    return [evidence] if claim.certainty == Certainty.ASSERTED else [evidence, claim.certainty]


def curators_words(claim: Claim) -> str | None:
    return f"in the curator's words: {claim.statement}" if claim.statement else None


def interest(word: str) -> str:
    return "interest unknown" if word == Interest.UNKNOWN else word


def interests_counted(counts: dict[str, int]) -> str:
    """Return voices by interest: "2 sponsored, 1 of unknown interest"."""
    unknown = "of unknown interest"
    return tallied({unknown if word == Interest.UNKNOWN else word: number for word, number in counts.items()})


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
        notes.append("trimmed of a negation, hedge or sign of comparison")
    return notes + [warning for warning in quote.warnings if warning != QuoteWarning.TRIMMED]


def parted_values(pair: NotComparable) -> tuple[str, str]:
    """Return what the two claims of a pair that was not compared are said of."""
    one, other = (value if isinstance(value, str) else listed(value, "or") for value in pair.values)
    return one, other


def aspect_names(aspects: Iterable[str]) -> list[str]:
    """Return aspects in running text."""
    return ["the alternatives" if aspect == Aspect.COMPARISON else aspect for aspect in aspects]


def cell_says(cell: CoverageCell) -> list[str]:
    """Return what a source says on an aspect, with in how many claims: "supports 2"; nothing where it is silent."""
    return [f"{word} {number}" for name, word in _STATED.items() if (number := getattr(cell, name))]


def signed(source: Citation) -> str:
    """Return who signed a source, with credentials."""
    return listed([f"{each.name} ({each.credentials})" if each.credentials else each.name for each in source.authors])


def sense_changes(differences: Sequence[WordRun]) -> list[str]:
    """Return which changes of words touch a number, a negation or a hedge: "a number changed: “12” became “11”"."""
    told = []
    for at, run in enumerate(differences):
        before = differences[at - 1] if at else None
        is_told = before is not None and before.change == WordChange.REMOVED and run.change == WordChange.ADDED
        if not run.touches or is_told:
            continue
        after = differences[at + 1] if at + 1 < len(differences) else None
        what = listed([f"a {touched}" for touched in run.touches])
        told.append(f"{what} {_fate(run, after)}")
    return told


def _fate(run: WordRun, after: WordRun | None) -> str:
    if run.change == WordChange.ADDED:
        return f"came in: “{run.text}”"
    if after is not None and after.change == WordChange.ADDED:
        return f"changed: “{run.text}” became “{after.text}”"
    return f"went: “{run.text}”"
