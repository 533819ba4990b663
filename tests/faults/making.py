"""Files of many claims, and how much of one a base holds."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

KB = [sys.executable, "-c", "from kb.cli.app import main; main()"]
ROOT = Path(__file__).parents[2]


def write_jsonl(path: Path, sources: int, claims: int, mark: str, prefix: str = "s") -> Path:
    """Write a file of ``sources`` sources with ``claims`` claims each, all of which say ``mark``."""
    stances = ("supports", "refutes", "neutral")
    with path.open("w", encoding="utf-8") as file:
        for source in range(sources):
            given = [
                {
                    "treatment": f"treatment {(source * claims + number) % 50}",
                    "condition": f"condition {number % 9}",
                    "aspect": ("efficacy", "safety", "cost")[number % 3],
                    "stance": stances[(source + number) % 3],
                    "statement": f"{mark}, statement {number}",
                    "quote": f"the words of claim {number} in source {source}",
                }
                for number in range(claims)
            ]
            fields = {"key": f"{prefix}{source}", "title": f"Title {source}", "kind": "journal-article"}
            file.write(json.dumps({"source": fields, "claims": given}) + "\n")
    return path


def start_load(base: Path, *files: Path) -> "subprocess.Popen[bytes]":
    """Start ``kb load`` in a process of its own, which says nothing."""
    command = [*KB, "--db", str(base), "load", *map(str, files)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)


def count_claims(base: Path, like: str) -> int:
    """Return how many claims of ``base`` have a statement like ``like``."""
    with closing(sqlite3.connect(base)) as connection:
        ((number,),) = connection.execute("SELECT count(*) FROM claim WHERE statement LIKE ?", (like,)).fetchall()
    return int(number)
