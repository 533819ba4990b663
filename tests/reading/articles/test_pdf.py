"""PDFs: paragraphs across lines and pages, and what is no text of the article."""

import os
import signal
import time

import pytest

from kb.errors import ReadingError
from kb.reading.articles import read_article
from kb.reading.articles.pdf_layout import write_paragraphs
from kb.reading.articles.pdf_record import PdfLine, PdfPage
from kb.reading.articles.pdf_worker import WORKER, PdfWorker
from kb.records import Article, AuthorRecord
from kb.vocabulary import Interest
from tests.reading.articles.pdfs import Line, column, make_bomb, make_pdf, make_scan

UNSTOOD = "is a PDF that its parser does not stand: it takes too much time or memory, or is damaged"


def read(*pages: list[Line], **fields: str) -> Article:
    return read_article(make_pdf(*pages, **fields), "a.pdf")  # type: ignore[arg-type]


def paragraphs(*pages: list[Line]) -> list[str]:
    return read(*pages).text.split("\n\n")


def problem(data: bytes) -> str:
    with pytest.raises(ReadingError) as raised:
        read_article(data, "a.pdf")
    return str(raised.value)


FULL = "A line of the usual length that fills its column from one edge to the other"


def test_lines_are_joined_to_paragraphs() -> None:
    lines = [FULL, "and goes on in the next, where it ends.", "", "Another paragraph stands below a gap."]
    assert paragraphs(column(*lines)) == [f"{FULL} and goes on in the next, where it ends.", lines[-1]]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = [*column(FULL, "of the first."), Line("Second paragraph that begins with an indent and goes", 90, 676)]
    page += column("on at the edge of the column.", top=664)
    assert paragraphs(page) == [
        f"{FULL} of the first.",
        "Second paragraph that begins with an indent and goes on at the edge of the column.",
    ]


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert paragraphs(column(FULL, "ends here.", FULL, "ends there.")) == [f"{FULL} ends here.", f"{FULL} ends there."]


def test_a_heading_in_larger_letters_stands_by_itself() -> None:
    assert paragraphs([Line("On hair", 72, 716, 16), *column(FULL, "ends here.")]) == ["On hair", f"{FULL} ends here."]


def test_items_of_a_list_stand_by_themselves() -> None:
    assert paragraphs(column("It needs:", "• one thing", "• another thing", "1. a third")) == [
        "It needs:",
        "• one thing",
        "• another thing",
        "1. a third",
    ]


@pytest.mark.parametrize("mark", ["•", "•  ", "– ", "12. ", "(b) ", "iii) ", "iv. "])
def test_an_item_begins_with_a_bullet_or_a_number(mark: str) -> None:
    lines = ("It needs the following:", f"{mark}one thing", f"{mark}another thing")
    assert [each.replace("  ", " ") for each in paragraphs(column(*lines))] == [
        " ".join(each.split()) for each in lines
    ]


def test_an_item_goes_on_in_what_is_indented_and_ends_where_that_ends() -> None:
    page = [*column("• an item that is"), *column("longer than", "one line", top=688, left=82)]
    page += column("Then the text goes on below it.", top=664)
    assert paragraphs(page) == ["• an item that is longer than one line", "Then the text goes on below it."]


ROWS = [("Trial", "People", "Change"), ("First city", "64", "+12.5%"), ("Second city", "48", "-0.3%")]


def table(top: float = 676) -> list[Line]:
    places = (72, 200, 300)
    return [Line(words, x, top - 12 * at) for at, row in enumerate(ROWS) for x, words in zip(places, row, strict=True)]


def test_rows_of_a_table_are_lines() -> None:
    below = column("Below the table the text goes on as it did above.", top=640)
    assert paragraphs([*column(FULL, "ends here."), *table(), *below]) == [
        f"{FULL} ends here.",
        "Trial People Change\nFirst city 64 +12.5%\nSecond city 48 -0.3%",
        "Below the table the text goes on as it did above.",
    ]


def test_one_line_with_a_gap_is_no_table() -> None:
    page = [
        Line("Summary", 72, 700),
        Line("What was seen in the trial is told", 200, 700),
        *column("below it.", top=688),
    ]
    assert paragraphs(page) == ["Summary What was seen in the trial is told below it."]


def test_a_paragraph_goes_on_over_a_page_and_a_column() -> None:
    left, right = column(FULL[:40], "and then it", top=100), column("goes on here", "to its end.", left=350)
    assert paragraphs([*left, *right], column("New words.")) == [
        f"{FULL[:40]} and then it goes on here to its end.",
        "New words.",
    ]
    assert paragraphs(column("Words that", "do not end"), column("before the next page.")) == [
        "Words that do not end before the next page."
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The treat-", "ment works. A treatment."), "The treatment works. A treatment."),
        (("The treat-", "ment works."), "The treat-ment works."),
        (("A well-", "known fact."), "A well-known fact."),
        (("Of COVID-", "19 and more."), "Of COVID-19 and more."),
        (("Of pre-", "and postoperative."), "Of pre- and postoperative."),
        (("A re-", "sign and a re-sign and resign."), "A resign and a re-sign and resign."),
        (("Of anti-", "Müllerian. Antimüllerian."), "Of anti-Müllerian. Antimüllerian."),
        (("From 2010 -", "it is over."), "From 2010 - it is over."),
    ],
)
def test_a_hyphen_goes_only_where_the_joined_word_is_certain(lines: tuple[str, ...], expected: str) -> None:
    assert " ".join(paragraphs(column(*lines))) == expected


