"""Lines of JSONL: one that is broken rejects the file, and is told by its number."""
# ruff: noqa: E501 - what kb tells on one line stands on one line

from pathlib import Path

from tests.hostile.case import CLAIM, JSON_SOURCE, RECORD, Case, broken

OTHER = RECORD.replace("broken", "other")

NO_VALUE = "None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object"


def endless_line(path: Path) -> None:
    """Make a file of one line of 1 GB, which takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(1024**3)


def endless_second_line(path: Path) -> None:
    """Make a file whose second line is of 1 GB."""
    with path.open("wb") as file:
        file.write(RECORD.encode() + b"\n")
        file.truncate(1024**3)


CASES: list[Case] = [
    broken(
        "a broken line in the middle",
        "a.jsonl",
        f"{RECORD}\n{{\n{OTHER}\n",
        "2: None: not valid JSON: it ends in the middle",
    ),
    broken(
        "a broken line behind blank ones",
        "a.jsonl",
        f"\n\n  \n{RECORD}\n\n{OTHER[:-1]}\n",
        "6: None: not valid JSON: it ends in the middle",
    ),
    broken(
        "two broken lines",
        "a.jsonl",
        f"x\n{RECORD}\ny\n",
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
        "3: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken("a line of 1 GB", "a.jsonl", endless_line, "1: None: a line of over 16 MB; split it"),
    broken("a second line of 1 GB", "a.jsonl", endless_second_line, "2: None: a line of over 16 MB; split it"),
    broken(
        "a list of sources in a line",
        "a.jsonl",
        f'{RECORD}\n{{"sources": [{OTHER}]}}\n',
        "2: None: a list of sources; in JSONL each source record has a line of its own",
    ),
    broken(
        "a list on a line",
        "a.jsonl",
        f"[{RECORD}]\n",
        "1: None: is a list; in YAML and JSON put it under sources:, in JSONL give each record a line",
    ),
    broken(
        "a text on a line",
        "a.jsonl",
        f'{RECORD}\n"words"\n',
        "2: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "an empty object on a line",
        "a.jsonl",
        f"{RECORD}\n{{}}\n",
        "2: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "one source on two lines",
        "a.jsonl",
        f"{RECORD}\n{OTHER}\n{RECORD}\n",
        "3: source: 'broken' was loaded in this run already, from PATH:1; give each its own key",
    ),
    broken(
        "two records on a line",
        "a.jsonl",
        f"{RECORD} {OTHER}\n",
        "1: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "carriage returns alone",
        "a.jsonl",
        f"{RECORD}\r{OTHER}\r",
        "1: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "a record over several lines",
        "a.jsonl",
        "{\n" + RECORD[1:] + "\n",
        "1: None: not valid JSON: it ends in the middle",
        "2: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "a comma behind a record",
        "a.jsonl",
        f"{RECORD},\n{OTHER}\n",
        "1: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "a wrong claim in line 2",
        "a.jsonl",
        f'{OTHER}\n{{{JSON_SOURCE}, "claims": [{CLAIM[:-4]}1}}, 7]}}\n',
        "2: claims: is a single text; give its fields: treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "a name given twice in line 2",
        "a.jsonl",
        f'{OTHER}\n{{{JSON_SOURCE}, "claims": [], "claims": []}}\n',
        "2: claims: is given twice, first in line 2",
    ),
    broken(
        "a vocabulary and a broken line",
        "a.jsonl",
        '{"treatments": [{"name": "new"}]}\n{"treatments": [\n',
        "2: None: not valid JSON: it ends in the middle",
    ),
    broken(
        "nothing but blank lines",
        "a.jsonl",
        "\n \n\r\n",
        "None: None: is empty: it holds no source record and no vocabulary",
    ),
    broken(
        "nothing but null on a line",
        "a.jsonl",
        "null\n",
        "1: None: is null: a line holds a source record or a vocabulary",
    ),
    broken("thirty broken lines", "a.jsonl", "x\n" * 30, *(f"{line}: {NO_VALUE}" for line in range(1, 21))),
    broken(
        "JSONL as JSON",
        "a.json",
        f"{RECORD}\n{OTHER}\n",
        "2: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "a line of 17 MB through standard input",
        "-",
        b"x" * (17 * 1024 * 1024),
        "1: None: a line of over 16 MB; split it",
        stream="jsonl",
    ),
]
