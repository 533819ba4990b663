"""The claims of a source record into the base: new ones added, known ones changed, missing ones withdrawn."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, select

from kb.records import PreparedClaim, QuoteRecord
from kb.store.claims import ClaimBooks, Resolved, resolve_claim
from kb.store.concepts import UnknownNameError
from kb.store.ledger import Ledger, Row
from kb.store.matching import Known, free_keys, match_claims
from kb.store.models import author, claim, claim_comparator, concept, proposition, quote
from kb.store.quotes import CurrentText, quote_rows
from kb.vocabulary import ReviewStatus

Complain = Callable[[int, str, str], None]
"""Takes what is wrong with a claim: its index in the record, the field, the message."""

_NAMED_BY: dict[str, tuple[Table[Any], str]] = {
    "proposition_id": (proposition, "wording"),
    "treatment_id": (concept, "name"),
    "condition_id": (concept, "name"),
    "population_id": (concept, "name"),
    "author_id": (author, "name"),
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

    def write(self, prepared: Sequence[PreparedClaim], complain: Complain) -> None:
        """Make ``prepared`` the claims that the source's file gives."""
        resolved = [claim for claim in self._resolve(prepared, complain) if claim is not None]
        known = list(_known_claims(self.ledger, self.source_id))
        matches = match_claims([claim.fields for claim in resolved], known)
        used = [entry.fields.key or "" for entry in known] + [claim.key or "" for claim in resolved]
        keys = free_keys(used)
        for claim_given, match in zip(resolved, matches, strict=True):
            if match is None:
                self._add(claim_given, claim_given.key or next(keys))
            else:
                self._update(claim_given, match)
        kept = {id(match) for match in matches}
        for entry in known:
            if id(entry) not in kept and not entry.is_withdrawn:
                self._withdraw(entry)

    def _resolve(self, prepared: Sequence[PreparedClaim], complain: Complain) -> Iterator[Resolved | None]:
        for index, given in enumerate(prepared):
            try:
                yield resolve_claim(self.books, given, self.source_id)
            except UnknownNameError as error:
                complain(index, error.kind, str(error))
                yield None

    def _add(self, given: Resolved, key: str) -> None:
        claim_id = self.ledger.next_id(claim)
        row = {"id": claim_id, "source_id": self.source_id, "key": key, **given.columns, "reviewed_status": None}
        self.ledger.add(claim, {**row, "origin": "file", "load_id": self.ledger.load_id})
        self._add_comparators(claim_id, given.comparators)
        self._add_quotes(claim_id, given.quotes)
        self.ledger.flush_if_full()
        self.outcomes["added"] += 1

    def _add_comparators(self, claim_id: int, comparators: Sequence[int]) -> None:
        for position, concept_id in enumerate(comparators):
            self.ledger.add(claim_comparator, {"claim_id": claim_id, "position": position, "concept_id": concept_id})

    def _add_quotes(self, claim_id: int, quotes: Sequence[QuoteRecord]) -> None:
        for row in quote_rows(claim_id, quotes, self.current):
            self.ledger.add(quote, row)

    def _update(self, given: Resolved, match: Known) -> None:
        before: Row = match.row
        after = {**given.columns, "key": given.key or before["key"]}
        after["status"] = before["reviewed_status"] or after["status"]
        changed = {name: value for name, value in after.items() if before[name] != value}
        is_same = given.fields.quotes == match.fields.quotes and given.comparators == before["comparators"]
        if not changed and is_same:
            self.outcomes["unchanged"] += 1
            return
        was, now = self._readable({name: before[name] for name in changed}), self._readable(changed)
        if given.comparators != before["comparators"]:
            was["comparator"], now["comparator"] = self._names(before["comparators"]), self._names(given.comparators)
            self._replace(claim_comparator, before["id"])
            self._add_comparators(before["id"], given.comparators)
        if given.fields.quotes != match.fields.quotes:
            was["quotes"], now["quotes"] = (
                [words.exact for words in side] for side in (before["quotes"], given.quotes)
            )
            self._replace(quote, before["id"])
            self._add_quotes(before["id"], given.quotes)
        if changed:
            self.ledger.update(claim, before["id"], changed)
        action = "reinstated" if match.is_withdrawn else "changed"
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

    def _readable(self, columns: Row) -> Row:
        """Return ``columns`` with the names that a reader knows in place of ids."""
        readable: Row = {}
        for name, value in columns.items():
            if name not in _NAMED_BY:
                readable[name] = value
                continue
            self.ledger.flush()
            table, label = _NAMED_BY[name]
            readable[name.removesuffix("_id")] = self.ledger.connection.scalar(
                select(table.c[label]).where(table.c.id == value)
            )
        return readable

    def _names(self, concept_ids: Sequence[int]) -> list[str]:
        self.ledger.flush()
        names = select(concept.c.name).where(concept.c.id.in_(concept_ids)).order_by(concept.c.name)
        return list(self.ledger.connection.scalars(names))


def _known_claims(ledger: Ledger, source_id: int) -> Iterator[Known]:
    """Yield the claims that files have given for the source, oldest first, as rows with what hangs on them."""
    ledger.flush()
    mine = (claim.c.source_id == source_id) & (claim.c.origin == "file")
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
        yield Known(resolved.fields, columns["status"] == ReviewStatus.WITHDRAWN, columns)