def test_signs_that_nobody_sees_are_left_out() -> None:
    lines = ["The treat\u00adment wor\u200bks and the treat\u00ad", "ment\ufeff goes on.\u2060"]
    page = PdfPage(612, 792, [PdfLine(each, 72, 700 - 12 * at, 300, 710 - 12 * at) for at, each in enumerate(lines)])
    assert write_paragraphs([page]) == "The treatment works and the treatment goes on."


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        [
            Line("Journal of Examples 12 (2021)", 72, 760),
            *column(f"Words of page {('one', 'two', 'three')[at]}, which has its own."),
            Line(f"Page {at + 7} of 9", 280, 30),
        ]
        for at in range(3)
    ]
    assert read(*pages).text == "\n\n".join(
        f"Words of page {each}, which has its own." for each in ("one", "two", "three")
    )


def test_lines_at_the_edge_that_are_no_heads_stay() -> None:
    pages = [
        [Line(words, 72, 760), *column("Words below.")] for words in ("Table 4 of many", "Table 9 of many", "Figure")
    ]
    text = read(*pages).text
    assert "Table 4" in text and "Table 9" in text and "Figure" in text


def test_what_the_file_says_of_itself_is_kept_where_it_can_be_so() -> None:
    page = column("On hair and cells, 2021. doi:10.1000/ABC.12.", "Words.")
    article = read(page, title="On hair and cells", author="Ann Example; Bo Other", created="D:20210305120000Z")
    assert (article.title, article.published, article.doi) == ("On hair and cells", "2021", "10.1000/abc.12")
    assert article.authors == (AuthorRecord(name="Ann Example"), AuthorRecord(name="Bo Other"))
    assert article.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("title", "author"),
    [("", ""), ("Microsoft Word - hair.doc", "Microsoft Office User"), ("untitled", "user"), ("hair_v2.indd", "admin")],
)
def test_what_a_program_left_there_is_not_kept(title: str, author: str) -> None:
    article = read(column("Words of 2019."), title=title, author=author, created="D:20210305")
    assert (article.title, article.authors, article.published) == (None, (), None)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Ann Example, Bo Other", [AuthorRecord("Ann Example"), AuthorRecord("Bo Other")]),
        ("Example, Ann B", [AuthorRecord("Ann B Example")]),
        ("Ann Example, MD", [AuthorRecord("Ann Example", "MD")]),
    ],
)
def test_authors_are_read_as_names(author: str, authors: list[AuthorRecord]) -> None:
    assert list(read(column("Words."), author=author).authors) == authors


def test_a_disclosure_in_a_pdf_suggests_an_interest() -> None:
    article = read(column("This is a sponsored article.", "", "Words."))
    assert (article.interest, article.interest_words) == (Interest.SPONSORED, "This is a sponsored article.")


WHOLE = make_pdf(column(FULL))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_scan(), "is a PDF without text, such as a scan; run it through text recognition (OCR) first"),
        (make_pdf([]), "is a PDF without text, such as a scan; run it through text recognition (OCR) first"),
        (make_pdf(column("x"), encrypted=True), "is encrypted with a password; save it without one"),
        (WHOLE[: len(WHOLE) // 2], "is no PDF, or a damaged or truncated one"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "is no PDF, or a damaged or truncated one"),
        (b"words with the wrong name", "is no PDF, or a damaged or truncated one"),
        (make_bomb(1_200_000_000), UNSTOOD),
        (make_bomb(1_200_000_000, twice=True), UNSTOOD),
    ],
    ids=["scan", "empty", "encrypted", "truncated", "rubbish", "text", "bomb", "bomb in a bomb"],
)
def test_what_cannot_be_read_is_refused_in_bounded_time(data: bytes, message: str) -> None:
    begun = time.monotonic()
    assert problem(data) == message
    assert time.monotonic() - begun < 60


def test_a_parser_that_takes_too_long_is_stopped() -> None:
    worker = PdfWorker()
    try:
        with pytest.raises(ReadingError) as raised:
            worker.read(WHOLE, seconds=0.0)
        assert str(raised.value) == UNSTOOD
        assert [line.text for line in worker.read(WHOLE).pages[0].lines] == [FULL]
    finally:
        worker.stop()


def test_a_parser_that_crashed_between_two_files_is_started_again() -> None:
    WORKER.read(WHOLE)
    assert WORKER.process is not None
    os.kill(WORKER.process.pid, signal.SIGKILL)
    WORKER.process.wait()
    assert read(column("Words.")).text == "Words."
