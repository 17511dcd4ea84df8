from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, opening
from tracker.app.alert_remarks import Remark, remarks
from tracker.app.checking import findings
from tracker.edges.store import Record, Store
from tracker.model import (
    AlertSettings,
    ArchiveSettings,
    Article,
    Chat,
    NewsKind,
    Pace,
    QuietHours,
    Recipient,
    Secret,
    Settings,
    Webhook,
)

ANNE = Recipient(address="anne@example.org")


@pytest.fixture
def watched(tmp_path: Path) -> list[Article]:
    """Two articles, both tagged flood."""
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        store.open_watch(opening("https://www.daily.example/x", name="www.daily.example"))
    return Record.open(tmp_path).articles()


def said(watched: list[Article], **rule: object) -> list[tuple[bool, str]]:
    settings = Settings(data=Path(), recipients=(replace(ANNE, **rule),))  # type: ignore[arg-type]
    found = list(remarks(settings, watched))
    assert {one.whose for one in found} <= {"anne@example.org"}
    return [(one.good, one.words) for one in found]


def test_a_rule_without_bounds_and_one_that_parts_are_not_remarked_on(watched: list[Article]) -> None:
    assert said(watched) == []
    assert said(watched, sites=("daily.example",), kinds=(NewsKind.TOLL,), keywords=("dead",)) == []
    assert said(watched, quiet=QuietHours(begins=time(22), ends=time(7)), breakthrough=(NewsKind.TOLL,)) == []


def test_a_site_that_no_article_is_on_is_told_with_the_cure(watched: list[Article]) -> None:
    assert said(watched, sites=("daily.example", "elsewhere.example")) == [
        (False, 'no watched article is on the site "elsewhere.example": correct it in sites, or take it out')
    ]


def test_a_tag_that_no_article_has_is_told_with_the_cure(watched: list[Article]) -> None:
    assert said(watched, tags=("fire",)) == [
        (False, 'no watched article has the tag "fire": `tracker tag ARTICLE fire` gives it to one')
    ]


def test_nothing_is_said_of_sites_and_tags_while_nothing_is_watched() -> None:
    assert said([], sites=("elsewhere.example",), tags=("fire",)) == []


def test_sites_and_tags_that_bound_nothing_are_told(watched: list[Article]) -> None:
    assert said(watched, tags=("flood",)) == [
        (True, "its sites and tags match all 2 watched articles: they bound nothing")
    ]


def test_sites_and_tags_that_no_article_has_both_of_are_told(watched: list[Article]) -> None:
    lone = [watched[0], replace(watched[1], tags=("fire",))]

    assert said(lone, sites=("news.example",), tags=("fire",)) == [
        (False, "no watched article is on one of its sites and has one of its tags too: it is told of none")
    ]


def test_breakthrough_and_kinds_that_contradict_each_other_are_told(watched: list[Article]) -> None:
    assert said(watched, kinds=(NewsKind.HEADLINE,), breakthrough=(NewsKind.TOLL,)) == [
        (True, "breakthrough names toll, which kinds leaves out: it is told all the same")
    ]
    assert said(watched, breakthrough=(NewsKind.OPENED,)) == [
        (False, "opened stands in breakthrough alone, and is told only where kinds names it: add it there")
    ]


def test_a_rule_that_tells_nothing_and_one_that_names_every_kind_are_told(watched: list[Article]) -> None:
    assert said(watched, pace=Pace.NEVER)[0][0] is False
    assert "told nothing" in said(watched, pace=Pace.NEVER)[0][1]
    assert said(watched, pace=Pace.NEVER, breakthrough=(NewsKind.TOLL,)) == []
    assert said(watched, kinds=tuple(NewsKind)) == [(True, "its kinds are all that there are: they bound nothing")]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"kinds": (NewsKind.FORM, NewsKind.LINK), "keywords": ("dead",)}, "no words come or go"),
        ({"kinds": (NewsKind.REMOVED,), "keywords_added": ("dead",)}, "no words come"),
        ({"kinds": (NewsKind.ADDED,), "keywords_removed": ("dead",)}, "no words go"),
    ],
)
def test_keywords_that_cannot_stand_in_the_kinds_are_told(
    watched: list[Article], rule: dict[str, object], why: str
) -> None:
    ((good, words),) = said(watched, **rule)

    assert not good
    assert why in words
    assert "keywords_text" in words
    assert said(watched, **rule, keywords_text=("dead",)) == []


