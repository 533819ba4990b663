"""The stances of each interest in the terminal, side by side, in voices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.cli.coverage_matrix import subject
from kb.cli.phrases import stance_style
from kb.records import InterestTotal, InterestVoices, VoicesByInterest
from kb.running_text import listed

#: One voice does so, several do so.
_SAY = {
    "supports": ("supports", "support"),
    "refutes": ("refutes", "refute"),
    "neutral": ("not known", "not known"),
    "measures": ("measures", "measure"),
}
_NOTE = (
    "The numbers count voices: a speaker is one voice, however many articles repeat the words. "
    "In brackets: claims, where they are more. · nobody speaks on it"
)
#: Below this width the interests stand below each other.
_NARROW = 72


def interest_view(found: VoicesByInterest) -> Group:
    """Return the aspects as rows, the interests as columns: also aspects and interests without a voice."""
    heading = subject(found.treatment, found.condition, "voices by what they stand to gain")
    said = [Text(line) for line in cautions(found.totals)]
    return Group(heading, Text(), SideBySide(found), Text(), *said, Text(_NOTE))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The interests beside each other, or in a narrow terminal below each other."""

    found: VoicesByInterest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < _NARROW:
            yield from _list(self.found)
        else:
            yield _table(self.found)


def _table(found: VoicesByInterest) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("", width=max(map(len, found.aspects)), no_wrap=True)
    for interest in found.interests:
        table.add_column(interest.replace("-", "-\n"), overflow="fold", ratio=1)
    for aspect in found.aspects:
        table.add_row(Text(aspect), *(_cell(row) for row in _on(found, aspect)))
    table.add_row()
    for name in ("voices", "claims", "sources"):
        table.add_row(Text(f"{name} in all"), *(Text(str(getattr(total, name))) for total in found.totals))
    return table


def _list(found: VoicesByInterest) -> Iterator[RenderableType]:
    for aspect in found.aspects:
        yield Text(aspect, style="bold")
        for row in _on(found, aspect):
            yield Padding(Text.assemble(f"{row.interest}: ", _cell(row, ", ", " ")), (0, 0, 0, 2))
    yield Text("in all", style="bold")
    for total in found.totals:
        counts = f"{total.interest}: voices {total.voices}, claims {total.claims}, sources {total.sources}"
        yield Padding(Text(counts), (0, 0, 0, 2))


def _on(found: VoicesByInterest, aspect: str) -> list[InterestVoices]:
    return [row for row in found.rows if row.aspect == aspect]


def _cell(row: InterestVoices, between: str = "\n", before_claims: str = "\n") -> Text:
    """Return "1 supports", "2 refute", "(4 claims)", as lines or with other signs between them."""
    parts = list(_stances(row))
    if not parts:
        return Text("·")
    voices = row.supports + row.refutes + row.neutral + row.measures
    claims = f"{before_claims}({row.claims} claims)" if row.claims > voices else ""
    return Text.assemble(Text(between).join(parts), claims)


def _stances(row: InterestVoices) -> Iterator[Text]:
    for name, (one, several) in _SAY.items():
        number = getattr(row, name)
        if number:
            yield Text(f"{number} {one if number == 1 else several}", style=stance_style(name))


def cautions(totals: Iterable[InterestTotal]) -> Iterator[str]:
    """Yield what a reader should know of interests with few voices, and of those with none."""
    few = [total for total in totals if total.caution]
    spoken = [f"{each.interest} ({each.voices})" for each in few if each.voices]
    if spoken:
        yield f"Fewer than five voices: no pattern can be read from {listed(spoken, 'or')}."
    unheard = [each.interest for each in few if not each.voices]
    if unheard:
        yield f"No voice at all on this: {listed(unheard, 'and')}."
