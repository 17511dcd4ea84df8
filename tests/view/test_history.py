from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.view.hostile import HOSTILE, lines, steering
from tests.view.letters import OLD
from tracker.model import Event, EventKind, Held, Kept, Outcome, PageState, Rung, Story, Tombstone, Version, Visit
from tracker.view.history import NOTHING, Beside, Gap, gaps, history, visit_rows

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NOW = NOON + timedelta(hours=3)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def visit(
    minutes: float,
    state: PageState = PageState.ARTICLE,
    reason: str = "",
    *,
    outcome: Outcome = Outcome.SAME,
    looks: int = 1,
    until: float | None = None,
    status: int | None = 200,
) -> Visit:
    ended = at(minutes if until is None else until)
    return Visit(
        began=at(minutes), ended=ended, outcome=outcome, state=state, reason=reason, status=status, looks=looks
    )


def version(number: int, old: float | None, seen: float, headline: str = "Ferry strikes breakwater") -> Version:
    return replace(
        OLD,
        number=number,
        last_seen_old=None if old is None else at(old),
        first_seen=at(seen),
        last_seen=at(seen),
        headline=headline,
    )


def test_where_every_look_saw_the_text_there_is_no_gap() -> None:
    assert list(gaps([])) == []
    assert list(gaps([visit(0), visit(5, PageState.UNMODIFIED), visit(10, outcome=Outcome.HELD)])) == []


def test_a_gap_goes_from_the_first_bad_look_to_the_next_good_one() -> None:
    looks = [
        visit(0),
        visit(10, PageState.BLOCKED, "HTTP 403"),
        visit(15, PageState.BLOCKED, "HTTP 403", looks=4, until=40),
        visit(45),
    ]

    assert list(gaps(looks)) == [Gap(began=at(10), ended=at(45), reason="HTTP 403", looks=5)]


@pytest.mark.parametrize("state", [state for state in PageState if state not in ("article", "unmodified")])
def test_whatever_is_no_article_blinds(state: PageState) -> None:
    assert [gap.ended for gap in gaps([visit(0, state, "why"), visit(5)])] == [at(5)]


def test_a_gap_without_an_end_still_lasts() -> None:
    assert list(gaps([visit(0), visit(5, PageState.GONE, "HTTP 404")])) == [
        Gap(began=at(5), ended=None, reason="HTTP 404", looks=1)
    ]


def test_each_reason_is_named_once_and_five_are_enough() -> None:
    reasons = ["HTTP 403", "HTTP 503", "HTTP 403", "no route", "too late", "too large", "HTTP 410", "no name"]
    looks = [visit(number, PageState.BLOCKED, reason) for number, reason in enumerate(reasons)]

    (gap,) = gaps(looks)

    assert gap.reason == "HTTP 403; HTTP 503; no route; too late; too large; and 2 other reasons"
    assert gap.looks == 8


def test_two_gaps_are_two() -> None:
    looks = [visit(0, PageState.GONE, "HTTP 404"), visit(5), visit(10, PageState.CONSENT, "wall"), visit(15)]

    assert [(gap.began, gap.ended, gap.reason) for gap in gaps(looks)] == [
        (at(0), at(5), "HTTP 404"),
        (at(10), at(15), "wall"),
    ]


def test_a_life_is_told_newest_first_with_brackets_doubts_and_gaps() -> None:
    versions = [version(1, None, 0), version(2, 50, 60, "Ferry: 45 hurt")]
    looks = [
        visit(0, outcome=Outcome.FIRST),
        visit(10, PageState.BLOCKED, "HTTP 403", looks=3, until=30),
        visit(35),
        visit(55, reason="half of the text is gone", outcome=Outcome.HELD),
        visit(60, outcome=Outcome.CHANGED),
        visit(90, PageState.UNREACHABLE, "no connection", status=None),
    ]

    assert lines(history(versions, looks, ["", "12 → 45 people (injured)"], now=NOW, zone=UTC)) == [
        "     blind 13:30–now, no connection",
        "v2   between 12:50 and 13:00  2 h ago  12 → 45 people (injured)",
        "     12:55  held: half of the text is gone",
        "     blind 12:10–12:35, HTTP 403",
        "v1   first seen 12:00         3 h ago  Ferry strikes breakwater",
    ]


