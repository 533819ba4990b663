"""Source records written as files of each format."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import yaml

from tests.building import Record

SUFFIXES = (".yaml", ".json", ".jsonl", ".csv")


def written(suffix: str, *records: Record) -> str:
    """Return the text of a file with ``suffix`` that holds ``records``. In CSV the rows of all sources are mixed."""
    match suffix:
        case ".jsonl":
            return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        case ".csv":
            return _rows(_mixed([_cells_of(record) for record in records]))
        case ".json":
            return json.dumps({"sources": records}, ensure_ascii=False)
    # through JSON, so that no part of two records is one object, which YAML would write as an alias
    plain = json.loads(json.dumps({"sources": records}))
    return yaml.dump(plain, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _mixed(sources: Sequence[Sequence[Record]]) -> list[Record]:
    """Return the first row of each source, then the second of each, and so on."""
    longest = max(map(len, sources), default=0)
    return [rows[number] for number in range(longest) for rows in sources if number < len(rows)]


def _cells_of(record: Record) -> list[Record]:
    fields = dict(record["source"])
    if "authors" in fields:
        fields["authors"] = "; ".join(author["name"] for author in fields["authors"])
    about = {f"source_{name}": value for name, value in fields.items()}
    return [about | _claim_cells(claim) for claim in record["claims"]] or [about]


def _claim_cells(claim: Record) -> Record:
    quantity: Record = claim.get("quantity", {})
    cells = {name: _cell(value) for name, value in claim.items() if name != "quantity"}
    return cells | {f"quantity_{name}": value for name, value in quantity.items()}


def _cell(value: Any) -> Any:
    """Return the text of a cell, in which the words of a quote stand without their context."""
    if isinstance(value, dict):
        return value["exact"]
    return " ||| ".join(value) if isinstance(value, list) else value


def _rows(rows: Sequence[Record]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
