"""Public data sets as source records, each article's text as a file beside them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.building import Record

Row = dict[str, Any]

#: How a DisMech row stands to its treatment. NO_EVIDENCE means that the reference does not address it: no claim.
DISMECH_STANCES: dict[str, Row] = {
    "SUPPORT": {"stance": "supports"},
    "PARTIAL": {"stance": "supports", "certainty": "hedged"},
    "REFUTE": {"stance": "refutes"},
}
#: The words before the one snippet that stands twice in its abstract.
DISMECH_PREFIXES = {
    "packs:206": "[email]). Kawasaki disease is an acute, self-limited vascuitis that mainly occurs in children under 5"
    " years of age."
}

HEALTHVER_STANCES = {"SUPPORT": "supports", "CONTRADICT": "refutes"}
#: HealthVer asks about the pandemic and not of a treatment: all its claims are put under one name.
HEALTHVER_TREATMENT = "COVID-19 measures"


def read_lines(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_records(folder: Path, records: list[Record]) -> Path:
    """Write ``records`` to one file in ``folder``, where their texts lie."""
    path = folder / "sources.json"
    path.write_text(json.dumps({"sources": records}, ensure_ascii=False), encoding="utf-8")
    return path


def convert_dismech(data: Path, folder: Path, populations: Mapping[str, str] | None = None) -> Path:
    """Write a source record for each DisMech reference; ``populations`` says whom a reference is about."""
    evidence: dict[str, list[Row]] = defaultdict(list)
    for row in read_lines(data / "dismech_treatments.jsonl"):
        evidence[row["reference"]].append(row)
    records = []
    for article in read_lines(data / "dismech_references.jsonl"):
        reference = article["reference"]
        population = (populations or {}).get(reference)
        claims = [claim for row in evidence[reference] for claim in _dismech_claims(row, population)]
        source = {
            "key": reference,
            "title": article["title"],
            "kind": "journal-article",
            "pmid": reference,
            "published": article["year"],
            "text": _write_text(folder, reference.replace(":", "-"), article["text"]),
        }
        records.append({"source": source, "claims": claims})
    return write_records(folder, records)


def _dismech_claims(row: Row, population: str | None) -> Iterator[Record]:
    if row["supports"] not in DISMECH_STANCES or not row["snippet"]:
        return
    claim: Record = {
        "key": row["id"],
        "treatment": row["treatment"],
        "condition": row["disorder"],
        "aspect": "efficacy",
        "quote": row["snippet"],
        **DISMECH_STANCES[row["supports"]],
    }
    if row["id"] in DISMECH_PREFIXES:
        claim["quote"] = {"exact": row["snippet"], "prefix": DISMECH_PREFIXES[row["id"]]}
    if population:
        claim["population"] = population
    yield claim


def convert_healthver(data: Path, folder: Path) -> Path:
    """Write a source record for each HealthVer article: what it says of each claim that quotes it."""
    said: dict[int, list[Record]] = defaultdict(list)
    for row in read_lines(data / "healthver_claims_dev.jsonl"):
        for evidence in row["evidence"]:
            claim = {
                "key": f"claim-{row['id']}",
                "proposition": row["claim"],
                "stance": HEALTHVER_STANCES[evidence["label"]],
                "quote": [quote["text"] for quote in evidence["quotes"]],
            }
            said[evidence["doc_id"]].append(claim)
    records = []
    for article in read_lines(data / "healthver_sources_dev.jsonl"):
        key = str(article["doc_id"])
        source = {
            "key": key,
            "title": article["title"],
            "kind": "journal-article",
            "text": _write_text(folder, key, article["abstract"]),
        }
        defaults = {"treatment": HEALTHVER_TREATMENT, "aspect": "mechanism"}
        records.append({"source": source, "defaults": defaults, "claims": said[article["doc_id"]]})
    return write_records(folder, records)


def _write_text(folder: Path, name: str, text: str) -> str:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return path.name
