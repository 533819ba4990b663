"""What a claim must give and what goes together: each fault at its line, in YAML and in JSON alike."""

from collections.abc import Callable

import pytest

from kb.records import PreparedClaim, QuantityRecord, QuoteRecord
from kb.vocabulary import Aspect, Certainty, EvidenceLevel, Interest, ReviewStatus, Stance
from tests.reading.conftest import Read

Errors = Callable[[str, str | bytes], list[str]]
DEFAULTS = '{"treatment": "therapy", "aspect": "safety", "statement": "said"}'


def in_yaml(claims: list[str], defaults: str) -> str:
    """A source record whose defaults are in line 2 and whose claims, written as in JSON, begin in line 4."""
    listed = "".join(f"  - {claim}\n" for claim in claims)
    return f"source: {{title: t, kind: book}}\ndefaults: {defaults}\nclaims:\n{listed}"


def in_json(claims: list[str], defaults: str) -> str:
    return (
        '{"source": {"title": "t", "kind": "book"},\n"defaults": '
        + defaults
        + ',\n"claims": [\n'
        + ",\n".join(claims)
        + "]}"
    )


def prepared(read: Read, claim: str, defaults: str = DEFAULTS) -> PreparedClaim:
    file = read("claims.yaml", in_yaml([claim], defaults))
    assert file.errors == []
    ((found,),) = (located.record.claims for located in file.sources)
    return found


BROKEN_CLAIMS = [
    (
        '{"stance": "suports"}',
        ["4: stance: 'suports' is not one of supports, refutes, neutral; did you mean supports?"],
    ),
    ('{"stance": "TRUE"}', ["4: stance: 'TRUE' is not one of supports, refutes, neutral"]),
    ('{"stance": ["supports"]}', ["4: stance: a list is not one of supports, refutes, neutral"]),
    (
        '{"stance": "supports", "aspect": "saftey"}',
        [f"4: aspect: 'saftey' is not one of {', '.join(Aspect)}; did you mean safety?"],
    ),
    (
        '{"stance": "supports", "certainty": "hedge"}',
        ["4: certainty: 'hedge' is not one of asserted, hedged, speculative; did you mean hedged?"],
    ),
    (
        '{"stance": "supports", "evidence": "randomized-trial"}',
        [f"4: evidence: 'randomized-trial' is not one of {', '.join(EvidenceLevel)}; did you mean randomised-trial?"],
    ),
    ('{"stance": "supports", "quotes": "x"}', ["4: quotes: is not a field here; did you mean quote?"]),
    ('{"stance": "supports", "population": {"a": "b"}}', ["4: population: is a mapping; give a text"]),
    ('{"stance": "supports", "comparator": [["a"]]}', ["4: comparator: is a list; give a text"]),
    ('{"stance": "supports", "treatment": ""}', ["4: treatment: is missing, here and in the defaults"]),
    (
        '{"stance": "supports", "statement": " "}',
        ["4: quote: is missing: give the exact words, or a statement in your own"],
    ),
    ("{}", ["4: stance: is missing: give one of supports, refutes, neutral, or a quantity"]),
    ('{"stance": "supports", "quote": " "}', ["4: quote: is empty: give the exact words"]),
    ('{"stance": "supports", "quote": ["a", ""]}', ["4: quote: is empty: give the exact words"]),
    ('{"stance": "supports", "quote": {"prefix": "a"}}', ["4: quote.exact: is missing"]),
    (
        '{"stance": "supports", "quote": {"exact": "a", "sufix": "b"}}',
        ["4: quote.sufix: is not a field here; did you mean suffix?"],
    ),
    (
        '{"stance": "supports", "aspect": "timing"}',
        ["4: proposition: is missing: a stance on timing words what it says is true or not"],
    ),
    (
        '{"stance": "refutes", "aspect": "mechanism", "proposition": " "}',
        ["4: proposition: is missing: a stance on mechanism words what it says is true or not"],
    ),
    (
        '{"stance": "supports", "proposition": "{treatmnt} works in {x}"}',
        [
            "4: proposition: {treatmnt} is not one of {treatment}, {condition}, {population}, {comparator},"
            " {regulator}; did you mean treatment?",
            "4: proposition: {x} is not one of {treatment}, {condition}, {population}, {comparator}, {regulator}",
        ],
    ),
    (
        '{"stance": "supports", "proposition": "{} or {0} or {treatment.__class__}"}',
        [
            "4: proposition: {} is not one of {treatment}, {condition}, {population}, {comparator}, {regulator}",
            "4: proposition: {0} is not one of {treatment}, {condition}, {population}, {comparator}, {regulator}",
            "4: proposition: {treatment.__class__} is not one of {treatment}, {condition}, {population}, {comparator},"
            " {regulator}; did you mean treatment?",
        ],
    ),
    ('{"quantity": {"name": "n"}}', ["4: quantity: has neither low nor high: give one or both"]),
    ('{"quantity": {"low": 1}}', ["4: quantity.name: is missing"]),
    ('{"quantity": {"name": " ", "low": 1}}', ["4: quantity.name: is empty: say what is measured"]),
    ('{"quantity": {"name": "n", "low": 8, "high": 6.5}}', ["4: quantity.low: 8 is above high, 6.5"]),
    (
        '{"quantity": {"name": "n", "low": 1234568, "high": 1234567}}',
        ["4: quantity.low: 1234568 is above high, 1234567"],
    ),
    ('{"quantity": {"name": "n", "low": "6-8"}}', ["4: quantity.low: '6-8' is not a number"]),
    ('{"quantity": {"name": "n", "low": [6]}}', ["4: quantity.low: a list is not a number"]),
    ('{"quantity": {"name": "n", "low": "nan"}}', ["4: quantity.low: 'nan' is not a number that can be compared"]),
    ('{"quantity": {"name": "n", "high": 1e999}}', ["4: quantity.high: '1e999' is not a number"]),
    (
        '{"quantity": {"name": "n", "low": 1, "unit": "mounths"}}',
        ["4: quantity.unit: the unit 'mounths' is not known; did you mean months?"],
    ),
    ('{"quantity": "6 months"}', ["4: quantity: is a single text; give its fields: name, low, high, unit"]),
    (
        '{"stance": "supports", "key": "a/b"}',
        ["4: key: 'a/b' holds a slash, which parts source and claim in SOURCE/KEY; leave it out"],
    ),
]


