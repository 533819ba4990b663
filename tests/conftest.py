"""What tests share: a desk with a base and a folder to write source files into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import KnowledgeBase
from tests.building import Desk

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty base in memory."""
    with KnowledgeBase.in_memory() as base:
        yield Desk(tmp_path, base)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty base, to be copied: to make one takes longer than most loads of a few files."""
    path = tmp_path_factory.mktemp("blank") / "base.sqlite"
    KnowledgeBase.open(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and data that is kept beside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"left out: {SHARED.name}/ with the real articles and data is not beside this repository")
    return SHARED
