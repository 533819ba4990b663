"""Builders of source records for tests: only what a test is about needs to be written."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import KnowledgeBase
from kb.records import Claim, Disagreement, LoadReport

Record = dict[str, Any]


def claim(stance: str | None = "supports", **fields: Any) -> Record:
    """A claim on the efficacy of "therapy", with a statement unless it has a quote."""
    given: Record = {"treatment": "therapy", "aspect": "efficacy", "stance": stance, **fields}
    if "quote" not in given:
        given.setdefault("statement", "something is said")
    return {name: value for name, value in given.items() if value is not None}


def source(key: str, *claims: Record, **fields: Any) -> Record:
    """A source record of a journal article, which speaks for itself unless it is given authors."""
    return {"source": {"key": key, "title": f"On {key}", "kind": "journal-article", **fields}, "claims": list(claims)}


@dataclass(frozen=True)
class Desk:
    """A base and a folder beside it."""

    folder: Path
    base: KnowledgeBase

    def write(self, name: str, content: str | Record | list[Record]) -> Path:
        """Write a file: text as it stands, records as JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def load(self, *records: Record, name: str = "sources.json", **options: Any) -> LoadReport:
        """Load source records from one file, which must land."""
        report = self.base.load(self.write(name, {"sources": list(records)}), **options)
        assert [file.errors for file in report.files] == [[]]
        return report

    def vocabulary(self, **lists: Any) -> LoadReport:
        """Load a vocabulary: treatments=[...], conditions=[...], populations=[...]; a text stands for its name."""
        entries = {
            field: [{"name": entry} if isinstance(entry, str) else entry for entry in given]
            for field, given in lists.items()
        }
        report = self.base.load(self.write("vocabulary.json", entries))
        assert [file.errors for file in report.files] == [[]]
        return report

    def problems(self, content: str | Record, name: str = "broken.yaml", **options: Any) -> list[str]:
        """Load what must be rejected and return its errors as lines: "3: stance: message"."""
        (file,) = self.base.load(self.write(name, content), **options).files
        assert file.errors and file.rejected and not file.added
        return [f"{error.line}: {error.field}: {error.message}" for error in file.errors]

    def claims(self, treatment: str = "therapy", **keep: Any) -> list[Claim]:
        return self.base.claims(treatment, **keep)

    def disagreements(self, treatment: str | None = None, **question: Any) -> list[Disagreement]:
        return self.base.disagreements(treatment, **question)


def sides(disagreement: Disagreement) -> dict[str, list[str]]:
    """The references of the claims on each side that has any."""
    return {side.label: [claim.reference for claim in side.claims] for side in disagreement.sides if side.claims}
