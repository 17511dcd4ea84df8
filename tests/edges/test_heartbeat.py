from __future__ import annotations

from datetime import timedelta

import pytest

from tests.edges.fetch.gates import gate
from tests.servers.hostile import saying, silent_after
from tests.servers.http import Newsroom
from tracker.edges.heartbeat import Beat, Heartbeat

PATH = "/ping/0f8a2c5e-secret-token"
WELL = Beat(answered=True, told="")


def test_a_sign_of_life_is_one_small_request() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.publish(PATH, b"OK")
        assert Heartbeat(newsroom.url(PATH), get=opened.get).beat() == WELL
    (seen,) = newsroom.requests
    assert (seen.method, seen.path, seen.body) == ("GET", PATH, b"")


def test_a_trouble_is_told_once_and_that_it_is_over_once() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        heartbeat = Heartbeat(newsroom.url(PATH), get=opened.get)
        beats = []
        for status in (200, 500, 404, 500, 200, 200, 503):
            newsroom.publish(PATH, b"", status=status)
            beats.append(heartbeat.beat())
    assert [beat.answered for beat in beats] == [True, False, False, False, True, True, False]
    assert [bool(beat.told) for beat in beats] == [False, True, False, False, True, False, True]
    assert beats[1].told == (
        f"the heartbeat service {newsroom.place} answered HTTP/1.1 500 Internal Server Error; it is tried again; "
        "it will take us for dead, and is asked again and again"
    )
    assert beats[4].told == f"the heartbeat service {newsroom.place} answers again"


@pytest.mark.parametrize(
    "url", ["", "hc-ping.com", "ftp://hc-ping.com/token", "http://[/token", "http://127.0.0.1:9/token"]
)
def test_an_address_that_cannot_be_asked_is_told_and_raises_nothing(url: str) -> None:
    with gate() as opened:
        beat = Heartbeat(url, get=opened.get).beat()
    assert not beat.answered
    assert "heartbeat" in beat.told
    assert "token" not in beat.told


def test_a_service_that_hangs_drops_sends_elsewhere_or_lies_raises_nothing_and_holds_nobody_up() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.misbehave(f"{PATH}/hangs", silent_after(b"HTTP/1.1 200"))
        newsroom.misbehave(f"{PATH}/drops", saying())
        newsroom.misbehave(f"{PATH}/lies", saying(b"\x00\xff\r\n\r\n"))
        newsroom.redirect(f"{PATH}/elsewhere", newsroom.url("/"))
        for path in ("hangs", "drops", "lies", "elsewhere"):
            url = newsroom.url(f"{PATH}/{path}")
            beat = Heartbeat(url, get=opened.get, deadline=timedelta(seconds=0.3)).beat()
            assert not beat.answered
            assert newsroom.place in beat.told
            assert "secret" not in beat.told
