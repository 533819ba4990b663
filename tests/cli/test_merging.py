"""Two made one from the command line."""

import pytest

from tests.building import Desk, claim, source
from tests.cli.running import Shell

ADVICE = "take 'hair graft' out of its vocabulary file and list it under the aliases of 'hair transplant'"
HOSTILE = "[bold]x[/bold] \x1b[31mred \u202eeltit"


@pytest.fixture
def grafts(shell: Shell, desk: Desk) -> Shell:
    """A base with a treatment under two names, and variants of one of them."""
    vocabulary = {
        "treatments": [
            {"name": "hair graft", "aliases": ["graft"]},
            {"name": "hair transplant"},
            {"name": "micro graft", "parent": "hair graft"},
        ]
    }
    records = [
        source("a", claim(treatment="hair graft"), claim("refutes", treatment="hair transplant")),
        source("b", claim(treatment="hair graft"), claim(treatment="x", comparator="graft")),
    ]
    files = (desk.write("vocabulary.json", vocabulary), desk.write("records.json", {"sources": records}))
    assert shell("load", *files).code == 0
    return shell


def test_a_merge_says_what_is_one_now(grafts: Shell) -> None:
    ran = Shell(grafts.database, 200)("merge", "treatment", "graft", "hair transplant")
    assert (ran.code, ran.err) == (0, f"{ADVICE}\n")
    assert ran.out == (
        "'hair graft' is a name of 'hair transplant' now, and so is 'graft'; 3 claims of 2 sources changed;"
        " 'micro graft' lies under it now\n"
    )
    assert len(grafts("claims", "hair graft", "--format", "json").json) == 3


def test_a_merge_of_what_nobody_speaks_of_changes_no_claim(grafts: Shell) -> None:
    ran = grafts("merge", "treatment", "micro graft", "hair transplant")
    assert ran.out.splitlines() == [
        "'micro graft' is a name of 'hair transplant' now",
    ]


def test_a_dry_run_says_what_would_be_and_that_nothing_was_stored(grafts: Shell) -> None:
    tried = Shell(grafts.database, 200)("merge", "treatment", "graft", "hair transplant", "--dry-run")
    assert tried.out == (
        "'hair graft' would be a name of 'hair transplant', and so would 'graft'; 3 claims of 2 sources would change;"
        " 'micro graft' would lie under it\n"
    )
    assert (tried.code, tried.err) == (0, f"after the merge, {ADVICE}\na dry run: nothing was stored\n")
    assert len(grafts("claims", "hair graft", "--format", "json").json) == 2


def test_a_dry_run_as_json_is_the_same_record(grafts: Shell) -> None:
    arguments = ("merge", "treatment", "hair graft", "hair transplant", "--format", "json")
    assert grafts(*arguments, "--dry-run").json == grafts(*arguments).json


def test_a_dry_run_of_propositions_says_how_they_would_be_read(shell: Shell, desk: Desk) -> None:
    record = source("a", claim(proposition="it helps"), claim("refutes", proposition="it works"))
    assert shell("load", desk.write("s.json", record)).code == 0
    tried = Shell(shell.database, 200)("merge", "proposition", "it helps", "it works", "--dry-run")
    assert tried.out == (
        "'efficacy: it helps' would be read as 'efficacy: it works'; 1 claim of 1 source would change\n"
    )


def test_a_merge_of_authors_counts_claims_and_signatures(shell: Shell, desk: Desk) -> None:
    signed = source("a", claim(), claim("refutes", author="J. Q. Doe Clinic"), authors=[{"name": "J. Q. Doe Clinic"}])
    other = source("b", claim(), authors=[{"name": "Doe Clinic"}])
    assert shell("load", desk.write("s.json", {"sources": [signed, other]})).code == 0
    ran = Shell(shell.database, 200)("merge", "author", "J. Q. Doe Clinic", "Doe Clinic")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "'J. Q. Doe Clinic' is a name of 'Doe Clinic' now; 1 claim and 1 signature of 1 source changed\n"
    )
    assert "also J. Q. Doe Clinic" in Shell(shell.database, 120)("authors").out


def test_a_merge_of_propositions_names_them_with_their_aspects(shell: Shell, desk: Desk) -> None:
    record = source("a", claim(proposition="{treatment} helps"), claim("refutes"))
    assert shell("load", desk.write("s.json", record)).code == 0
    ran = Shell(shell.database, 200)(
        "merge", "proposition", "{treatment} helps", "{treatment} brings a worthwhile improvement in {condition}"
    )
    assert ran.out == (
        "'efficacy: {treatment} helps' is read as 'efficacy: {treatment} brings a worthwhile improvement in"
        " {condition}' now; 1 claim of 1 source changed\n"
    )
    assert "also {treatment} helps" in Shell(shell.database, 200)("propositions").out


def test_a_merge_as_json_is_one_record(grafts: Shell) -> None:
    ran = grafts("merge", "treatment", "hair graft", "hair transplant", "--format", "json")
    assert ran.json == {
        "kind": "treatment",
        "taken_in": "hair graft",
        "into": "hair transplant",
        "names": ["graft", "hair graft"],
        "claims": 3,
        "sources": 2,
        "variants": ["micro graft"],
        "authorships": 0,
        "advice": ADVICE,
    }


@pytest.mark.parametrize("written", ["table", "json", "jsonl", "csv", "markdown"])
def test_names_from_outside_command_no_terminal(shell: Shell, desk: Desk, written: str) -> None:
    record = source("s", claim(treatment=f"a {HOSTILE}"), claim(treatment=f"b {HOSTILE}"))
    assert shell("load", desk.write("s.json", record)).code == 0
    ran = Shell(shell.database, 300)("merge", "treatment", f"a {HOSTILE}", f"b {HOSTILE}", "--format", written)
    assert ran.code == 0
    assert "red" in ran.out
    assert not [sign for sign in ("\x1b", "\u202e") if sign in ran.out + ran.err]


def test_who_merged_stands_in_the_history(grafts: Shell) -> None:
    grafts("merge", "treatment", "hair graft", "hair transplant", "--by", "Ann Lee")
    (revision,) = grafts("show", "a/c1", "--format", "json").json["revisions"]
    assert (revision["changed_by"], revision["before"], revision["after"]) == (
        "Ann Lee",
        {"treatment": "hair graft"},
        {"treatment": "hair transplant"},
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["treatment", "graft", "Hair-Graft"], 1, "the treatments 'graft' and 'Hair-Graft' are one already"),
        (["treatment", "grafft", "x"], 1, "there is no treatment 'grafft'; did you mean graft or hair graft?"),
    ],
)
def test_what_cannot_be_merged_is_one_line(grafts: Shell, arguments: list[str], code: int, message: str) -> None:
    ran = grafts("merge", *arguments)
    assert (ran.code, ran.out, ran.err) == (code, "", f"kb: {message}\n")


@pytest.mark.parametrize(
    "arguments",
    [[], ["treatment"], ["treatment", "a"], ["quote", "a", "b"], ["treatment", "a", "b", "c"]],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(grafts: Shell, arguments: list[str]) -> None:
    ran = grafts("merge", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_a_merge_makes_no_base(shell: Shell) -> None:
    ran = shell("merge", "treatment", "a", "b")
    assert ran.code == 3
    assert not shell.database.exists()
