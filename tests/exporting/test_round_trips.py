"""What is exported and loaded into an empty base is the same base, whatever it holds."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exporting.equality import differences
from tests.exporting.generated import make_base
from tests.storing import copied_desk


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), form=st.sampled_from(["", ".jsonl"]), steps=st.sampled_from(range(1, 15)))
def test_an_export_loaded_into_an_empty_base_makes_an_equal_one(
    blank: Path, data: st.DataObject, form: str, steps: int
) -> None:
    with copied_desk(blank) as desk:
        make_base(data.draw, desk, steps)
        assert differences(desk, blank, form) == []
