"""Which web addresses are the same, and in which order of letters those lie that may be."""

import pytest

from kb.web_addresses import comparable_address, is_same_address, may_be_same, without_tracking

PAGE = "https://example.org/hair/a"


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        f"{PAGE}?utm_source=mail&utm_medium=x",
        f"{PAGE}?fbclid=1",
        f"{PAGE}?gclid=1&mc_cid=2&mc_eid=3&igshid=4&ref_src=5",
        f"{PAGE}?UTM_Source=mail#part",
        f"{PAGE}#part",
        f"{PAGE}?",
        "HTTPS://Example.ORG:443/hair/a",
        "https://example.org:/hair/a",
    ],
)
def test_an_address_is_the_same_whatever_a_link_to_it_adds(address: str) -> None:
    assert comparable_address(address) == PAGE
    assert is_same_address(address, PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/hair/a",
        "https://www.example.org/hair/a",
        "https://example.org:8443/hair/a",
        f"{PAGE}/",
        "https://example.org/hair/A",
        f"{PAGE}?page=2",
        f"{PAGE}?page=2&utm_source=mail",
        f"{PAGE}?ref=1",
        f"{PAGE}b",
        "https://example.org/",
    ],
)
def test_what_may_lead_to_another_page_counts(address: str) -> None:
    assert not is_same_address(address, PAGE)


def test_the_order_of_parameters_counts_and_an_empty_path_is_the_front() -> None:
    assert not is_same_address("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1")
    assert is_same_address("https://example.org", "https://example.org/")
    assert is_same_address("http://example.org:80?p=1&utm_id=2", "http://example.org/?p=1")


@pytest.mark.parametrize("text", ["", "hair", "https://", "https://[::g/", "https://example.org:no/a"])
def test_what_is_no_address_is_compared_as_it_stands(text: str) -> None:
    assert comparable_address(text) == text


def test_nothing_is_the_same_as_no_address() -> None:
    assert not is_same_address(None, None)
    assert not is_same_address(PAGE, None)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{PAGE}?utm_source=mail", PAGE),
        (f"{PAGE}?b=%20&utm_source=mail&a=1#part", f"{PAGE}?b=%20&a=1#part"),
        (f"{PAGE}?b&&c", f"{PAGE}?b&&c"),
        ("HTTPS://Example.org:443/A?gclid=1", "HTTPS://Example.org:443/A"),
        (f"{PAGE}#?utm_source=mail", f"{PAGE}#?utm_source=mail"),
        (f"{PAGE}?", f"{PAGE}?"),
    ],
)
def test_tracking_is_left_out_and_the_rest_stays_as_it_is(address: str, expected: str) -> None:
    assert without_tracking(address) == expected


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (PAGE, [PAGE, f"{PAGE}?utm_id=1", f"{PAGE}#part", "https://example.org:443/hair/a?fbclid=1#part"]),
        ("https://example.org/a?b=1", ["https://example.org/a?utm_id=1&b=1", "https://example.org:443/a?b=1"]),
        ("http://example.org/", ["http://example.org", "http://example.org:80/?utm_id=1", "http://example.org#part"]),
    ],
)
def test_those_that_may_be_the_same_lie_together_and_others_do_not(address: str, same: list[str]) -> None:
    spans = may_be_same(address)
    for each in same:
        assert is_same_address(each, address)
        assert any(start <= each < end for start, end in spans)
    for other in (
        "https://example.org/hair/ab",
        "https://example.org/hair/a/b",
        "http://example.org/a",
        "http://z.example/",
    ):
        assert not any(start <= other < end for start, end in spans)
