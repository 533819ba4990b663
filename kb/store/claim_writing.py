"""The claims of a source record into the base: new ones added, known ones changed, missing ones withdrawn."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select

from kb.records import PreparedClaim, QuoteRecord
from kb.store.claims import ClaimBooks, Resolved, look_up_names, refused_names, resolve_claim
from kb.store.contexts import keep_contexts
from kb.store.ledger import Ledger, Row, differing
from kb.store.matching import Known, free_keys, match_claims
from kb.store.models import author, claim, claim_comparator, concept, proposition, quote, revision
from kb.store.quotes import StandingQuotes, quote_rows
from kb.store.snapshots import CurrentText
from kb.vocabulary import ReviewStatus

Complain = Callable[[int, str, str], None]
"""Takes what is wrong with a claim: its index in the record, the field, the message."""

_NAMES: dict[str, ColumnElement[str]] = {
    "treatment_id": concept.c.name,
    "condition_id": concept.c.name,
    "population_id": concept.c.name,
    "author_id": author.c.name,
}


@dataclass(slots=True)
class ClaimWriter:
    """Brings the claims of one source into the base and counts in ``outcomes`` what became of them."""

    books: ClaimBooks
    source_id: int
    current: CurrentText | None
    outcomes: Counter[str]

    @property
    def ledger(self) -> Ledger:
        return self.books.ledger

    def write_new(self, prepared: Sequence[PreparedClaim], complain: Complain) -> StandingQuotes:
        """Make ``prepared`` the claims of a source that is new; return what its quotes stand for.

        Nothing of it is in the base, and nothing is asked of it: the rows wait until there are many.
        """
        keys = free_keys(claim.key for claim in prepared if claim.key)
        standing = StandingQuotes()
        for given in self._resolve(prepared, complain):
            self._add(given, given.key or next(keys), standing)
        return standing

    def write(self, prepared: Sequence[PreparedClaim], complain: Complain) -> None:
        """Make ``prepared`` the claims that the source's file gives."""
        known = list(_known_claims(self.ledger, self.source_id))
        given = list(self._resolve(prepared, complain))
        resolved = keep_contexts(self.ledger, self.source_id, given, known, self.current)
        matches = match_claims([claim.fields for claim in resolved], known)
        used = [entry.fields.key or "" for entry in known] + [claim.key or "" for claim in resolved]
        keys = free_keys(chain(used, _former_keys(self.ledger, self.source_id) if known else ()))
        for claim_given, match in zip(resolved, matches, strict=True):
            if match is None:
                self._add(claim_given, claim_given.key or next(keys))
            else:
                self._update(claim_given, match)
        kept = {id(match) for match in matches}
        for entry in known:
            if entry.is_from_file and id(entry) not in kept and not entry.is_withdrawn:
                self._withdraw(entry)

    def _resolve(self, prepared: Sequence[PreparedClaim], complain: Complain) -> Iterator[Resolved]:
        look_up_names(self.books, prepared)
        refused = self._refuse_names(prepared, complain) if self.books.concepts.strict else set()
        for index, given in enumerate(prepared):
            if index in refused:
                continue
            resolved = resolve_claim(self.books, given, self.source_id)
            stands = given.status is not ReviewStatus.WITHDRAWN  # a merge may have made one of what it compared
            if stands and resolved.columns["treatment_id"] in resolved.comparators:
                complain(index, "comparator", f"'{given.treatment}' is compared with itself")
            yield resolved

    def _refuse_names(self, prepared: Sequence[PreparedClaim], complain: Complain) -> set[int]:
        """Return which claims have names that are not taken; tell each name once, at the first claim that has it, and
        how many have."""
        refused: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, given in enumerate(prepared):
            for told in dict.fromkeys(refused_names(self.books, given)):
                refused[told].append(index)
        for (field, reason), indices in refused.items():
            complain(indices[0], field, reason if len(indices) == 1 else f"{reason}; {len(indices)} claims have it")
        return {index for indices in refused.values() for index in indices}

    def _add(self, given: Resolved, key: str, standing: StandingQuotes | None = None) -> None:
        claim_id = self.ledger.next_id(claim)
        row = given.columns
        row |= {"id": claim_id, "source_id": self.source_id, "key": key, "load_id": self.ledger.load_id}
        row |= {"reviewed_status": given.reviewed, "origin": given.origin}
        self.ledger.add(claim, row)
        if given.comparators:
            self._add_comparators(claim_id, given.comparators)
        quoted = self._add_quotes(claim_id, given.quotes)
        if standing is not None and given.columns["status"] == ReviewStatus.ACCEPTED:
            standing.note(quoted, given.quotes, key)
        self.ledger.flush_if_full()
        self.outcomes["added"] += 1

    def _add_comparators(self, claim_id: int, comparators: Sequence[int]) -> None:
        for position, concept_id in enumerate(comparators):
            self.ledger.add(claim_comparator, {"claim_id": claim_id, "position": position, "concept_id": concept_id})

    def _add_quotes(self, claim_id: int, quotes: Sequence[QuoteRecord]) -> list[Row]:
        rows = quote_rows(claim_id, quotes, self.current)
        for row in rows:
            self.ledger.add(quote, row)
        return rows

    def _update(self, given: Resolved, match: Known) -> None:
        before: Row = match.row
        after = {**given.columns, "key": given.key or before["key"]}
        after["reviewed_status"] = before["reviewed_status"] or given.reviewed
        if after["status"] != ReviewStatus.WITHDRAWN:  # which is as if the record had left it out
            after["status"] = after["reviewed_status"] or after["status"]
        changed = {name: value for name, value in after.items() if before[name] != value}
        is_same = given.fields.quotes == match.fields.quotes and given.comparators == before["comparators"]
        if not changed and is_same:
            self.outcomes["unchanged"] += 1
            return
        self.ledger.search.changing_claims([before["id"]])
        was, now = self._readable(before, changed), self._readable(after, changed)
        if "proposition_id" in changed:
            was, now = differing(self._proposition(before) | was, self._proposition(after) | now)
        if given.comparators != before["comparators"]:
            was["comparator"], now["comparator"] = self._names(before["comparators"]), self._names(given.comparators)
            self._replace(claim_comparator, before["id"])
            self._add_comparators(before["id"], given.comparators)
        if given.fields.quotes != match.fields.quotes:
            was["quotes"], now["quotes"] = _shown_quotes(before["quotes"]), _shown_quotes(given.quotes)
            self._replace(quote, before["id"])
            self._add_quotes(before["id"], given.quotes)
        if changed:
            self.ledger.update(claim, before["id"], changed)
        is_back = match.is_withdrawn and after["status"] != ReviewStatus.WITHDRAWN
        action = "reinstated" if is_back else "changed"
        self.ledger.revise("claim", before["id"], action, was, now)
        self.outcomes["changed"] += 1

    def _replace(self, table: Table[Any], claim_id: int) -> None:
        self.ledger.flush()
        self.ledger.connection.execute(delete(table).where(table.c.claim_id == claim_id))

    def _withdraw(self, entry: Known) -> None:
        status = {"status": entry.row["status"]}
        self.ledger.update(claim, entry.row["id"], {"status": ReviewStatus.WITHDRAWN})
        self.ledger.revise("claim", entry.row["id"], "withdrawn", status, {"status": ReviewStatus.WITHDRAWN})
        self.outcomes["withdrawn"] += 1

    def _readable(self, columns: Row, names: Iterable[str]) -> Row:
        """Return the columns called ``names``, with the names that a reader knows in place of ids."""
        self.ledger.flush()
        readable: Row = {}
        for name in names:
            if name in _NAMES:
                label = _NAMES[name]
                query = select(label).where(label.table.c.id == columns[name])
                readable[name.removesuffix("_id")] = self.ledger.connection.scalar(query)
            elif name != "proposition_id":
                readable[name] = columns[name]
        return readable

    def _proposition(self, columns: Row) -> Row:
        query = select(proposition.c.aspect, proposition.c.wording).where(proposition.c.id == columns["proposition_id"])
        aspect, wording = self.ledger.connection.execute(query).one()
        return {"aspect": aspect, "proposition": wording}

    def _names(self, concept_ids: Sequence[int]) -> list[str]:
        """Return the names of concepts in the order given, which is the order that a record gives them in."""
        self.ledger.flush()
        rows = self.ledger.connection.execute(select(concept.c.id, concept.c.name).where(concept.c.id.in_(concept_ids)))
        names = {row.id: row.name for row in rows}
        return [names[concept_id] for concept_id in concept_ids]


