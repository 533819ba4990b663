"""Questions to a base: claims, disagreements, one claim."""

from typing import TYPE_CHECKING, Any

from kb.errors import UsageError
from kb.knowledge_base.opening import Opened
from kb.knowledge_base.terms import check_terms

# Every question imports what answers it: a command that asks one thing does not pay for the others.
if TYPE_CHECKING:
    from typing import Unpack

    from kb.analysis.claims import ClaimFilter
    from kb.analysis.disagreement.question import Page
    from kb.knowledge_base.questions import Asked
    from kb.records import (
        Claim,
        ClaimDetail,
        ClaimPage,
        Comparison,
        Coverage,
        Disagreement,
        NotComparable,
        Report,
        SearchHit,
        VoicesByInterest,
    )


class Asking(Opened):
    """What is said of a treatment, and where sources disagree. Every answer is worked out when it is asked for."""

    def claims(self, treatment: str, *, limit: int | None = None, offset: int = 0, **keep: Any) -> "list[Claim]":
        """Return the accepted claims about ``treatment`` and its descendants, by aspect, proposition and stance.

        ``keep`` takes the fields of :class:`kb.analysis.claims.ClaimFilter`: stance, aspect, condition, population,
        author, source, interest, evidence, since, until, status, only, search. Raises NotFoundError, with the nearest
        names, for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     for claim in kb.claims("nanofat", aspect="safety"):
        ...         print(claim.reference, claim.stance, claim.quotes[0].exact)
        clinic-page/fat-transfer-safe supports autologous fat transfer has been proven to be safe
        """
        return self.page_of_claims(treatment, limit=limit, offset=offset, **keep).claims

    def page_of_claims(self, treatment: str, *, limit: int | None = None, offset: int = 0, **keep: Any) -> "ClaimPage":
        """Return at most ``limit`` of the same claims from ``offset`` on, and how many there are in all; that takes
        less time than to read all of them.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     page = kb.page_of_claims("stem cell therapy", limit=1)
        >>> len(page.claims), page.in_all, page.sources
        (1, 23, 2)
        """
        from kb.analysis.claim_records import read_claims
        from kb.analysis.claims import ClaimFilter, find_claims
        from kb.records import ClaimPage

        _check_page(limit, offset)
        wanted = ClaimFilter(**keep)
        _check(wanted)
        with self._database.reading() as connection:
            found = find_claims(connection, treatment, wanted)
            shown = found.ids[offset:] if limit is None else found.ids[offset : offset + limit]
            claims = read_claims(connection, shown)
        return ClaimPage([claims[each] for each in shown], len(found.ids), found.sources)

    def search(
        self,
        text: str,
        treatment: str | None = None,
        *,
        kind: str | None = None,
        limit: int | None = 20,
        offset: int = 0,
        **keep: Any,
    ) -> "list[SearchHit]":
        """Return the claims and articles that have the words of ``text``, the best first, with the words marked.

        All words must be there, by their English stem, whatever their case and accents; ``"words in quotes"`` next to
        each other; ``begin*`` stands for any word that begins so; what has a ``-`` before it must not be there. All
        else is text. A claim is found by its statement, its quotes, the title of its source and the names of its
        treatment; an article by its title and publisher, or by its current text. With ``kind``, claims or articles
        alone. ``treatment`` and ``keep``, as for :meth:`claims`, narrow the claims, and the articles to sources that
        have such a claim. Claims and articles come by turns; of more than 2,000 that match, the newest are ranked.
        Raises UsageError for a text without a word to find, NotFoundError for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     for hit in kb.search('"marginal at best" -cellular'):
        ...         print(hit.kind, hit.claim.reference, hit.marked[0].field, hit.marked[0].pieces)
        claim clinic-page/marginal-effect quote [('Results are ', False), ('marginal at best', True)]
        """
        from kb.analysis.claims import ClaimFilter
        from kb.analysis.searching.hits import Search, find_hits

        wanted = ClaimFilter(**keep)
        _check(wanted)
        check_terms(searched=kind)
        _check_page(limit, offset)
        if wanted.search is not None:
            raise UsageError("search: the text to search for is given once")
        with self._database.reading() as connection:
            return find_hits(connection, Search(text, treatment, kind, wanted), limit, offset)

    def disagreements(
        self,
        treatment: str | None = None,
        *,
        limit: int | None = None,
        offset: int = 0,
        flips: bool = False,
        **asked: "Unpack[Asked]",
    ) -> "list[Disagreement]":
        """Return where sources disagree, the most disputed of each kind first.

        With ``treatment``: those in which a claim about it or a descendant takes part. ``asked`` takes what
        :class:`kb.knowledge_base.questions.Asked` lists: it narrows them, or asks the same of part of the base.
        ``flips`` names the sources that each hangs on. Raises NotFoundError for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     print([each.aspect for each in kb.disagreements(kind="contradiction", flips=True) if each.flips])
        ...     print(kb.disagreements(kind="contradiction", without=["sponsored"]))
        ['efficacy', 'availability', 'mechanism']
        []
        """
        from kb.analysis.disagreement.disagreements import find_disagreements
        from kb.knowledge_base.questions import read_question

        with self._database.reading() as connection:
            question = read_question(connection, treatment, **asked)
            return find_disagreements(connection, question, _page(limit, offset, flips))

    def compare(
        self,
        treatment: str | None = None,
        *,
        limit: int | None = None,
        offset: int = 0,
        flips: bool = False,
        count_among: int | None = None,
        **asked: "Unpack[Asked]",
    ) -> "Comparison":
        """Return the same as :meth:`disagreements`, with how many there are in all, how many pairs are not comparable,
        and what the part of the base that was asked changes: which disagreements end, change or only then come up.

        To count, all claims are held against each other. Where the whole base is asked for some disagreements, and has
        more than ``count_among`` accepted claims, nothing is counted, and they come in a small part of the time:
        ``total`` is None then, and ``not_comparable`` is empty."""
        from kb.analysis.disagreement.disagreements import compare
        from kb.knowledge_base.questions import read_question

        page = _page(limit, offset, flips)
        with self._database.reading() as connection:
            return compare(connection, read_question(connection, treatment, **asked), page, count_among)

    def not_comparable(self, treatment: str | None = None, **asked: "Unpack[Asked]") -> "list[NotComparable]":
        """Return the pairs of claims that would contradict each other but are not said of the same thing. ``asked`` is
        what :meth:`disagreements` takes, but for the kind: what is not compared is of none."""
        if asked.get("kind") is not None:
            raise UsageError("a pair that is not compared is of no kind: leave it out")
        from kb.analysis.disagreement.comparability import find_not_comparable
        from kb.knowledge_base.questions import read_question

        with self._database.reading() as connection:
            return find_not_comparable(connection, read_question(connection, treatment, **asked))

    def count_not_comparable(self, treatment: str | None = None, **asked: "Unpack[Asked]") -> dict[str, int]:
        """Return how many such pairs there are, by the part of the frame that keeps them apart."""
        return self.compare(treatment, limit=0, **asked).not_comparable

    def coverage(self, treatment: str, *, condition: str | None = None) -> "Coverage":
        """Return which source says something on which aspect of ``treatment`` or a descendant, and which is silent.

        Beside it stand the sources that support efficacy, doubt it nowhere, and say nothing on safety, evidence, cost,
        regulation or the alternatives. Silence is counted in the accepted claims of this base. With a ``condition``, a
        claim counts unless it is about another one: it states this one, one under it, one above it or none. Raises
        NotFoundError, with the nearest names, for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     found = kb.coverage("stem cell therapy")
        >>> for source in found.sources:
        ...     print(source.key, source.cells["efficacy"].state, source.cells["safety"].state)
        clinic-page both supports
        sponsored-post supports silent
        >>> [(source.key, source.silent_on) for source in found.one_sided]
        [('sponsored-post', ['safety', 'evidence', 'cost', 'regulation', 'comparison'])]
        """
        from kb.analysis.coverage import find_coverage, get_subject

        with self._database.reading() as connection:
            return find_coverage(connection, get_subject(connection, treatment, condition))

    def voices_by_interest(self, treatment: str, *, condition: str | None = None) -> "VoicesByInterest":
        """Return how many voices of each interest take which stance on each aspect of ``treatment`` or a descendant.

        ``condition`` is as for :meth:`coverage`. An interest with ``caution`` has too few voices to read a pattern
        from. Raises NotFoundError, with the nearest names, for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     found = kb.voices_by_interest("stem cell therapy")
        >>> for row in found.rows[:2]:
        ...     print(row.aspect, row.interest, row.supports, row.refutes)
        efficacy commercial 1 1
        efficacy sponsored 1 0
        >>> all(total.caution for total in found.totals)
        True
        """
        from kb.analysis.coverage import get_subject
        from kb.analysis.interests import find_voices_by_interest

        with self._database.reading() as connection:
            return find_voices_by_interest(connection, get_subject(connection, treatment, condition))

    def report(self, treatment: str | None = None) -> "Report":
        """Return all that a report on ``treatment`` and its variants, or on the whole base, tells a reader.

        What was looked at, the disagreements with the sources they hang on, agreements and open questions, coverage,
        what was not compared and why, every source with its citation. Worked out from one state of the base, and the
        same each time: nothing in it depends on the time of day. Raises NotFoundError for a name that is not known.

        >>> with KnowledgeBase.in_memory() as kb:
        ...     _ = kb.load(seeds=True)
        ...     report = kb.report("stem cell therapy")
        >>> report.summary.sources, report.summary.disagreements
        (2, {'contradiction': 3, 'self-contradiction': 2, 'unconfirmed': 1})
        >>> [(source.key, len(source.silent_on)) for source in report.coverage[0].one_sided]
        [('sponsored-post', 5)]
        """
        from kb.analysis.reporting.report import make_report
        from kb.knowledge_base.questions import read_question

        with self._database.reading() as connection:
            return make_report(connection, read_question(connection, treatment))

    def show(self, reference: str | int) -> "ClaimDetail":
        """Return one claim, by its id or as ``SOURCE/KEY``, with context and history; else raise NotFoundError."""
        from kb.analysis.details import get_claim

        with self._database.reading() as connection:
            return get_claim(connection, str(reference))


def _check(keep: "ClaimFilter") -> None:
    check_terms(stance=keep.stance, aspect=keep.aspect, interest=keep.interest, status=keep.status)


def _page(limit: int | None, offset: int, flips: bool) -> "Page":
    from kb.analysis.disagreement.question import Page

    _check_page(limit, offset)
    return Page(limit, offset, flips)


def _check_page(limit: int | None, offset: int) -> None:
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and value < 0:
            raise UsageError(f"{name}: {value} is below 0")
