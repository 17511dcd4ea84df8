"""What an answer is kept with: who proved to be at the other end, by which clock, and what the hash covers."""

from __future__ import annotations

import gzip
import hashlib
import ssl
from pathlib import Path

import trustme

from tests.edges.fetch.gates import NOON, fetched, gate
from tests.servers.http import Newsroom
from tracker import __version__
from tracker.edges.fetch import Gate
from tracker.model import BodyForm, ClockState, FetchSettings, Request, Validators


def test_the_certificate_that_the_server_proved_to_own_is_kept_by_its_fingerprint(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    leaf = authority.issue_cert("127.0.0.1")
    der = ssl.PEM_cert_to_DER_cert(leaf.cert_chain_pems[0].bytes().decode())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    with Newsroom(tls=context) as newsroom:
        newsroom.publish("/", "hello")
        with gate(newsroom.place, ca_file=tmp_path / "ca.pem") as opened:
            capture = opened.fetch(Request(url=newsroom.url()))
        assert capture.certificate_sha256 == hashlib.sha256(der).hexdigest()
        assert capture.address == newsroom.place


def test_after_a_redirect_the_certificate_is_that_of_the_server_that_answered(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    leaves = [authority.issue_cert("127.0.0.1") for _ in range(2)]
    contexts = [ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for _ in leaves]
    for leaf, context in zip(leaves, contexts, strict=True):
        leaf.configure_cert(context)
    with Newsroom(tls=contexts[0]) as first, Newsroom(tls=contexts[1]) as second:
        first.redirect("/", second.url("/there"))
        second.publish("/there", "hello")
        with gate(first.place, second.place, ca_file=tmp_path / "ca.pem") as opened:
            capture = opened.fetch(Request(url=first.url()))
    der = ssl.PEM_cert_to_DER_cert(leaves[1].cert_chain_pems[0].bytes().decode())
    assert capture.certificate_sha256 == hashlib.sha256(der).hexdigest()


def test_without_tls_there_is_no_certificate() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/", "hello")
        assert fetched(newsroom, "/").certificate_sha256 is None


def test_the_program_and_all_that_was_sent_are_kept() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/", "hello")
        capture = fetched(newsroom, "/", accept_language="de")
        assert capture.program == __version__
        assert capture.request_headers == newsroom.requests[0].headers
        assert ("Accept-Language", "de") in capture.request_headers


def test_the_clock_is_noted_as_the_system_says() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/", "hello")
        opened = Gate(
            FetchSettings(allow_private=(newsroom.place,)),
            user_agent="test/1",
            clock=lambda: NOON,
            clock_state=lambda: (ClockState.SYNCHRONIZED, 0.004),
        )
        capture = opened.fetch(Request(url=newsroom.url("/")))
        opened.close()
    assert (capture.clock, capture.clock_error) == (ClockState.SYNCHRONIZED, 0.004)


def test_it_is_noted_whether_the_hash_is_of_the_bytes_on_the_wire() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/plain", "hello")
        newsroom.publish("/packed", gzip.compress(b"hello"), headers=(("Content-Encoding", "gzip"),))
        plain, packed = fetched(newsroom, "/plain"), fetched(newsroom, "/packed")
    assert (plain.body, plain.body_form) == (b"hello", BodyForm.WIRE)
    assert (packed.body, packed.body_form) == (b"hello", BodyForm.DECODED)


def test_a_304_that_names_an_encoding_of_a_body_it_does_not_have_is_an_answer() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/", "", status=304, headers=(("Content-Encoding", "br"),))
        known = fetched(newsroom, "/", validators=Validators(etag='"abc"'))
    assert (known.status, known.body, known.body_form) == (304, None, BodyForm.WIRE)