def _known_claims(ledger: Ledger, source_id: int) -> Iterator[Known]:
    """Yield the claims of the source, oldest first, as rows with what hangs on them."""
    ledger.flush()
    mine = claim.c.source_id == source_id
    comparators: dict[int, list[int]] = defaultdict(list)
    hanging = select(claim_comparator).join_from(claim_comparator, claim).where(mine)
    for row in ledger.connection.execute(hanging.order_by(claim_comparator.c.position)):
        comparators[row.claim_id].append(row.concept_id)
    quotes: dict[int, list[QuoteRecord]] = defaultdict(list)
    words = select(quote).join_from(quote, claim).where(mine).order_by(quote.c.position)
    for row in ledger.connection.execute(words):
        quotes[row.claim_id].append(QuoteRecord(row.exact, row.prefix, row.suffix))
    for known in ledger.connection.execute(select(claim).where(mine).order_by(claim.c.id)).mappings():
        columns: Row = dict(known)
        columns |= {"comparators": tuple(comparators[known["id"]]), "quotes": tuple(quotes[known["id"]])}
        resolved = Resolved(columns, columns["comparators"], columns["quotes"], columns["key"])
        is_withdrawn, is_from_file = columns["status"] == ReviewStatus.WITHDRAWN, columns["origin"] == "file"
        yield Known(resolved.fields, is_withdrawn, columns, is_from_file)


def _former_keys(ledger: Ledger, source_id: int) -> Iterator[str]:
    """Yield the keys that claims of the source had before they were given others: who noted one must not find another
    claim under it. The base is asked when the first key is made, and not where none is."""
    joined = select(func.json_extract(revision.c.before, "$.key")).join_from(revision, claim)
    mine = (claim.c.source_id == source_id) & revision.c.before.contains('"key"')
    yield from filter(None, ledger.connection.scalars(joined.where(mine)).all())


def _shown_quotes(quotes: Sequence[QuoteRecord]) -> list[str | dict[str, str]]:
    """Return quotes as a record gives them, for the history: words alone, or words with their context."""
    shown: list[str | dict[str, str]] = []
    for words in quotes:
        context = {name: text for name in ("prefix", "suffix") if (text := getattr(words, name))}
        shown.append({"exact": words.exact, **context} if context else words.exact)
    return shown
