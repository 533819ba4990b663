"""Names that are one author and wordings that are one proposition, as a vocabulary gives them."""

from collections.abc import Callable

import pytest

from kb.reading.known_names import PreparedAuthor, PreparedProposition
from kb.records import AuthorNamesRecord, NameRecord, PropositionRecord, WordingRecord
from kb.vocabulary import Aspect
from tests.reading.conftest import Read

Errors = Callable[[str, str | bytes], list[str]]
ORCID = "0000-0002-1825-0097"


def test_names_and_wordings_are_tidied_and_aliases_made_records(read: Read) -> None:
    content = f"""
author_names:
  - name: "  Jane  Doe "
    orcid: https://orcid.org/{ORCID}
    aliases: [Jane Q. Doe, {{name: Doe J, source: " a  b "}}, Jane Q. Doe]
propositions:
  - {{aspect: efficacy, wording: it  helps, aliases: [it is of use, {{aspect: safety, wording: it harms}}]}}
"""
    ((part),) = read("v.yaml", content).parts
    assert part.errors == []
    assert part.given == 2
    assert part.vocabulary == [
        PreparedProposition(
            PropositionRecord(
                Aspect.EFFICACY,
                "it helps",
                [WordingRecord(Aspect.EFFICACY, "it is of use"), WordingRecord(Aspect.SAFETY, "it harms")],
            ),
            ("propositions", 0),
        ),
        PreparedAuthor(
            AuthorNamesRecord("Jane Doe", ORCID, None, [NameRecord("Jane Q. Doe"), NameRecord("Doe J", None, "a b")]),
            ("author_names", 0),
        ),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("author_names:\n  - name: ''\n", ["2: author_names.name: is empty"]),
        ("author_names:\n  - name: a b\n    aliases: ['']\n", ["3: author_names.aliases.name: is empty"]),
        (
            "author_names:\n  - name: a b\n    aliases:\n      - {name: c d, orcid: x}\n",
            ["4: author_names.aliases.orcid: 'x' is not an ORCID iD: it should look like 0000-0002-1825-0097"],
        ),
        (
            "author_names:\n  - name: Jane Doe\n    source: a\n",
            ["3: author_names.source: 'Jane Doe' means the same in every source: leave it out"],
        ),
        (
            f"author_names:\n  - {{name: Doe J, orcid: {ORCID}, source: a}}\n",
            ["2: author_names.source: 'Doe J' means the same in every source: leave it out"],
        ),
        (
            "author_names:\n  - name: Jane Doe\n  - name: b c\n    aliases: [JANE DOE]\n",
            ["3: author_names: 'JANE DOE' is a name of the author 'Jane Doe' already, in line 2"],
        ),
        (
            "author_names:\n  - name: a b\n    alias: c\n",
            ["3: author_names.alias: is not a field here; did you mean aliases?"],
        ),
        ("propositions:\n  - wording: a\n", ["2: propositions.aspect: is missing"]),
        ("propositions:\n  - aspect: safety\n    wording: ' '\n", ["3: propositions.wording: is empty"]),
        ("propositions:\n  - {aspect: safety, wording: a, aliases: ['']}\n", ["2: propositions.aliases: is empty"]),
        (
            "propositions:\n  - {aspect: safety, wording: a}\n"
            "  - {aspect: cost, wording: b, aliases: [{aspect: safety, wording: A}]}\n",
            ["3: propositions: 'A' is a name of the proposition 'a' already, in line 2"],
        ),
        (
            "treatments:\n  - name: a\n    in_vocabulary: maybe\n",
            ["3: treatments.in_vocabulary: 'maybe' is not one of true, false"],
        ),
        (
            "treatments:\n  - name: a\n  - name: b\n    parent: a\n    in_vocabulary: false\n",
            ["5: treatments.in_vocabulary: a name of no vocabulary has aliases alone, no parent and identifiers"],
        ),
        ("author_names: []\n", ["1: None: is a vocabulary without an entry"]),
    ],
)
def test_a_broken_entry_is_told_with_line_and_field(errors: Errors, content: str, expected: list[str]) -> None:
    assert errors("v.yaml", content) == expected
