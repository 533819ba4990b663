"""What is wrong in a source record is told with line, field and message, in YAML and in JSON alike."""

from collections.abc import Callable

import pytest

from kb.records import AuthorRecord, PreparedSource
from kb.vocabulary import Interest, SourceKind
from tests.building import Desk
from tests.reading.conftest import Read

Errors = Callable[[str, str | bytes], list[str]]
KINDS = ", ".join(SourceKind)
FIELDS = (
    "title, kind, key, publisher, sponsor, authors, published, published_note, url, doi, pmid, interest, derived_from,"
    " text"
)


def in_yaml(fields: list[str]) -> str:
    """A source whose title and kind are in line 1 and whose other fields, written as in JSON, have a line each."""
    return 'source: {"title": "t", "kind": "book",\n' + ",\n".join(f"  {field}" for field in fields) + "}\n"


def in_json(fields: list[str]) -> str:
    return '{"source": {"title": "t", "kind": "book",\n' + ",\n".join(fields) + "}}"


def prepared(read: Read, content: str) -> PreparedSource:
    file = read("source.yaml", content)
    assert file.errors == []
    (located,) = file.sources
    return located.record


BROKEN_FIELDS = [
    (['"publised": "2021"'], ["2: source.publised: is not a field here; did you mean published?"]),
    (['"zzz": "x"'], [f"2: source.zzz: is not a field here; the fields are {FIELDS}"]),
    (
        ['"interest": "comercial"'],
        [
            f"2: source.interest: 'comercial' is not one of {', '.join(Interest)}; did you mean commercial?",
        ],
    ),
    (['"key": ["a"]'], ["2: source.key: is a list; give a text"]),
    (
        ['"published": "March 2021"'],
        ["2: source.published: 'March 2021' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"],
    ),
    (['"published": "2021-3"'], ["2: source.published: '2021-3' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"]),
    (['"published": "２０２１"'], ["2: source.published: '２０２１' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"]),
    (['"published": "2021-13"'], ["2: source.published: '2021-13' is not on the calendar"]),
    (['"published": "2021-02-29"'], ["2: source.published: '2021-02-29' is not on the calendar"]),
    (['"published": "0000"'], ["2: source.published: '0000' is not on the calendar"]),
    (['"doi": "11.1000/x"'], ["2: source.doi: '11.1000/x' is not a DOI: it should look like 10.1000/xyz123"]),
    (['"doi": "10.1000/"'], ["2: source.doi: '10.1000/' is not a DOI: it should look like 10.1000/xyz123"]),
    (['"pmid": "PMC123"'], ["2: source.pmid: 'PMC123' is not a PMID: give its number"]),
    (['"pmid": "１２３"'], ["2: source.pmid: '１２３' is not a PMID: give its number"]),
    (
        ['"url": "www.example.org"'],
        ["2: source.url: 'www.example.org' is not a web address: it should begin with https://"],
    ),
    (
        ['"url": "javascript:alert(1)"'],
        ["2: source.url: 'javascript:alert(1)' is not a web address: it should begin with https://"],
    ),
    (['"url": "https://a b"'], ["2: source.url: 'https://a b' is not a web address: it should begin with https://"]),
    (['"key": ".."'], ["2: source.key: '..' has no letter and no digit; give a name"]),
    (
        ['"key": "a\\nb"'],
        ["2: source.key: holds a line break; give it on one line"],
    ),
    (['"key": "' + "k" * 201 + '"'], ["2: source.key: is over 200 characters long; give a shorter one"]),
    (['"authors": "J. Doe"'], ["2: source.authors: is a single text; give a list"]),
    (['"authors": ["J. Doe"]'], ["2: source.authors: is a single text; give its fields: name, credentials, orcid"]),
    (['"authors": [\n{"credentials": "MD"}]'], ["3: source.authors.name: is missing"]),
    (['"authors": [{"name": " "}]'], ["2: source.authors.name: is empty"]),
    (
        ['"authors": [{"name": "A B", "orcid": "0000-0002-1825-0098"}]'],
        ["2: source.authors.orcid: '0000-0002-1825-0098' is not an ORCID iD: its check digit does not fit"],
    ),
    (
        ['"authors": [{"name": "A B", "orcid": "1825-0097"}]'],
        ["2: source.authors.orcid: '1825-0097' is not an ORCID iD: it should look like 0000-0002-1825-0097"],
    ),
    (
        ['"published": "soon"', '"doi": "x"', '"pmid": "x"', '"authors": [{"name": ""}]'],
        [
            "2: source.published: 'soon' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD",
            "3: source.doi: 'x' is not a DOI: it should look like 10.1000/xyz123",
            "4: source.pmid: 'x' is not a PMID: give its number",
            "5: source.authors.name: is empty",
        ],
    ),
]


