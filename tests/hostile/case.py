"""One broken input: what is given to kb, and what kb has to say of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Content = str | bytes | Callable[[Path], object]

FIELDS = "treatment: t, aspect: safety, stance: supports, statement: s"
SOURCE = "source: {key: broken, title: t, kind: book}\n"
CLAIM = '{"treatment": "t", "aspect": "safety", "stance": "supports", "statement": "s"}'
JSON_SOURCE = '"source": {"key": "broken", "title": "t", "kind": "book"}'
RECORD = f'{{{JSON_SOURCE}, "claims": [{CLAIM}]}}'
"""A source record on one line, in which nothing is wrong."""


@dataclass(frozen=True)
class Case:
    """``errors`` are "line: field: message" of each; PATH in them stands for the path of the file. Where kb ends before
    it reads, they are the lines on standard error."""

    id: str
    name: str
    content: Content
    errors: tuple[str, ...]
    beside: dict[str, Content] = field(default_factory=dict)
    """What lies in the same folder, by name."""
    stream: str | None = None
    """The format in which the content comes through standard input, where it does."""
    options: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """Make the file and what lies beside it; return its path."""
        for name, content in {**self.beside, self.name: self.content}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write(folder / name, content)
        return folder / self.name


def _write(path: Path, content: Content) -> None:
    if callable(content):
        content(path)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def broken(
    name: str,
    file: str,
    content: Content,
    *errors: str,
    beside: dict[str, Content] | None = None,
    stream: str | None = None,
    options: tuple[str, ...] = (),
) -> Case:
    """Return a case called ``name``."""
    return Case(name, file, content, errors, beside or {}, stream, options)


def claim_of(fields: str) -> str:
    """Return a YAML record whose one claim has ``fields``, in line 3, over what a claim must have."""
    return f"{SOURCE}claims:\n  - {{{fields}}}\n"


def source_of(fields: str) -> str:
    """Return a YAML record whose source has ``fields``, in line 1, beside title and kind."""
    return f"source: {{title: t, kind: book, {fields}}}\nclaims:\n  - {{{FIELDS}}}\n"
