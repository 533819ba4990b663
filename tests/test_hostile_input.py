"""Whatever is given to ``kb load``: it says what is wrong, where and what to do, ends with 1, and stores nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.escaping import visible
from tests.building import Desk, claim, source
from tests.cli.running import Ran, Shell
from tests.hostile import articles, csv_files, encodings, json_files, jsonl_files, paths, values, yaml_files
from tests.hostile.case import Case
from tests.storing import dump, stored_desk

CASES = [
    *encodings.CASES,
    *yaml_files.CASES,
    *json_files.CASES,
    *jsonl_files.CASES,
    *csv_files.CASES,
    *paths.CASES,
    *articles.CASES,
    *values.CASES,
]
COMMANDING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff]")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A base with something in it, which no broken input may change."""
    with stored_desk(tmp_path_factory.mktemp("kept")) as desk:
        desk.vocabulary(treatments=["minoxidil", "t"], conditions=["hair loss"])
        desk.load(source("kept", claim(treatment="t", key="a")), source("other", doi="10.1000/other"))
        yield desk


@pytest.fixture(scope="module")
def before(kept: Desk) -> str:
    return dump(kept)


def load(case: Case, folder: Path, kept: Desk) -> Ran:
    path = case.write(folder)
    assert kept.base.path is not None
    shell = Shell(kept.base.path)
    if case.stream is None:
        return shell("load", path, "--format", "json", *case.options)
    return shell("load", "-", "--from", case.stream, "--format", "json", stdin=path.read_bytes())


def told(ran: Ran) -> list[str]:
    """What kb says is wrong, as "line: field: message"; what it says on standard error where it has not read."""
    if not ran.out:
        return ran.err.splitlines()
    (file,) = ran.json["files"]
    assert file["rejected"] and not file["added"]
    return [f"{error['line']}: {error['field']}: {error['message']}" for error in file["errors"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_broken_input_is_told_line_by_line_and_nothing_of_it_is_stored(
    case: Case, tmp_path: Path, kept: Desk, before: str
) -> None:
    ran = load(case, tmp_path, kept)
    assert told(ran) == [error.replace("PATH", visible(str(tmp_path / case.name))) for error in case.errors]
    assert ran.code == 1
    assert len(ran.err.splitlines()) >= len(case.errors)
    assert not COMMANDING.search(ran.err + ran.out)
    assert "a fault in kb itself" not in ran.err
    assert dump(kept) == before


def test_every_kind_of_broken_input_has_a_name_of_its_own() -> None:
    names = [case.id for case in CASES]
    assert sorted(set(names)) == sorted(names)
