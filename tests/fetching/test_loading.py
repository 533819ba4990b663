"""``kb load https://...``: a page becomes a source with its text, as a file does."""

import gzip
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.errors import UsageError
from kb.records import LoadReport
from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.cli.test_interrupts import LINE, interrupt, loading, sources_in
from tests.exporting.equality import differences
from tests.fetching.serving import Site, answer, redirect
from tests.loading_articles.writing import became, jats, keys, only_file, only_source, problems
from tests.reading.articles.pages import FIRST, LEAD, SECOND, TITLE, page
from tests.reading.articles.pdfs import column, make_pdf
from tests.storing import counts, dump, query, warnings

READ = "SELECT media_type, language, url, content_type FROM source_snapshot ORDER BY id"
HTML = "text/html; charset=utf-8"


def plain(*paragraphs: str, title: str = TITLE, head: str = "") -> str:
    """Return a page that says nothing of itself but its title, and what ``head`` says."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs or (LEAD, FIRST, SECOND))
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def told(report: LoadReport) -> list[str]:
    """Return the warnings of a load without those that every page without a kind and a key gives."""
    return [each for each in warnings(report) if not each.startswith(("None: kind:", "None: key:"))]


def test_a_page_becomes_a_source_with_its_text_and_where_and_when_it_was_read(stored: Desk, site: Site) -> None:
    site.put("/there", answer(plain()))
    address = site.put("/here", redirect("/there#part"))
    report = stored.base.load(address)
    assert (only_file(report).file, counts(only_file(report))) == (address, (1, 0, 0, 0, 0))
    row = only_source(stored)
    assert (row.title, row.url, row.snapshots) == (TITLE, site.url("/there"), 1)
    assert query(stored, READ) == [("text/html", None, site.url("/there"), HTML)]
    ((time,),) = query(stored, "SELECT retrieved_at FROM source_snapshot")
    assert timedelta() <= datetime.now(UTC) - datetime.fromisoformat(time) < timedelta(minutes=5)
    assert told(report) == []


def test_the_address_that_a_page_calls_its_own_comes_first(stored: Desk, site: Site) -> None:
    stored.base.load(site.put("/a?from=mail", answer(plain(head=canonical("/a")))))
    assert only_source(stored).url == site.url("/a")
    assert query(stored, READ) == [("text/html", None, site.url("/a?from=mail"), HTML)]


def test_a_page_with_an_address_on_another_site_is_told(desk: Desk, site: Site) -> None:
    report = desk.base.load(site.put("/a", answer(plain(head=canonical("https://example.org/a")))))
    assert only_source(desk).url == "https://example.org/a"
    says = f"the page at {site.url('/a')} says that its address is https://example.org/a"
    assert told(report) == [f"None: url: {says}: see that it is the same article"]


def test_a_page_that_led_on_to_another_site_is_told(desk: Desk, site: Site) -> None:
    there = site.put("/there", answer(plain()))
    address = site.put("/a", redirect(there)).replace("127.0.0.1", "localhost")
    assert told(desk.base.load(address)) == [f"None: url: led on to another site: the text is from {there}"]


def test_the_same_page_twice_changes_not_a_byte(stored: Desk, site: Site) -> None:
    address = site.put("/a", answer(page()))
    stored.base.load(address)
    before = dump(stored)
    report = stored.base.load(address, by="another")
    assert counts(only_file(report)) == (0, 0, 1, 0, 0)
    assert (dump(stored), len(site.asked)) == (before, 2)


def test_a_changed_page_is_a_new_text_of_its_source(stored: Desk, site: Site) -> None:
    address = site.put("/a", answer(plain(LEAD, FIRST, SECOND)))
    stored.base.load(address, key="s")
    words = ("published trials are small", "64 people were treated", "It is too early")
    stored.load(source("s", *(claim(key=f"q{at}", quote=each) for at, each in enumerate(words))))
    site.put("/a", answer(plain(LEAD, FIRST.replace("64", "46"), SECOND)))
    report = stored.base.load(address)
    assert counts(only_file(report)) == (0, 1, 0, 0, 0)
    assert {key: state for key, state, _, _ in became(report)} == {"q0": "kept", "q1": "missing", "q2": "kept"}
    assert only_source(stored).snapshots == 2


def test_what_the_user_says_of_a_page_holds(desk: Desk, site: Site) -> None:
    desk.base.load(site.put("/a", answer(page())), title="Mine", kind="blog", key="mine", authors=["Ann Other"])
    row = only_source(desk)
    assert (row.key, row.title, row.kind, row.authors) == ("mine", "Mine", "blog", ["Ann Other"])


def test_a_page_is_the_text_of_the_source_that_it_is_attached_to(desk: Desk, site: Site) -> None:
    desk.load(source("s", claim(quote="64 people were treated")))
    report = desk.base.load(site.put("/a", answer(plain())), attach="s")
    assert (keys(desk), report.quotes) == (["s"], {"verified": 1})


@pytest.mark.parametrize("given", ["/a", "/b"], ids=["as given", "where it led"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_is_the_source_whose_record_gives_its_address(desk: Desk, site: Site, given: str, scheme: str) -> None:
    address = site.url(given).replace("http", scheme)
    desk.load(source("s", claim(quote="64 people were treated"), url=address))
    site.put("/b", answer(plain(head=canonical("/own"))))
    report = desk.base.load(site.put("/a", redirect("/b")))
    assert (keys(desk), report.quotes) == (["s"], {"verified": 1})
    assert only_source(desk).url == address


def test_a_page_is_known_by_where_it_was_read_until_another_lies_there(desk: Desk, site: Site) -> None:
    latest = site.put("/latest", answer(plain(head=canonical("/one"))))
    desk.base.load(latest, key="one")
    desk.load(source("two", title="By hand"))
    desk.base.load(site.put("/two", answer(plain(FIRST, title="Two"))), attach="two")
    site.put("/latest", answer(plain(SECOND, LEAD, title="Other", head=canonical("/other"))))
    desk.base.load(latest)
    site.put("/two", answer(plain(SECOND, title="Two, corrected", head=canonical("/2"))))
    desk.base.load(site.url("/two"))
    assert {row.key: row.snapshots for row in desk.base.sources()} == {"one": 1, "two": 2, "other": 1}


def test_a_page_comes_after_the_record_of_its_source(desk: Desk, site: Site) -> None:
    address = site.put("/a", answer(plain()))
    record = desk.write("r.json", source("s", claim(quote="64 people were treated"), url=address))
    report = desk.base.load(address, record)
    assert [(file.file, file.errors) for file in report.files] == [(address, []), (str(record), [])]
    assert (keys(desk), report.quotes) == (["s"], {"unchecked": 1, "verified": 1})


def test_pages_and_files_load_together_in_the_order_given_and_a_bad_one_stops_none(desk: Desk, site: Site) -> None:
    good, gone = site.put("/good", answer(plain())), site.url("/gone")
    file = desk.write("a.md", "# Cold caps\n\nIt begins. It ends.\n")
    report = desk.base.load(gone, file, good, good + "#again")
    assert [(each.file, counts(each)) for each in report.files] == [
        (gone, (0, 0, 0, 0, 1)),
        (str(file), (1, 0, 0, 0, 0)),
        (good, (1, 0, 0, 0, 0)),
    ]
    assert problems(report) == ["None: 404 Not Found: this page is not there"]


PAYWALL = plain("Everything about caps.", "Subscribe now to continue reading this article.")
LOGIN = (
    "<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input type='password'></form>Hi</body></html>"
)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (answer(PAYWALL), "shows only the beginning of an article"),
        (answer(LOGIN), "is a login page, not an article"),
        (answer(plain("Nothing.", title="404 Not Found")), "is an error page, not an article"),
        (
            answer(plain("Elsewhere.", head='<meta http-equiv="refresh" content="0; url=https://example.org/b">')),
            "is no article and leads on to https://example.org/b; load that address if it is the one you mean",
        ),
        (answer(b""), "is empty"),
        (answer(gzip.compress(b""), "Content-Encoding: gzip"), "is empty"),
        (
            answer(b"\x89PNG\r\n\x1a\n\x00\x00", content_type="image/png"),
            "is no article: the server says that it is image/png",
        ),
        (answer(b'{"a": 1}', content_type="application/octet-stream"), "is no article that kb reads"),
    ],
    ids=["paywall", "login", "error", "leads on", "empty", "empty and packed", "picture", "data"],
)
def test_what_is_not_the_article_is_refused_and_leaves_nothing(
    stored: Desk, site: Site, sent: bytes, message: str
) -> None:
    before = dump(stored)
    (problem,) = problems(stored.base.load(site.put("/a", sent)))
    assert problem.startswith(f"None: {message}")
    assert dump(stored) == before


def test_a_pdf_is_known_by_its_content_and_its_type(stored: Desk, site: Site) -> None:
    made = make_pdf(column(*["It was found that the results last for years in most."] * 3), title="Of caps")
    stored.base.load(site.put("/download?id=1", answer(made, content_type="application/pdf")))
    stored.base.load(site.put("/file", answer(made, content_type="application/octet-stream")), key="other")
    assert only_media(stored) == ["application/pdf", "application/pdf"]
    assert {row.key: row.url for row in stored.base.sources()} == {
        "of-caps": site.url("/download?id=1"),
        "other": site.url("/file"),
    }


def only_media(desk: Desk) -> list[str]:
    return [media for (media,) in query(desk, "SELECT media_type FROM source_snapshot ORDER BY id")]


def test_the_name_and_then_the_type_say_what_a_text_is(stored: Desk, site: Site) -> None:
    text = "# Caps\n\nIt begins. The results last for years.\n"
    stored.base.load(site.put("/a.md?raw", answer(text, content_type="text/plain")))
    stored.base.load(site.put("/b", answer(text + "It ends.", content_type="text/markdown")), key="b")
    stored.base.load(site.put("/c", answer(f"Caps\n\n{text}", content_type="text/plain")), key="c")
    stored.base.load(site.put("/d", answer(jats(), content_type="text/html")), key="d")
    assert only_media(stored) == ["text/markdown", "text/markdown", "text/plain", "application/xml"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "utf-8"), ("windows-1252", "cp1252"), ("x", "cp1252")],
)
def test_a_wrong_charset_in_the_head_does_no_harm(stored: Desk, site: Site, charset: str, encoding: str) -> None:
    body = plain(LEAD, f"Über “caps” für Männer: {FIRST}").encode(encoding)
    stored.base.load(site.put("/a", answer(body, content_type=f"text/html; charset={charset}")))
    ((text,),) = query(stored, "SELECT text FROM snapshot")
    assert "Über “caps” für Männer" in text


def test_a_dry_run_fetches_and_stores_nothing(stored: Desk, site: Site) -> None:
    address, before = site.put("/a", answer(plain())), dump(stored)
    report = stored.base.load(address, dry_run=True)
    assert (counts(only_file(report)), len(site.asked)) == ((1, 0, 0, 0, 0), 1)
    assert dump(stored) == before


def test_only_what_the_user_gave_is_fetched(desk: Desk, site: Site) -> None:
    address = site.put("/a", answer(plain()))
    record = source("s", claim(quote="Words"), url=address, text=address)
    desk.base.load(desk.write("r.json", record))
    desk.base.load(desk.write("b.html", plain(head=canonical(address) + f'<link rel="stylesheet" href="{address}">')))
    assert site.asked == []


@pytest.mark.parametrize("form", ["", ".jsonl"])
def test_an_export_of_a_page_is_equal_when_it_is_loaded_again(stored: Desk, blank: Path, site: Site, form: str) -> None:
    address = site.put("/a", answer(page()))
    stored.base.load(address, key="s")
    assert differences(stored, blank, form) == []
    assert counts(only_file(stored.base.load(address)))[2] == 1


def test_a_base_with_a_page_is_sound(stored: Desk, site: Site) -> None:
    stored.base.load(site.put("/a", answer(page())))
    assert stored.base.path is not None
    assert Shell(stored.base.path)("db", "check").code == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("ftp://example.org/a", "ftp://example.org/a: is not fetched: kb fetches http and https alone"),
        ("file:///etc/hosts", "file:///etc/hosts: is not fetched: kb fetches http and https alone"),
        ("data:text/html,x", "data:text/html,x: is not fetched: kb fetches http and https alone"),
        (
            "https://jane:secret@example.org/",
            "https://example.org/: holds a user name or password; leave it out, kb logs in nowhere",
        ),
        ("https://", "https://: is no web address; it should look like https://example.org/page"),
    ],
)
def test_an_address_that_is_not_fetched_is_wrong_usage_before_anything_is_done(
    tmp_path: Path, site: Site, given: str, message: str
) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    ran = shell("load", site.put("/a", answer(plain())), given)
    assert (ran.code, ran.out, ran.err) == (2, "", f"kb: {message}\n")
    assert (site.asked, shell.database.exists()) == ([], False)


def test_an_address_given_as_a_path_is_told(desk: Desk) -> None:
    with pytest.raises(UsageError) as raised:
        desk.base.load(Path("https://example.org/a"))
    assert str(raised.value) == "https:/example.org/a: is no web address; it should look like https://example.org/page"


def test_a_path_that_is_not_there_does_not_stop_an_address(desk: Desk, site: Site) -> None:
    report = desk.base.load(site.put("/a", answer(plain())), desk.folder / "missing.md")
    assert [(file.added, [error.message for error in file.errors]) for file in report.files] == [
        (1, []),
        (0, ["no such file or folder"]),
    ]


def test_options_go_with_one_address_and_nothing_beside_it(desk: Desk, site: Site) -> None:
    address = site.put("/a", answer(plain()))
    with pytest.raises(UsageError) as raised:
        desk.base.load(address, site.url("/b"), title="T")
    assert str(raised.value) == "title: goes with one article and nothing beside it; 2 paths were given"
    assert site.asked == []


def test_the_terminal_shows_addresses_as_they_were_given(tmp_path: Path, site: Site) -> None:
    shell = Shell(tmp_path / "kb.sqlite")
    good, gone = site.put("/in/a", answer(page())), site.url("/in/b")
    ran = shell("load", good, gone)
    assert ran.code == 1
    *rows, sources = [line.split() for line in ran.out.splitlines()[1:]]
    assert (rows, sources) == ([[good, *"10000"], [gone, *"00001"]], ["1", "source:", "1", "new"])
    assert f"{gone}: 404 Not Found: this page is not there\n{gone}: nothing of this file was stored\n" in ran.err


def test_ctrl_c_ends_the_waiting_for_a_server(tmp_path: Path, site: Site) -> None:
    def silent(connection: socket.socket) -> None:
        site.is_closed.wait(60)

    shell = Shell(tmp_path / "kb.sqlite")
    first, second = site.put("/a", answer(plain())), site.put("/b", silent)
    with loading(shell, first, second) as process:
        code, out, err = interrupt(process, lambda: len(site.asked) == 2)
    assert (code, err.splitlines()[-1]) == (130, LINE.rstrip())
    assert (first in out, second in out, len(sources_in(shell))) == (True, False, 1)
