"""Claims that are not alone with what they say: most of a large literature has nobody to disagree with."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from kb.analysis.concept_tree import ConceptTree
from kb.analysis.facts import Fact


def in_company(facts: Sequence[Fact], tree: ConceptTree) -> list[Fact]:
    """Return those of ``facts`` that may disagree with another, or stand beside some that do, in the order given.

    Claims on one proposition about one tree, in conditions of one tree, are together; where one of them is said of no
    condition, so are those in all. Nobody disagrees where all are of one stance and no two of them measure; but where
    one thing is said to be better than another, the other way round may be said of a treatment of any tree.
    """
    mirrored = {fact.proposition_id for fact in facts if fact.named_comparators and fact.is_default_comparison}
    in_any = {_subject(fact, tree) for fact in facts if fact.condition_id is None}
    keys: list[Hashable] = []
    together: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        key: Hashable = fact.proposition_id
        if fact.proposition_id not in mirrored:
            subject = _subject(fact, tree)
            is_in_any = fact.condition_id is None or subject in in_any
            key = (*subject, None if is_in_any else tree.root(fact.condition_id or 0))
        keys.append(key)
        together[key].append(fact)
    kept = {key for key, said in together.items() if key in mirrored or _may_disagree(said)}
    return [fact for fact, key in zip(facts, keys, strict=True) if key in kept]


def _subject(fact: Fact, tree: ConceptTree) -> tuple[int, int]:
    return fact.proposition_id, tree.root(fact.treatment_id)


def _may_disagree(facts: Sequence[Fact]) -> bool:
    stances = {fact.stance for fact in facts}
    return len(stances) > 1 or sum(fact.measured is not None for fact in facts) > 1
