from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from tests.edges.store.examples import FIRST, NOON, at
from tests.test_docs import ARTICLE, VERSION
from tracker.app.browsing import Life, Listed
from tracker.model import ArticleState, Kept
from tracker.view.history import Gap
from tracker.viewer.desk import Desk
from tracker.viewer.diff_rows import UNFOLDED
from tracker.viewer.list_rows import ago, heading, heat_sign, heat_words, list_rows
from tracker.viewer.timeline_rows import VersionRows, timeline_rows, times


def life(count: int, *, read: int = 0) -> Life:
    """An article of so many versions, one every seven minutes."""
    versions = [
        replace(
            VERSION,
            number=number,
            change=FIRST,
            first_seen=at(7 * number),
            last_seen=at(7 * number + 6),
            last_seen_old=at(7 * number - 1) if number > 1 else None,
        )
        for number in range(1, count + 1)
    ]
    article = replace(ARTICLE, versions=count, page_state_reason="HTTP 403")
    return Life(listed=Listed(article=article, rate=2.0, read=read), versions=tuple(versions))


def test_the_newest_version_lies_up_and_is_compared_with_the_one_before() -> None:
    assert Desk.of(life(5)).pair == (4, 5)
    assert Desk.of(life(5), 2).pair == (1, 2)
    assert Desk.of(life(5), 9).pair == (4, 5)
    assert Desk.of(life(1)).pair == (1, 1)
    assert Desk.of(life(0)).number == 0


@pytest.mark.parametrize(("base", "number", "pair"), [(2, 5, (2, 5)), (5, 2, (2, 5)), (3, 3, (3, 3))])
def test_any_two_versions_are_compared_the_older_one_first(base: int, number: int, pair: tuple[int, int]) -> None:
    desk = Desk.of(life(5), number)
    desk.base = base

    assert desk.pair == pair


def test_steps_end_at_the_first_and_the_newest_version() -> None:
    desk = Desk.of(life(3))

    assert [desk.step(steps) for steps in (1, -1, -1, -1, 5)] == [False, True, True, False, True]
    assert desk.number == 3
    assert not Desk.of(life(0)).step(-1)


def test_what_comes_meanwhile_does_not_move_what_is_read() -> None:
    desk = Desk.of(life(3))

    assert desk.turn_to(life(4))
    assert desk.number == 3
    assert not desk.turn_to(life(4, read=2))

    empty = Desk.of(life(0))
    assert empty.turn_to(life(1))
    assert empty.number == 1


def test_the_lines_above_say_what_is_shown() -> None:
    desk = Desk.of(life(5, read=3))
    left, right = desk.title()

    assert (left.plain, right.plain) == (" 1  A", "●2  ▆ breaking ")
    assert [one.plain for one in desk.subtitle(now=at(40), zone=UTC)] == [
        " v4 → v5, between 12:34 and 12:35, 5 min ago",
        "5 of 5 ",
    ]
    desk.base = 2
    assert desk.subtitle(now=at(40), zone=UTC)[0].plain == " v2 → v5, between 12:20 and 12:35, 5 min ago"
    desk.blaming = True
    assert desk.subtitle(now=at(40), zone=UTC)[0].plain.startswith(" blame of v5, ")
    assert Desk.of(life(0)).subtitle(now=NOON, zone=UTC)[0].plain == " no version yet"


def test_unfolded_is_all_the_context_there_is() -> None:
    desk = Desk.of(life(2))
    assert desk.shown_context == 1
    desk.unfolded = True
    assert desk.shown_context == UNFOLDED


@pytest.mark.parametrize(
    ("rate", "sign", "words"),
    [
        (None, " ", "not looked at"),
        (6.2, "█", "about 6 changes an hour expected"),
        (1.0, "▆", "about 1 change an hour expected"),
        (0.3, "▄", "about 7 changes a day expected"),
        (0.05, "▂", "about 1 change a day expected"),
        (0.01, "▁", "less than a change a day expected"),
    ],
)
def test_heat_is_a_bar_and_a_sentence(rate: float | None, sign: str, words: str) -> None:
    assert heat_sign(rate) == sign
    assert heat_words(rate) == words


def test_an_article_is_one_row_with_what_there_is_room_for() -> None:
    listed = Listed(article=replace(ARTICLE, versions=3, headline="A \x1b[2J"), rate=1.5, changed=at(-90), read=1)
    (narrow,), (wide,) = (list_rows([listed], width=columns, now=NOON) for columns in (80, 130))

    assert narrow.lead.plain == "  ●2   ▆ breaking   1 h      "
    assert narrow.cells[0].plain == "A ␛[2J"
    assert wide.lead.plain == "  ●2   ▆ breaking   1 h      3        never       example.org           "
    assert heading(130).plain.index("headline") == len(wide.lead.plain) == wide.indent
    assert heading(80).plain.index("headline") == narrow.indent
    assert ago(None, now=NOON) == "–"


def test_a_paused_article_has_no_heat_and_no_next_look() -> None:
    listed = Listed(article=replace(ARTICLE, state=ArticleState.PAUSED), read=0)
    (row,) = list_rows([listed], width=80, now=NOON)

    assert row.lead.plain == "         paused     –        "


def test_the_timeline_is_newest_first_with_days_gaps_and_labels() -> None:
    found = life(3, read=1)
    versions = (*found.versions[:2], replace(found.versions[2], kept=Kept.REDACTED, first_seen=at(60 * 24)))
    gap = Gap(began=at(16), ended=None, reason="HTTP 403", looks=2)
    whole = replace(found, versions=versions, gaps=(gap,), dismissed=frozenset({2}))

    rows = tuple(timeline_rows(whole, {2: "+1 paragraph"}, VersionRows(UTC), base=1, now=at(60 * 24 + 5)))

    assert [f"{row.lead.plain}|{row.cells[0].plain}" for row in rows] == [
        "|Sunday 2026-03-15",
        " ●v3|2026-03-14 12:20–12:00  5 min ago  [redacted]\n…",
        "|Saturday 2026-03-14",
        "|blind 2026-03-14 12:16–now, HTTP 403",
        " ●v2|12:13–12:14  23 h ago  [dismissed]\n+1 paragraph",
        "  v1|12:07  23 h ago  compared with this\nfirst version",
    ]
    assert [row.key for row in rows] == [None, 3, None, None, 2, 1]


def test_an_article_without_versions_says_why() -> None:
    (row,) = timeline_rows(life(0), {}, VersionRows(UTC), base=None, now=NOON)

    assert row.cells[0].plain == "no version yet: HTTP 403"


def test_looks_in_the_same_minute_are_one_time() -> None:
    version = replace(VERSION, number=2, first_seen=at(3), last_seen_old=at(3))

    assert times(version, UTC) == "12:03"
