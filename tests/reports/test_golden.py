"""Every format of a report, byte for byte, of the seeds and of a base in which every text is hostile.

The files lie in tests/golden/. Where a report is meant to be another one, write them anew and read what changed:

    KB_GOLDEN=write python -m pytest tests/reports/test_golden.py
    git diff tests/golden
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec
import pytest

from kb import KnowledgeBase
from kb.records import Report
from kb.reports.formats import RENDERINGS, render_report
from tests.reports.bases import hostile, seeds

GOLDEN = Path(__file__).parents[1] / "golden"
BASES: dict[str, Callable[[], AbstractContextManager[KnowledgeBase]]] = {"seeds": seeds, "hostile": hostile}


def of_no_schema(report: Report) -> Report:
    """Return ``report`` without the revision of the database: a migration changes no report."""
    return msgspec.structs.replace(report, looked_at=msgspec.structs.replace(report.looked_at, schema="none"))


@pytest.mark.parametrize("written_as", RENDERINGS)
@pytest.mark.parametrize("name", BASES)
def test_a_report_is_what_it_was(name: str, written_as: str) -> None:
    path = GOLDEN / f"report-{name}{RENDERINGS[written_as].suffix}"
    with BASES[name]() as base:
        text = "".join(render_report(of_no_schema(base.report()), written_as))
    if os.environ.get("KB_GOLDEN") == "write":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("written_as", RENDERINGS)
def test_a_base_that_is_made_again_gives_the_same_bytes(written_as: str) -> None:
    texts = []
    for _ in range(2):
        with hostile() as base:
            texts += [base.render_report(format=written_as), base.render_report(format=written_as)]
    assert len(set(texts)) == 1
