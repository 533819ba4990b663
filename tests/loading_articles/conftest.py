"""A desk whose base is a file, so that every byte of it can be looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Desk
from tests.cli.running import Shell
from tests.storing import stored_desk


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    with stored_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """kb in a wide terminal, without a database yet."""
    return Shell(tmp_path / "kb.sqlite", 200)