@pytest.mark.parametrize(("suffix", "written"), [("yaml", in_yaml), ("json", in_json)])
@pytest.mark.parametrize(("fields", "expected"), BROKEN_FIELDS, ids=lambda value: value[0][:60])
def test_a_broken_source_is_told_with_line_and_field(
    errors: Errors, suffix: str, written: Callable[[list[str]], str], fields: list[str], expected: list[str]
) -> None:
    assert sorted(errors(f"broken.{suffix}", written(fields))) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("source:\n  kind: book\n", ["1: source.title: is missing"]),
        ('source:\n  title: " "\n  kind: book\n', ["2: source.title: is empty"]),
        ("source:\n  title: t\n", ["1: source.kind: is missing"]),
        (
            "source:\n  title: t\n  kind: blogg\n",
            [f"3: source.kind: 'blogg' is not one of {KINDS}; did you mean blog?"],
        ),
        ("claims: []\n", ["1: source: is missing"]),
        ("source: t\nclaims: []\n", [f"1: source: is a single text; give its fields: {FIELDS}"]),
        (
            "source: {title: t, kind: book}\nclaim: []\n",
            ["2: claim: is not a field here; the fields are source, defaults, claims"],
        ),
        (
            "source:\n  title: t\n  kind: book\n  bogus:\nclaims: []\n",
            [f"4: source.bogus: is not a field here; the fields are {FIELDS}"],
        ),
        ("source:\n  title: t\n  kind: book\n  publisher:\n", []),
        (
            "source: {title: t, kind: book}\nclaim:\n",
            ["2: claim: is not a field here; the fields are source, defaults, claims"],
        ),
        (
            "sources:\n  - source: {title: t, kind: book}\nclaims:\n",
            ["3: claims: is not a field beside sources: put it into each of them"],
        ),
        (
            "source: {title: t, kind: book}\nclaims:\n  - treatment: a\n    aspect: safety\n    stance: supports\n"
            "    statement: s\n    quotes:\n",
            ["7: quotes: is not a field here; did you mean quote?"],
        ),
        ("treatments:\n  - name: a\n    alias:\n", ["3: treatments.alias: is not a field here; did you mean aliases?"]),
        ("source: {title: t, kind: book}\nclaims: none\n", ["2: claims: is no list; begin each claim with a dash"]),
        ("sources: none\n", ["1: sources: is no list; begin each source record with a dash"]),
        ("sources:\n  - none\n", ["2: sources: is not a source record; give source: and claims:"]),
        ("sources: []\nclaims: []\n", ["2: claims: is not a field beside sources: put it into each of them"]),
        (
            "sources:\n  - claims: []\n  - source: {kind: book}\n",
            ["2: source: is missing", "3: source.title: is missing"],
        ),
        (
            "just words\n",
            ["1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:"],
        ),
        (
            "- source: {title: t, kind: book}\n",
            ["1: None: is a list; in YAML and JSON put it under sources:, in JSONL give each record a line"],
        ),
        (
            "sauce: {}\nclaim: []\n",
            [
                "1: sauce: is not a field of a source record (source, claims) or a vocabulary; did you mean source?",
                "2: claim: is not a field of a source record (source, claims) or a vocabulary; did you mean claims?",
            ],
        ),
    ],
)
def test_what_is_no_source_record_is_told_with_line_and_field(
    errors: Errors, content: str, expected: list[str]
) -> None:
    assert errors("broken.yaml", content) == expected


