"""The file itself: its pages, what its tables, indexes and view are made of, and rows that refer to nothing."""

import re
from contextlib import closing

from sqlalchemy import Connection

from kb.analysis.soundness.findings import RESTORE, Findings
from kb.store.database import open_memory

#: SQLite stops after so many faults: a file that is damaged throughout has more than anyone reads.
_MOST_FAULTS = 1000
#: What SQLite counts as faults and other checks tell with row and value.
_TOLD_ELSEWHERE = ("TEXT value in ", "NUMERIC value in ")
#: Literals, quoted names and comments keep their blanks; a run of blanks between them is one.
_SQL_PART = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*)|\s+""")
_DROP = "drop what is not one of kb's"

Schema = dict[tuple[str, str], str]


def check_integrity(connection: Connection, findings: Findings) -> None:
    """Have SQLite read every page and hold every index against its table. Words are for another check."""
    findings.examined = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    try:
        for (told,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_FAULTS})"):
            for fault in told.splitlines():
                if fault != "ok" and not fault.startswith(("***", *_TOLD_ELSEWHERE)):
                    findings.add(fault)
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")


def check_schema(connection: Connection, findings: Findings) -> None:
    """Hold the schema against that of a base that the migrations have just made."""
    with closing(open_memory()) as fresh, fresh.reading() as blank:
        expected = _schema(blank)
    actual = _schema(connection)
    findings.examined = len(actual)
    for (kind, name), sql in expected.items():
        if (kind, name) not in actual:
            findings.add(f"the {kind} {name} is missing")
        elif actual[kind, name] != sql:
            findings.add(f"the {kind} {name} is not as this version of kb makes it")
    has_faults = findings.found > 0
    foreign = sorted(actual.keys() - expected.keys())
    for kind, name in foreign:
        findings.add(f"the {kind} {name} is not one of kb's")
    if foreign:
        findings.fix = f"{_DROP}; for the rest {RESTORE}" if has_faults else _DROP


def _schema(connection: Connection) -> Schema:
    """Return the SQL of what SQLite did not make for itself (nor for the full-text index), by kind and name."""
    made = connection.exec_driver_sql(
        r"SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'"
        " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY type, name"
    )
    return {(kind, name): _one_spaced(sql or "") for kind, name, sql in made}


def _one_spaced(sql: str) -> str:
    return _SQL_PART.sub(lambda part: part.group(1) or " ", sql).strip()


def check_foreign_keys(connection: Connection, findings: Findings) -> None:
    """Find every row that refers to one that is not there."""
    columns: dict[tuple[str, int], str] = {}
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    for table in connection.exec_driver_sql(tables).scalars().all():
        quoted = '"' + table.replace('"', '""') + '"'
        keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted})").all()
        columns |= {(table, key[0]): key[3] for key in keys}
        if keys:
            findings.examined += connection.exec_driver_sql(f"SELECT count(*) FROM {quoted}").scalar_one()
    for table, row, parent, key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        findings.add(f"{table}, row {row}: {columns[table, key]} refers to no row of {parent}")