def test_an_article_without_a_version_has_its_gap_alone() -> None:
    looks = [visit(0, PageState.GONE, "HTTP 404")]

    assert lines(history([], looks, [], now=NOW, zone=UTC)) == ["     blind 12:00–now, HTTP 404"]
    assert lines(history([], [], [], now=NOW, zone=UTC)) == []


def test_a_line_for_each_version_or_none_is_drawn() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(history([version(1, None, 0)], [], [], now=NOW, zone=UTC))


def test_a_hundred_versions_stay_in_their_column() -> None:
    versions = [version(99, 10, 11), version(100, 12, 13)]

    shown = lines(history(versions, [], ["a", "b"], now=NOW, zone=UTC))

    assert shown == [
        "v100 between 12:12 and 12:13  2 h 47 min ago  b",
        "v99  between 12:10 and 12:11  2 h 49 min ago  a",
    ]


def test_each_look_is_a_line_and_a_run_of_them_one() -> None:
    looks = [
        visit(0, outcome=Outcome.FIRST),
        visit(5, looks=3, until=25),
        visit(26, looks=2, until=26.2),
        visit(30, PageState.UNREACHABLE, "no connection", outcome=Outcome.FAILED, status=None),
        visit(35, PageState.UNMODIFIED, outcome=Outcome.UNMODIFIED, status=304),
        visit(40, PageState.GONE, "HTTP 410", outcome=Outcome.STATE, status=410),
    ]

    assert lines(visit_rows(looks, now=NOW, zone=UTC)) == [
        "12:40         no article  HTTP 410  HTTP 410",
        "12:35         not modified  HTTP 304",
        "12:30         failed  no connection",
        "12:26         no change ×2  HTTP 200",
        "12:05–12:25   no change ×3  HTTP 200",
        "12:00         first version  HTTP 200",
    ]


def test_hostile_reasons_and_headlines_steer_nothing() -> None:
    versions = [version(1, None, 0, HOSTILE), version(2, 1, 2)]
    looks = [
        visit(3, PageState.BLOCKED, HOSTILE),
        visit(4, reason=HOSTILE, outcome=Outcome.HELD),
        visit(5, PageState.UNREACHABLE, HOSTILE, outcome=Outcome.FAILED),
    ]
    shown = [
        *lines(history(versions, looks, ["", HOSTILE], now=NOW, zone=UTC)),
        *lines(visit_rows(looks, now=NOW, zone=UTC)),
    ]

    assert len(shown) == 8
    assert steering("\n".join(shown)) == []
    assert sum("[bold red]loud[/] :bomb:" in line for line in shown) == 8


def told(beside: Beside, *, versions: tuple[Version, ...] = (), visits: tuple[Visit, ...] = ()) -> list[str]:
    summaries = [""] * len(versions)
    return [line.plain for line in history(versions, visits, summaries, now=NOW, zone=UTC, beside=beside)]


def happening(kind: EventKind, state: str, reason: str, began: float, ended: float | None = None) -> Event:
    until = at(began if ended is None else ended)
    return Event(kind=kind, state=state, reason=reason, began=at(began), ended=until)


def test_what_happened_beside_versions_is_told_newest_first_with_its_end() -> None:
    events = (
        happening(EventKind.PAGE, "blocked", "HTTP 403", 0, 5),
        happening(EventKind.MOVED, "moved", "to https://lantern.example/b", 5),
        happening(EventKind.LAYOUT, "laid out anew", "the page was laid out anew, the text is the same", 10),
        happening(EventKind.FLIP, "variants by turns", "the text of version 2 again", 15, 40),
        happening(EventKind.NOTICE, "gone", "This story will be updated.", 50),
    )
    assert told(Beside(events=events)) == [
        "     12:50  notice gone: “This story will be updated.”",
        "     12:15–12:40  flip: the text of version 2 again",
        "     12:10  the page was laid out anew, the text is the same",
        "     12:05  moved to https://lantern.example/b",
    ]


