"""What kb answers is what comparing all claims with all gives, whatever is loaded."""

from hypothesis import given, settings

from kb.vocabulary import DisagreementKind
from tests.analysis.generated import asked_of, bases
from tests.analysis.naive.comparing import differences
from tests.analysis.saying import VOCABULARY
from tests.building import Record

#: Every kind that there is.
KINDS_CHECKED = set(DisagreementKind)


@given(bases())
@settings(max_examples=150, deadline=None)
def test_kb_finds_what_comparing_all_with_all_finds(records: list[Record]) -> None:
    assert differences(records, VOCABULARY, KINDS_CHECKED, asked_of(records)) == []