def test_keywords_that_stood_in_no_version_so_far_are_told(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
    rule = replace(ANNE, keywords=("zzyzx",), keywords_text=("quick brown",))
    settings = Settings(data=tmp_path, recipients=(rule,))

    def told() -> list[str]:
        return [one.words for one in findings(settings) if one.subject == "alerts to anne@example.org"]

    words = "in no version kept so far stands one of its keywords (“zzyzx”, “quick brown”): "
    assert told() == [words + "it would have been told of no change"]
    settings = replace(settings, recipients=(replace(rule, keywords=("zzyzx", "bridge is closed")),))
    assert told() == []


def test_times_of_digests_that_no_digest_asks_for_are_told(watched: list[Article]) -> None:
    unused = [(True, 'its digest_at says nothing: neither its pace nor its live_entries is "digest"')]
    assert said(watched, digest_at=(time(8),), live_entries=Pace.NEVER) == unused
    assert said(watched, digest_at=(time(8),)) == []


def test_keywords_beside_news_of_the_tracker_alone_are_told(watched: list[Article]) -> None:
    ((good, words),) = said(watched, kinds=(NewsKind.BLIND,), keywords=("dead",))

    assert good
    assert "no text in which its keywords could stand" in words


def test_quiet_hours_that_swallow_the_day_or_every_digest_are_told(watched: list[Article]) -> None:
    long = QuietHours(begins=time(7), ends=time(6, 30))
    night = QuietHours(begins=time(22), ends=time(7))

    assert said(watched, quiet=long) == [
        (True, "it is quiet from 07:00 to 06:30, nearly all day: almost everything waits for one message at 06:30")
    ]
    assert said(watched, quiet=night, pace=Pace.DIGEST, digest_at=(time(6), time(23))) == [
        (True, "all its digests fall into its quiet hours: they leave at 07:00 instead")
    ]
    assert said(watched, quiet=night, pace=Pace.DIGEST, digest_at=(time(6), time(12))) == []


def of_channels(settings: Settings) -> list[Remark]:
    return list(remarks(settings, ()))


def test_a_secret_that_cannot_be_read_is_told_without_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_SUCH_SECRET", raising=False)
    (tmp_path / "secret").write_text("correct horse")
    good = Webhook(name="good", url="https://a.example/x", secret=Secret(file=tmp_path / "secret"))
    bare = Webhook(name="bare", url="https://a.example/x")
    bad = Webhook(name="bad", url="https://a.example/x", secret=Secret(env="NO_SUCH_SECRET"))
    chat = Chat(name="room", url=Secret(file=tmp_path / "missing"))
    found = of_channels(Settings(data=tmp_path, recipients=(ANNE,), webhooks=(good, bare, bad), chats=(chat,)))

    assert [one.whose for one in found if "package" not in one.words] == ["bad", "room"]
    assert not any(one.good for one in found)
    assert "NO_SUCH_SECRET" in found[0].words
    assert str(tmp_path / "missing") in found[1].words
    assert "correct horse" not in str(found)


def test_a_fallback_that_is_mailed_itself_is_told(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, recipients=(ANNE,), alerts=AlertSettings(fallback="anne@example.org"))

    (only,) = of_channels(settings)
    assert (only.whose, only.good) == ("anne@example.org", False)
    assert "name a webhook or a chat" in only.words


def test_the_archive_is_looked_at_where_it_is_on(tmp_path: Path) -> None:
    on = ArchiveSettings(enabled=True, keys=Secret(file=tmp_path / "missing"))

    (only,) = of_channels(Settings(data=tmp_path, recipients=(ANNE,), archive=on))
    assert (only.whose, only.good) == ("archive", False)
    assert of_channels(Settings(data=tmp_path, recipients=(ANNE,), archive=replace(on, enabled=False))) == []


def test_check_tells_the_remarks_and_is_not_content_with_a_rule_that_matches_nothing(
    watched: list[Article], tmp_path: Path
) -> None:
    assert watched
    lost = replace(ANNE, sites=("elsewhere.example",))
    found = [one for one in findings(Settings(data=tmp_path, recipients=(lost,))) if one.subject.startswith("alerts")]

    assert [(one.subject, one.good) for one in found] == [("alerts to anne@example.org", False)]
