"""Fields that a reader or another program relies on: dates, identifiers, ranges, keys, history."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, or_, select

from kb.analysis.soundness.findings import Findings, count_rows, place, rows
from kb.analysis.soundness.links import find_derivation_circles
from kb.store.models import author, claim, load, revision, source, source_snapshot
from kb.vocabulary import ReviewStatus

Forms = Mapping[str, Callable[[str], str]]
"""What makes the one spelling of a field, by its name (doi, pmid, url, orcid, published), or raises ValueError."""

_IDENTIFIERS: list[tuple[Table[Any], tuple[str, ...]]] = [
    (source, ("published", "url", "doi", "pmid")),
    (author, ("orcid",)),
]
_UNNAMED = or_(
    claim.c.quantity_low.is_not(None),
    claim.c.quantity_high.is_not(None),
    claim.c.quantity_unit.is_not(None),
    claim.c.quantity_dimension.is_not(None),
)
_CLAIM_RULES: list[tuple[Any, str]] = [
    (claim.c.key == "", "has no key"),
    (claim.c.key.contains("/"), "has a slash in its key"),
    (claim.c.quantity_name.is_(None) & _UNNAMED, "measures something without a name"),
    (
        claim.c.quantity_name.is_not(None) & claim.c.quantity_low.is_(None) & claim.c.quantity_high.is_(None),
        "has a quantity that is open at both ends",
    ),
    (claim.c.quantity_low > claim.c.quantity_high, "has a quantity whose low is above its high"),
    (
        claim.c.reviewed_status.is_not(None) & claim.c.status.not_in([claim.c.reviewed_status, ReviewStatus.WITHDRAWN]),
        "has another status than the review decided",
    ),
]
_TIMES: list[tuple[Table[Any], str]] = [
    (load, "loaded_at"),
    (source_snapshot, "read_at"),
    (source_snapshot, "retrieved_at"),
    (revision, "changed_at"),
]
_objects = msgspec.json.Decoder(dict[str, Any])


def check_sources(connection: Connection, findings: Findings, forms: Forms) -> None:
    """Find dates and identifiers that no source record could have given, and sources that go back to themselves."""
    for table, names in _IDENTIFIERS:
        for row in rows(connection, select(table.c.id, *(table.c[name] for name in names))):
            findings.examined += 1
            for name in names:
                value = getattr(row, name)
                if value and not _is_in_form(value, forms[name]):
                    findings.add(f"{place(table, row)}: {name}: '{value}' is not as kb writes it")
    find_derivation_circles(connection, findings)


def _is_in_form(value: str, form: Callable[[str], str]) -> bool:
    try:
        return form(value) == value
    except ValueError:
        return False


def check_claims(connection: Connection, findings: Findings) -> None:
    """Find claims that no source record could have made: without a key, with a range upside down, and such."""
    findings.examined = count_rows(connection, claim)
    for rule, told in _CLAIM_RULES:
        for row in rows(connection, select(claim.c.id).where(rule).order_by(claim.c.id)):
            findings.add(f"claim {row.id}: {told}")


def check_history(connection: Connection, findings: Findings) -> None:
    """Find times that are none, and what was kept as JSON and cannot be read as such."""
    for table, name in _TIMES:
        for row in rows(connection, select(table.c.id, table.c[name].label("time")).where(table.c[name].is_not(None))):
            findings.examined += 1
            if not _is_time(row.time):
                findings.add(f"{place(table, row)}: {name}: '{row.time}' is no time")
    for row in rows(connection, select(revision.c.id, revision.c.before, revision.c.after)):
        for name in ("before", "after"):
            try:
                _objects.decode(getattr(row, name))
            except msgspec.DecodeError:
                findings.add(f"revision {row.id}: {name} cannot be read")


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
