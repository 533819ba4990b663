"""Reports of the two bases, made once."""

from collections.abc import Iterator

import pytest

from kb import KnowledgeBase
from tests.reports.bases import hostile, seeds


@pytest.fixture(scope="session")
def seeded_base() -> Iterator[KnowledgeBase]:
    """A base with the packaged examples; tests only read from it."""
    with seeds() as base:
        yield base


@pytest.fixture(scope="session")
def hostile_base() -> Iterator[KnowledgeBase]:
    """A base in which every text is hostile; tests only read from it."""
    with hostile() as base:
        yield base
