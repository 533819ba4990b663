"""Servers that are slow, silent, absent, or speak something else."""

import socket
import threading
from time import monotonic

import pytest

from tests.fetching.serving import Site, answer, redirect
from tests.fetching.test_fetch import refusal


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-A: ",
        answer(b"", "Content-Length: 5000"),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    ],
    ids=["the status", "the head", "the body", "a body that ends with the connection"],
)
def test_a_server_that_sends_a_byte_at_a_time_is_left_when_the_time_is_over(site: Site, before: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(before)
        while not site.is_closed.wait(0.05):
            connection.sendall(b"x")

    started = monotonic()
    told = "did not come within 0.4 seconds; try again later"
    assert refusal(site.put("/a", drip), seconds=0.4) == told
    assert 0.4 <= monotonic() - started < 5
    for each in [each for each in threading.enumerate() if each.name == "kb-fetch"]:
        each.join(10)
        assert not each.is_alive()


def test_the_time_is_for_all_redirects_together(site: Site) -> None:
    def late(connection: socket.socket) -> None:
        site.is_closed.wait(0.25)
        connection.sendall(redirect(f"/{len(site.asked)}"))

    for number in range(6):
        site.put(f"/{number}", late)
    assert refusal(site.url("/0"), seconds=0.6) == "did not come within 0.6 seconds; try again later"
    assert len(site.asked) < 4


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    def silent(connection: socket.socket) -> None:
        site.is_closed.wait(30)

    assert refusal(site.put("/a", silent), seconds=0.3) == "did not come within 0.3 seconds; try again later"


@pytest.mark.parametrize(
    "sent",
    [b"SSH-2.0-Open\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200],
    ids=["another protocol", "no status", "a head without end"],
)
def test_a_server_that_speaks_no_http_is_told(site: Site, sent: bytes) -> None:
    assert refusal(site.put("/a", sent)) == f"127.0.0.1:{site.port} does not answer as a web server does"


def test_a_server_that_hangs_up_is_told(site: Site) -> None:
    assert refusal(site.put("/a", b"")) == f"127.0.0.1:{site.port} gave no answer; try again later"


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = f"127.0.0.1:{free.getsockname()[1]}"
        assert refusal(f"http://{server}/a") == f"{server} cannot be reached (Connection refused)"


@pytest.mark.parametrize("host", ["kb.invalid", f"{'a' * 64}.invalid", "a..invalid"])
def test_a_name_that_nobody_has_is_told(host: str) -> None:
    told = f"no server is called {host}; check the address, and that you are connected"
    assert refusal(f"http://{host}/a") == told
