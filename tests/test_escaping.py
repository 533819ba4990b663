"""What is made visible: the same for every text, whether it is plain or not."""

import re
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.escaping import visible, visible_name

SIGNS = " \t\n\x1b\x7f\x9b\u00a0\u061c\u200b\u200d\u202e\u2028\u2066\u3000\ufeffaé漢👩"


@given(st.text() | st.text(SIGNS))
@settings(deadline=None, max_examples=300)
def test_a_visible_text_has_no_blank_but_single_spaces_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not re.search(r"[^\S ]|  |\A | \Z", shown)


def test_nothing_that_is_printable_commands() -> None:
    """The short way round for plain text rests on it."""
    printable = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]
    assert [sign for sign in printable if visible(f"a{sign}b") != f"a{sign}b"] == []
    assert [sign for sign in printable if sign.isspace()] == [" "]


def test_blanks_are_one_also_in_plain_text() -> None:
    assert [visible(text) for text in (" a", "a ", "a  b", " ", "")] == ["a", "a", "a b", "", ""]


@given(st.text(SIGNS), st.text(SIGNS))
@settings(deadline=None, max_examples=300)
def test_names_of_files_that_differ_are_shown_differently(one: str, other: str) -> None:
    assert (visible_name(one) == visible_name(other)) == (one == other)
    assert visible(visible_name(one)) == visible_name(one)
