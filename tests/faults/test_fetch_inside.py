"""Every known form of reaching inside: not one may open a connection."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.edges.fetch.gates import fetched, gate, records
from tests.servers.http import Newsroom
from tracker.edges.fetch.addresses import outside_the_internet
from tracker.errors import AddressRefusedError, FetchError, UnreachableError
from tracker.model import Request


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        opened.publish("/", "inside")
        yield opened


FORMS = [
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0177.1:{port}/",
    "http://00000177.0x0.00.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:0:0:0:0:80ff:fffe]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fe80::1%lo]:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@www.example.org/",
    "http://www.example.org\\@127.0.0.1:{port}/",
    "http://www.example.org@127.0.0.1:{port}/",
    "http://user:password@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@www.example.org/",
    "http://127.0.0.1:{port}?@www.example.org/",
    "http://\t127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nHost: www.example.org",
    "http://127.0.0.1\x00.example.org:{port}/",
    "\x00http://127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:/\\127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
]


@pytest.mark.parametrize("form", FORMS)
def test_ssrf_1_no_spelling_of_loopback_is_connected_to(newsroom: Newsroom, form: str) -> None:
    with gate() as opened, pytest.raises((AddressRefusedError, UnreachableError)):
        opened.fetch(Request(url=form.format(port=newsroom.port)))
    assert newsroom.connections == 0


# Within a redirect `http:` without a host is an address relative to the server that sent it.
ABSOLUTE = [form for form in FORMS if not form.startswith(("http:127", "http:///"))]


@pytest.mark.parametrize("form", ABSOLUTE)
def test_ssrf_5_no_redirect_leads_inside(newsroom: Newsroom, form: str) -> None:
    with Newsroom(host="127.0.0.2") as outside:
        outside.misbehave("/", lambda connection, _: connection.sendall(_redirect(form.format(port=newsroom.port))))
        with pytest.raises(FetchError):
            fetched(outside, "/")
    assert newsroom.connections == 0


def _redirect(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/1", "data:text/html,x", "javascript:alert(1)"],
)
def test_ssrf_5_a_redirect_to_another_scheme_is_refused(newsroom: Newsroom, location: str) -> None:
    newsroom.redirect("/away", location)
    with pytest.raises(AddressRefusedError, match="not an http or https address"):
        fetched(newsroom, "/away")


def test_ssrf_3_a_name_that_leads_inside_is_refused(newsroom: Newsroom) -> None:
    with (
        gate(resolver=lambda *_, **__: records("127.0.0.1")) as opened,
        pytest.raises(AddressRefusedError, match=r"leads to 127\.0\.0\.1, which is not on the public Internet"),
    ):
        opened.fetch(Request(url=newsroom.url(host="www.example.org")))
    assert newsroom.connections == 0


@pytest.mark.parametrize("mixed", [("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "::1")])
def test_ssrf_3_one_private_record_among_public_ones_refuses_the_name(
    newsroom: Newsroom, mixed: tuple[str, ...]
) -> None:
    with gate(resolver=lambda *_, **__: records(*mixed)) as opened, pytest.raises(AddressRefusedError):
        opened.fetch(Request(url=newsroom.url(host="www.example.org")))
    assert newsroom.connections == 0


def test_ssrf_3_a_name_is_looked_up_once_and_the_address_checked_is_the_one_connected_to() -> None:
    with Newsroom(host="127.0.0.2") as public, Newsroom() as private:
        public.publish("/", "outside")
        answers = itertools.cycle([records("127.0.0.2"), records("127.0.0.1")])
        asked: list[str] = []

        def rebinding(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
            asked.append(host)
            return next(answers)

        with gate(f"127.0.0.2:{public.port}", resolver=rebinding) as opened:
            capture = opened.fetch(Request(url=public.url(host="www.example.org")))
            assert (capture.body, capture.address) == (b"outside", f"127.0.0.2:{public.port}")
            assert asked == ["www.example.org"]
            with pytest.raises(AddressRefusedError):
                opened.fetch(Request(url=public.url(host="www.example.org")))
        assert private.connections == 0


def test_ssrf_7_only_the_named_port_of_a_private_place_is_asked(newsroom: Newsroom) -> None:
    with Newsroom() as other:
        with gate(newsroom.place) as opened, pytest.raises(AddressRefusedError):
            opened.fetch(Request(url=other.url()))
        assert other.connections == 0


def test_ssrf_7_a_private_place_may_be_named_by_network_or_by_name(newsroom: Newsroom) -> None:
    for allowed, host in (("127.0.0.0/8", "127.0.0.1"), ("desk.example", "desk.example")):
        with gate(f"{allowed}:{newsroom.port}", resolver=lambda *_, **__: records("127.0.0.1")) as opened:
            assert opened.fetch(Request(url=newsroom.url(host=host))).body == b"inside"


@pytest.mark.parametrize("port", [22, 25, 110, 587, 6000, 6667, 10080, 11211])
def test_ssrf_8_a_port_of_another_service_is_refused(port: int) -> None:
    with gate() as opened, pytest.raises(AddressRefusedError, match="another service"):
        opened.fetch(Request(url=f"http://8.8.8.8:{port}/"))


AMBIGUOUS = [form for form in FORMS if any(sign in form for sign in "\\\t\r\x00") or "@127" in form]


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_ssrf_4_what_programs_read_differently_is_refused_before_a_name_is_looked_up(form: str) -> None:
    asked: list[object] = []

    def looked_up(*names: object, **_: object) -> list[tuple[object, ...]]:
        asked.append(names)
        return []

    with gate(resolver=looked_up) as opened, pytest.raises(AddressRefusedError):
        opened.fetch(Request(url=form.format(port=80)))
    assert asked == []


def test_ssrf_4_a_refusal_does_not_repeat_a_password() -> None:
    with gate() as opened, pytest.raises(AddressRefusedError) as refusal:
        opened.fetch(Request(url="http://desk:secret@www.example.org/"))
    assert "secret" not in str(refusal.value)


SPECIAL = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:2::1 2001:10::1
2001:20::1 2001:db8::1 2002:808:808::1 3ffe::1 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 ff0e::1 4000::1
"""
PUBLIC = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 172.15.255.255 \
172.32.0.1 192.0.1.1 192.167.255.255 198.17.255.255 198.20.0.1 223.255.255.255 2001:4860:4860::8888 2606:4700::1111 \
2a00:1450:4001::1 2003::1 3ffd::1"


@pytest.mark.parametrize("address", SPECIAL.split())
def test_ssrf_2_an_address_outside_the_public_internet_is_known_as_such(address: str) -> None:
    assert outside_the_internet(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_ssrf_2_an_address_of_the_public_internet_is_known_as_such(address: str) -> None:
    assert outside_the_internet(ip_address(address)) is None


def test_ssrf_6_proxies_of_the_environment_are_not_used(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.publish("/", "hello")
    with Newsroom() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        assert fetched(newsroom, "/").body == b"hello"
        assert proxy.connections == 0


def test_auth_1_passwords_of_a_netrc_are_not_used(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    newsroom.publish("/", "hello")
    fetched(newsroom, "/")
    assert newsroom.requests[0].header("Authorization") is None
