"""What becomes of disagreements where part of the base is left out, for the terminal."""

from collections.abc import Sequence

from rich.console import Group
from rich.padding import Padding
from rich.table import Table

from kb.cli.flowing import Flowing
from kb.cli.phrases import labelled, parted
from kb.escaping import visible
from kb.phrases import matter
from kb.records import Change, Weight
from kb.running_text import count_of


def change_view(changes: Sequence[Change]) -> Group:
    """Return each change with what there was before and what there is after."""
    return Group(*(_block(change) for change in changes))


def _block(change: Change) -> Padding:
    heading = labelled(change.change.upper(), f"{change.kind} on {change.aspect}")
    before = _weight(change.before) if change.before else Flowing("none")
    after = _weight(change.after) if change.after else Flowing("nothing is left of it")
    weights = Table.grid(padding=(0, 1, 0, 0))
    for when, weight in (("before:", before), ("after:", after)):
        weights.add_row(when, weight)
    about = Flowing(visible(matter(change)), style="bold")
    return Padding(Group(heading, Padding(Group(about, weights), (0, 0, 0, 3))), (0, 0, 1, 0))


def _weight(weight: Weight) -> Flowing:
    """Return a score and its sides: "score 0.59 · supports 2 voices, 3 claims · refutes 1 voice, 1 claim"."""
    sides = [
        f"{label} {count_of(weight.voices[label], 'voice')}, {count_of(weight.claims[label], 'claim')}"
        for label in weight.voices
        if weight.claims[label]
    ]
    return Flowing(parted([f"score {weight.score:.2f}", *sides]))
