"""What is told beside a change of a text, through the whole house: feeds, the archive, the daily line, a heartbeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from tests.daemon.test_single import newsroom, settings_for
from tests.servers.wayback import SavePageNow
from tracker.app.clock import now
from tracker.app.wiring import furnish, furnished
from tracker.daemon import run_once
from tracker.demo.newsroom import Newsroom
from tracker.edges.store import Record, Store
from tracker.model import (
    AlertKind,
    AlertSettings,
    ArchiveSettings,
    Channel,
    DeliveryState,
    FeedSettings,
    NewsKind,
    Recipient,
    Secret,
    Settings,
)

__all__ = ["newsroom"]

KEYS = "ARCHIVE_KEYS_OF_A_TEST"
DAILY = (NewsKind.DAILY,)


def telling(folder: Path, room: Newsroom, archive: SavePageNow, *, daily_at: time | None = None) -> Settings:
    """Settings with all of it switched on."""
    plain = settings_for(folder, room, room.url, pace=timedelta(0))
    return replace(
        plain,
        fetch=replace(plain.fetch, allow_private=(room.address, archive.place)),
        alerts=AlertSettings(daily_at=daily_at, heartbeat_url=f"{archive.url}/ping"),
        recipients=(Recipient(address="desk@example.org", kinds=DAILY),),
        feed=FeedSettings(enabled=True),
        archive=ArchiveSettings(enabled=True, server=archive.url, keys=Secret(env=KEYS)),
    )


def test_one_round_without_a_bell_feeds_archives_and_says_that_it_watches(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SavePageNow(polls=0) as archive:
        monkeypatch.setenv(KEYS, archive.keys)
        settings = telling(tmp_path, newsroom, archive, daily_at=local_time_an_hour_ago())
        run_once(settings)
        newsroom.publish(1)
        run_once(settings)
        asked = [form["url"] for form in archive.forms]

    owed = Record.open(tmp_path).deliveries()
    kinds = [(one.channel, one.kind, one.state) for one in owed]
    assert kinds.count((Channel.MAIL, AlertKind.DAILY, DeliveryState.SENT)) == 1
    assert [one.told[:12] for one in owed if one.kind is AlertKind.OPENED] == ["being saved:"]
    assert asked[0] == [newsroom.url]
    assert (tmp_path / "feeds/all.xml").read_text().count("<entry>") == 1


def local_time_an_hour_ago() -> time:
    return (datetime.now().astimezone() - timedelta(hours=1)).time()


def test_a_house_gives_a_sign_of_life_while_all_is_well(
    tmp_path: Path, newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    with SavePageNow() as archive:
        archive.answer("/ping", b"ok")
        with furnished(telling(tmp_path, newsroom, archive)) as house:
            assert house.pulse is not None
            house.store.beat(now())
            well = house.vigil.keep(now()).well
            assert (well, house.pulse.give(now(), well=well)) == (True, "")
        archive.answer("/ping", b"no", status=500)
        with furnished(telling(tmp_path, newsroom, archive)) as house:
            assert house.pulse is not None
            told = house.pulse.give(now(), well=True)

    assert "/ping" not in told
    assert "500" in told


def test_what_is_switched_off_is_not_there(tmp_path: Path, newsroom: Newsroom) -> None:
    with Store.open(tmp_path, clock=now) as store:
        house = furnish(settings_for(tmp_path, newsroom, pace=timedelta(0)), store)
        house.close()
    assert (house.archiver, house.pulse) == (None, None)


def test_a_redaction_leaves_the_feeds_without_its_words(tmp_path: Path, newsroom: Newsroom) -> None:
    plain = settings_for(tmp_path, newsroom, newsroom.url, pace=timedelta(0))
    settings = replace(plain, feed=FeedSettings(enabled=True))
    run_once(settings)
    newsroom.publish(1)
    run_once(settings)
    from tracker.app.retention import Redaction, redact

    assert "<entry>" in (tmp_path / "feeds/article-1.xml").read_text()
    with furnished(settings) as house:
        house.store.remove(1)
        redact(house, "1", Redaction(numbers=(2,), reason="a court asked for it"), now())

    assert "<entry>" not in (tmp_path / "feeds/article-1.xml").read_text()
    assert "<entry>" not in (tmp_path / "feeds/all.xml").read_text()
