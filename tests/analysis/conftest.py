"""A base with something for every check, made once and given out as a copy."""

import shutil
from pathlib import Path

import pytest

from tests.analysis.sound import sound_base


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_base(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def sound(made_once: Path, tmp_path: Path) -> Path:
    """A healthy base to damage."""
    return Path(shutil.copy(made_once, tmp_path / "sound.sqlite"))
