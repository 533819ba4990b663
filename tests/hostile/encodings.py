"""Bytes that are no UTF-8, or text that cannot be stored."""

from tests.hostile.case import RECORD, SOURCE, Case, broken

CASES: list[Case] = [
    broken(
        "utf-8 broken in line 2 of YAML",
        "a.yaml",
        SOURCE.encode() + b"claims: [\xff]\n",
        "2: None: is not UTF-8 (byte 0xff); save it as UTF-8",
    ),
    broken(
        "utf-8 cut in the middle of a letter",
        "a.json",
        RECORD.encode() + b"\xc3",
        "1: None: is not UTF-8 (byte 0xc3); save it as UTF-8",
    ),
    broken(
        "Latin-1 in YAML",
        "a.yaml",
        "source: {title: Über, kind: book}\n".encode("latin-1"),
        "1: None: is not UTF-8 (byte 0xdc); save it as UTF-8",
    ),
    broken(
        "Latin-1 in CSV",
        "a.csv",
        "source_title,source_kind\nt,book\nÜber,book\n".encode("latin-1"),
        "3: None: is not UTF-8 (byte 0xdc); save it as UTF-8",
    ),
    broken(
        "utf-8 broken in line 3 of JSONL",
        "a.jsonl",
        f"{RECORD}\n\n".encode() + b"\xe9\n",
        "3: None: is not UTF-8 (byte 0xe9); save it as UTF-8",
    ),
    broken(
        "UTF-16 with its mark", "a.yaml", SOURCE.encode("utf-16"), "None: None: is encoded in UTF-16; save it as UTF-8"
    ),
    broken(
        "UTF-16 without its mark",
        "a.json",
        RECORD.encode("utf-16-le"),
        "None: None: is encoded in UTF-16; save it as UTF-8",
    ),
    broken(
        "UTF-16 of the other order",
        "a.jsonl",
        RECORD.encode("utf-16-be"),
        "1: None: is encoded in UTF-16; save it as UTF-8",
    ),
    broken(
        "UTF-16 in CSV",
        "a.csv",
        "source_title,source_kind\n".encode("utf-16"),
        "None: None: is encoded in UTF-16; save it as UTF-8",
    ),
    broken(
        "a surrogate encoded in three bytes",
        "a.yaml",
        b"source: \xed\xa0\x80\n",
        "1: None: is not UTF-8 (byte 0xed); save it as UTF-8",
    ),
    broken(
        "NUL in YAML",
        "a.yaml",
        "source: {title: t\0, kind: book}\n",
        "1: None: the control character 0x00 in a text; take it out",
    ),
    broken(
        "NUL in JSON",
        "a.json",
        RECORD.replace("broken", "bro\0ken"),
        "1: None: not valid JSON: a line break or control character in a text; write it as an escape: \\n",
    ),
    broken(
        "NUL in CSV", "a.csv", "source_title,source_kind\nt\0,book\n", "2: None: a NUL character in a text; take it out"
    ),
    broken(
        "two byte-order marks",
        "a.json",
        b"\xef\xbb\xbf" * 2 + RECORD.encode(),
        "1: None: not valid JSON: a byte-order mark inside the text; take it out",
    ),
    broken(
        "a byte-order mark in line 2 of JSONL",
        "a.jsonl",
        f"{RECORD}\n\ufeff{RECORD}\n",
        "2: None: not valid JSON: a byte-order mark inside the text; take it out",
    ),
    broken(
        "a byte-order mark and nothing else",
        "a.yaml",
        b"\xef\xbb\xbf",
        "None: None: is empty: it holds no source record and no vocabulary",
    ),
    broken(
        "UTF-16 through standard input",
        "-",
        RECORD.encode("utf-16"),
        "1: None: is encoded in UTF-16; save it as UTF-8",
        stream="jsonl",
    ),
]
