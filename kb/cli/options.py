"""Options that several commands share, and the base that the root option names."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kb.escaping import visible

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list to write, and how."""

    format: Format
    limit: int | None = None
    offset: int = 0


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
EvidenceOption = Annotated[
    str | None, typer.Option(metavar="LEVEL|LEVEL..", help="Only what rests on this ('cohort..': or on better).")
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=0, help="At most so many entries.")]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, help="Leave out so many entries first.")]


def say(text: str) -> None:
    """Tell the user something beside the answer."""
    typer.echo(visible(text), err=True)


def open_base(context: typer.Context, *, create: bool = False) -> "KnowledgeBase":
    """Open the base that --db, KB_DATABASE or the user's data directory gives."""
    from kb.knowledge_base import KnowledgeBase

    return KnowledgeBase.open(context.obj, create=create)