@pytest.mark.parametrize(("suffix", "written"), [("yaml", in_yaml), ("json", in_json)])
@pytest.mark.parametrize(("claim", "expected"), BROKEN_CLAIMS)
def test_a_broken_claim_is_told_with_line_and_field(
    errors: Errors, suffix: str, written: Callable[[list[str], str], str], claim: str, expected: list[str]
) -> None:
    assert errors(f"broken.{suffix}", written([claim], DEFAULTS)) == expected


def test_a_claim_that_gives_nothing_is_told_all_that_it_needs(errors: Errors) -> None:
    assert errors("broken.yaml", in_yaml(["{}"], "{}")) == [
        "4: treatment: is missing, here and in the defaults",
        f"4: aspect: is missing, here and in the defaults: one of {', '.join(Aspect)}",
        "4: stance: is missing: give one of supports, refutes, neutral, or a quantity",
        "4: quote: is missing: give the exact words, or a statement in your own",
    ]


def test_a_claim_without_a_stance_is_not_asked_to_word_one(errors: Errors) -> None:
    told = errors("broken.yaml", in_yaml(['{"aspect": "timing"}'], DEFAULTS))
    assert told == ["4: stance: is missing: give one of supports, refutes, neutral, or a quantity"]


@pytest.mark.parametrize(("suffix", "written"), [("yaml", in_yaml), ("json", in_json)])
def test_a_key_of_two_claims_is_told_with_both_lines(
    errors: Errors, suffix: str, written: Callable[[list[str], str], str]
) -> None:
    claim = '{"stance": "supports", "key": "k"}'
    told = errors(
        f"broken.{suffix}", written([claim, '{"stance": "refutes"}', claim.replace('"k"', '" k "')], DEFAULTS)
    )
    assert told == ["6: key: 'k' is the key of another claim of this source, in line 4"]


def test_every_claim_is_told_of_in_the_order_of_the_file(errors: Errors) -> None:
    claims = ['{"stance": "maybe"}', '{"stance": "supports"}', '{"stance": "refutes", "quote": ""}', "text"]
    assert errors("broken.yaml", in_yaml(claims, DEFAULTS))[:2] == [
        "4: stance: 'maybe' is not one of supports, refutes, neutral",
        "6: quote: is empty: give the exact words",
    ]


def test_a_claim_that_is_a_text_is_told_by_its_line(errors: Errors) -> None:
    (told,) = errors("broken.yaml", in_yaml(['"it works"'], DEFAULTS))
    assert told.startswith(
        "4: claims: is a single text; give its fields: treatment, condition, population, comparator, "
    )


@pytest.mark.parametrize(
    ("defaults", "expected"),
    [
        (
            '{"stance": "suports"}',
            "2: stance: 'suports' is not one of supports, refutes, neutral; did you mean supports?",
        ),
        ('{"sance": "supports"}', "2: sance: is not a field here; did you mean stance?"),
        ('{"key": "k", "stance": "supports"}', "2: key: cannot be a default: a key names one claim"),
    ],
)
def test_a_wrong_default_is_told_once_and_not_again_as_missing_from_the_claims(
    errors: Errors, defaults: str, expected: str
) -> None:
    defaults = defaults.replace("{", '{"treatment": "therapy", "aspect": "safety", "statement": "said", ')
    claims = ["{}", "{}"] if '"stance"' in defaults else ['{"stance": "supports"}']
    assert errors("broken.yaml", in_yaml(claims, defaults)) == [expected]