def test_words_of_a_page_in_an_event_steer_no_terminal() -> None:
    (line,) = told(Beside(events=(happening(EventKind.NOTICE, "come", HOSTILE, 5),)))
    assert steering(line) == []


def test_a_doubt_says_when_it_is_looked_at_again_while_it_lasts() -> None:
    doubt = replace(visit(55, outcome=Outcome.HELD), reason="one short insertion")
    held = Held(story=Story(headline=""), reason="one short insertion", since=at(55), until=at(63))
    assert told(Beside(held=held), visits=(doubt,)) == ["     12:55  held: one short insertion, looking again at 13:03"]
    assert told(Beside(), visits=(doubt,)) == ["     12:55  held: one short insertion"]


def test_an_older_doubt_is_not_the_flip_that_is_held_now() -> None:
    doubt = replace(visit(55, outcome=Outcome.HELD), reason="one short insertion")
    flip = Held(story=Story(headline=""), reason="the text of version 1 again", since=at(58), until=at(118))
    assert told(Beside(held=flip), visits=(doubt,)) == ["     12:55  held: one short insertion"]


def test_versions_are_labelled_with_what_is_to_be_known_of_them() -> None:
    teased = replace(version(1, None, 0), change=replace(OLD.change, teaser=True))
    relaid = replace(version(2, 0, 10), change=replace(OLD.change, layout=True))
    newest, first = told(Beside(dismissed=frozenset({2})), versions=(teased, relaid))
    assert "[dismissed] [layout changed] " in newest
    assert "[teaser] " in first
    assert "dismissed" not in first


def test_every_look_says_on_which_rung_it_ended() -> None:
    looks = [replace(visit(0), rung=Rung.QUICK), visit(5, PageState.BLOCKED, "HTTP 403", outcome=Outcome.STATE)]
    blocked, quick = [line.plain for line in visit_rows(looks, now=NOW, zone=UTC)]
    assert quick.endswith("by quick test")
    assert " by " not in blocked


def test_a_time_in_which_nobody_looked_is_a_gap_even_between_good_looks() -> None:
    late = replace(visit(300), unwatched=timedelta(minutes=295))
    assert list(gaps([visit(0), late])) == [Gap(began=at(5), ended=at(300), reason="nobody looked", looks=0)]
    assert any("blind" in line and line.endswith("nobody looked") for line in told(NOTHING, visits=(visit(0), late)))


def test_every_look_says_how_long_nobody_looked_before_it_and_within_a_run() -> None:
    late = replace(visit(300), unwatched=timedelta(minutes=295), widest_gap=timedelta(hours=2))
    first, second = (line.plain for line in visit_rows([late], now=at(400), zone=UTC))
    assert first.endswith("longest pause 2 h")
    assert second.endswith("nobody looked")


def stone(number: int, what: Kept = Kept.REDACTED, reason: str = "court order") -> Tombstone:
    return Tombstone(
        article_id=1, number=number, what=what, after=9, reason=reason, written=at(9), previous="", chain_hash=""
    )


def test_what_was_taken_out_is_told_once_a_deed_with_its_reason() -> None:
    pruned = [stone(number, Kept.PRUNED, "older than 90d") for number in (1, 2, 3, 4)]
    shown = told(Beside(tombstones=(*pruned, stone(2), stone(3), stone(0, reason=HOSTILE))))
    assert len(shown) == 3
    assert any(line.endswith("pruned 4 versions from 1 to 4: older than 90d") for line in shown)
    assert any(line.endswith("redacted versions 2, 3: court order") for line in shown)
    assert any("redacted all versions: " in line for line in shown)
    assert steering("\n".join(shown)) == []


def test_versions_say_how_much_of_them_is_left() -> None:
    versions = (replace(version(1, None, 0), kept=Kept.PRUNED), replace(version(2, 1, 2), kept=Kept.REDACTED))
    newest, first = told(NOTHING, versions=versions)
    assert "[redacted]" in newest
    assert "[pruned]" in first
