"""What stands in the columns: values of the right type, words of the closed sets, names under their folded form."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Float, Integer, Table, and_, func, or_, select, text

from kb.analysis.soundness.findings import Findings, count_rows, place, rows
from kb.naming import fold_concept, fold_name, fold_wording
from kb.store.models import (
    author,
    author_alias,
    concept,
    concept_name,
    metadata,
    proposition,
    proposition_alias,
    quote,
)
from kb.vocabulary import QuoteWarning

_CLOSED_SET = re.compile(r"(\w+) IN \(.*\)", re.DOTALL)
_WARNINGS = frozenset(QuoteWarning)

#: Tables in which a text stands beside the form that it is compared by.
_FOLDED: list[tuple[Table[Any], str, str, Callable[[str], str]]] = [
    (concept_name, "name", "name_key", fold_concept),
    (author, "name", "name_key", fold_name),
    (author_alias, "name", "name_key", fold_name),
    (proposition, "wording", "wording_key", fold_wording),
    (proposition_alias, "wording", "wording_key", fold_wording),
]


def check_types(connection: Connection, findings: Findings) -> None:
    """Find every value that is of another type than its column: SQLite itself takes any."""
    for table in metadata.sorted_tables:
        findings.examined += count_rows(connection, table)
        types = {column.name: func.typeof(column).label(f"type_of_{column.name}") for column in table.columns}
        wrong = or_(*(types[column.name].element.not_in(_types(column.type)) for column in table.columns))
        for row in rows(connection, select(*table.primary_key.columns, *types.values()).where(wrong)):
            for column in table.columns:
                found = getattr(row, f"type_of_{column.name}")
                if found not in _types(column.type):
                    findings.add(f"{place(table, row)}: {column.name} holds a value of the type {found}")


def _types(kind: Any) -> tuple[str, ...]:
    if isinstance(kind, Integer):
        return ("integer", "null")
    return ("real", "integer", "null") if isinstance(kind, Float) else ("text", "null")


def check_vocabularies(connection: Connection, findings: Findings) -> None:
    """Find every word that is in no closed set, and every row that breaks another rule of its table."""
    for table in metadata.sorted_tables:
        rules = [rule for rule in table.constraints if isinstance(rule, CheckConstraint)]
        if rules:
            findings.examined += count_rows(connection, table)
        for rule in sorted(rules, key=lambda rule: str(rule.sqltext)):
            _check_rule(connection, findings, table, rule)
    given = select(*quote.primary_key.columns, quote.c.warnings).where(quote.c.warnings != "")
    for row in rows(connection, given):
        for word in row.warnings.split():
            if word not in _WARNINGS:
                findings.add(f"{place(quote, row)}: warnings: '{word}' is not one of {', '.join(QuoteWarning)}")


def _check_rule(connection: Connection, findings: Findings, table: Table[Any], rule: CheckConstraint) -> None:
    rule_text = str(rule.sqltext)
    is_broken = text(f"NOT ({rule_text})".replace(":", r"\:"))
    closed = _CLOSED_SET.fullmatch(rule_text)
    column = table.c[closed.group(1)] if closed else None
    shown = [column.label("value")] if column is not None else []
    for row in rows(connection, select(*table.primary_key.columns, *shown).where(is_broken)):
        if column is not None:
            findings.add(f"{place(table, row)}: {column.name}: '{row.value}' is not a word of its vocabulary")
        else:
            findings.add(f"{place(table, row)}: does not hold to: {rule_text}")


def check_names(connection: Connection, findings: Findings) -> None:
    """Find names that are kept under another form than they are looked up by, and concepts that their own name does
    not find."""
    for table, whole, key, fold in _FOLDED:
        columns = [*table.primary_key.columns, table.c[whole].label("whole"), table.c[key].label("folded")]
        for row in rows(connection, select(*columns)):
            findings.examined += 1
            if fold(row.whole) != row.folded:
                findings.add(f"{place(table, row)}: {key} is '{row.folded}', but '{row.whole}' is looked up otherwise")
    _check_own_names(connection, findings)


def _check_own_names(connection: Connection, findings: Findings) -> None:
    named = and_(concept_name.c.concept_id == concept.c.id, concept_name.c.name_key.is_not(None))
    query = select(concept.c.id, concept.c.name, concept_name.c.name_key).outerjoin_from(concept, concept_name, named)
    current: Any = None
    is_found = True
    for row in rows(connection, query.order_by(concept.c.id)):
        if current is None or row.id != current.id:
            _tell_nameless(findings, current, is_found)
            current, is_found = row, False
        is_found = is_found or row.name_key == fold_concept(row.name)
    _tell_nameless(findings, current, is_found)


def _tell_nameless(findings: Findings, row: Any, is_found: bool) -> None:
    if row is not None and not is_found:
        findings.add(f"concept {row.id}: '{row.name}' is not among its names")
