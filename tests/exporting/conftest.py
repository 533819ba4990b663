"""A desk whose base is a file, to export from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Desk
from tests.storing import copied_desk


@pytest.fixture
def stored(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as desk:
        yield desk
