"""A quote is verified exactly or not at all."""

from collections.abc import Callable
from itertools import count

import pytest

from kb.quoting import Anchor, anchor_quote, normalise_text
from kb.vocabulary import QuoteState, QuoteWarning
from tests.growth import NEARLY_LINEAR, growth

MISSING = Anchor(QuoteState.MISSING, None, None)
AMBIGUOUS = Anchor(QuoteState.AMBIGUOUS, None, None)


def verified(start: int, end: int, *warnings: QuoteWarning) -> Anchor:
    return Anchor(QuoteState.VERIFIED, start, end, warnings)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("\ufeffThe drug", "The drug"),
        ("The \ufeffdrug", "The \ufeffdrug"),
        ("\x00\ufeff\ufeffThe drug", "The drug"),
        ("in\x00effec\x1b\x7f\x9ftive", "ineffective"),
        ("e\x00\u0301", "\u00e9"),
        ("a\tb\u00a0c\u2009d  e\n", "a\tb\u00a0c\u2009d  e\n"),
        ("last line\x0cnext\x0bpage\x85end", "last line\nnext\npage\nend"),
        ("", ""),
    ],
)
def test_a_text_is_normalised_without_losing_words_or_blanks(text: str, normal: str) -> None:
    assert normalise_text(text) == normal
    assert normalise_text(normal) == normal


def test_a_quote_is_found_at_its_code_points() -> None:
    assert anchor_quote("𝛼-blockers: naïve use", "naïve use") == verified(12, 21)


@pytest.mark.parametrize("exact", ["", "  \n\t", "regrows", "the drug", "The drug worked.", "The drugs"])
def test_a_quote_that_does_not_stand_there_is_missing(exact: str) -> None:
    assert anchor_quote("The drug worked", exact) == MISSING


def test_the_text_as_a_whole_can_be_quoted() -> None:
    assert anchor_quote("It works.", "It works.") == verified(0, 9)


def test_nothing_is_found_in_an_empty_text() -> None:
    assert anchor_quote("", "a") == MISSING


def test_a_quote_is_brought_to_nfc_and_stripped() -> None:
    assert anchor_quote("Un caf\u00e9 noir", "  cafe\u0301 noir\n") == verified(3, 12)


@pytest.mark.parametrize(
    ("text", "exact", "start", "end"),
    [
        ("The drug \nworks well", "drug works", 4, 15),
        ("  The   drug\n\n works", "drug works", 8, 20),
        ("  The   drug\n\n works", "works", 15, 20),
        ("p\u2009<\u20090.05", "p < 0.05", 0, 8),
        ("The drug works", "drug \n works", 4, 14),
    ],
)
def test_runs_of_white_space_match_any_other(text: str, exact: str, start: int, end: int) -> None:
    anchor = anchor_quote(text, exact)
    assert (anchor.start, anchor.end) == (start, end)
    assert anchor.warnings == (() if text[start:end] == exact else (QuoteWarning.WHITESPACE,))


