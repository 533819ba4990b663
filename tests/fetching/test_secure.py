"""HTTPS: a server that does not prove who it is, is not believed."""

import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest

from kb.reading.fetching.door import fetch
from tests.fetching.serving import answer, redirect, serving
from tests.fetching.test_fetch import WORDS, refusal


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """Return what a server called ``name`` needs, and the file by which it can be trusted."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("left out: there is no openssl here to make a certificate with")
    key, made = folder / "server.key", folder / "server.pem"
    what = [program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    what += ["-days", "2", "-subj", "/CN=example", "-addext", f"subjectAltName={name}"]
    subprocess.run([*what, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


def test_a_server_that_vouches_for_itself_is_not_believed(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path, "IP:127.0.0.1")
    with serving(context) as site:
        server = f"127.0.0.1:{site.port}"
        told = f"{server} does not prove that it is {server} (self-signed certificate)"
        assert refusal(site.put("/a", answer(WORDS))) == f"{told}: nothing it says can be relied on"
        assert site.asked == []


def test_a_server_that_the_system_trusts_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "IP:127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving(context) as site:
        assert fetch(site.put("/a", answer(WORDS))).data == WORDS


def test_a_certificate_of_another_server_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "DNS:other.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving(context) as site:
        told = refusal(site.put("/a", answer(WORDS)))
    assert "does not prove that it is" in told and "not valid for '127.0.0.1'" in told


def test_no_redirect_leads_from_https_to_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "IP:127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving(context) as site, serving() as plain:
        there, here = plain.put("/b", answer(WORDS)), site.put("/c", answer(WORDS))
        told = f"leads on from https to {there}, which anybody on the way can change; load that address itself"
        assert refusal(site.put("/a", redirect(there))) == f"{told} if you trust it"
        assert fetch(plain.put("/d", redirect(here))).url == here
        assert plain.paths() == ["/d"]


def test_a_secure_server_that_sends_a_byte_at_a_time_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "IP:127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving(context) as site:

        def drip(connection: socket.socket) -> None:
            connection.sendall(answer(b"", "Content-Length: 5000"))
            while not site.is_closed.wait(0.05):
                connection.sendall(b"x")

        assert refusal(site.put("/a", drip), seconds=0.6) == "did not come within 0.6 seconds; try again later"


def test_a_server_without_https_is_told() -> None:
    with serving() as plain:
        address = plain.put("/a", answer(WORDS)).replace("http:", "https:")
        server = f"127.0.0.1:{plain.port}"
        assert refusal(address, seconds=5).startswith((f"{server} offers no secure", f"{server} broke off"))
