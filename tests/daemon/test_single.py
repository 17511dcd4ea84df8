from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tracker.daemon import run_once
from tracker.demo.newsroom import Newsroom
from tracker.edges.store import Record
from tracker.model import FetchSettings, RunSettings, ScheduleSettings, Settings, WatchSettings


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom on loopback whose pages never rest."""
    room = Newsroom().start()
    yield room
    room.stop()


def settings_for(folder: Path, newsroom: Newsroom, *urls: str, pace: timedelta) -> Settings:
    """Settings that name addresses of the newsroom, each due again after `pace`."""
    return Settings(
        data=folder,
        fetch=FetchSettings(allow_private=(newsroom.address,), gap=timedelta(0), per_hour=0),
        schedule=ScheduleSettings(min_interval=pace, max_interval=pace),
        run=RunSettings(workers=1, parsers=1),
        watches=tuple(WatchSettings(url=url, tags=("named",)) for url in urls),
    )


def test_what_the_configuration_names_is_watched_and_nothing_is_looked_at_before_its_time(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    settings = settings_for(tmp_path, newsroom, newsroom.url, newsroom.second_url, pace=timedelta(hours=1))

    codes = [run_once(settings), run_once(settings)]

    articles = Record.open(tmp_path).articles()
    assert codes == [0, 0]
    assert [(article.url, article.tags) for article in articles] == [
        (newsroom.url, ("named",)),
        (newsroom.second_url, ("named",)),
    ]
    assert newsroom.served == 2


def test_a_round_ends_though_its_articles_are_due_again_at_once(tmp_path: Path, newsroom: Newsroom) -> None:
    settings = settings_for(tmp_path, newsroom, newsroom.url, newsroom.second_url, pace=timedelta(0))
    run_once(settings)
    served = newsroom.served
    newsroom.publish(1)

    run_once(settings)

    assert newsroom.served == served + 2
    assert [article.versions for article in Record.open(tmp_path).articles()] == [2, 1]
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 1
