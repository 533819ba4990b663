"""What several claims on one proposition are said of together."""

from collections.abc import Iterable, Sequence

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.facts import Fact
from kb.analysis.wording import fill_wording


def broadest_name(tree: ConceptTree, concept_ids: Iterable[int | None]) -> str | None:
    """Return the name of what all that are stated lie under, None where they lie under no one of them."""
    top = tree.broadest({each for each in concept_ids if each is not None})
    return None if top is None else tree.names[top]


def treatment_of(facts: Sequence[Fact], tree: ConceptTree) -> str:
    """Return the broadest treatment that ``facts`` are about, the first one's where there is none."""
    return broadest_name(tree, (fact.treatment_id for fact in facts)) or tree.names[facts[0].treatment_id]


def condition_of(facts: Sequence[Fact], tree: ConceptTree) -> str | None:
    return broadest_name(tree, (fact.condition_id for fact in facts))


def proposition_of(facts: Sequence[Fact], tree: ConceptTree) -> str:
    """Return the wording that ``facts`` share, filled in with what they are said of together."""
    regulators = {fact.regulator: fact.named_regulator for fact in facts if fact.regulator}
    return fill_wording(
        facts[0].wording,
        treatment_of(facts, tree),
        condition_of(facts, tree),
        broadest_name(tree, (fact.population_id for fact in facts)),
        list(dict.fromkeys(tree.names[each] for fact in facts for each in fact.named_comparators)),
        next(iter(regulators.values())) if len(regulators) == 1 else None,
    )
