"""The command that shows where sources disagree, what that hangs on, and what was not compared."""

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.cli.options import EvidenceOption, Format, FormatOption, LimitOption, OffsetOption, Page, open_base, say
from kb.errors import UsageError
from kb.running_text import count_of
from kb.vocabulary import Aspect, DisagreementKind

# What draws a table is imported when one is drawn: whoever asks for JSON does not pay for it.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from kb.records import Comparison, Disagreement

#: Among so many claims of a base a page is told with how many disagreements there are in all; to count among more takes
#: longer than anyone would wait for a page.
MOST_COUNTED = 20_000


def disagreements(
    context: typer.Context,
    treatment: Annotated[str | None, typer.Argument(help="A treatment; the whole base where left out.")] = None,
    kind: Annotated[DisagreementKind | None, typer.Option(help="Only this kind.")] = None,
    aspect: Annotated[Aspect | None, typer.Option(help="Only on this aspect.")] = None,
    condition: Annotated[str | None, typer.Option(help="Only about this condition or one under it.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="INTEREST|SOURCE", help="Leave out an interest or a source; again for more."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was published by then (2020: all of it).")
    ] = None,
    evidence: EvidenceOption = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="List what --without, --as-of and --evidence change instead.")
    ] = False,
    flips: Annotated[
        bool, typer.Option("--flips", help="Name the source, if any, whose removal ends a disagreement.")
    ] = False,
    not_comparable: Annotated[
        bool, typer.Option("--not-comparable", help="List the pairs that were not compared, and what parts them.")
    ] = False,
    format: FormatOption = Format.TABLE,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
) -> None:
    """Where sources disagree, and with themselves.

    Both sides in their own words, and what separates them. With a treatment: the disagreements of the whole base in
    which a claim about it or one of its variants takes part. --without, --as-of and --evidence ask the same of a part
    of the base, and say what that changes.
    """
    asked = _Asked(without or [], as_of, evidence)
    _refuse(kind, not_comparable=not_comparable, changes=changes, flips=flips, is_whole=asked.is_whole)
    narrowed: dict[str, Any] = {"aspect": aspect, "condition": condition, **asked.as_arguments()}
    page = Page(format, limit, offset)
    if not_comparable:
        _list_not_comparable(context, treatment, narrowed, page)
        return
    part = {"limit": 0} if changes else {"limit": limit, "offset": offset, "flips": flips}
    with open_base(context) as base:
        found = base.compare(treatment, kind=kind, count_among=MOST_COUNTED, **narrowed, **part)
    if changes:
        _list_changes(found, page)
    else:
        _list_disagreements(found, Page(format), offset + 1)
    if found.total is None:
        say(_uncounted(len(found.disagreements), page))
        return
    say(count_of(found.total, "disagreement"))
    if not asked.is_whole:
        say(_what_changed(found, listed=changes))
    say(_not_comparable(found.not_comparable))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The part of the base that a question is asked of."""

    without: list[str]
    as_of: str | None
    evidence: str | None

    @property
    def is_whole(self) -> bool:
        return not (self.without or self.as_of or self.evidence)

    def as_arguments(self) -> dict[str, Any]:
        return {"without": self.without, "as_of": self.as_of, "evidence": self.evidence}


def _refuse(kind: DisagreementKind | None, *, not_comparable: bool, changes: bool, flips: bool, is_whole: bool) -> None:
    """Raise UsageError for options that do not go together."""
    if not_comparable and kind is not None:
        raise UsageError("--kind does not go with --not-comparable: a pair that is not compared is of no kind")
    if not_comparable and (changes or flips):
        given = "--changes" if changes else "--flips"
        raise UsageError(f"{given} does not go with --not-comparable: nothing hangs on what is not compared")
    if changes and flips:
        raise UsageError("--flips does not go with --changes: ask for one of them")
    if changes and is_whole:
        raise UsageError("--changes needs --without, --as-of or --evidence: else nothing is left out")


def _list_disagreements(found: "Comparison", page: Page, first: int) -> None:
    """Write the disagreements, the page of them that was asked for, numbered from ``first`` on."""
    from kb.cli.flat import BRIEF_DISAGREEMENT, flat_disagreement
    from kb.cli.output import write_list

    def view(shown: "Sequence[Disagreement]") -> "RenderableType":
        from kb.cli.disagreement_view import disagreement_view

        return disagreement_view(shown, first)

    numbers = count(first)
    write_list(found.disagreements, page, lambda each: flat_disagreement(next(numbers), each), view, BRIEF_DISAGREEMENT)


def _list_changes(found: "Comparison", page: Page) -> None:
    from kb.cli.change_view import change_view
    from kb.cli.flat import flat_change
    from kb.cli.output import write_list

    write_list(found.changes, page, flat_change, change_view)


def _list_not_comparable(context: typer.Context, treatment: str | None, narrowed: dict[str, Any], page: Page) -> None:
    from kb.cli.disagreement_view import not_comparable_view
    from kb.cli.flat import flat_not_comparable
    from kb.cli.output import write_list

    with open_base(context) as base:
        parted = base.not_comparable(treatment, **narrowed)
    write_list(parted, page, flat_not_comparable, not_comparable_view)
    say(f"{count_of(len(parted), 'pair')} of claims not comparable")


def _what_changed(found: "Comparison", *, listed: bool) -> str:
    """Return how much was left out, and how many disagreements that ends, changes and brings up."""
    numbers = [
        f"{number} {change}"
        for change in ("ended", "changed", "new")
        if (number := sum(each.change == change for each in found.changes))
    ]
    hint = "" if listed or not numbers else "; --changes lists them"
    undated = f" ({found.undated} of them undated)" if found.undated else ""
    return f"{count_of(found.left_out, 'claim')} left out{undated}: {', '.join(numbers) or 'nothing changed'}{hint}"


def _uncounted(shown: int, page: Page) -> str:
    """Return what a page of a large base tells: a last one, behind which there is nothing, how many there are."""
    assert page.limit is not None
    hint = f"among over {MOST_COUNTED:,} claims: --limit 0 counts, and takes its time"
    if shown < page.limit and (shown or not page.offset):
        return f"{count_of(page.offset + shown, 'disagreement')}; pairs not comparable are not counted {hint}"
    found = f"{count_of(shown, 'disagreement')} shown" if shown else f"none behind the first {page.offset}"
    return f"{found}; nothing is counted {hint}"


def _not_comparable(counts: dict[str, int]) -> str:
    by_field = ", ".join(f"{number} by {field}" for field, number in counts.items())
    hint = f" ({by_field}); --not-comparable lists them" if counts else ""
    return f"{count_of(sum(counts.values()), 'pair')} of claims not comparable{hint}"
