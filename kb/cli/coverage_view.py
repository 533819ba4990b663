"""Coverage in the terminal: who says something on what, and what those who praise say nothing on."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kb.cli.coverage_matrix import Matrix, subject
from kb.cli.flowing import Flowing
from kb.cli.phrases import parted, stance_style
from kb.escaping import visible
from kb.phrases import aspect_names, interest
from kb.records import Coverage, OneSided
from kb.running_text import count_of, listed
from kb.vocabulary import Stance

SILENCE = (
    "Silence is counted in the claims recorded in this base. It does not prove that an article never mentions a thing."
)


def coverage_view(found: Coverage) -> Group:
    """Return the matrix, the aspects that nobody speaks on, and the one-sided sources; nothing where there is none."""
    if not found.sources_in_all:
        return Group()
    heading = subject(found.treatment, found.condition, "which source says something on what")
    return Group(heading, Text(), Matrix(found), *_nobody(found), *_praise(found), Text(f"\n{SILENCE}"))


def _nobody(found: Coverage) -> Iterator[Text]:
    """Yield a line on the aspects that no source speaks on."""
    unsaid = aspect_names(total.aspect for total in found.totals if not total.addressed)
    if unsaid:
        yield Text(f"\nno source says anything on {listed(unsaid, 'or')}")


def _praise(found: Coverage) -> Iterator[RenderableType]:
    """Yield the one-sided sources, those together that are silent on the same."""
    if not found.one_sided_in_all:
        return
    yield Text("\nFOR EFFICACY, AND SILENT ON SOMETHING A READER WOULD ASK", style="bold")
    yield Text("they support efficacy, and neither refute it nor say that it is not known")
    for silent_on, alike in groupby(found.one_sided, key=lambda each: each.silent_on):
        yield Text(f"\nsays nothing on {listed(aspect_names(silent_on), 'or')}")
        yield Padding(Group(*map(_source, alike)), (0, 0, 0, 3))
    if len(found.one_sided) < found.one_sided_in_all:
        part = f"{len(found.one_sided)} of {found.one_sided_in_all}"
        yield Text(f"\n{part} shown: --limit and --offset page these like the sources above")


def _source(each: OneSided) -> Text:
    about = f" · {visible(each.title)} · {parted([each.kind, interest(each.interest)])} · "
    praise = parted([f"supports efficacy in {count_of(each.supports, 'claim')}"])
    return Flowing.assemble((visible(each.key), "bold"), about, (praise, stance_style(Stance.SUPPORTS)))