@pytest.mark.parametrize("exact", ["p<0.05", "p <0.05", "thedrug", "drugworks"])
def test_white_space_is_neither_added_nor_dropped(exact: str) -> None:
    assert anchor_quote("the drug works, p < 0.05", exact) == MISSING


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("It is ineffective.", "effective"),
        ("It is effectively over.", "effective"),
        ("It cannot work.", "can"),
        ("na\u0131\u0308ve", "na\u0131"),
        ("x\u0301yz", "x"),
        ("in\u00adeffective", "effective"),
        ("in\u200beffective", "effective"),
        ("a non-effective drug", "effective"),
        ("a non-effective drug", "-effective drug"),
        ("a non-effective drug", "non-"),
        ("a non\u2010effective drug", "effective"),
        ("a non\u2011effective drug", "effective"),
        ("long-lasting", "long"),
        ("drug_effective", "effective"),
        ("It can't work.", "can"),
        ("It can\u2019t work.", "It can"),
        ("It doesn't work.", "doesn"),
        ("the patient's hair", "s hair"),
    ],
)
def test_a_quote_does_not_cut_a_word(text: str, exact: str) -> None:
    assert anchor_quote(text, exact) == MISSING


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("change of -0.5", "0.5"),
        ("change of \u22120.5", "0.5"),
        ("change of \u20130.5", "0.5"),
        ("change of +0.5", "0.5"),
        ("change of \u00b10.5", "0.5"),
        ("change of (-0.5)", "0.5"),
        ("change of -.5", ".5"),
        ("change of -$5", "$5"),
        ("-5 points", "5 points"),
        ("0.5", "5"),
        (".5", "5"),
        ("p=.05", "05"),
        ("1,5", "5"),
        ("0\u00b75", "5"),
        ("0.5", "0"),
        ("0.5", "0."),
        ("0.5", ".5"),
        ("1,000", "1"),
        ("100", "10"),
        ("6-8 months", "8 months"),
        ("6\u20138 months", "8 months"),
        ("6\u22128 months", "8 months"),
        ("10%\u201315%", "15%"),
        ("1/2 of them", "2 of them"),
        ("p<0.05", "p>0.05"),
        ("10^3 cells", "10"),
        ("10^3 cells", "3 cells"),
        ("10^-3 cells", "10"),
        ("10^-3 cells", "-3 cells"),
        ("10^-3 cells", "3 cells"),
        ("of 10^\u22123 cells", "of 10^"),
        ("12_3 cells", "12"),
        ("12个月", "2个月"),
        ("为-0.5", "0.5"),
    ],
)
def test_a_quote_does_not_cut_a_number_or_its_sign(text: str, exact: str) -> None:
    assert anchor_quote(text, exact) == MISSING


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u00ad", "-\u00ad", "\u00ad-\u200b", "\u00ad\u200b"])
@pytest.mark.parametrize("blank", ["\n", " ", "\n\n  ", "\u00a0", "\n\u00ad", " \u200b"])
def test_a_quote_does_not_cut_a_word_broken_at_the_end_of_a_line(hyphen: str, blank: str) -> None:
    text = f"the cap was in{hyphen}{blank}effective in most"
    for exact in ("effective in most", "cap was in", "the cap was", "in most"):
        assert (anchor_quote(text, exact) == MISSING) == (exact in ("effective in most", "cap was in"))
    assert anchor_quote(text, f"cap was in{hyphen}") == MISSING
    assert anchor_quote(text, f"was in{hyphen}{blank}effective in") == verified(8, text.index(" most"))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("pre- and post-operative pain", "and post-operative pain"),
        ("pre- and post-operative pain", "pre-"),
        ("short-\nOr long-term", "Or long-term"),
        ("two- to three-fold", "to three-fold"),
        ("Haar- und Bartwuchs", "und Bartwuchs"),
        ("les pr\u00e9- et post-op\u00e9ratoires", "et post-op\u00e9ratoires"),
        ("Stems- the buzz word", "the buzz word"),
        ("a cap -- effective for all", "effective for all"),
        ("a cap - effective for all", "effective for all"),
        ("a cap - effective for all", "a cap"),
        ("1- Effective for all", "Effective for all"),
        ("in 2019- 50 patients", "50 patients"),
        ("\u7684- effective", "effective"),
    ],
)
def test_a_word_behind_a_hyphen_that_waits_or_is_a_dash_verifies(text: str, exact: str) -> None:
    start = text.index(exact)
    assert anchor_quote(text, exact) == verified(start, start + len(exact))


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u2009", "\u200a", "\u202f"])
def test_a_quote_does_not_cut_a_number_at_a_blank_between_its_thousands(blank: str) -> None:
    text = f"  It cost\n\n 1{blank}500{blank}000 dollars a  year"
    for exact in ("500 000 dollars", "000 dollars", "It cost 1", "1 500", "1", f"500{blank}000 dollars"):
        assert anchor_quote(text, exact) == MISSING
    start = text.index("1")
    assert anchor_quote(text, f"1{blank}500{blank}000") == verified(start, start + 9)
    assert anchor_quote(text, "1 500 000") == verified(start, start + 9, QuoteWarning.WHITESPACE)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("group 1 150 patients", "150 patients"),
        ("in 2019\u00a0150 patients", "150 patients"),
        ("of 5.5\u00a0100 patients", "100 patients"),
        ("of 5,5\u00a0100 patients", "100 patients"),
        ("table 2\u00a01500 patients", "1500 patients"),
        ("vitamin B12\u00a0500 mg", "500 mg"),
        ("of 20\u00a0mg", "mg"),
    ],
)
def test_a_number_beside_another_one_verifies(text: str, exact: str) -> None:
    start = text.index(exact)
    assert anchor_quote(text, exact) == verified(start, start + len(exact))


