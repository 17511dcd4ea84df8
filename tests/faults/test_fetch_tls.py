"""Certificates: valid ones work, all others are refused by name."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from tests.edges.fetch.gates import gate, records
from tests.servers.hostile import saying
from tests.servers.http import Newsroom
from tracker.errors import AddressRefusedError, UnreachableError
from tracker.model import Request


@dataclass(frozen=True, slots=True)
class Secured:
    """An https newsroom for www.example.org, and the file that makes it trusted."""

    newsroom: Newsroom
    ca_file: Path


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Secured]:
    authority = trustme.CA()
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    with Newsroom(tls=_context(authority.issue_cert("www.example.org", "127.0.0.1"))) as newsroom:
        newsroom.publish("/", "hello")
        yield Secured(newsroom, ca_file)


def test_a_valid_certificate_is_accepted_for_the_name_as_written(secured: Secured) -> None:
    newsroom = secured.newsroom
    with gate(newsroom.place, resolver=lambda *_, **__: records("127.0.0.1"), ca_file=secured.ca_file) as opened:
        capture = opened.fetch(Request(url=newsroom.url(host="www.example.org")))
    assert (capture.body, capture.address) == (b"hello", newsroom.place)
    assert newsroom.requests[0].header("Host") == f"www.example.org:{newsroom.port}"


def test_a_certificate_may_be_for_an_address(secured: Secured) -> None:
    with gate(secured.newsroom.place, ca_file=secured.ca_file) as opened:
        assert opened.fetch(Request(url=secured.newsroom.url())).body == b"hello"


def test_tls_1_a_certificate_for_another_host_is_refused_by_name(secured: Secured) -> None:
    newsroom = secured.newsroom
    with (
        gate(newsroom.place, resolver=lambda *_, **__: records("127.0.0.1"), ca_file=secured.ca_file) as opened,
        pytest.raises(UnreachableError, match=r"certificate.*not valid for 'news\.example\.org'"),
    ):
        opened.fetch(Request(url=newsroom.url(host="news.example.org")))
    assert newsroom.requests == []


def test_tls_1_a_certificate_of_an_unknown_authority_is_refused(secured: Secured) -> None:
    with (
        gate(secured.newsroom.place) as opened,
        pytest.raises(UnreachableError, match="no valid certificate: unable to get"),
    ):
        opened.fetch(Request(url=secured.newsroom.url()))


def test_tls_1_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    expired = authority.issue_cert("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with (
        Newsroom(tls=_context(expired)) as newsroom,
        gate(newsroom.place, ca_file=tmp_path / "ca.pem") as opened,
        pytest.raises(UnreachableError, match="no valid certificate: certificate has expired"),
    ):
        opened.fetch(Request(url=newsroom.url()))


def test_tls_1_a_plain_server_at_an_https_address_is_told() -> None:
    with Newsroom() as newsroom:
        newsroom.misbehave("/", saying(b""))
        with gate(newsroom.place) as opened, pytest.raises(UnreachableError):
            opened.fetch(Request(url=newsroom.url().replace("http", "https")))


def test_red_1_a_redirect_from_https_to_http_is_refused(secured: Secured) -> None:
    with Newsroom() as plain:
        secured.newsroom.redirect("/away", plain.url("/"))
        with (
            gate(secured.newsroom.place, plain.place, ca_file=secured.ca_file) as opened,
            pytest.raises(AddressRefusedError, match="redirects from https to http"),
        ):
            opened.fetch(Request(url=secured.newsroom.url("/away")))
        assert plain.connections == 0


def test_a_redirect_from_http_to_https_is_followed(secured: Secured) -> None:
    with Newsroom() as plain:
        plain.redirect("/", secured.newsroom.url("/"))
        with gate(secured.newsroom.place, plain.place, ca_file=secured.ca_file) as opened:
            assert opened.fetch(Request(url=plain.url("/"))).body == b"hello"


def test_tls_1_versions_that_are_no_longer_safe_are_refused(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    old = _context(authority.issue_cert("127.0.0.1"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with (
        Newsroom(tls=old) as newsroom,
        gate(newsroom.place, ca_file=tmp_path / "ca.pem") as opened,
        pytest.raises(UnreachableError, match="does not agree to a TLS connection"),
    ):
        opened.fetch(Request(url=newsroom.url()))


def test_tls_1_a_redirect_to_a_name_that_the_certificate_is_not_for_is_refused(secured: Secured) -> None:
    newsroom = secured.newsroom
    newsroom.redirect("/away", newsroom.url("/", host="news.example.org"))
    with (
        gate(newsroom.place, resolver=lambda *_, **__: records("127.0.0.1"), ca_file=secured.ca_file) as opened,
        pytest.raises(UnreachableError, match=r"not valid for 'news\.example\.org'"),
    ):
        opened.fetch(Request(url=newsroom.url("/away", host="www.example.org")))
    assert [request.path for request in newsroom.requests] == ["/away"]
