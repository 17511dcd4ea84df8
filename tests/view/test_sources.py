from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.view.hostile import HOSTILE
from tracker.model import Heat, WatchSettings
from tracker.model.hints import HintCount, HintKind
from tracker.model.settings import Take
from tracker.model.source import CandidateState, Source, SourceKind
from tracker.view.sources import Followed, preview_lines, reasons, source_lines, status_lines, watch_json, watch_summary

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://news.example.org/"


def source(url: str = URL, kind: SourceKind = SourceKind.SITE, **more: object) -> Source:
    known = {"id": 1, "host": "news.example.org", "watch": URL, "heat": Heat(at=NOON, born=NOON), "reads": 1}
    return Source(url=url, kind=kind, **{**known, **more})  # type: ignore[arg-type]


FEED = source(
    f"{URL}feed.xml",
    SourceKind.FEED,
    seen=200,
    marked=3,
    tally=(("older than 48 hours", 150), ("to be read", 50)),
    next_look=NOON + timedelta(minutes=12),
    why="50 new",
)
BAD = source(f"{URL}bad.xml", SourceKind.FEED, reads=0, told=f"{URL}bad.xml: it declares entities")
SITE = Followed(
    watch=WatchSettings(url=URL, take=Take.ALL, keywords=("fire",)),
    sources=(source(seen=12), FEED, BAD),
    counts={CandidateState.WATCHED: 3, CandidateState.READ: 40},
    trust=(HintCount(host="news.example.org", kind=HintKind.FEED, kept=4, broken=1),),
)


def text(lines: object) -> list[str]:
    return [line.plain for line in lines]  # type: ignore[attr-defined]


def test_a_watch_is_summed_up_in_a_line() -> None:
    assert watch_summary(SITE) == "site, 3 sources: 212 listed, 3 marked; 3 watched, 40 read, no marker"
    assert watch_summary(Followed(watch=SITE.watch)) == "not looked at yet: the daemon does, `tracker run` starts it"
    assert watch_summary(Followed(watch=SITE.watch, article=7)) == "article 7"
    named = source(kind=SourceKind.NAMED, told="no")
    assert watch_summary(Followed(watch=SITE.watch, sources=(named,))) == "cannot be followed"


def test_status_names_what_cannot_be_used() -> None:
    assert text(status_lines([SITE])) == [
        f"watch    {URL}: site, 3 sources: 212 listed, 3 marked; 3 watched, 40 read, no marker",
        f"         {URL}bad.xml: it declares entities",
    ]


def test_each_source_is_told_with_what_it_listed_and_why_that_was_not_taken() -> None:
    lines = text(source_lines(SITE, now=NOON, zone=UTC))

    assert lines[1] == "    take = all; keywords = fire"
    assert f"    feed          {URL}feed.xml" in lines
    assert "        200 listed, 3 marked: 150 older than 48 hours, 50 to be read" in lines
    assert "        next look 12:12, in 12 min: 50 new" in lines
    assert lines[-1] == "    dates of news.example.org (feed): 4 told of a change, 1 of none"


def test_an_index_counts_sitemaps_not_articles() -> None:
    index = source(kind=SourceKind.SITEMAP_INDEX, seen=50_000)
    one = Followed(watch=SITE.watch, sources=(index,))

    assert one.listed == 0
    assert any("50000 sitemaps" in line for line in text(source_lines(one, now=NOON, zone=UTC)))


def test_the_most_frequent_reasons_are_told() -> None:
    assert reasons((("a", 5), ("b", 4), ("c", 0), ("d", 3), ("e", 2), ("f", 1))) == "5 a, 4 b, 3 d, 2 e"


def test_what_sources_say_of_themselves_is_made_harmless() -> None:
    evil = source(kind=SourceKind.FEED, told=HOSTILE, why=HOSTILE, next_look=NOON, tally=((HOSTILE, 1),), seen=1)
    followed = Followed(watch=WatchSettings(url=HOSTILE), sources=(evil,))
    answer = {
        "sources": [{"url": HOSTILE, "kind": "feed", "listed": 1, "marked": 0, "told": HOSTILE, "tally": {HOSTILE: 1}}],
        "articles": [{"url": HOSTILE, "headline": HOSTILE, "marker": None, "reason": HOSTILE, "article": 1}],
        "unread": 0,
        "unasked": [],
    }
    lines = [
        *text(status_lines([followed])),
        *text(source_lines(followed, now=NOON, zone=UTC)),
        *text(preview_lines(answer, dry_run=True)),  # type: ignore[arg-type]
    ]

    assert "\x1b" not in "".join(lines)
    assert "\r" not in "".join(lines)


def test_a_preview_names_what_is_marked_and_counts_what_would_be_read() -> None:
    marker = {"kind": "headline", "phrase": "BREAKING:", "where": "headline", "strength": "weak"}
    plain = {"url": f"{URL}b", "headline": "B", "marker": None, "reason": "new", "article": None}
    answer = {
        "sources": [
            {"url": f"{URL}f", "kind": "feed", "listed": 2, "marked": 1, "told": "", "tally": {"to be read": 2}}
        ],
        "articles": [{"url": f"{URL}a", "headline": "A", "marker": marker, "reason": "new", "article": None}, plain],
        "unread": 2,
        "unasked": [f"{URL}x"],
    }

    assert text(preview_lines(answer, dry_run=True)) == [  # type: ignore[arg-type]
        f"feed          {URL}f",
        "    2 listed, 1 marked: 2 to be read",
        "A: “BREAKING:”, headline",
        f"    {URL}a",
        "2 more would be read, at the pace that their hosts allow",
        "1 more source was not asked",
    ]


def test_a_preview_of_nothing_says_so() -> None:
    assert text(preview_lines({"sources": [], "articles": []}, dry_run=True)) == [
        "none of what it lists says by itself that it will be updated"
    ]


def test_the_json_of_a_watch_counts_every_state() -> None:
    found = watch_json(SITE)

    assert found["candidates"] == {
        "to be read": 0,
        "read, no marker": 40,
        "passed over": 0,
        "watched": 3,
        "another address": 0,
    }
    assert found["hints"] == [{"host": "news.example.org", "kind": "feed", "kept": 4, "broken": 1}]
