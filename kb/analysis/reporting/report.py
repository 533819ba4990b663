"""A report on a treatment or on the whole base, put together from one reading."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from kb.analysis.claim_records import read_claims
from kb.analysis.concept_tree import ConceptTree, read_tree
from kb.analysis.coverage import find_coverages
from kb.analysis.disagreement.disagreements import compare_facts
from kb.analysis.disagreement.question import Page, Question, accepted_facts
from kb.analysis.facts import Fact
from kb.analysis.reporting.agreements import find_unopposed
from kb.analysis.reporting.citations import cite_sources
from kb.analysis.reporting.not_compared import find_examples
from kb.analysis.reporting.summary import count_kinds, say_worst
from kb.analysis.voices import group_voices
from kb.records import (
    Agreement,
    Citation,
    Claim,
    Comparison,
    Disagreement,
    LookedAt,
    NotCompared,
    Report,
    Summary,
)
from kb.store.schema_version import HEAD
from kb.vocabulary import QuoteState

#: Of how many pairs that are not compared, at the most, a report gives the claims.
LISTED_PAIRS = 20

LIMITS = [
    "kb does not say who is right. That two claims contradict each other does not say which is true, nor that either"
    " is.",
    "This is no medical advice.",
    "kb knows what was entered. A source that nobody loaded, and a claim that nobody wrote down, is not in here; that a"
    " source is silent is counted in its recorded claims.",
    "Stance, certainty and evidence level are a curator's reading; the quote is what lets you check it.",
    "A quote that is unchecked has not been held against its article.",
    "The score counts voices on both sides. How strong the evidence is stands beside it and is not part of it.",
]


def make_report(connection: Connection, question: Question) -> Report:
    """Return the report on the treatment of ``question``, None: on everything.

    It looks at the claims about the treatment and its variants, and at those about others that stand against them.
    """
    tree = read_tree(connection)
    every = accepted_facts(connection, tree, question)
    claims = read_claims(connection, (fact.id for fact in every))
    compared = compare_facts(every, tree, question, Page(flips=True), lambda _: claims)
    not_compared = _not_compared(compared, every, claims, tree, question)
    agreements, open_questions = find_unopposed(every, tree, question.treatment_id)
    facts = [fact for fact in every if _is_asked(fact, tree, question)]
    if len(facts) < len(every):
        shown = _shown(compared.disagreements, not_compared, [*agreements, *open_questions])
        facts = [fact for fact in every if fact.reference in shown or _is_asked(fact, tree, question)]
    coverage = list(find_coverages(connection, tree, question.treatment_id))
    sources = cite_sources(connection, Counter(fact.source_id for fact in facts))
    answers: list[object] = [agreements, open_questions, coverage, not_compared.counts]
    said = [claims[fact.id] for fact in facts]
    looked_at = _looked_at(facts, said, _digest(said, sources, compared.disagreements, answers))
    return Report(
        treatment=None if question.treatment_id is None else tree.names[question.treatment_id],
        summary=Summary(
            sources=looked_at.sources,
            voices=looked_at.voices,
            disagreements=count_kinds(compared.disagreements),
            agreements=len(agreements),
            open_questions=len(open_questions),
            one_sided=len({praise.key for each in coverage for praise in each.one_sided}),
            worst=say_worst(compared.disagreements[0]) if compared.disagreements else None,
        ),
        looked_at=looked_at,
        disagreements=compared.disagreements,
        agreements=agreements,
        open_questions=open_questions,
        named_claims=_named(said, [*agreements, *open_questions]),
        coverage=coverage,
        not_compared=not_compared,
        sources=sources,
        limits=LIMITS,
    )


def _not_compared(
    compared: Comparison, facts: Sequence[Fact], claims: Mapping[int, Claim], tree: ConceptTree, question: Question
) -> NotCompared:
    """Return how many pairs are not compared, and examples of them."""
    total = sum(compared.not_comparable.values())
    pairs = find_examples(facts, claims, tree, question, LISTED_PAIRS) if total else []
    return NotCompared(compared.not_comparable, pairs, total - len(pairs))


def _shown(
    disagreements: Sequence[Disagreement], not_compared: NotCompared, agreements: Sequence[Agreement]
) -> set[str]:
    """Return the references of the claims that the report shows or names, whatever they are about."""
    sides = [side.claims for each in disagreements for side in each.sides]
    whole = (*sides, *(pair.claims for pair in not_compared.pairs))
    named = {reference for each in agreements for reference in each.claims}
    return named | {said.reference for said in {said.id: said for claims in whole for said in claims}.values()}


def _named(claims: Sequence[Claim], agreements: Sequence[Agreement]) -> list[Claim]:
    """Return the claims that agreements and open questions name, in the order in which they first do."""
    names = dict.fromkeys(name for each in agreements for name in each.claims)
    said = {each.reference: each for each in claims} if names else {}
    return [said[reference] for reference in names]


def _is_asked(fact: Fact, tree: ConceptTree, question: Question) -> bool:
    return question.treatment_id is None or tree.is_under(fact.treatment_id, question.treatment_id)


def _looked_at(facts: Sequence[Fact], claims: Sequence[Claim], contents: str) -> LookedAt:
    states = Counter(quote.state for said in claims for quote in said.quotes)
    return LookedAt(
        treatments=sorted({said.treatment for said in claims}, key=lambda name: (name.casefold(), name)),
        sources=len({fact.source_id for fact in facts}),
        voices=len(group_voices(facts)),
        claims=len(facts),
        quotes={state.value: states[state] for state in QuoteState if states[state]},
        schema=HEAD,
        contents=contents,
    )


def _digest(
    claims: Sequence[Claim], sources: Sequence[Citation], disagreements: Sequence[Disagreement], answers: list[object]
) -> str:
    """Return the SHA-256 over all that the report stands on and says, but for ids: equal bases may differ in them."""
    digest = hashlib.sha256()
    for said in sorted(claims, key=lambda each: (each.source.key, each.key)):
        digest.update(msgspec.json.encode(msgspec.structs.replace(said, id=0)))
    references = {said.id: said.reference for said in claims}
    for record in (*sources, *answers, *(_outline(each, references) for each in disagreements)):
        digest.update(msgspec.json.encode(record))
    return digest.hexdigest()


def _outline(disagreement: Disagreement, references: Mapping[int, str]) -> dict[str, object]:
    """Return a disagreement with its claims by reference: the claims themselves are in the digest already."""
    told: dict[str, object] = msgspec.structs.asdict(disagreement)
    told["sides"] = [
        [side.label, side.voices, [references[said.id] for said in side.claims]] for side in disagreement.sides
    ]
    return told
