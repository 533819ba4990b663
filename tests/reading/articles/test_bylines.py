"""Who a byline names: persons with what stands behind their names, and nothing that is not surely a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.reading.articles.bylines import is_nobody, read_byline, read_name_field
from tests.growth import NEARLY_LINEAR, growth

Named = list[tuple[str, str | None]]

JANE: Named = [("Jane Roe", None)]
BOTH: Named = [("Jane Roe", None), ("John Doe", None)]


def named(authors: object) -> Named:
    return [(each.name, each.credentials) for each in authors]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe", JANE),
        ("Jane Roe", JANE),
        ("By: Jane Roe", JANE),
        ("Author: Jane Roe", JANE),
        ("Author Jane Roe", JANE),
        ("Written by Jane Roe", JANE),
        ("Words by Jane Roe", JANE),
        ("Posted by Jane Roe on March 3, 2021 at 10:30 am", JANE),
        ("Guest post by Jane Roe", JANE),
        ("Von Jane Roe", JANE),
        ("By Jane Roe and John Doe", BOTH),
        ("By Jane Roe & John Doe", BOTH),
        ("By Jane Roe with John Doe", BOTH),
        ("By Jane Roe; John Doe", BOTH),
        ("By Jane Roe, John Doe", BOTH),
        ("By Jane Roe, John Doe, and Ann Poe", [*BOTH, ("Ann Poe", None)]),
        ("By Jane Roe and the World Health Organization", [*JANE, ("World Health Organization", None)]),
    ],
)
def test_persons_are_parted(line: str, expected: Named) -> None:
    assert named(read_byline(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Roe, MD", [("Jane Roe", "MD")]),
        ("By Jane Roe,MD,PhD", [("Jane Roe", "MD, PhD")]),
        ("Jane Roe M.D.", [("Jane Roe", "M.D.")]),
        ("BY JANE ROE MD, FAAD", [("JANE ROE", "MD, FAAD")]),
        ("By Jane Roe, MD PhD FRCP(C)", [("Jane Roe", "MD PhD FRCP")]),
        ("By Jane Roe BSc (Hons), MSc", [("Jane Roe", "BSc, Hons, MSc")]),
        ("By Jane Roe, PA-C", [("Jane Roe", "PA-C")]),
        ("By Jane Roe, DO", [("Jane Roe", "DO")]),
        ("By Jane Roe, PharmD, MPH, DrPH", [("Jane Roe", "PharmD, MPH, DrPH")]),
        ("Jane Roe, M.D., Ph.D. and John Doe, RN, BSN", [("Jane Roe", "M.D., Ph.D."), ("John Doe", "RN, BSN")]),
        ("By Jane Roe, MD, and John Doe, MD", [("Jane Roe", "MD"), ("John Doe", "MD")]),
        ("By Jane Roe, MD, John Doe, PhD", [("Jane Roe", "MD"), ("John Doe", "PhD")]),
        ("By John Doe, Jr., MD", [("John Doe Jr.", "MD")]),
        ("By Jane Roe, Health Reporter", [("Jane Roe", "Health Reporter")]),
        ("By Jane Roe Health Reporter", [("Jane Roe", "Health Reporter")]),
        ("By Health Reporter Jane Roe", [("Jane Roe", "Health Reporter")]),
        ("By Jane Roe, medical editor", [("Jane Roe", "medical editor")]),
        (
            "By Jane Roe, senior health editor at CNN, and John Doe",
            [
                ("Jane Roe", "senior health editor at CNN"),
                ("John Doe", None),
            ],
        ),
        ("By Jane Roe · Dermatologist · 5 min read", [("Jane Roe", "Dermatologist")]),
        ("By Jane Roe, board-certified dermatologist", [("Jane Roe", "board-certified dermatologist")]),
        ("Author: Dr. Jane Roe, dermatologist, Sydney", [("Jane Roe", "Dr., dermatologist")]),
        ("Prof. Dr. med. Anna Müller", [("Anna Müller", "Prof. Dr. med.")]),
        ("By Jane Roe, Professor of Dermatology, University of Sydney", [("Jane Roe", "Professor of Dermatology")]),
    ],
)
def test_what_stands_behind_a_name_is_of_the_person_before_it(line: str, expected: Named) -> None:
    assert named(read_byline(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by John Doe, MD — By Jane Roe — Updated on March 3, 2021",
        "By Jane Roe | March 3, 2021",
        "By Jane Roe, March 3, 2021",
        "By Jane Roe Published 3 March 2021",
        "Jane Roe 5 min read",
        "By Jane Roe 10 hours ago",
        "Written by Jane Roe Medically reviewed by John Doe, MD",
        "Written by Jane Roe and medically reviewed by John Doe",
        "Written by: Jane Roe | Reviewed by: John Doe, MD",
        "Reviewed by Dr. Ann Poe, written by Jane Roe",
        "Jane Roe — Fact checked by Ann Poe",
        "By Jane Roe. Edited by Ann Poe",
        "By Jane Roe. Photographs by Ann Poe",
        "By Jane Roe, as told to John Doe",
        "By Jane Roe, Sydney",
        "By Jane Roe, New York",
        "By Jane Roe, Reuters",
        "By Jane Roe, Associated Press",
        "By Jane Roe, Harvard Medical School",
        "By Jane Roe for CNN",
        "By Jane Roe | CNN | May 3",
        "By Jane Roe (she/her)",
        "By Jane Roe @jane",
        "Jane Roe and Staff",
        "Jane Roe is a doctor in Sydney.",
        "Hair Loss | Jane Roe",
    ],
)
def test_what_is_no_author_is_left_out(line: str) -> None:
    assert named(read_byline(line)) == JANE


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By",
        "By Jane",
        "by jane roe",
        "MD",
        "Updated on March 3, 2021",
        "March 3, 2021",
        "5 min read",
        "Medically reviewed by John Doe, MD",
        "Fact checked by Ann Poe",
        "Edited by Ann Poe",
        "Medical editor: Ann Poe",
        "Sponsored by Example Ltd",
        "Health Reporter",
        "Staff",
        "Admin",
        "By the Editors",
        "Guest Author",
        "Mayo Clinic Staff",
        "By Healthline Editorial Team",
        "Ann Poe | John Doe",
        "https://example.org/jane",
        "jane@example.org",
    ],
)
def test_a_line_without_an_author_names_nobody(line: str) -> None:
    assert read_byline(line) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Jane van der Berg",
        "Anna-Maria O'Neil",
        "Mary-Kate d'Arcy",
        "Conan O’Brien",
        "J. K. Rowe",
        "José García Márquez",
        "Анна Иванова",
        "李明",
        "Jane Reporter",
        "Paul Nurse",
        "Christopher Guest",
        "April May",
        "YO-YO MA",
        "World Health Organization",
        "Centers for Disease Control and Prevention",
        "Food and Drug Administration",
    ],
)
def test_names_of_many_forms_stay_as_they_are(name: str) -> None:
    assert named(read_byline(f"By {name}")) == [(name, None)]
    assert named(read_name_field(name)) == [(name, None)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Roe, Jane", JANE),
        ("Roe, Jane A.", [("Jane A. Roe", None)]),
        ("Roe, J.", [("J. Roe", None)]),
        ("van der Berg, Jane", [("Jane van der Berg", None)]),
        ("Roe, Jane, MD", [("Jane Roe", "MD")]),
        ("Roe, Jane; Doe, John", BOTH),
        ("Roe, Jane and Doe, John", BOTH),
        ("Jane Roe, John Doe", BOTH),
        ("Jane Roe, MD", [("Jane Roe", "MD")]),
        ("Jane Roe; MD", [("Jane Roe", "MD")]),
        ("Jane Roe, Sydney", JANE),
        ("World Health Organization, Geneva", [("World Health Organization", None)]),
        ("Roe, MD", []),
        ("Roe, Jane, Doe, John", []),
    ],
)
def test_a_field_may_turn_a_name(value: str, expected: Named) -> None:
    assert named(read_name_field(value)) == expected


@pytest.mark.parametrize(
    ("value", "is_name"),
    [
        ("Reuters", True),
        ("jane roe", True),
        ("Jane", True),
        ("Staff", False),
        ("admin", False),
        ("user", False),
        ("MD", False),
        ("Health Reporter", False),
        ("March 3, 2021", False),
        ("https://example.org", False),
        ("7", False),
    ],
)
def test_where_a_field_surely_holds_a_name_one_that_does_not_look_like_it_counts(value: str, is_name: bool) -> None:
    assert read_name_field(value) == ()
    assert named(read_name_field(value, is_certain=True)) == ([(value, None)] if is_name else [])
    assert is_nobody(value) is not is_name


WORDS = st.sampled_from(["By", "Jane", "Roe", ",", "and", "MD", ";", "|", "(", ")", ".", "Dr.", "2021", "—", "by:"])


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60) | st.lists(WORDS).map(" ".join))
def test_no_line_breaks_it_and_every_name_has_a_letter(line: str) -> None:
    for author in (*read_byline(line), *read_name_field(line, is_certain=True)):
        assert any(map(str.isalpha, author.name)) and author.name == author.name.strip()


@pytest.mark.parametrize("piece", ["ed ", "a", "Jane Roe, ", "(", "senior health ", "x-"])
def test_a_long_line_is_read_in_linear_time(piece: str) -> None:
    def read(line: str) -> None:
        read_byline(line)
        read_name_field(line, is_certain=True)

    # Up to 4,800 signs: of a line of more than 5,000 nothing is read.
    assert growth(lambda size: (piece * size)[:size], read, 600) < NEARLY_LINEAR
