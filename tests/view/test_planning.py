from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from tests.core.schedule.test_forecast import HOST, SETTINGS, article
from tests.view.hostile import HOSTILE, steering
from tracker.core.schedule import forecast
from tracker.model.forecast import Course
from tracker.view.planning import blind_line, course_lines, host_load_json, host_load_lines, plan_lines

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_a_host_is_said_by_load_gap_allowance_and_blind_time() -> None:
    one = forecast(HOST, [article(1, NOON + MINUTE)], NOON, settings=SETTINGS)
    (line,) = host_load_lines([one], now=NOON, zone=UTC)
    assert line.plain == (
        "host     news.example.org: 1.0 of 60 looks an hour, gap 10 s, 5 saved up, blind for 1 h at most"
    )


def test_trouble_with_a_host_comes_before_its_numbers() -> None:
    many = [article(number, NOON + MINUTE, pause=MINUTE) for number in range(1, 17)]
    busy = forecast(HOST, many, NOON, settings=SETTINGS)
    blocked = forecast(replace(HOST, blocked_until=NOON + 30 * MINUTE), many[:1], NOON, settings=SETTINGS)
    said = [line.plain for line in host_load_lines([busy, blocked], now=NOON, zone=UTC)]
    assert said[0].startswith("host     news.example.org: OVER-SUBSCRIBED, 64.0 of 60 looks an hour")
    assert said[1].startswith("host     news.example.org: left alone until 12:30; 4.0 of 60 looks an hour")
    assert host_load_json(busy)["over_subscribed"] is True


def test_a_plan_names_the_first_looks_and_counts_the_rest() -> None:
    looks = forecast(HOST, [article(n, NOON + n * MINUTE) for n in range(1, 20)], NOON, settings=SETTINGS).looks
    lines = [line.plain for line in plan_lines([], looks, now=NOON, zone=UTC, width=40, hours=1, cap=120)]
    assert lines[0] == "19 looks planned for the next hour; 0.0 an hour of 120 allowed"
    assert lines[1] == "         12:01  1  Story 1  because"
    assert lines[17] == "  ... 3 more: tracker plan --json"


def test_what_waits_for_its_host_says_how_long() -> None:
    late = forecast(HOST, [article(n, NOON + MINUTE) for n in range(1, 9)], NOON, settings=SETTINGS).looks[-1]
    assert blind_line(late, now=NOON).plain == (
        "    a change can stay unseen for 1 h 10 min at worst, 3 min of it for its host's other looks"
    )
    (_, line, *_) = plan_lines([], [late], now=NOON, zone=UTC, width=80, hours=1, cap=0)
    assert line.plain == "         12:04  8  Story 8 (host: +3 min)  because"


def test_a_look_that_waits_for_what_its_host_asked_for_says_so() -> None:
    why = "HTTP 429: the site asks us to wait 2 h\x1b[31m"
    blocked = replace(HOST, blocked_until=NOON + 2 * HOUR, blocked_why=why, ready_at=NOON + 2 * HOUR)
    one = forecast(blocked, [article(1, NOON + MINUTE)], NOON, settings=SETTINGS)
    assert blind_line(one.looks[0], now=NOON, one=one).plain == (
        "    a change can stay unseen for 2 h 59 min at worst, 1 h 59 min of it since its host is left alone: "
        "HTTP 429: the site asks us to wait 2 h␛[31m"
    )
    slow = replace(HOST, crawl_delay=2 * HOUR, ready_at=NOON + HOUR)
    one = forecast(slow, [article(1, NOON)], NOON, settings=SETTINGS)
    assert blind_line(one.looks[0], now=NOON, one=one).plain == (
        "    a change can stay unseen for 2 h at worst, 1 h of it until its host may be asked again: one request in 2 h"
    )


@pytest.mark.parametrize("headline", ["x" * 500, "漢字" * 90, "z\u0300" * 300, "https://news.example.org/" + "a/" * 90])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_long_headline_leaves_room_for_the_reason_and_the_line_is_full(headline: str, width: int) -> None:
    one = replace(article(1, NOON + MINUTE), headline=headline, why="changed 6 min ago; the notice still stands; " * 4)
    looks = forecast(HOST, [one], NOON, settings=SETTINGS).looks
    (_, line, *_) = plan_lines([], looks, now=NOON, zone=UTC, width=width, hours=1, cap=0)
    assert width - 4 <= cell_len(line.plain) <= width
    assert "…  chan" in line.plain
    assert line.plain.endswith("…")


def test_the_picture_of_a_watch_has_a_row_each_for_heat_looks_and_changes() -> None:
    went = Course(
        begin=NOON - 4 * MINUTE, step=MINUTE, rates=(0, 0.02, 1.0, 90.0), looks=(1, 0, 2, 9), changes=(1, 0, 0, 1)
    )
    lines = [line.plain for line in course_lines(went, now=NOON, zone=UTC, blocks=True)]
    assert lines[:4] == [
        "    heat  ·▁▄▇",
        "   looks  ▁·▂█",
        " changes  ▁··▁",
        "          11:56, a sign is 1 min, the last one now",
    ]
    assert next(line.plain for line in course_lines(went, now=NOON, zone=UTC, blocks=False)) == "    heat  .147"


def test_nothing_of_a_page_steers_the_terminal() -> None:
    hostile = replace(article(1, NOON), headline=HOSTILE, why=HOSTILE)
    looks = forecast(HOST, [hostile], NOON, settings=SETTINGS).looks
    for line in plan_lines([], looks, now=NOON, zone=UTC, width=500, hours=1, cap=0):
        assert not steering(line.plain)