def test_defaults_that_are_no_mapping_are_told_by_name(errors: Errors) -> None:
    claim = '{"treatment": "therapy", "aspect": "safety", "stance": "supports", "statement": "said"}'
    (told,) = errors("broken.yaml", in_yaml([claim], "none"))
    assert told.startswith("2: defaults: is a single text; give its fields: treatment, ")


def test_what_is_wrong_with_a_default_is_told_at_the_default(errors: Errors) -> None:
    defaults = DEFAULTS.replace("}", ', "quote": " "}')
    told = errors("broken.yaml", in_yaml(['{"stance": "supports"}'], defaults))
    assert told == ["2: quote: is empty: give the exact words"]


def test_a_default_fills_only_what_the_claim_leaves_out(read: Read) -> None:
    defaults = (
        '{"treatment": "therapy", "aspect": "safety", "stance": "supports", "condition": "a", "statement": "said"}'
    )
    found = prepared(read, '{"aspect": "efficacy", "condition": "b"}', defaults)
    assert (found.treatment, found.aspect, found.condition, found.stance) == ("therapy", "efficacy", "b", "supports")


def test_an_empty_text_takes_a_default_away(read: Read) -> None:
    defaults = (
        '{"treatment": "therapy", "aspect": "safety", "stance": "supports", "condition": "a", "statement": "said"}'
    )
    assert prepared(read, '{"condition": ""}', defaults).condition is None


def test_what_a_claim_does_not_give_has_its_stated_default(read: Read) -> None:
    assert prepared(read, '{"stance": "supports"}') == PreparedClaim(
        treatment="therapy",
        aspect=Aspect.SAFETY,
        wording="{treatment} is safe",
        stance=Stance.SUPPORTS,
        statement="said",
        certainty=Certainty.ASSERTED,
        evidence=EvidenceLevel.UNSTATED,
        status=ReviewStatus.ACCEPTED,
    )


def test_every_field_is_tidied(read: Read) -> None:
    claim = (
        '{"treatment": " a  b ", "condition": " c ", "population": " p ", "comparator": [" x ", "x", "y", ""],'
        ' "outcome": " o  o ", "regulator": " FDA ", "stance": "refutes", "author": " A  B ", "interest": "commercial",'
        ' "key": " k ", "proposition": "{treatment}  is  kind", "statement": " s "}'
    )
    assert prepared(read, claim) == PreparedClaim(
        treatment="a b",
        aspect=Aspect.SAFETY,
        wording="{treatment} is kind",
        condition="c",
        population="p",
        comparators=("x", "y"),
        outcome="o o",
        regulator="FDA",
        stance=Stance.REFUTES,
        statement="s",
        author="A B",
        interest=Interest.COMMERCIAL,
        key="k",
    )


@pytest.mark.parametrize(
    ("given", "quotes"),
    [
        ('" two  words\\n"', (QuoteRecord("two  words"),)),
        ('{"exact": "a", "prefix": "b ", "suffix": ""}', (QuoteRecord("a", "b"),)),
        ('["a", {"exact": "b", "suffix": "c"}, "a"]', (QuoteRecord("a"), QuoteRecord("b", None, "c"))),
        ('"e\\u0301"', (QuoteRecord("é"),)),
        ('"2021"', (QuoteRecord("2021"),)),
    ],
)
def test_quotes_keep_the_blanks_inside_them(read: Read, given: str, quotes: tuple[QuoteRecord, ...]) -> None:
    assert prepared(read, f'{{"stance": "supports", "quote": {given}}}').quotes == quotes


def test_the_name_of_a_quantity_stands_for_the_proposition_where_there_is_no_stance(read: Read) -> None:
    found = prepared(read, '{"aspect": "timing", "quantity": {"name": "time to  results", "low": 6, "unit": "months"}}')
    assert (found.wording, found.stance) == ("time to results", None)
    assert found.quantity == QuantityRecord("time to results", 6.0, None, "months")


def test_a_stance_beside_a_quantity_speaks_to_the_default_wording(read: Read) -> None:
    found = prepared(read, '{"stance": "supports", "quantity": {"name": "harm", "high": 0, "unit": "%"}}')
    assert found.wording == "{treatment} is safe"


def test_a_stance_on_timing_may_word_its_proposition(read: Read) -> None:
    claim = '{"stance": "supports", "aspect": "timing", "proposition": "{treatment} works within a year"}'
    assert prepared(read, claim).wording == "{treatment} works within a year"
