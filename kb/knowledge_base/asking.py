"""Questions to a base: claims, disagreements, one claim."""

from typing import TYPE_CHECKING, Any

from kb.analysis.claims import ClaimFilter, find_claims
from kb.analysis.comparability import count_not_comparable, find_not_comparable
from kb.analysis.concept_tree import get_concept_id, read_tree
from kb.analysis.details import get_claim
from kb.analysis.disagreements import find_disagreements
from kb.analysis.question import Question, accepted_facts
from kb.knowledge_base.opening import Opened
from kb.knowledge_base.terms import check_terms
from kb.vocabulary import ConceptKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kb.records import Claim, ClaimDetail, Disagreement, NotComparable


class Asking(Opened):
    """What is said of a treatment, and where sources disagree. Every answer is worked out when it is asked for."""

    def claims(self, treatment: str, **keep: Any) -> "list[Claim]":
        """Return the accepted claims about ``treatment`` and its descendants, by aspect, proposition and stance.

        ``keep`` takes the fields of :class:`kb.analysis.claims.ClaimFilter`: stance, aspect, condition, population,
        author, source, interest, evidence, since, until, status, only. Raises NotFoundError, with the nearest names,
        for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     for claim in kb.claims("nanofat", aspect="safety"):
        ...         print(claim.reference, claim.stance, claim.quotes[0].exact)
        clinic-page/fat-transfer-safe supports autologous fat transfer has been proven to be safe
        """
        wanted = ClaimFilter(**keep)
        check_terms(stance=wanted.stance, aspect=wanted.aspect, interest=wanted.interest)
        check_terms(evidence=wanted.evidence, status=wanted.status)
        with self._database.reading() as connection:
            return find_claims(connection, treatment, wanted)

    def disagreements(
        self,
        treatment: str | None = None,
        *,
        kind: str | None = None,
        aspect: str | None = None,
        condition: str | None = None,
    ) -> "list[Disagreement]":
        """Return where sources disagree, the most disputed of each kind first.

        With ``treatment``: those in which a claim about it or a descendant takes part. Raises NotFoundError for a
        treatment or condition that is not known.
        """
        with self._database.reading() as connection:
            return find_disagreements(connection, _question(connection, treatment, kind, aspect, condition))

    def not_comparable(
        self, treatment: str | None = None, *, aspect: str | None = None, condition: str | None = None
    ) -> "list[NotComparable]":
        """Return the pairs of claims that would contradict each other but are not said of the same thing."""
        with self._database.reading() as connection:
            question, tree = _question(connection, treatment, None, aspect, condition), read_tree(connection)
            return find_not_comparable(accepted_facts(connection, tree, question.treatment_id), tree, question)

    def count_not_comparable(
        self, treatment: str | None = None, *, aspect: str | None = None, condition: str | None = None
    ) -> dict[str, int]:
        """Return how many such pairs there are, by the part of the frame that keeps them apart."""
        with self._database.reading() as connection:
            question, tree = _question(connection, treatment, None, aspect, condition), read_tree(connection)
            return count_not_comparable(accepted_facts(connection, tree, question.treatment_id), tree, question)

    def show(self, reference: str | int) -> "ClaimDetail":
        """Return one claim, by its id or as ``SOURCE/KEY``, with context and history; else raise NotFoundError."""
        with self._database.reading() as connection:
            return get_claim(connection, str(reference))


def _question(
    connection: "Connection", treatment: str | None, kind: str | None, aspect: str | None, condition: str | None
) -> Question:
    check_terms(disagreement=kind, aspect=aspect)
    return Question(
        get_concept_id(connection, ConceptKind.TREATMENT, treatment) if treatment is not None else None,
        kind,
        aspect,
        get_concept_id(connection, ConceptKind.CONDITION, condition) if condition is not None else None,
    )
