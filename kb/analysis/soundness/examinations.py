"""Every check of a base, in the order in which they run, and the record that each becomes."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kb.analysis.soundness.fields import Forms, check_claims, check_history, check_sources
from kb.analysis.soundness.file import check_foreign_keys, check_integrity, check_schema
from kb.analysis.soundness.findings import RESTORE, Findings
from kb.analysis.soundness.links import check_concepts, check_orphans
from kb.analysis.soundness.search import check_search
from kb.analysis.soundness.texts import check_quotes, check_snapshots
from kb.analysis.soundness.words import check_names, check_types, check_vocabularies
from kb.records import Check
from kb.vocabulary import CheckResult

Progress = Callable[[str, int, int], None]
"""Takes the name of the check that begins, how many are done, how many there are."""

_LOAD_ANEW = f"load the source records and articles into a new base, or {RESTORE}"
_REINDEX = "make the index anew: kb db reindex"
#: What SQLite says when the file is not to blame: the whole check ends there.
_NOT_DAMAGE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_INTERRUPT", "SQLITE_NOMEM", "SQLITE_FULL", "SQLITE_CANTOPEN")


@dataclass(frozen=True, slots=True)
class Examination:
    """A check before it has run: ``things`` says what it examines, ``fix`` what to do where it fails."""

    name: str
    things: str
    perform: Callable[[Connection, Findings], None]
    fix: str = RESTORE


def check_base(connection: Connection, forms: Forms, progress: Progress | None = None) -> list[Check]:
    """Return what every check says of the one state of the base that the transaction of ``connection`` sees.

    A check that damage stops has failed; the others still run. The transaction is over at the end.
    """
    examinations = _examinations(forms)
    checks = []
    for done, examination in enumerate(examinations):
        if progress is not None:
            progress(examination.name, done, len(examinations))
        checks.append(_perform(examination, connection))
    transaction = connection.get_transaction()
    if transaction is not None:
        transaction.rollback()  # of a damaged file SQLite refuses to commit even what has only read
    return checks


def _examinations(forms: Forms) -> list[Examination]:
    return [
        Examination("integrity", "pages", check_integrity),
        Examination("schema", "tables, indexes and views", check_schema),
        Examination("foreign-keys", "rows that refer to others", check_foreign_keys),
        Examination("types", "rows", check_types),
        Examination("vocabularies", "rows with words of closed sets", check_vocabularies),
        Examination("names", "names and wordings", check_names, _LOAD_ANEW),
        Examination("concepts", "concepts", check_concepts),
        Examination("sources", "sources and authors", partial(check_sources, forms=forms), _LOAD_ANEW),
        Examination("claims", "claims", check_claims, _LOAD_ANEW),
        Examination("history", "loads, readings and revisions", check_history),
        Examination("orphans", "rows that something must lead to", check_orphans),
        Examination("snapshots", "snapshots", check_snapshots),
        Examination("quotes", "quotes", check_quotes, _LOAD_ANEW),
        Examination("search", "claims, articles and sources in the full-text index", check_search, _REINDEX),
    ]


def _perform(examination: Examination, connection: Connection) -> Check:
    findings = Findings()
    try:
        examination.perform(connection, findings)
    except (DBAPIError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        if str(getattr(cause, "sqlite_errorname", "")).startswith(_NOT_DAMAGE):
            raise
        findings.add(f"was stopped: {' '.join(str(cause).split())}")
    except (TypeError, ValueError, AttributeError) as error:
        findings.add(f"was stopped by a value that kb never stores: {error}")
    return _record(examination, findings)


def _record(examination: Examination, findings: Findings) -> Check:
    """Return the outcome. What examined nothing has not passed: it was skipped."""
    reason, fix = findings.left_out, findings.advice
    if findings.found:
        result, fix = CheckResult.FAILED, findings.fix or examination.fix
    elif findings.examined:
        result = CheckResult.PASSED
    else:
        result, reason = CheckResult.SKIPPED, reason or f"there are no {examination.things}"
    return Check(
        name=examination.name,
        result=str(result),
        examined=findings.examined,
        things=examination.things,
        found=findings.found,
        problems=findings.problems,
        reason=reason,
        fix=fix,
    )
