"""A season of two new marked articles a day on one host; `bench/fleet.py --year` has the whole year."""

from __future__ import annotations

from tests.core.schedule.year import DAY, Year
from tracker.model import ArticleState


def test_new_articles_each_day_fit_their_host_and_each_watch_ends_when_it_should() -> None:
    season = Year(days=56, per_day=2).run()
    assert max(season.loads) <= 60.0
    assert season.overdue_ends == 0
    assert len(season.ended) > 4
    for story, ended in season.ended:
        assert story.plan.state is ArticleState.ENDED
        assert ended - story.changes[-1] >= 29 * DAY  # A change lies between two looks.
    assert len(season.promises) > 50
    assert all(seen <= latest for _, latest, seen in season.promises)
