"""What proves a subscription goes to its host over https, and nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.edges.fetch.gates import NOON, records
from tests.servers.http import Newsroom
from tracker.edges.fetch import Gate
from tracker.edges.fetch.subscriptions import Subscriptions
from tracker.errors import FetchError, SubscriptionError
from tracker.model import Capture, FetchSettings, Request, SiteSettings

SECRET = "aldern-7f3b9c"
COOKIES = "{host}\tFALSE\t/\tTRUE\t0\tsid\t{secret}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Two https servers and an http one, a gate that knows a subscription to the first, and the two files."""

    home: Newsroom
    away: Newsroom
    plain: Newsroom
    gate: Gate
    cookies: Path
    headers: Path

    def fetch(self, path: str) -> Capture:
        """Ask the subscribed host."""
        return self.gate.fetch(Request(url=self.home.url(path, host="www.example.org")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    authority = trustme.CA()
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("www.example.org", "example.org").configure_cert(context)
    cookies, headers = tmp_path / "cookies.txt", tmp_path / "headers.txt"
    written(cookies, COOKIES.format(host="www.example.org", secret=SECRET))
    written(headers, f"X-Reader: {SECRET}")
    with Newsroom(tls=context) as home, Newsroom(tls=context) as away, Newsroom() as plain:
        site = SiteSettings(host=f"www.example.org:{home.port}", cookies_file=cookies, headers_file=headers)
        gate = Gate(
            FetchSettings(allow_private=(home.place, away.place, plain.place)),
            user_agent="test/1",
            clock=lambda: NOON,
            resolver=lambda *_, **__: records("127.0.0.1"),
            ca_file=ca_file,
            subscriptions=Subscriptions([site]),
        )
        home.publish("/", "whole", headers=(("Set-Cookie", f"sid={SECRET}"),))
        away.publish("/", "elsewhere")
        plain.publish("/", "plain")
        yield Desk(home=home, away=away, plain=plain, gate=gate, cookies=cookies, headers=headers)
        gate.close()


def written(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o600)


def proof(newsroom: Newsroom) -> list[tuple[str | None, str | None]]:
    return [(seen.header("Cookie"), seen.header("X-Reader")) for seen in newsroom.requests]


SENT, NOT_SENT = (f"sid={SECRET}", SECRET), (None, None)


def test_the_host_gets_cookies_and_headers_and_the_record_neither(desk: Desk) -> None:
    capture = desk.fetch("/")
    assert proof(desk.home) == [SENT]
    kept = dict(capture.request_headers)
    assert (kept["Cookie"], kept["X-Reader"], capture.header("Set-Cookie")) == ("[redacted]",) * 3
    assert SECRET not in repr(capture)


def test_neither_another_port_nor_another_host_nor_http_gets_them(desk: Desk) -> None:
    desk.home.publish("/robots.txt", "")
    for url in (
        desk.away.url(host="www.example.org"),
        desk.home.url(host="example.org"),
        desk.plain.url(host="www.example.org"),
        desk.home.url("/robots.txt", host="www.example.org"),
    ):
        desk.gate.fetch(Request(url=url))
    assert [*proof(desk.home), *proof(desk.away), *proof(desk.plain)] == [NOT_SENT] * 3
    assert [seen.header("Cookie") for seen in desk.home.robots_requests] == [None]


def test_a_redirect_on_the_host_keeps_them_and_one_away_loses_them_for_good(desk: Desk) -> None:
    back = desk.home.url("/back", host="www.example.org")
    desk.home.redirect("/moved", "/there")
    desk.home.redirect("/there", desk.away.url("/away", host="www.example.org"))
    desk.away.redirect("/away", back)
    desk.home.publish("/back", "back")
    assert desk.fetch("/moved").url == back
    assert (proof(desk.home), proof(desk.away)) == ([SENT, SENT, NOT_SENT], [NOT_SENT])


def test_a_redirect_to_http_is_refused_before_anything_is_sent(desk: Desk) -> None:
    desk.home.redirect("/down", desk.plain.url(host="www.example.org"))
    with pytest.raises(FetchError):
        desk.fetch("/down")
    assert proof(desk.plain) == []


def test_a_site_that_repeats_a_secret_does_not_get_it_into_a_message(desk: Desk) -> None:
    desk.home.redirect("/round", f"/round?sid={SECRET}")
    desk.home.redirect(f"/round?sid={SECRET}", f"/round?sid={SECRET}")
    with pytest.raises(FetchError) as refused:
        desk.fetch(f"/round?sid={SECRET}")
    assert SECRET not in str(refused.value)
    assert "/round?sid=… redirects in a circle" in str(refused.value)


def test_files_are_read_anew_when_they_change_and_only_then(desk: Desk) -> None:
    desk.fetch("/")
    written(desk.cookies, COOKIES.format(host="www.example.org", secret="renewed-5521"))
    desk.headers.unlink()
    with pytest.raises(SubscriptionError):
        desk.fetch("/")
    written(desk.headers, "X-Reader: 8")
    desk.fetch("/")
    desk.cookies.chmod(0o644)
    with pytest.raises(SubscriptionError) as refused:
        desk.fetch("/")
    assert proof(desk.home) == [SENT, ("sid=renewed-5521", "8")]
    assert str(refused.value).endswith(f"chmod 600 {desk.cookies}")


def test_cookies_that_run_out_while_they_are_known_are_not_silently_left_out(desk: Desk) -> None:
    ends = int(NOON.timestamp()) + 5
    written(desk.cookies, f"www.example.org\tFALSE\t/\tTRUE\t{ends}\tsid\t{SECRET}\n")
    desk.fetch("/")
    site = SiteSettings(host="www.example.org", cookies_file=desk.cookies)
    subscriptions = Subscriptions([site])
    assert subscriptions.words("www.example.org", now=NOON) == (
        "1 cookie sent over https alone, the first runs out 2026-11-22"
    )
    assert subscriptions.trouble("www.example.org", now=NOON) == ""


def test_a_cookie_cannot_stand_in_both_files(desk: Desk) -> None:
    written(desk.headers, f"cookie: sid={SECRET}")
    with pytest.raises(SubscriptionError) as refused:
        desk.fetch("/")
    assert str(refused.value) == f"{desk.headers} names Cookie, and cookies_file is set; keep one of them"