@pytest.mark.parametrize("mark", ["*", "**", "_", "__", "**_"])
def test_marks_of_emphasis_do_not_part_a_word(mark: str) -> None:
    text = f"It was {mark}un{mark[::-1]}safe for some, and {mark}not good{mark[::-1]} for all"
    for exact in ("safe for some", "was " + mark + "un", f"un{mark[::-1]}"):
        assert anchor_quote(text, exact) == MISSING
    assert anchor_quote(text, "not good").state == QuoteState.VERIFIED
    assert anchor_quote(text, f"un{mark[::-1]}safe for some").state == QuoteState.VERIFIED


@pytest.mark.parametrize("sign", [*"<>\u2264\u2265\u2a7d\u2a7e~\u2248\u2243", "<=", ">="])
@pytest.mark.parametrize("blank", ["", " ", "\u2009", "\n"])
@pytest.mark.parametrize("number", ["5", "0.5", ".5", "-5", "$5"])
def test_a_number_without_the_sign_that_compares_it_is_trimmed(sign: str, blank: str, number: str) -> None:
    text = f"seen in {sign}{blank}{number} people"
    assert anchor_quote(text, f"{number} people") == verified(8 + len(sign + blank), len(text), QuoteWarning.TRIMMED)
    assert anchor_quote(text, f"{sign}{blank}{number} people") == verified(8, len(text))
    assert anchor_quote(text, "people").warnings == ()


@pytest.mark.parametrize(
    "lead", ["> ", "So it was:\n> ", "\n> > ", "dose -> ", "dose => ", "<b>", '<a href="x">', "p = "]
)
def test_a_number_behind_an_arrow_a_tag_or_the_mark_of_a_quoted_line_is_not_trimmed(lead: str) -> None:
    assert anchor_quote(f"{lead}5 people", "5 people") == verified(len(lead), len(lead) + 8)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("(effective)", "effective"),
        ("It is effective.", "effective"),
        ("It is \u201ceffective\u201d", "effective"),
        ("It is _effective_ here", "effective"),
        ("safe\u2014effective", "effective"),
        ("safe--5 of 6", "5 of 6"),
        ("dose\u2013response", "response"),
        ("short- and long-term", "and long-term"),
        ("the patient's hair", "patient"),
        ("the patient\u2019s hair", "the patient"),
        ("l\u2019effet durable", "effet durable"),
        ("effective\u200b.", "effective"),
        ("change of -0.5", "-0.5"),
        ("5\u00b10.5 mm", "0.5 mm"),
        ("p=.05", ".05"),
        ("hair loss.12 Treatment", "hair loss."),
        ("ended in 2019.", "2019"),
        ("of 10^-3 cells", "10^-3 cells"),
        ("of 15[12] people", "of 15"),
        ("50% of $5", "$5"),
        ("这种治疗有效吗", "治疗"),
        ("PRP療法は有効", "PRP"),
        ("為5毫克", "5毫克"),
        ("ยานี้ได้ผลดี", "ได้ผล"),
    ],
)
def test_a_whole_word_or_number_verifies(text: str, exact: str) -> None:
    start = text.index(exact)
    assert anchor_quote(text, exact) == verified(start, start + len(exact))


