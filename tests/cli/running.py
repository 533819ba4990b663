"""Runs kb in this process and gives back what it wrote and ended with."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kb.cli.app import app

#: The command in a process of its own, for what ends or outlives this one.
KB = (sys.executable, "-c", "from kb.__main__ import main; main()")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """kb with a database of its own, at a width of its own, in a terminal that is told of by its environment."""

    database: Path
    columns: int = 80
    terminal: Mapping[str, str | None] = field(default_factory=lambda: {"NO_COLOR": "1"})

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        environment = {"COLUMNS": str(self.columns), "KB_DATABASE": str(self.database), **self.terminal}
        result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, env=environment)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)
