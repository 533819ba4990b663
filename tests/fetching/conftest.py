"""A server on loopback, and a desk whose base is a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Desk
from tests.fetching.serving import Site, serving
from tests.storing import copied_desk


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def stored(blank: Path) -> Iterator[Desk]:
    with copied_desk(blank) as desk:
        yield desk
