"""Broken files by the hundred, the same ones each time; ``python -m tests.fuzzing`` goes on with others."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.records import Problem
from tests.fuzzing.files import Broken, loads
from tests.fuzzing.holding import Bench, bench, check_error


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("fuzzing")) as made:
        yield made


@settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(files=loads, strict=st.booleans())
def test_whatever_files_hold_each_lands_or_is_refused_whole(on: Bench, files: list[Broken], strict: bool) -> None:
    on.hold(files, strict=strict)


@pytest.mark.parametrize(
    "error",
    [Problem(1, None, " "), Problem(3, None, "wrong"), Problem(0, None, "wrong"), Problem(1, None, "x" * 5000)],
    ids=["no message", "beyond the end", "before the beginning", "too long"],
)
def test_an_error_that_helps_nobody_is_found(error: Problem) -> None:
    with pytest.raises(AssertionError):
        check_error(error, b"one\ntwo")


def test_a_file_that_lands_and_one_that_does_not_are_told_apart(on: Bench) -> None:
    assert on.hold([Broken("yaml", b"treatments: [{name: new}]\n"), Broken("yaml", b"treatments: [new]\n")]) == 1
