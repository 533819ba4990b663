"""JSON that is none, or says more than JSON can."""
# ruff: noqa: E501 - what kb tells on one line stands on one line

from kb.records import ClaimRecord
from tests.hostile.case import CLAIM, JSON_SOURCE, RECORD, Case, broken


def _with(fields: str) -> str:
    """Return a record on one line, whose claim has ``fields`` too."""
    return f'{{{JSON_SOURCE}, "claims": [{CLAIM[:-1]}, {fields}}}]}}'


NO_CLAIM = "1: claims: is a single text; give its fields: " + ", ".join(ClaimRecord.__struct_fields__)

CASES: list[Case] = [
    broken(
        "a name given twice",
        "a.json",
        RECORD.replace('"key"', '"title": "a",\n"key"'),
        "2: title: is given twice, first in line 1",
    ),
    broken(
        "an object given twice",
        "a.json",
        f"{{{JSON_SOURCE},\n{JSON_SOURCE}}}",
        "2: source: is given twice, first in line 1",
    ),
    broken(
        "NaN",
        "a.json",
        '{"source":\nNaN}',
        "2: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "Infinity",
        "a.json",
        '{"source": {"title": -Infinity}}',
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "a comma before the end of an object",
        "a.json",
        f"{{{JSON_SOURCE},\n}}",
        "2: None: not valid JSON: a comma before the closing bracket; take it out",
    ),
    broken(
        "a comma before the end of a list",
        "a.json",
        f'{{{JSON_SOURCE}, "claims": [{CLAIM},]}}',
        "1: None: not valid JSON: a comma before the closing bracket; take it out",
    ),
    broken(
        "single quotation marks",
        "a.json",
        "{'source': {}}",
        "1: None: not valid JSON: a field name in double quotes belongs here",
    ),
    broken(
        "a remark",
        "a.json",
        "// a remark\n" + RECORD,
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "a remark inside",
        "a.json",
        '{"source": /* a remark */ {}}',
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "a list nested 100000 deep",
        "a.json",
        "[" * 100_000 + "]" * 100_000,
        "1: None: nested more than 30 deep; a source record needs 5",
    ),
    broken(
        "objects nested 100000 deep",
        "a.json",
        '{"source":\n' + '{"a":' * 100_000,
        "2: None: nested more than 30 deep; a source record needs 5",
    ),
    broken(
        "half a surrogate pair",
        "a.json",
        RECORD.replace("broken", "\\udc00"),
        "1: None: half of a surrogate pair in a text; take it out",
    ),
    broken(
        "NUL escaped", "a.json", RECORD.replace("broken", "\\u0000"), "1: None: a NUL character in a text; take it out"
    ),
    broken(
        "an escape not known",
        "a.json",
        RECORD.replace("broken", "\\x41"),
        "1: None: not valid JSON: a backslash that begins no escape; write two",
    ),
    broken(
        "a line break in a text",
        "a.json",
        RECORD.replace("broken", "a\nb"),
        "1: None: not valid JSON: a line break or control character in a text; write it as an escape: \\n",
    ),
    broken(
        "a number with a leading nought",
        "a.json",
        _with('"quantity": {"name": "n", "low": 007}'),
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "a number in other digits",
        "a.json",
        _with('"quantity": {"name": "n", "low": ٣}'),
        "1: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "a number too large in its unit",
        "a.json",
        _with('"quantity": {"name": "n", "low": 1e308, "unit": "years"}'),
        "1: quantity.low: 1e+308 is too large in its unit",
    ),
    broken(
        "two values",
        "a.json",
        f"{RECORD}\n{RECORD}",
        "2: None: not valid JSON: more text after the first value; give one, or write JSONL with a record a line",
    ),
    broken(
        "broken off in an object",
        "a.json",
        '{"source": {"title": "t"\n',
        "2: None: not valid JSON: it ends in the middle",
    ),
    broken(
        "broken off in a text",
        "a.json",
        '{"source": {"title":\n"t',
        "2: None: not valid JSON: a text in double quotes is never closed",
    ),
    broken(
        "broken off behind a comma",
        "a.json",
        RECORD[:-60].rpartition(",")[0] + ",\n",
        "2: None: not valid JSON: it ends in the middle",
    ),
    broken(
        "true and null as values",
        "a.json",
        '{"source": true, "claims": null}',
        "1: source: is a single text; give its fields: title, kind, key, publisher, sponsor, authors, published, published_note, url, doi, pmid, interest, derived_from, text",
    ),
    broken("nothing but null", "a.json", "null", "None: None: is empty: it holds no source record and no vocabulary"),
    broken(
        "an empty object",
        "a.json",
        "{}",
        "1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "a source that is null",
        "a.json",
        '{"source": null}',
        "1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "null in a list",
        "a.json",
        f'{{{JSON_SOURCE},\n"claims": [null]}}',
        "2: None: an empty item in a list; take it out",
    ),
    broken(
        "a field with an empty name",
        "a.json",
        _with('"": "x"'),
        "1: None: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "a field with a commanding name",
        "a.json",
        _with('"\\u001b[2J\\n[bold]": "x"'),
        "1: \u001b[2J\n[bold]: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "JSON cut off in standard input",
        "-",
        RECORD[:-1],
        "1: None: not valid JSON: it ends in the middle",
        stream="json",
    ),
    broken(
        "millions of items",
        "a.json",
        f'{{{JSON_SOURCE}, "claims": [{"0," * 2_000_001}0]}}',
        "None: None: holds over 2 million values; split it",
    ),
    broken("thousands of wrong claims", "a.json", f'{{{JSON_SOURCE}, "claims": [{"0," * 1999}0]}}', *[NO_CLAIM] * 20),
]
