"""docs/python.md runs, block after block, in an empty folder."""

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[1] / "docs" / "python.md"

SHOWN = """\
True 2
broken.yaml added 0 ['is missing']
caps.jsonl added 1 []
new names: ['cold cap']
claims[0].aspect is missing, here and in the defaults: one of efficacy, durability, predictability, safety, \
tolerability, candidacy, regulation, evidence, cost, availability, comparison, timing, mechanism
claims[0].stance is missing: give one of supports, refutes, neutral, or a quantity
claims[0].quote is missing: give the exact words, or a statement in your own
1 added; ['Cold caps: our experience']
[('c1', 'kept', 11, 16)]
c1 missing closest: not cause frostbite of the scalp
[('removed', 'can', ['negation']), ('added', 'not', ['negation'])]
2 texts; 1 changed, 1 added
added [] []
changed ['Results take', '2 to 3', '4', 'months.'] []
contradiction safety 0.5
   supports shop []
   refutes leaflet ['can cause frostbite of the scalp']
0 left; [('ended', 'contradiction', 'safety')]
[('leaflet', 'refutes'), ('shop', 'supports')]
leaflet verified
5 sources, 26 claims, 2 articles
True
"""


def test_every_example_runs_and_shows_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        exec(compile(block, str(GUIDE), "exec"), space)
    assert capsys.readouterr().out == SHOWN