@pytest.mark.parametrize(
    ("text", "exact"), [("works, and it works", "works"), ("no no no", "no no"), ("5. 5. 5.", "5. 5.")]
)
def test_a_quote_that_stands_twice_is_ambiguous(text: str, exact: str) -> None:
    assert anchor_quote(text, exact) == AMBIGUOUS


def test_an_occurrence_inside_a_word_does_not_count() -> None:
    assert anchor_quote("ineffective, effective, effectively", "effective") == verified(13, 22)


TWICE = "Hair grew in men. Hair grew in\nwomen."


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        (None, "men", 0),
        (None, " in  men.", 0),
        (None, "in wo", 18),
        ("men.", None, 18),
        ("en. ", "in women", 18),
        ("Hair", " in men. Hair", 5),
        (" ", "in men", 0),
    ],
)
def test_the_context_decides_between_several_places(prefix: str | None, suffix: str | None, start: int) -> None:
    exact = "grew" if prefix == "Hair" else "Hair grew in" if suffix == "men" else "Hair grew"
    assert anchor_quote(TWICE, exact, prefix, suffix) == verified(start, start + len(exact))


def test_white_space_at_the_junction_with_the_context_is_optional() -> None:
    assert anchor_quote("(drug) and drug", "drug", "( ", " )") == verified(1, 5)


@pytest.mark.parametrize(("prefix", "suffix"), [("women", None), (None, "in"), ("men.", "in men"), ("Hair", None)])
def test_a_context_that_does_not_decide_leaves_the_quote_ambiguous(prefix: str | None, suffix: str | None) -> None:
    assert anchor_quote(TWICE, "Hair grew", prefix, suffix) == AMBIGUOUS


@pytest.mark.parametrize(
    ("prefix", "suffix", "warnings"),
    [
        ("The", "works", ()),
        ("A", None, (QuoteWarning.CONTEXT,)),
        ("The", "fails", (QuoteWarning.CONTEXT,)),
        (None, "worked", (QuoteWarning.CONTEXT,)),
        ("  ", "", ()),
    ],
)
def test_a_single_place_verifies_and_a_foreign_context_is_told(
    prefix: str | None, suffix: str | None, warnings: tuple[QuoteWarning, ...]
) -> None:
    assert anchor_quote("The drug works", "drug", prefix, suffix) == verified(4, 8, *warnings)


def test_the_context_does_not_excuse_a_cut_word() -> None:
    assert anchor_quote("It is ineffective.", "effective", "in", ".") == MISSING


def test_all_warnings_come_in_the_order_of_the_vocabulary() -> None:
    anchor = anchor_quote("It is not\n very  good", "very good", "is")
    assert anchor.warnings == (QuoteWarning.WHITESPACE, QuoteWarning.TRIMMED, QuoteWarning.CONTEXT)


