"""docs/exporting.md: the vocabulary that it shows is one."""

import re
from pathlib import Path

from tests.building import Desk, source

GUIDE = Path(__file__).parents[2] / "docs" / "exporting.md"


def test_the_vocabulary_in_the_docs_loads(stored: Desk) -> None:
    (content,) = re.findall(r"^```yaml\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    stored.load(source("trial-2019", authors=[{"name": "Doe J"}]))
    (file,) = stored.base.load(stored.write("vocabulary.yaml", content)).files
    assert (file.added, file.changed, file.errors) == (3, 0, [])
    assert [row.name for row in stored.base.authors()] == ["Jane Doe"]
