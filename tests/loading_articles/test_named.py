"""What a source record may name as its text: an article, whatever the file is called, and nothing else."""

import pytest

from tests.building import Desk, claim, source
from tests.loading_articles.writing import page
from tests.storing import query

WORDS = "The hair came back within 8 weeks in all of them"
PROSE = f"{WORDS}. Nobody was hurt by it, as far as we could see, and everybody came again."


def named(stored: Desk, name: str, content: str | bytes) -> str:
    """Load a record whose text is the file ``name``, and return the state of its quote, or what is wrong."""
    (stored.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    record = stored.write("record.jsonl", source("a", claim(quote=WORDS), text=name))
    (file,) = stored.base.load(record).files
    if file.errors:
        return file.errors[0].message
    (found,) = stored.base.claims("therapy")
    return found.quotes[0].state


def text_of(stored: Desk) -> str:
    ((text,),) = query(stored, "SELECT text FROM snapshot")
    return str(text)


@pytest.mark.parametrize("name", ["page", "page.asp", "page.html"])
def test_a_page_is_read_as_a_page_under_any_name(stored: Desk, name: str) -> None:
    assert named(stored, name, page("Cold caps", PROSE)) == "verified"
    assert "<p>" not in text_of(stored)


@pytest.mark.parametrize("name", ["a.yaml", "a.csv", "a.json"])
def test_records_are_no_article(stored: Desk, name: str) -> None:
    told = named(stored, name, PROSE)
    assert told == f"'{name}' holds source records; name an article (HTML, PDF, JATS, text)"


def test_a_packed_file_is_no_text(stored: Desk) -> None:
    told = named(stored, "a.docx", b"PK\x03\x04 " + PROSE.encode())
    assert told == "'a.docx' is a packed file, such as Word writes; save it as HTML, PDF or text"


def test_what_looks_like_a_page_in_a_text_is_the_text(stored: Desk) -> None:
    assert named(stored, "a.txt", f"<!doctype html><p>{PROSE}") == "verified"
    assert "<p>" in text_of(stored)


def test_a_link_that_leads_in_a_circle_is_said_to_be_one(stored: Desk) -> None:
    (stored.folder / "loop.txt").symlink_to("loop.txt")
    problems = stored.problems(source("a", text="loop.txt"), name="record.json")
    assert problems == ["1: source.text: 'loop.txt' is a link that leads in a circle; name a file"]


def test_a_folder_that_is_a_link_in_a_circle_is_said_to_be_one(stored: Desk) -> None:
    (stored.folder / "in").symlink_to("in")
    problems = stored.problems(source("a", text="in/a.txt"), name="record.json")
    assert problems == ["1: source.text: 'in/a.txt' is a link that leads in a circle; name a file"]


def test_an_empty_field_that_nobody_knows_is_wrong_in_json_as_well(stored: Desk) -> None:
    record = source("a")
    record["source"]["bogus"] = None
    (problem,) = stored.problems(record, name="record.json")
    assert problem.startswith("1: source.bogus: is not a field here; the fields are title, kind, key")