@pytest.mark.parametrize(
    "lead",
    [
        "The drug is not ",
        "The drug isn't ",
        "The drug isn\u2019t ",
        "The drug can not ",
        "The drug cannot ",
        "The drug will never be ",
        "It grew without any ",
        "Neither ",
        "It is neither safe nor ",
        "None of the ",
        "It is hardly ",
        "It is no longer ",
        "No ",
        "There is no evidence that the ",
        "There is no convincing evidence of ",
        "There is no proof yet that it is ",
        "There is little evidence for ",
        "There is insufficient clinical evidence that ",
        "There is a lack of ",
        "It failed to ",
        "It fails to be ",
        "It is unlikely to be ",
        "It is unable to ",
        "It has not been shown to be ",
        "It has not yet been proven to be significantly ",
        "It is not, however, ",
        "It may ",
        "May ",
        "It might be ",
        "It could be very ",
        "It is perhaps ",
        "It is possibly ",
        "It is potentially ",
        "In theory ",
        "It is theoretically ",
        "It appears to be ",
        "It seemed to be ",
        "It seems ",
        "The maker claims to have ",
        "The maker claims that it is ",
        "It is said to be ",
        "It is unclear whether the ",
        "It is not \u201c",
        "It is *not* (",
        "It is\nnot\n",
        "NOT ",
        "Good. But it does not ",
    ],
)
def test_a_quote_just_after_a_negation_or_hedge_is_trimmed(lead: str) -> None:
    anchor = anchor_quote(f"{lead}effective hair growth.", "effective hair growth")
    assert anchor == verified(len(lead), len(lead) + 21, QuoteWarning.TRIMMED)


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "The drug is ",
        "The drug can ",
        "It can be very ",
        "There is evidence that the ",
        "It was shown to be ",
        "No. ",
        "No, ",
        "Did it help? Not! ",
        "It does not. \u201c",
        "It may\n\n",
        "It may\n \n",
        "It may\n* ",
        "It may\n- ",
        "It may\n 2) ",
        "It is not only safe but ",
        "Although not approved, it is ",
        "Nobody asked for it; ",
        "It is without risk and ",
        "In May ",
        "He said ",
        "It knots ",
        "A little ",
        "It was not tested in men with this condition, but the ",
        "not" + " " * 250,
    ],
)
def test_a_quote_that_follows_no_cue_in_its_sentence_is_not_trimmed(lead: str) -> None:
    anchor = anchor_quote(f"{lead}effective hair growth.", "effective hair growth")
    assert anchor.state == QuoteState.VERIFIED
    assert anchor.warnings == ()


def test_a_quote_that_holds_its_own_negation_is_not_trimmed() -> None:
    assert anchor_quote("The drug is not effective.", "not effective") == verified(12, 25)


def test_a_hundred_quotes_in_a_long_text_take_little_more_than_one() -> None:
    lines = [" ".join(f"word{number}" for number in range(at, at + 10)) for at in range(0, 11_000, 10)]
    quotes = [" ".join(lines[at : at + 3]) for at in range(0, 1_000, 10)]
    serial = count()

    def make(size: int) -> tuple[str, list[str]]:
        return "\n\n".join([f"Text {next(serial)}", *lines]), quotes[:size]

    def check(given: tuple[str, list[str]]) -> None:
        text, sought = given
        anchors = [anchor_quote(text, quote, "another", "context") for quote in sought]
        assert {anchor.state for anchor in anchors} == {QuoteState.VERIFIED}

    assert growth(make, check, 1, times=100) < 30


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda size: ("a " * 1_000 * size, "a " * size + "b"), 600),
        (lambda size: ("a " * 100 * size, "a " * size + "b" + " a" * size), 600),
        (lambda size: ("a " * size + "b" + " a" * 100 * size, "a " * size + "b" + " a" * size), 600),
        (lambda size: (f"a{' ' * size}c", "a b"), 10_000),
        (lambda size: ("a" * 2_000 * size, "a" * size + "b"), 600),
        (lambda size: ("aa " * 5 * size, "aa " * size + "a"), 600),
        (lambda size: ("-5 " * 5 * size, "5 " + "-5 " * size), 600),
    ],
    ids=["words", "other in the middle", "once", "blanks", "letters", "cut words", "signs"],
)
def test_a_hostile_quote_takes_linear_time(make: Callable[[int], tuple[str, str]], size: int) -> None:
    def check(given: tuple[str, str]) -> None:
        text, exact = given
        assert anchor_quote(text, exact) == (verified(0, len(exact)) if text.startswith(f"{exact} ") else MISSING)

    assert growth(make, check, size) < NEARLY_LINEAR
