"""Files of every format: written from records, then cut, spliced and flipped; or bytes and texts of no record."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from kb.vocabulary import SourceFormat
from tests.fuzzing.records import HOSTILE, Fields, sources, vocabularies


class Broken(NamedTuple):
    """The content of a file, which may even be right."""

    suffix: str
    content: bytes


_TOKENS = [
    *(text.encode() for text in HOSTILE),
    *b"{ } [ ] : , - ? | > # & * ! % @ ` ' ;".split(),
    b'"',
    b'""',
    b"\\u0000",
    b"\\ud800",
    b"\\x",
    b"\n",
    b"\r",
    b"\r\n",
    b"\t",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"&a *a",
    b"!!python/object:os.system",
    b"<<: ",
    b"\n---\n",
    b"\n...\n",
    b"%YAML 1.1\n",
    b"? [a]\n: b\n",
    b"[" * 40,
    b"{a: " * 40,
    b" |||",
    b"1" * 400,
    b"/* c */",
    b"{} {}",
]


def write_json(records: list[Fields]) -> str:
    return json.dumps(records[0] if len(records) == 1 else {"sources": records}, ensure_ascii=False, indent=1)


def write_jsonl(records: list[Fields]) -> str:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def write_yaml(records: list[Fields]) -> str:
    return yaml.safe_dump_all(records, allow_unicode=True, sort_keys=False)


def write_csv(records: list[Fields]) -> str:
    """Write the claims of ``records`` as rows; a vocabulary leaves none."""
    rows = [row for record in records for row in _rows(record)]
    columns = dict.fromkeys(["source_title", "source_kind", *(name for row in rows for name in row)])
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rows(record: Fields) -> list[dict[str, str]]:
    of_source = _cells("source_", record.get("source", {}))
    claims = record.get("claims", [])
    return [{**of_source, **_cells("", claim)} for claim in claims] if isinstance(claims, list) else []


def _cells(prefix: str, fields: Any) -> dict[str, str]:
    if not isinstance(fields, dict):
        return {}
    cells: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            cells |= _cells(f"{prefix}{name}_", value)
        else:
            cells[prefix + name] = " ||| ".join(map(str, value)) if isinstance(value, list) else str(value)
    return cells


_WRITERS: dict[SourceFormat, Callable[[list[Fields]], str]] = {
    SourceFormat.YAML: write_yaml,
    SourceFormat.JSON: write_json,
    SourceFormat.JSONL: write_jsonl,
    SourceFormat.CSV: write_csv,
}


@st.composite
def _written(draw: st.DrawFn) -> Broken:
    """Some records, as a file of a format."""
    kind = draw(st.sampled_from(list(SourceFormat)))
    records = draw(st.lists(st.one_of(sources, sources, vocabularies), min_size=1, max_size=3))
    return Broken(kind, _WRITERS[kind](records).encode("utf-8", "surrogatepass"))


@st.composite
def _mutated(draw: st.DrawFn) -> Broken:
    """A file with some of its bytes cut out, flipped, doubled, moved or replaced by a token."""
    suffix, content = draw(_written())
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
        content = draw(_change(content, start, min(end, start + draw(st.sampled_from([1, 8, 1000])))))
    return Broken(suffix, content)


def _change(content: bytes, start: int, end: int) -> st.SearchStrategy[bytes]:
    head, part, tail = content[:start], content[start:end], content[end:]
    flipped = bytes([part[0] ^ 1]) + part[1:] if part else b"\x80"
    return st.one_of(
        st.sampled_from([head, head + tail, head + part + part + tail, head + flipped + tail, tail + part + head]),
        st.sampled_from(_TOKENS).map(lambda token: head + token + part + tail),
        st.sampled_from(_TOKENS).map(lambda token: head + token + tail),
    )


_of_tokens = st.lists(st.sampled_from([*_TOKENS, b"source", b"claims", b"treatments", b"title", b" "]), max_size=12)
_formless = st.builds(
    Broken,
    st.sampled_from([str(each) for each in SourceFormat]),
    st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode), _of_tokens.map(b"".join)),
)

_any = st.one_of(_written(), _mutated(), _mutated(), _formless)
#: What one load is given: a file by itself, mostly, or some that may build on one another.
loads: st.SearchStrategy[list[Broken]] = st.one_of(
    st.lists(_any, min_size=1, max_size=1), st.lists(st.one_of(_written(), _any), min_size=2, max_size=3)
)
