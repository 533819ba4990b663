"""A vocabulary file: what it holds once it is tidied, and what is refused in it."""

from collections.abc import Callable

import pytest

from kb.records import ConceptRecord
from kb.vocabulary import ConceptKind
from tests.reading.conftest import Read

Errors = Callable[[str, str | bytes], list[str]]


def concepts(read: Read, content: str) -> list[tuple[str, ConceptRecord]]:
    file = read("vocabulary.yaml", content)
    assert file.errors == []
    ((entries, _),) = file.vocabularies
    return [(entry.kind.value, entry.concept) for entry in entries]


def test_names_are_tidied_and_the_name_itself_is_no_alias(read: Read) -> None:
    aliases = '[fat transfer, nano  fat, "", nano fat]'
    content = f'treatments:\n  - {{name: "  fat   transfer ", aliases: {aliases}, parent: " x "}}\n'
    assert concepts(read, content) == [("treatment", ConceptRecord("fat transfer", ["nano fat"], "x", {}))]


def test_every_kind_of_concept_has_a_list(read: Read) -> None:
    content = "populations: [{name: men}]\ntreatments: [{name: a}]\nconditions: [{name: hair loss}]\n"
    assert [(kind, concept.name) for kind, concept in concepts(read, content)] == [
        ("treatment", "a"),
        ("condition", "hair loss"),
        ("population", "men"),
    ]


def test_identifiers_stay_texts(read: Read) -> None:
    ((_, concept),) = concepts(read, "treatments:\n  - {name: a, identifiers: {MeSH: D000505, RxNorm: 007}}\n")
    assert concept.identifiers == {"MeSH": "D000505", "RxNorm": "007"}


def test_one_name_may_stand_for_two_kinds(read: Read) -> None:
    assert len(concepts(read, "treatments: [{name: menopause}]\nconditions: [{name: menopause}]\n")) == 2


def test_a_concept_tells_where_it_stands(read: Read) -> None:
    ((entries, problems),) = read("v.yaml", "conditions:\n  - name: a\n\n  - name: b\n").vocabularies
    assert [(entry.kind, problems.document.locate(entry.path)) for entry in entries] == [
        (ConceptKind.CONDITION, 2),
        (ConceptKind.CONDITION, 4),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("treatments:\n  - {}\n", ["2: treatments.name: is missing"]),
        ('treatments:\n  - name: " "\n', ["2: treatments.name: is empty"]),
        (
            "treatments:\n  - exosomes\n",
            ["2: treatments: is a single text; give its fields: name, aliases, parent, identifiers, in_vocabulary"],
        ),
        ("treatments: exosomes\n", ["1: treatments: is a single text; give a list"]),
        (
            "treatments:\n  - name: a\n    alias: b\n",
            ["3: treatments.alias: is not a field here; did you mean aliases?"],
        ),
        ("treatments:\n  - name: a\n    aliases: b\n", ["3: treatments.aliases: is a single text; give a list"]),
        ("treatments:\n  - name: a\n    aliases: [[b]]\n", ["3: treatments.aliases: is a list; give a text"]),
        (
            "treatments:\n  - name: a\n    identifiers: {MeSH: [D1]}\n",
            ["3: treatments.identifiers.MeSH: is a list; give a text"],
        ),
        (
            "treatments:\n  - name: a\n    identifiers: D1\n",
            ["3: treatments.identifiers: is a single text; give names with their values"],
        ),
        (
            "treatments: [{name: a}]\ntretments: [{name: b}]\n",
            ["2: tretments: is not a field here; did you mean treatments?"],
        ),
        (
            "treatmnts: [{name: a}]\n",
            [
                "1: treatmnts: is not a field of a source record (source, claims) or a vocabulary;"
                " did you mean treatments?"
            ],
        ),
        (
            "treatments:\n  - name: fat transfer\n  - name: Fat-Transfer\n",
            ["3: treatments: 'Fat-Transfer' is a name of the treatment 'fat transfer' already, in line 2"],
        ),
        (
            "conditions:\n  - name: a\n    aliases: [Crème]\n  - name: b\n    aliases: [creme]\n",
            ["4: conditions: 'creme' is a name of the condition 'a' already, in line 2"],
        ),
        (
            "treatments:\n  - name:\n  - name: a\n    nam: b\nconditions: {}\n",
            [
                "2: treatments.name: is missing",
                "4: treatments.nam: is not a field here; did you mean name?",
                "5: conditions: is a mapping; give a list",
            ],
        ),
    ],
)
def test_a_broken_vocabulary_is_told_with_line_and_field(errors: Errors, content: str, expected: list[str]) -> None:
    assert errors("vocabulary.yaml", content) == expected


def test_claims_in_a_vocabulary_are_a_field_too_many(errors: Errors) -> None:
    lists = "treatments, conditions, populations, author_names, propositions"
    expected = [f"2: claims: is not a field here; the fields are {lists}"]
    assert errors("v.yaml", "treatments: [{name: a}]\nclaims: []\n") == expected
