from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.view.hostile import HOSTILE, drawn, lines, steering
from tests.view.letters import ARTICLE
from tracker.model import Event, EventKind, Fact, FactKind
from tracker.model.life import HeadlineSpell, Ledger, LifeStep, NumberPoint, NumberThread, Turn
from tracker.view.ledger import Clock, ledger_lines
from tracker.view.ledger_json import ledger_json

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CLOCK = Clock(now=NOON + timedelta(hours=3), zone=UTC)


def turn(number: int, *, earliest: int = 0) -> Turn:
    by = NOON + timedelta(minutes=10 * number)
    return Turn(
        number=number, earliest=earliest or number, after=None if number == 1 else by - timedelta(minutes=4), by=by
    )


CORRECTED = Fact(
    kind=FactKind.CORRECTION_ADDED,
    text="correction added",
    after="Correction: 186 were on board.",
    sentences=(("168 were on board.", "186 were on board."),),
)
HEADLINE = Fact(kind=FactKind.HEADLINE, text="headline changed", before="Flood", after="Rain", place="headline")
GONE = Fact(kind=FactKind.NOTICE_REMOVED, text="notice removed", before="This story will be updated.")
TOLL = Fact(kind=FactKind.NUMBER, text="12 → 45 dead", before="12", after="45", place="paragraph 3")
FOUND = Ledger(
    steps=(
        LifeStep(before=1, turn=turn(2), facts=(TOLL,)),
        LifeStep(before=2, turn=turn(3), facts=(CORRECTED, HEADLINE)),
        LifeStep(before=3, turn=turn(5, earliest=4), facts=(GONE, HEADLINE), variant=True),
        LifeStep(before=5, turn=turn(7), facts=()),
    ),
    threads=(
        NumberThread(
            number="toll",
            counted="dead",
            points=(NumberPoint(value="12", number=1), NumberPoint(value="45", number=2, turn=turn(2))),
        ),
    ),
    headlines=(
        HeadlineSpell(headlines=("Flood",), turn=turn(1), last=2, shown="Flood", since=turn(1)),
        HeadlineSpell(headlines=("Rain", "Storm"), turn=turn(3), last=7, shown="Rain", since=turn(5), again=True),
    ),
)


def notice(minutes: float) -> Event:
    began = NOON + timedelta(minutes=minutes)
    return Event(kind=EventKind.NOTICE, state="gone", reason="It will be updated.", began=began, ended=began)


def test_a_life_is_told_by_headline_numbers_corrections_notices_and_steps() -> None:
    assert lines(ledger_lines(FOUND, [notice(65)], CLOCK)) == [
        "",
        "headline",
        "  v1, first seen 12:10, 2 h 50 min ago: Flood",
        "  again, v3, between 12:26 and 12:30, 2 h 30 min ago to v7: 2 variants by turns",
        "    · Rain",
        "    · Storm",
        "    shown since v5, between 12:46 and 12:50, 2 h 10 min ago: Rain",
        "",
        "numbers",
        "  12 → 45 dead",
        "      12 up to v1 · 45 with v2, between 12:16 and 12:20, 2 h 40 min ago",
        "",
        "corrections and notes",
        "  v3, between 12:26 and 12:30, 2 h 30 min ago: correction added: Correction: 186 were on board.",
        "    - 168 were on board.",
        "    + 186 were on board.",
        "",
        "notices",
        "  v4-5, between 12:46 and 12:50, 2 h 10 min ago: notice removed: This story will be updated.",
        "  13:05, 1 h 55 min ago: notice gone: It will be updated.",
        "",
        "every step",
        "  v2, between 12:16 and 12:20, 2 h 40 min ago",
        "    12 → 45 dead  paragraph 3",
        "  v3, between 12:26 and 12:30, 2 h 30 min ago",
        "    correction added",
        "    headline changed  “Flood” → “Rain”",
        "  v4-5, between 12:46 and 12:50, 2 h 10 min ago",
        "    notice removed",
        "    headline: another variant, by turns  “Flood” → “Rain”",
        "  v7, between 13:06 and 13:10, 1 h 50 min ago (since v5)",
        "    nothing that a fact tells",
    ]


def test_a_notice_that_a_version_tells_of_is_told_once() -> None:
    shown = lines(ledger_lines(FOUND, [notice(50)], CLOCK))

    assert len([line for line in shown if "notice" in line and ": " in line and "updated" in line]) == 1
    assert len(ledger_json(ARTICLE, FOUND, [notice(50)])["notices"]) == 1  # type: ignore[arg-type]


def test_nothing_to_tell_is_told() -> None:
    assert lines(ledger_lines(Ledger(), [], CLOCK)) == ["nothing has changed in this time"]


def test_hostile_words_of_a_page_steer_nothing() -> None:
    evil = Fact(
        kind=FactKind.CORRECTION_ADDED,
        text=HOSTILE,
        before=HOSTILE,
        after=HOSTILE,
        place=HOSTILE,
        sentences=((HOSTILE, HOSTILE),),
    )
    quoted = replace(evil, kind=FactKind.QUOTE)
    point = NumberPoint(value=HOSTILE, number=1)
    found = Ledger(
        steps=(LifeStep(before=1, turn=turn(2), facts=(evil, quoted)),),
        threads=(NumberThread(number="", counted=HOSTILE, points=(point, replace(point, turn=turn(2)))),),
        headlines=(HeadlineSpell(headlines=(HOSTILE, HOSTILE), turn=turn(1), last=2, shown=HOSTILE, since=turn(1)),),
    )
    event = replace(notice(65), reason=HOSTILE, state=HOSTILE)

    assert steering(drawn(*ledger_lines(found, [event], CLOCK))) == []


def test_the_ledger_in_json_holds_every_step_and_every_value() -> None:
    told = ledger_json(ARTICLE, FOUND, [notice(65)])
    steps, numbers, headlines = told["steps"], told["numbers"], told["headlines"]
    assert isinstance(steps, list)
    assert isinstance(numbers, list)
    assert isinstance(headlines, list)

    assert [(one["version"], one["since"], len(one["facts"])) for one in steps] == [  # type: ignore[call-overload,index,arg-type]
        (2, 1, 1),
        (3, 2, 2),
        (5, 3, 2),
        (7, 5, 0),
    ]
    assert numbers == [
        {
            "text": "12 → 45 dead",
            "number": "toll",
            "counted": "dead",
            "points": [
                {"value": "12", "version": 1, "turn": None},
                {
                    "value": "45",
                    "version": 2,
                    "turn": {
                        "number": 2,
                        "earliest": 2,
                        "after": "2026-03-10T12:16:00.000Z",
                        "by": "2026-03-10T12:20:00.000Z",
                    },
                },
            ],
        }
    ]
    assert headlines[1]["variants"] == ["Rain", "Storm"]  # type: ignore[call-overload,index]
