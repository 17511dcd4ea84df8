from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.view.hostile import HOSTILE, drawn, lines, steering
from tracker.model.blame import Blame, Form, SentenceLife
from tracker.model.life import Turn
from tracker.view.blaming import Look, blame_lines, removed_lines, sentence_json, unread_words

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LOOK = Look(now=NOON + timedelta(hours=3), zone=UTC)


def turn(number: int, *, earliest: int = 0) -> Turn:
    by = NOON + timedelta(minutes=10 * number)
    return Turn(
        number=number,
        earliest=earliest or number,
        after=None if number == 1 else by - timedelta(minutes=4),
        by=by,
    )


def sentence(block: int | None, *forms: tuple[str, int], kind: str = "paragraph") -> SentenceLife:
    told = tuple(Form(text=text, came=turn(number)) for text, number in forms)
    return SentenceLife(kind=kind, forms=told, block=block)


HEADLINE = sentence(None, ("Flood", 1), kind="headline")
RAIN, ROAD = sentence(0, ("Rain fell.", 1)), sentence(0, ("The road is shut.", 1))
TOLL = sentence(1, ("12 are dead.", 1), ("45 are dead.", 3))
BACK = replace(sentence(2, ("Trains stop.", 2)), gaps=((3, 4),))
GONE = replace(sentence(3, ("Police wait.", 2)), gone=turn(4))
FOUND = Blame(number=5, sentences=(HEADLINE, RAIN, ROAD, TOLL, BACK), removed=(GONE,), out_of_sight=(RAIN,))


def test_each_sentence_stands_beside_its_versions_and_the_time_of_the_last() -> None:
    assert lines(blame_lines(FOUND, LOOK)) == [
        "5 sentences: 4 since version 1 · 1 came later · 1 edited · 1 came back · 1 removed for good (--removed)"
        " · 1 out of sight (--removed)",
        "v1 first appeared · ~v2 last edited · >v3 came back · the time is that of the last of these",
        "v1     2 h 50 min ago │ Flood",
        "",
        "v1     2 h 50 min ago │ Rain fell.",
        "v1     2 h 50 min ago │ The road is shut.",
        "",
        "v1 ~v3 2 h 30 min ago │ 45 are dead.",
        "",
        "v2 >v5 2 h 40 min ago │ Trains stop.",
    ]


def test_sentences_of_one_age_are_joined_and_brackets_told_where_asked_for() -> None:
    shown = lines(blame_lines(FOUND, replace(LOOK, joined=True, brackets=True)))

    assert "v1     2 h 50 min ago first seen 12:10        │ Rain fell. The road is shut." in shown
    assert "v1 ~v3 2 h 30 min ago between 12:26 and 12:30 │ 45 are dead." in shown


def test_what_a_sentence_said_before_is_told_under_it() -> None:
    shown = lines(blame_lines(FOUND, replace(LOOK, forms=True)))

    place = next(number for number, line in enumerate(shown) if "45 are dead" in line)
    assert shown[place + 1].strip() == "before, v1 (first seen 12:10): 12 are dead."


def test_a_version_that_cannot_be_read_before_it_shows_in_the_gutter() -> None:
    came = Form(text="Trains stop.", came=turn(4, earliest=2))
    found = Blame(number=4, sentences=(SentenceLife(kind="paragraph", forms=(came,), block=0),), unread=(2, 3))

    assert lines(blame_lines(found, LOOK))[2] == "v2-4 2 h 20 min ago │ Trains stop."
    assert unread_words(found) == (
        "versions 2, 3 cannot be read: what came or went there is dated between the versions around"
    )
    assert unread_words(FOUND) == ""


def test_what_went_came_back_and_is_out_of_sight_are_three_lists() -> None:
    assert lines(removed_lines(FOUND, LOOK)) == [
        "removed for good: 1 sentence",
        "  v2, between 12:16 and 12:20 · gone with v4, between 12:36 and 12:40, 2 h 20 min ago",
        "    Police wait.",
        "came back: 1 sentence",
        "  v2, between 12:16 and 12:20 · without v3 to v4",
        "    Trains stop.",
        "out of sight: not shown, not known to be gone: 1 sentence",
        "  v1, first seen 12:10",
        "    Rain fell.",
    ]
    assert lines(removed_lines(Blame(number=2, sentences=(RAIN,)), LOOK)) == ["nothing was removed up to version 2"]


def test_a_narrow_terminal_wraps_under_the_text_and_cuts_nothing() -> None:
    words = "The river rose by two metres in an hour and took the old bridge with it. " * 3
    found = Blame(number=1, sentences=(sentence(0, (words.strip(), 1)),))

    shown = "".join(drawn_at(row, 40) for row in list(blame_lines(found, LOOK))[2:])

    assert all(len(line) <= 40 for line in shown.splitlines())
    assert " ".join(line[len("v1 2 h 50 min ago │ ") :].strip() for line in shown.splitlines()) == words.strip()


def drawn_at(row: object, width: int) -> str:
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=width, color_system=None)
    console.print(row)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_hostile_words_of_a_page_steer_nothing() -> None:
    evil = replace(sentence(0, (HOSTILE, 1), (HOSTILE, 2)), gone=turn(3))
    found = Blame(number=2, sentences=(evil,), removed=(evil,), out_of_sight=(evil,))
    look = replace(LOOK, forms=True)

    assert steering(drawn(*blame_lines(found, look), *removed_lines(found, look))) == []


def test_a_sentence_in_json_tells_its_whole_life() -> None:
    told = sentence_json(TOLL, article=7, number=5, state="stands")

    assert told == {
        "article": 7,
        "version": 5,
        "state": "stands",
        "kind": "paragraph",
        "text": "45 are dead.",
        "block": 1,
        "entry": "",
        "appeared": {"number": 1, "earliest": 1, "after": None, "by": "2026-03-10T12:10:00.000Z"},
        "last_changed": {
            "number": 3,
            "earliest": 3,
            "after": "2026-03-10T12:26:00.000Z",
            "by": "2026-03-10T12:30:00.000Z",
        },
        "forms": [
            {
                "text": "12 are dead.",
                "came": {"number": 1, "earliest": 1, "after": None, "by": "2026-03-10T12:10:00.000Z"},
            },
            {
                "text": "45 are dead.",
                "came": {
                    "number": 3,
                    "earliest": 3,
                    "after": "2026-03-10T12:26:00.000Z",
                    "by": "2026-03-10T12:30:00.000Z",
                },
            },
        ],
        "gaps": [],
        "gone": None,
    }
