"""Articles that a record names and must not get, or that are none."""

import os
from pathlib import Path

from tests.hostile.case import Case, broken, source_of
from tests.hostile.paths import PNG, link_to


def seventeen_megabytes(path: Path) -> None:
    path.write_bytes(b"words " * (17 * 1024 * 1024 // 6))


CASES: list[Case] = [
    broken(
        "an article outside",
        "a.yaml",
        source_of("text: /etc/passwd"),
        "1: source.text: '/etc/passwd' lies outside the folder; give a name in it or below",
    ),
    broken(
        "an article above",
        "a.yaml",
        source_of("text: ../passwd"),
        "1: source.text: '../passwd' lies outside the folder; give a name in it or below",
    ),
    broken(
        "an article above by a way round",
        "a.yaml",
        source_of("text: in/../../passwd"),
        "1: source.text: 'in/../../passwd' lies outside the folder; give a name in it or below",
    ),
    broken(
        "a link out",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' leads out of the folder by a link; copy the article into it",
        beside={"b.txt": link_to("/etc/passwd")},
    ),
    broken(
        "a folder that links out",
        "a.yaml",
        source_of("text: etc/passwd"),
        "1: source.text: 'etc/passwd' leads out of the folder by a link; copy the article into it",
        beside={"etc": link_to("/etc")},
    ),
    broken(
        "a pipe for an article",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' is not a regular file; name a file that can be read twice",
        beside={"b.txt": os.mkfifo},
    ),
    broken(
        "a folder for an article",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' cannot be read: Is a directory",
        beside={"b.txt": Path.mkdir},
    ),
    broken("the folder itself", "a.yaml", source_of("text: ."), "1: source.text: '.' cannot be read: Is a directory"),
    broken(
        "an article of 17 MB",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' is over 16 MB; split it",
        beside={"b.txt": seventeen_megabytes},
    ),
    broken(
        "an empty article",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' is empty",
        beside={"b.txt": " \n\t\n"},
    ),
    broken(
        "a picture for an article",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' is not UTF-8 (byte 0x89); save it as UTF-8 (line 1)",
        beside={"b.txt": PNG},
    ),
    broken(
        "an article in Latin-1",
        "a.yaml",
        source_of("text: b.txt"),
        "1: source.text: 'b.txt' is not UTF-8 (byte 0xe9); save it as UTF-8 (line 3)",
        beside={"b.txt": b"one\ntwo\nthr\xe9e"},
    ),
    broken(
        "an article with NUL in its name",
        "a.json",
        '{"source": {"title": "t", "kind": "book", "text": "b\\u0000"}}',
        "1: None: a NUL character in a text; take it out",
    ),
    broken(
        "an article above with a line break",
        "a.yaml",
        source_of('text: "..\\n/b\\e[31m.txt/../.."'),
        "1: source.text: '..\n/b\u001b[31m.txt/../..' lies outside the folder; give a name in it or below",
    ),
]
