"""What stands at a path and is no source file."""

import gzip
import os
from pathlib import Path

from tests.hostile.case import RECORD, SOURCE, Case, Content, broken

RECORDS = ".yaml, .yml, .json, .jsonl, .csv"
ARTICLES = ".html, .htm, .xhtml, .pdf, .nxml, .xml, .md, .markdown, .txt, .text"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40)


def seventeen_megabytes(path: Path) -> None:
    path.write_bytes(b"# remark\n" * (17 * 1024 * 1024 // 9))


def link_to(target: str) -> Content:
    return lambda path: path.symlink_to(target)


CASES: list[Case] = [
    broken("an empty file", "a.yaml", "", "None: None: is empty: it holds no source record and no vocabulary"),
    broken("YAML of 17 MB", "a.yaml", seventeen_megabytes, "None: None: is over 16 MB; split it"),
    broken("a picture as YAML", "a.yaml", PNG, "1: None: is not UTF-8 (byte 0x89); save it as UTF-8"),
    broken(
        "a picture as JSONL",
        "a.jsonl",
        PNG,
        "1: None: is not UTF-8 (byte 0x89); save it as UTF-8",
        "2: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
        "3: None: not valid JSON: a value belongs here: a text in double quotes, a number, a list or an object",
    ),
    broken(
        "gzip as CSV",
        "a.csv",
        gzip.compress(b"source_title\n", mtime=0),
        "1: None: is not UTF-8 (byte 0x8b); save it as UTF-8",
    ),
    broken(
        "no suffix",
        "record",
        RECORD,
        f"None: None: is no source file and no article by its name: kb loads {RECORDS} and articles ({ARTICLES})",
    ),
    broken(
        "an unknown suffix",
        "a.docx",
        RECORD,
        f"None: None: is no source file and no article by its name: kb loads {RECORDS} and articles ({ARTICLES})",
    ),
    broken("a pipe", "a.yaml", os.mkfifo, "None: None: is not a regular file; name a file that can be read twice"),
    broken(
        "a pipe as a stream",
        "a.jsonl",
        os.mkfifo,
        "None: None: is not a regular file; name a file that can be read twice",
    ),
    broken(
        "a folder with the suffix of a file",
        "a.yaml",
        Path.mkdir,
        f"kb: PATH: no source record, vocabulary or article there ({RECORDS}, {ARTICLES})",
    ),
    broken("a dangling link", "a.yaml", link_to("gone.yaml"), "None: None: cannot be read: No such file or directory"),
    broken(
        "a link to itself",
        "a.jsonl",
        link_to("a.jsonl"),
        "None: None: cannot be read: Too many levels of symbolic links",
    ),
    broken(
        "links in a circle",
        "a.csv",
        link_to("b.csv"),
        "None: None: cannot be read: Too many levels of symbolic links",
        beside={"b.csv": link_to("a.csv")},
    ),
    broken(
        "a link to a device",
        "a.yaml",
        link_to("/dev/zero"),
        "None: None: is not a regular file; name a file that can be read twice",
    ),
    broken(
        "a name that commands",
        "a\n\x1b[31m[bold].yaml",
        SOURCE + "claims: x\n",
        "2: claims: is no list; begin each claim with a dash",
    ),
    broken(
        "a name that is no UTF-8", os.fsdecode(b"caf\xe9.json"), "{", "1: None: not valid JSON: it ends in the middle"
    ),
    broken(
        "nothing through standard input",
        "-",
        b"",
        "None: None: is empty: it holds no source record and no vocabulary",
        stream="yaml",
    ),
    broken(
        "17 MB of YAML through standard input",
        "-",
        b"# remark\n" * 2_000_000,
        "None: None: is over 16 MB; split it",
        stream="yaml",
    ),
]
