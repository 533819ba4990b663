"""Every list in every format: contracts in JSON, nothing that acts in CSV and Markdown."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import Shell

LISTS = (
    ("claims", "stem cell therapy"),
    ("search", "hair"),
    ("disagreements", "stem cell therapy"),
    ("disagreements", "--not-comparable"),
    ("sources",),
    ("treatments",),
    ("authors",),
    ("propositions",),
    ("vocabulary",),
)
#: Those that the seeds give entries for.
FULL = tuple(each for each in LISTS if "--not-comparable" not in each)


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_json_is_an_array(seeded: Shell, command: tuple[str, ...]) -> None:
    ran = seeded(*command, "--format", "json")
    assert ran.code == 0
    assert isinstance(ran.json, list)


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_jsonl_has_the_entries_of_json_a_line_each(seeded: Shell, command: tuple[str, ...]) -> None:
    lines = seeded(*command, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == seeded(*command, "--format", "json").json


@pytest.mark.parametrize("command", FULL, ids=" ".join)
def test_csv_rows_have_as_many_cells_as_the_heading(seeded: Shell, command: tuple[str, ...]) -> None:
    rows = list(csv.reader(io.StringIO(seeded(*command, "--format", "csv").out)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("command", FULL, ids=" ".join)
def test_markdown_rows_have_as_many_cells_as_the_heading(seeded: Shell, command: tuple[str, ...]) -> None:
    lines = seeded(*command, "--format", "markdown").out.splitlines()
    cells = {line.replace("\\|", "").count("|") for line in lines}
    assert len(lines) > 2
    assert len(cells) == 1


@pytest.mark.parametrize("command", FULL, ids=" ".join)
@pytest.mark.parametrize("columns", [80, 140])
def test_a_table_keeps_to_the_width_and_cuts_nothing(seeded: Shell, command: tuple[str, ...], columns: int) -> None:
    out = Shell(seeded.database, columns)(*command).out
    assert out
    assert max(len(line) for line in out.splitlines()) <= columns
    assert "..." not in out


def test_limit_and_offset_take_a_part_of_the_list(seeded: Shell) -> None:
    whole = seeded("claims", "stems", "--format", "json").json
    part = seeded("claims", "stems", "--format", "json", "--limit", "3", "--offset", "2").json
    assert part == whole[2:5]


def test_an_empty_list_is_an_empty_array(seeded: Shell) -> None:
    assert seeded("claims", "Calecim", "--format", "json").out == "[]\n"


def test_what_is_said_beside_the_answer_goes_to_standard_error(seeded: Shell) -> None:
    ran = seeded("disagreements", "stems", "--format", "json")
    assert ran.err == "6 disagreements\n0 pairs of claims not comparable\n"


def test_a_claim_has_exactly_the_fields_of_the_contract(seeded: Shell) -> None:
    (claim,) = seeded("claims", "stems", "--aspect", "durability", "--stance", "neutral", "--format", "json").json
    assert claim.pop("id") > 0
    assert claim == {
        "key": "duration-unknown",
        "treatment": "stem cell therapy",
        "condition": "hair loss",
        "population": None,
        "comparator": [],
        "outcome": None,
        "regulator": None,
        "aspect": "durability",
        "proposition": "The results of stem cell therapy last",
        "stance": "neutral",
        "certainty": "asserted",
        "evidence": "expert-opinion",
        "statement": "How long the results last is not known.",
        "status": "accepted",
        "quantity": None,
        "quotes": [
            {
                "exact": "Duration of ResultsUnknown",
                "prefix": None,
                "suffix": None,
                "state": "unchecked",
                "start": None,
                "end": None,
                "warnings": [],
            }
        ],
        "against_interest": False,
        "interest": "commercial",
        "source": {
            "key": "clinic-page",
            "title": "Stem Cell Therapy for Hair Loss",
            "kind": "clinic-page",
            "publisher": None,
            "published": "2021",
            "url": None,
            "interest": "commercial",
        },
        "authors": ["Davin Lim"],
    }


def test_a_disagreement_has_exactly_the_fields_of_the_contract(seeded: Shell) -> None:
    first = seeded("disagreements", "stems", "--format", "json").json[0]
    assert list(first) == [
        "kind",
        "treatment",
        "across_variants",
        "condition",
        "aspect",
        "proposition",
        "score",
        "sides",
        "separated_by",
        "composition",
    ]
    assert [(side["label"], side["voices"]) for side in first["sides"]] == [
        ("supports", 1),
        ("refutes", 1),
        ("neutral", 0),
    ]
    assert first["separated_by"][0] == {
        "attribute": "interest",
        "values": {"supports": ["sponsored"], "refutes": ["commercial"]},
    }
    assert first["composition"]["interest"] == {
        "supports": {"sponsored": 1},
        "refutes": {"commercial": 1},
        "neutral": {},
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sources", "--offset", "2"], "2 sources, none shown\n"),
        (["authors", "--limit", "0", "--format", "csv"], "1 author, none shown\n"),
        (["treatments", "--limit", "0"], "12 treatments, none shown\n"),
        (["sources", "--limit", "1"], ""),
    ],
)
def test_a_list_of_which_nothing_is_shown_says_how_long_it_is(seeded: Shell, arguments: list[str], told: str) -> None:
    assert seeded(*arguments).err == told


def test_a_list_that_is_empty_says_so(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("treatments: [{name: cold cap}]", encoding="utf-8")
    assert shell("load", tmp_path / "words.yaml").code == 0
    assert [shell(name).err for name in ("authors", "propositions")] == ["0 authors\n", "0 propositions\n"]
