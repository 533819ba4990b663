"""An article is tried against the quotes of a source: the same is said as by a load, and nothing is stored."""

import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kb import KnowledgeBase
from kb.errors import KbError, UsageError
from kb.records import QuoteChange, TriedArticle
from tests.building import Desk, claim, source
from tests.changed_articles.publishing import EDITED, QUOTES, TEXT, published
from tests.cli.running import Shell
from tests.loading_articles.writing import jats, page
from tests.store.test_opening import as_nobody
from tests.storing import dump

NO_SOURCE = (
    "is no article of a source in this base, by its key, DOI, PMID, address or text; name the source whose quotes to"
    " try ('kb sources' lists them)"
)


def outcomes(tried: TriedArticle) -> dict[str, str]:
    return {each.claim: each.state for each in tried.quotes}


def test_each_quote_is_kept_moved_or_missing_with_both_places(desk: Desk) -> None:
    published(desk, TEXT)
    tried = desk.base.verify_against(desk.write("new.txt", EDITED), "caps")
    assert outcomes(tried) == {"figure": "missing", "harm": "moved", "lasts": "kept"}
    places = {each.claim: (each.was_start, each.start) for each in tried.quotes}
    assert places == {
        "figure": (TEXT.index("12 of"), None),
        "harm": (TEXT.index("Nobody"), EDITED.index("Nobody")),
        "lasts": (TEXT.index("The effect"), EDITED.index("The effect")),
    }
    assert (tried.performed, tried.kept, tried.moved, tried.missing, tried.is_current) == (3, 1, 1, 1, False)


@pytest.mark.parametrize("text", [EDITED, TEXT * 2, f"New. {TEXT}", "Nothing of it is left."])
def test_a_trial_says_what_a_load_says(desk: Desk, text: str) -> None:
    published(desk, TEXT)
    path = desk.write("caps.txt", text)
    tried = desk.base.verify_against(path, "caps").quotes
    (file,) = desk.base.load(path, attach="caps").files
    assert tried == file.quotes


def test_a_source_without_a_text_has_its_quotes_looked_for(desk: Desk) -> None:
    published(desk)
    tried = desk.base.verify_against(desk.write("new.txt", TEXT * 2), "caps")
    assert outcomes(tried) == dict.fromkeys(QUOTES, "ambiguous")
    tried = desk.base.verify_against(desk.write("new.txt", TEXT), "caps")
    assert outcomes(tried) == dict.fromkeys(QUOTES, "verified")


def test_the_text_that_the_source_has_is_told_to_be_that(desk: Desk) -> None:
    published(desk, TEXT)
    tried = desk.base.verify_against(desk.write("same.txt", TEXT))
    assert (tried.source, tried.is_current, tried.kept) == ("caps", True, 3)


def test_not_a_byte_of_the_base_changes(stored: Desk) -> None:
    published(stored, TEXT)
    path = stored.write("caps.txt", EDITED)
    assert stored.base.path is not None
    with KnowledgeBase.open(stored.base.path) as base:
        before = dump(stored), stored.base.path.read_bytes()
        base.verify_against(path, "caps")
        base.diff("caps")
        assert (dump(stored), stored.base.path.read_bytes()) == before


def test_a_base_that_can_only_be_read_will_do() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with KnowledgeBase.open(folder / "kb.sqlite", create=True) as base:
            published(Desk(folder, base), TEXT, EDITED)
        article = folder / "caps.txt"

        def ask() -> str:
            return Shell(folder / "kb.sqlite")("verify", "--against", article).out

        assert "nothing was stored" in ask()  # what kb imports on the way is imported now
        for path, mode in ((folder, 0o755), (folder / "kb.sqlite", 0o444), (article, 0o444)):
            path.chmod(mode)
        told = as_nobody(ask)
        assert told.startswith(f"{article}, tried as the text of caps;")


@pytest.mark.parametrize(
    ("fields", "article"),
    [
        ({"doi": "10.1000/caps"}, ("a.xml", jats(text=TEXT))),
        ({"pmid": "12"}, ("a.xml", jats(text=TEXT, doi=None, pmid="12"))),
        ({"key": "cold-caps"}, ("a.md", page(text=TEXT))),
        (
            {"url": "https://example.org/caps"},
            (
                "a.html",
                f'<html><head><title>x</title><link rel="canonical" href="https://example.org/caps"></head>'
                f"<body><article><h1>Cold caps</h1><p>{TEXT}</p></article></body></html>",
            ),
        ),
    ],
    ids=["doi", "pmid", "key", "url"],
)
def test_the_source_is_found_as_a_load_finds_it(desk: Desk, fields: dict[str, str], article: tuple[str, str]) -> None:
    named = {"key": "s", **fields}
    desk.load(source(named.pop("key"), claim(quote=QUOTES["harm"]), **named), source("other", claim()))
    (loaded,) = KnowledgeBase.in_memory().load(path := desk.write(*article)).files
    assert not loaded.errors
    tried = desk.base.verify_against(path)
    assert (tried.source, tried.verified) == (fields.get("key", "s"), 1)


def test_the_record_beside_the_article_says_which_source_it_is(desk: Desk) -> None:
    published(desk, TEXT)
    desk.write("new.yaml", "source: {key: caps, title: Cold caps, kind: other}\nclaims: []\n")
    assert desk.base.verify_against(desk.write("new.txt", EDITED)).source == "caps"


