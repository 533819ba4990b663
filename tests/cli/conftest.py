"""A shell with the seeds loaded, and one with nothing."""

from pathlib import Path

import pytest

from tests.cli.running import Shell

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """kb without a database yet."""
    return Shell(tmp_path / "kb.sqlite")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """kb with the seeds; tests only read from it."""
    shell = Shell(tmp_path_factory.mktemp("seeded") / "kb.sqlite")
    assert shell("load", SEEDS).code == 0
    return shell
