from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.view.hostile import HOSTILE, lines, steering
from tests.view.letters import ARTICLE, DELIVERY
from tracker.model import ArticleState, DayRoot, DeliveryState, Host, HostEvent, PageState, Rung, Stamp
from tracker.view.status import (
    counts_line,
    daemon_line,
    host_lines,
    logged_out_lines,
    owed_lines,
    proof_line,
    redesign_lines,
    size_words,
    trouble_lines,
)

NOW = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOST = Host(
    name="lantern.example",
    ready_at=NOW,
    tokens=3.0,
    tokens_at=NOW,
    blocked_until=NOW + 30 * MINUTE,
    blocked_why="HTTP 429, it asked for 30 min",
)


@pytest.mark.parametrize(
    ("pid", "heartbeat", "words"),
    [
        (77, NOW, "daemon   running, process 77"),
        (77, None, "daemon   running, process 77"),
        (None, None, "daemon   not running, never was: `tracker run` starts it"),
        (
            None,
            NOW - 90 * MINUTE,
            "daemon   not running, last alive 11:30, 1 h 30 min ago: `tracker run` starts it",
        ),
    ],
)
def test_a_silent_daemon_is_said_to_be_silent_and_since_when(
    pid: int | None, heartbeat: datetime | None, words: str
) -> None:
    assert daemon_line(pid, heartbeat, now=NOW, zone=UTC).plain == words


def test_what_is_there_is_counted_by_state() -> None:
    counts = {ArticleState.BREAKING: 3, ArticleState.PAUSED: 1}

    assert counts_line("articles", counts, "9 versions, 2 due now").plain == (
        "articles 3 breaking, 1 paused; 9 versions, 2 due now"
    )
    assert counts_line("mails", {}, "").plain == "mails    none"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1.0 KB"),
        (1536, "1.5 KB"),
        (5 * 2**20, "5.0 MB"),
        (3 * 2**30, "3.0 GB"),
        (4096 * 2**30, "4096.0 GB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_fits(size: int, words: str) -> None:
    assert size_words(size) == words


def test_only_hosts_that_asked_us_to_stay_away_are_named() -> None:
    free = replace(HOST, name="free.example", blocked_until=None)
    over = replace(HOST, name="over.example", blocked_until=NOW)

    assert lines(host_lines([free, over, HOST], now=NOW, zone=UTC)) == [
        "host     lantern.example is left alone until 13:30: HTTP 429, it asked for 30 min"
    ]


def test_a_page_that_is_no_article_is_named_with_its_reason_and_since_when() -> None:
    blind = replace(ARTICLE, page_state_reason="HTTP 403", page_state_since=NOW - 35 * MINUTE)
    nameless = replace(blind, id=13, headline="")

    assert lines(trouble_lines([blind, nameless], now=NOW)) == [
        "blind    12  Ferry strikes breakwater: HTTP 403, since 35 min ago",
        "blind    13  https://lantern.example/ferry: HTTP 403, since 35 min ago",
    ]


def test_a_lost_subscription_is_told_once_for_its_site() -> None:
    lost = replace(ARTICLE, page_state=PageState.LOGGED_OUT, page_state_since=NOW - 90 * MINUTE)
    articles = [lost, replace(lost, id=2, page_state_since=NOW - 60 * MINUTE), replace(lost, id=3, host="a.example")]

    cure = "log in with a browser and renew its cookies_file or headers_file"
    assert [line.plain for line in logged_out_lines(articles, now=NOW)] == [
        f"site     a.example: logged out since 1 h 30 min ago, 1 article not seen whole: {cure}",
        f"site     {ARTICLE.host}: logged out since 1 h 30 min ago, 2 articles not seen whole: {cure}",
    ]
    assert list(trouble_lines(articles, now=NOW)) == []


def test_a_mail_that_waits_says_until_when_and_one_that_failed_says_why() -> None:
    fresh = replace(DELIVERY, attempts=0)
    waits = replace(DELIVERY, attempts=2, next_try=NOW + 4 * MINUTE, told="451 try later")
    stuck = replace(DELIVERY, attempts=1, next_try=None)
    failed = replace(DELIVERY, state=DeliveryState.FAILED, told="550 no such user")

    assert lines(owed_lines([fresh, waits, stuck, failed], now=NOW)) == [
        "alert    1  12 version 4 to desk@example.org waits, next try in 4 min: 451 try later",
        "alert    1  12 version 4 to desk@example.org waits, next try never",
        "alert    1  12 version 4 to desk@example.org failed: 550 no such user",
    ]


def test_hostile_words_of_servers_and_pages_steer_nothing() -> None:
    shown = [
        *lines(host_lines([replace(HOST, name=HOSTILE, blocked_why=HOSTILE)], now=NOW, zone=UTC)),
        *lines(trouble_lines([replace(ARTICLE, headline=HOSTILE, page_state_reason=HOSTILE)], now=NOW)),
        *lines(trouble_lines([replace(ARTICLE, headline="", url=HOSTILE)], now=NOW)),
        *lines(owed_lines([replace(DELIVERY, recipient=HOSTILE, told=HOSTILE)], now=NOW)),
        *lines(owed_lines([replace(DELIVERY, state=DeliveryState.FAILED, told=HOSTILE)], now=NOW)),
    ]

    assert len(shown) == 5
    assert steering("\n".join(shown)) == []
    assert all("[bold red]loud[/] :bomb:" in line for line in shown)


def test_a_redesigned_site_is_named_with_how_many_articles_were_read_anew() -> None:
    event = HostEvent(
        host="lantern.example", kind="site redesigned", articles=4, began=NOW - 30 * MINUTE, ended=NOW - 5 * MINUTE
    )

    (line,) = redesign_lines([event], now=NOW, zone=UTC)

    assert line.plain == "site     lantern.example: site redesigned 12:30, 4 articles read anew"


def test_looks_are_counted_by_the_rung_they_ended_on() -> None:
    counts = {Rung.UNMODIFIED: 40, Rung.QUICK: 7}

    assert counts_line("looks", counts, "by the rung they ended on").plain == (
        "looks    40 304, 7 quick test; by the rung they ended on"
    )


DAY = DayRoot(
    day="2026-03-09",
    versions=3,
    visits=40,
    root="a" * 64,
    previous="0" * 64,
    chain_hash="b" * 64,
    written=NOW - 13 * 60 * MINUTE,
)


@pytest.mark.parametrize(
    ("day", "stamps", "words"),
    [
        (None, False, "proof    no day is hashed yet: the daemon does so after midnight UTC"),
        (DAY, False, "proof    hashed through 2026-03-09"),
        (DAY, True, "proof    hashed through 2026-03-09, its timestamp waits"),
        (
            replace(DAY, tries=2, next_try=NOW + 10 * MINUTE, told="busy"),
            True,
            "proof    hashed through 2026-03-09, its timestamp waits, next try in 10 min: busy",
        ),
        (
            replace(DAY, stamp=Stamp(answer=b"signed", at=NOW - 30 * MINUTE)),
            True,
            "proof    hashed through 2026-03-09, stamped 12:30",
        ),
    ],
)
def test_the_proof_line_says_up_to_where_the_record_is_proven(day: DayRoot | None, stamps: bool, words: str) -> None:
    assert proof_line(day, stamps=stamps, now=NOW, zone=UTC).plain == words


def test_what_a_timestamp_server_says_cannot_steer_a_terminal() -> None:
    shown = proof_line(replace(DAY, told=HOSTILE), stamps=True, now=NOW, zone=UTC).plain
    assert not steering(shown)
