"""No field of a record and no column of a table is forgotten by an export: a new one needs its place here."""

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
import yaml

from kb.records import (
    AuthorNamesRecord,
    AuthorRecord,
    ClaimRecord,
    ConceptRecord,
    NameRecord,
    PropositionRecord,
    QuantityRecord,
    QuoteRecord,
    SourceFields,
    VocabularyRecord,
)
from kb.records.given import WordingRecord
from kb.store.models import metadata
from tests.building import Desk, Record, claim, source
from tests.exporting.equality import written
from tests.exporting.test_records import ORCID, WHOLE, exported
from tests.storing import query


def fields(*structs: type[msgspec.Struct]) -> list[set[str]]:
    return [set(each.__struct_fields__) for each in structs]


def names_in(*records: Any) -> set[str]:
    """Return the names of all fields that any of ``records`` has; texts among them have none."""
    return {name for each in records if isinstance(each, dict) for name in each}


def test_the_whole_source_record_has_every_field_there_is(stored: Desk) -> None:
    stored.write("trial.txt", "It takes time.")
    stored.load(source("report"), WHOLE)
    found = exported(stored, "trial")
    (said,) = found["claims"]
    seen = [found["source"], said, said["quantity"]]
    assert [set(each) for each in seen] == fields(SourceFields, ClaimRecord, QuantityRecord)
    several = [found["source"]["authors"], said["quote"]]
    assert [names_in(*each) for each in several] == fields(AuthorRecord, QuoteRecord)


def test_a_vocabulary_has_every_field_there_is(stored: Desk) -> None:
    stored.load(source("s", authors=[{"name": "Doe J"}, {"name": "Roe R"}]))
    concepts = [
        {"name": "a", "aliases": ["b"], "identifiers": {"MeSH": "D1"}},
        {"name": "c", "parent": "a"},
        {"name": "d", "in_vocabulary": False},
    ]
    people = [
        {"name": "Jane Doe", "orcid": ORCID, "aliases": [{"name": "Doe J", "source": "s"}]},
        {"name": "Ann Other", "aliases": [{"name": "Ann B. Other", "orcid": "0000-0001-5109-3700"}]},
        {"name": "Roe R", "source": "s", "aliases": ["Richard Roe"]},
    ]
    worded = {"aspect": "safety", "wording": "it harms", "aliases": [{"aspect": "efficacy", "wording": "it helps"}]}
    given = {"treatments": concepts, "conditions": ["e"], "populations": ["f"]}
    stored.vocabulary(**given, author_names=people, propositions=[worded])
    stored.base.export(stored.folder / "out")
    found: dict[str, list[Record]] = {}
    for path in (stored.folder / "out").glob("*.yaml"):
        for name, entries in yaml.safe_load(path.read_text("utf-8")).items():
            found.setdefault(name, []).extend(entries)
    assert set(found) == set(VocabularyRecord.__struct_fields__)
    lists = [*(found[name] for name in ("treatments", "author_names", "propositions")), aliases(found["author_names"])]
    assert [names_in(*each) for each in [*lists, aliases(found["propositions"])]] == fields(
        ConceptRecord, AuthorNamesRecord, PropositionRecord, NameRecord, WordingRecord
    )


def aliases(entries: Iterable[Record]) -> list[Any]:
    return [alias for each in entries for alias in each.get("aliases", [])]


_OTHER_CONCEPT = "(SELECT id FROM concept WHERE name = 'other {}')"
_OTHER_CLAIM = "(SELECT id FROM claim WHERE key = 'another')"
_OTHER_SOURCE = "(SELECT id FROM source WHERE key = 'report')"
#: What each column of a row is set to; every export tells the difference.
CHANGES = {
    "source": {
        "key": "'new'",
        "title": "'new'",
        "kind": "'book'",
        "publisher": "'new'",
        "sponsor": "'new'",
        "published": "'2022'",
        "published_note": "'new'",
        "url": "'https://example.org/new'",
        "doi": "'10.1000/new'",
        "pmid": "'2'",
        "interest": "'sponsored'",
        "derived_from_id": "NULL",
    },
    "claim": {
        "source_id": _OTHER_SOURCE,
        "key": "'new'",
        "treatment_id": _OTHER_CONCEPT.format("treatment"),
        "condition_id": _OTHER_CONCEPT.format("condition"),
        "population_id": _OTHER_CONCEPT.format("population"),
        "outcome": "'new'",
        "regulator": "'new'",
        "proposition_id": "(SELECT id FROM proposition WHERE aspect = 'efficacy')",
        "stance": "'neutral'",
        "statement": "'new'",
        "author_id": "(SELECT id FROM author WHERE name = 'Jane Doe')",
        "interest": "'sponsored'",
        "certainty": "'speculative'",
        "evidence": "'case-series'",
        "quantity_name": "'new'",
        "quantity_low": "7",
        "quantity_high": "9",
        "quantity_unit": "'years'",
        "status": "'withdrawn'",
        "reviewed_status": "'accepted'",
        "origin": "'file'",
    },
    "claim_comparator": {"claim_id": _OTHER_CLAIM, "position": "9", "concept_id": _OTHER_CONCEPT.format("treatment")},
    "quote": {"claim_id": _OTHER_CLAIM, "position": "9", "exact": "'new'", "prefix": "'new'", "suffix": "'new'"},
    "authorship": {
        "source_id": _OTHER_SOURCE,
        "position": "9",
        "author_id": "(SELECT id FROM author WHERE name = 'Ann Other')",
        "name": "'New'",
        "credentials": "'new'",
    },
    "concept": {
        "kind": "'population'",
        "name": "'new'",
        "parent_id": _OTHER_CONCEPT.format("treatment"),
        "identifiers": """'{"MeSH": "D2"}'""",
        "in_vocabulary": "0",
    },
}
#: What an export leaves out: numbers of rows, and what a load makes again of the rest.
DERIVED = {
    "source": {"id", "digest", "load_id"},
    "claim": {"id", "quantity_dimension", "quantity_base_low", "quantity_base_high", "load_id"},
    "quote": {"state", "snapshot_id", "start", "end", "warnings"},
    "concept": {"id", "load_id"},
}
#: The row of each table that is changed.
ROWS = {
    "source": "key = 'trial'",
    "claim": "key = 'at-once'",
    "claim_comparator": "position = (SELECT min(position) FROM claim_comparator)",
    "quote": "position = (SELECT min(position) FROM quote)",
    "authorship": "position = (SELECT min(position) FROM authorship)",
    "concept": "name = 'listed'",
}


@pytest.mark.parametrize("table", CHANGES)
def test_every_column_is_exported_or_made_again(table: str) -> None:
    assert {*CHANGES[table], *DERIVED.get(table, ())} == set(metadata.tables[table].c.keys())


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in CHANGES for column in CHANGES[table]])
def test_an_export_tells_what_a_column_holds(stored: Desk, table: str, column: str) -> None:
    stored.write("trial.txt", "It takes time.")
    stored.vocabulary(
        treatments=["other treatment", {"name": "listed", "identifiers": {"MeSH": "D1"}}],
        conditions=["other condition"],
        populations=["other population"],
    )
    stored.load(source("report", claim(key="another")), WHOLE)
    stored.base.export(stored.folder / "out")
    before = written(stored.folder / "out")
    query(stored, f"UPDATE {table} SET {column} = {CHANGES[table][column]} WHERE {ROWS[table]}")
    stored.base.export(stored.folder / "out", force=True)
    assert written(stored.folder / "out") != before