def test_a_record_beside_it_that_has_another_article_says_nothing(desk: Desk) -> None:
    published(desk, TEXT)
    desk.write("other.txt", "Something else.")
    desk.write("new.yaml", "source: {key: caps, title: Cold caps, kind: other, text: other.txt}\nclaims: []\n")
    path = desk.write("new.txt", EDITED)
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path)
    assert str(raised.value) == f"{path}: {NO_SOURCE}"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("new.md", page("Something new"), NO_SOURCE),
        ("new.txt", "It has no title. And nobody knows it.", NO_SOURCE),
        ("gone.txt", None, "no such file"),
        (".", None, "is a folder; name one article"),
        ("caps.yaml", "source: {}", "holds source records; name an article (HTML, PDF, JATS, text)"),
        ("empty.txt", " ", "is empty"),
    ],
)
def test_what_cannot_be_tried_is_told_in_one_line(desk: Desk, name: str, content: str | None, message: str) -> None:
    published(desk, TEXT)
    path = desk.folder / name if content is None else desk.write(name, content)
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path)
    assert (str(raised.value), raised.value.exit_code) == (f"{path}: {message}", 1)


def test_a_name_that_is_no_text_is_told_with_its_codes(stored: Desk) -> None:
    published(stored, TEXT)
    assert stored.base.path is not None
    path = stored.folder / os.fsdecode(b"\xff\x1b.txt")
    path.write_text(EDITED, encoding="utf-8")
    told = Shell(stored.base.path)("verify", "--against", path, "caps", "--format", "json").json
    assert told["article"] == f"{stored.folder}/\\xff\x1b.txt"


def test_a_pipe_is_refused_without_waiting(desk: Desk) -> None:
    published(desk, TEXT)
    path = desk.folder / "pipe"
    os.mkfifo(path)
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path, "caps")
    assert str(raised.value) == f"{path}: is not a regular file; name a file that can be read twice"


def test_an_article_that_is_two_sources_at_once_is_refused(desk: Desk) -> None:
    desk.load(source("s", doi="10.1000/caps"), source("t", pmid="12"))
    path = desk.write("a.xml", jats(pmid="12"))
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(path)
    assert (
        str(raised.value)
        == f"{path}: source: is two sources of the base at once by its key and identifiers: 's' and 't'"
    )


def test_an_article_with_another_doi_is_tried_where_you_say_so_with_a_note(stored: Desk) -> None:
    stored.load(source("s", claim(quote=QUOTES["harm"]), doi="10.1000/other"))
    assert stored.base.path is not None
    ran = Shell(stored.base.path)("verify", "s", "--against", stored.write("a.xml", jats(text=TEXT)))
    assert ran.code == 0
    assert ran.err == (
        "note: the article has the DOI 10.1000/caps, the source 's' has 10.1000/other: is it another work?\n"
    )


def test_a_source_nobody_knows_is_told_with_the_nearest(desk: Desk) -> None:
    published(desk, TEXT)
    with pytest.raises(KbError) as raised:
        desk.base.verify_against(desk.write("a.txt", EDITED), "cap")
    assert str(raised.value) == "there is no source 'cap'; did you mean caps?"


@pytest.mark.parametrize(("text", "code"), [(f"New. {TEXT}", 0), (EDITED, 1), (TEXT * 2, 1)])
def test_a_missing_or_ambiguous_quote_ends_with_1(stored: Desk, text: str, code: int) -> None:
    published(stored, TEXT)
    assert stored.base.path is not None
    path = stored.write("caps.txt", text)
    for written in ("table", "json", "jsonl", "csv", "markdown"):
        ran = Shell(stored.base.path)("verify", "--against", path, "caps", "--format", written)
        assert (ran.code, ran.err) == (code, ""), written


def test_what_the_terminal_shows(stored: Desk) -> None:
    published(stored, TEXT)
    stored.write("new.txt", EDITED)
    assert stored.base.path is not None
    out = Shell(stored.base.path, 200)("verify", "--against", stored.folder / "new.txt", "caps").out
    at = EDITED.index("11 of")
    assert out == (
        f"{stored.folder / 'new.txt'}, tried as the text of caps; nothing was stored\n"
        "3 quotes tried: 1 kept, 1 moved, 1 missing\n\n"
        f"missing  “12 of them had more hair”\n         caps/figure · was at {TEXT.index('12 of')}\n"
        f"         the closest passage in the text, at {at} to {at + 24}, not taken for the quote:\n"
        "         [-12-] {+11+} of them had more hair\n         a number changed: “12” became “11”\n"
        "moved    “Nobody was hurt”\n"
        f"         caps/harm · now at {EDITED.index('Nobody')}, was at {TEXT.index('Nobody')}\n"
    )


def test_the_json_has_the_fields_of_the_contract(stored: Desk) -> None:
    published(stored, TEXT)
    assert stored.base.path is not None
    told: dict[str, Any] = Shell(stored.base.path)(
        "verify", "--against", stored.write("new.txt", EDITED), "caps", "--format", "json"
    ).json
    assert " ".join(told) == ("article source is_current performed kept verified moved ambiguous missing quotes notes")
    assert msgspec.convert(told["quotes"], list[QuoteChange])[1].state == "moved"


def test_a_page_of_the_web_is_told_to_be_saved_first(desk: Desk) -> None:
    with pytest.raises(UsageError) as raised:
        desk.base.verify_against("https://example.org/page")
    assert str(raised.value) == (
        "https://example.org/page: is an address; save the page and name its file, or try 'kb load --dry-run'"
    )
