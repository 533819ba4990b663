"""What a base must hold after each load of a folder, worked out from the rules alone, and what one does hold."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.vocabulary import Aspect
from tests.building import Desk, Record
from tests.folder_model import Folder, Work
from tests.storing import query

Revision = tuple[str, Record, Record]
_PLAIN = ("treatment", "condition", "population", "outcome", "regulator", "aspect", "stance", "statement", "author")
_QUANTITY = ("name", "low", "high", "unit")


def plain_claim(claim: Record, suffix: str) -> Record:
    """Return what ``claim`` says in a file with ``suffix``, by the names that a revision has. CSV holds no context."""
    quantity = claim.get("quantity") or {}
    default = next(aspect.wording for aspect in Aspect if aspect == claim["aspect"])
    return {
        **{name: claim.get(name) for name in (*_PLAIN, "interest")},
        "proposition": claim.get("proposition") or default,
        "comparator": _listed(claim.get("comparator")),
        "quotes": [_quote(each, suffix) for each in _listed(claim.get("quote"))],
        "certainty": claim["certainty"],
        "evidence": claim["evidence"],
        "status": claim["status"],
        **{f"quantity_{name}": quantity.get(name) for name in _QUANTITY},
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _quote(quote: str | Record, suffix: str) -> str | Record:
    return quote["exact"] if isinstance(quote, dict) and suffix == "csv" else quote


@dataclass
class Landed:
    """A claim that is in the base: what it says, its key with it, and its history."""

    source: str
    says: Record
    reviewed: str | None = None
    revisions: list[Revision] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """The key that it has and those that it had before: none of them is made for another claim."""
        return [self.says["key"], *(before["key"] for _, before, _ in self.revisions if "key" in before)]

    def change(self, action: str, **changes: Any) -> None:
        before = {name: self.says[name] for name in changes}
        self.revisions.append((action, before, changes))
        self.says = self.says | changes


@dataclass
class ExpectedBase:
    """Claims by the number in their outcome; sources by key, as what their records give."""

    claims: dict[str, Landed] = field(default_factory=dict)
    sources: dict[str, Record] = field(default_factory=dict)

    def load(self, folder: Folder) -> dict[str, Counter[str]]:
        """Load every file of ``folder`` that can land; return what becomes of the claims of each file."""
        lands = set(self._landing(folder))
        outcomes: dict[str, Counter[str]] = {}
        for name, works in folder.files.items():
            if name not in lands:
                outcomes[name] = Counter(rejected=max(sum(len(work.claims) for work in works), 1))
                continue
            outcomes[name] = Counter(
                outcome for work in works for outcome in self._load_work(work, name.rpartition(".")[2])
            )
        return outcomes

    def _landing(self, folder: Folder) -> Iterator[str]:
        """Yield the files of which every origin is in the base, in the file itself or in one that lands."""
        there, waiting = {None, *self.sources}, dict(folder.files)
        while True:
            ready = [
                name
                for name, works in waiting.items()
                if {work.origin for work in works} <= there | {work.key for work in works}
            ]
            if not ready:
                return
            yield from ready
            there |= {work.key for name in ready for work in waiting.pop(name)}

    def _load_work(self, work: Work, suffix: str) -> Iterator[str]:
        given = {**work.fields, "derived_from": work.origin}
        if self.sources.get(work.key, given) != given:
            yield "changed"
        self.sources[work.key] = given
        mine = {name: landed for name, landed in self.claims.items() if landed.source == work.key}
        keys = [key for each in mine.values() for key in each.keys]
        made = [int(found[1]) for key in keys if (found := re.fullmatch(r"c(\d+)", key))]
        highest = max(made, default=0)
        for name, claim in work.claims.items():
            says = plain_claim(claim, suffix)
            if name in mine:
                yield self._change(mine[name], says | ({"key": claim["key"]} if "key" in claim else {}))
                continue
            highest += "key" not in claim
            self.claims[name] = Landed(work.key, says | {"key": claim.get("key", f"c{highest}")})
            yield "added"
        for name, landed in mine.items():
            if name not in work.claims and landed.says["status"] != "withdrawn":
                landed.change("withdrawn", status="withdrawn")
                yield "withdrawn"

    def _change(self, landed: Landed, says: Record) -> str:
        says["status"] = landed.reviewed or says["status"]
        changes = {name: value for name, value in says.items() if landed.says[name] != value}
        if not changes:
            return "unchanged"
        landed.change("reinstated" if landed.says["status"] == "withdrawn" else "changed", **changes)
        return "changed"

    def review(self, name: str, status: str, desk: Desk) -> None:
        """Decide on a claim as a review does, in the model and in the base."""
        landed = self.claims[name]
        landed.reviewed = landed.says["status"] = status
        statement = "UPDATE claim SET status = ?1, reviewed_status = ?1 WHERE outcome = 'outcome ' || ?2"
        query(desk, statement, status, name)


_CLAIMS = """
SELECT substr(c.outcome, 9), c.id, s.key, c.key, t.name, d.name, p.name, c.outcome, c.regulator, w.aspect, c.stance,
    c.statement, a.name, c.interest, w.wording, c.certainty, c.evidence, c.status,
    c.quantity_name, c.quantity_low, c.quantity_high, c.quantity_unit
FROM claim c JOIN source s ON s.id = c.source_id JOIN concept t ON t.id = c.treatment_id
LEFT JOIN concept d ON d.id = c.condition_id LEFT JOIN concept p ON p.id = c.population_id
JOIN proposition w ON w.id = c.proposition_id LEFT JOIN author a ON a.id = c.author_id
"""
_NAMES = (
    "key",
    *_PLAIN,
    "interest",
    "proposition",
    "certainty",
    "evidence",
    "status",
    *(f"quantity_{name}" for name in _QUANTITY),
)
_COMPARATORS = """
SELECT n.name FROM claim_comparator x JOIN concept n ON n.id = x.concept_id WHERE x.claim_id = ? ORDER BY x.position
"""
_QUOTES = "SELECT exact, prefix FROM quote WHERE claim_id = ? ORDER BY position"
_REVISIONS = "SELECT action, before, after FROM revision WHERE claim_id = ? ORDER BY id"


def held_claims(desk: Desk) -> dict[str, Landed]:
    """Return the claims of a stored desk, by the number in their outcome."""
    return {name: _held(desk, claim_id, key, values) for name, claim_id, key, *values in query(desk, _CLAIMS)}


def _held(desk: Desk, claim_id: int, key: str, values: list[Any]) -> Landed:
    says = dict(zip(_NAMES, values, strict=True))
    says["comparator"] = [name for (name,) in query(desk, _COMPARATORS, claim_id)]
    quotes = query(desk, _QUOTES, claim_id)
    says["quotes"] = [{"exact": exact, "prefix": prefix} if prefix else exact for exact, prefix in quotes]
    revisions = [
        (action, _edited(before), _edited(after)) for action, before, after in query(desk, _REVISIONS, claim_id)
    ]
    return Landed(key, says, revisions=revisions)


def _edited(values: str) -> Record:
    """Return what a revision shows but for what follows from the quantity: its dimension and base units."""
    shown: Record = json.loads(values)
    return {
        name: value for name, value in shown.items() if not name.startswith(("quantity_base", "quantity_dimension"))
    }