def test_unknown_fields_are_told_in_the_order_of_the_file(errors: Errors) -> None:
    names = ["zeta", "alpha", "mu", "beta", "omega", "delta"]
    content = "source: {title: t, kind: book}\n" + "".join(f"{name}: 1\n" for name in names)
    told = errors("broken.yaml", content)
    assert [line.split(": ")[1] for line in told] == names


def test_no_more_than_twenty_errors_are_told(desk: Desk) -> None:
    claims = "".join("  - {treatment: therapy, aspect: safety, stance: maybe, statement: s}\n" for _ in range(30))
    problems = desk.problems(f"source: {{title: t, kind: book}}\nclaims:\n{claims}")
    told = "stance: 'maybe' is not one of supports, refutes, neutral"
    assert problems == [f"{line}: {told}" for line in range(3, 23)]


def test_errors_of_several_documents_in_one_file_are_told_together(errors: Errors) -> None:
    content = "source: {kind: book}\n---\ntreatments: [{}]\n"
    assert errors("two.yaml", content) == ["1: source.title: is missing", "3: treatments.name: is missing"]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("title", '"  On   hair\\n loss "', "On hair loss"),
        ("publisher", '"Cafe\\u0301"', "Café"),
        ("published", '" 2021-03 "', "2021-03"),
        ("doi", "https://doi.org/10.1000/ABC.Def", "10.1000/abc.def"),
        ("doi", "'doi: 10.1000/x'", "10.1000/x"),
        ("doi", "http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("pmid", "'PMID: 12345'", "12345"),
        ("pmid", "007", "007"),
        ("url", "HTTPS://Example.org/A?b=c#d", "HTTPS://Example.org/A?b=c#d"),
        ("key", "007", "007"),
        ("publisher", "''", None),
    ],
)
def test_a_field_is_kept_in_one_spelling(read: Read, name: str, given: str, kept: str | None) -> None:
    fields = {"title": "t", name: given}
    content = "source:\n  kind: book\n" + "".join(f"  {key}: {value}\n" for key, value in fields.items())
    assert getattr(prepared(read, content).source, name) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
    ],
)
def test_an_orcid_is_kept_in_one_spelling(read: Read, given: str, kept: str) -> None:
    content = f"source:\n  title: t\n  kind: book\n  authors: [{{name: ' A  B ', credentials: MD, orcid: '{given}'}}]\n"
    assert prepared(read, content).source.authors == [AuthorRecord("A B", "MD", kept)]


def test_an_orcid_in_digits_of_another_script_is_refused(errors: Errors) -> None:
    content = "source: {title: t, kind: book, authors: [{name: A, orcid: ００００-0002-1825-0097}]}\n"
    assert errors("broken.yaml", content) == [
        "1: source.authors.orcid: '００００-0002-1825-0097' is not an ORCID iD: it should look like 0000-0002-1825-0097"
    ]


def test_what_is_not_given_is_unknown(read: Read) -> None:
    record = prepared(read, "source: {title: t, kind: book}\n")
    assert (record.source.interest, record.source.authors, record.claims, record.text) == (
        Interest.UNKNOWN,
        [],
        (),
        None,
    )


def test_a_list_of_sources_holds_several_records(read: Read) -> None:
    file = read("many.yaml", "sources:\n  - source: {title: a, kind: book}\n\n  - source: {title: b, kind: book}\n")
    assert [(located.record.source.title, located.line()) for located in file.sources] == [("a", 2), ("b", 4)]
