from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from tests.view.hostile import HOSTILE
from tracker.model import AlertKind, Channel, Delivery, DeliveryState, HoldReason, Mute, Rule
from tracker.view.alert_explaining import Explained, explained_json, explaining_rows, sentences
from tracker.view.alert_preview import DayCount, Preview, Replayed, day_counts, preview_json, preview_rows
from tracker.view.alerts import Around, alert_json, alert_rows, holds, mute_json, mute_line, standing_words, what_words

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DELIVERY = Delivery(
    id=12,
    article_id=3,
    version=4,
    kind=AlertKind.CHANGED,
    recipient="anne@example.org",
    state=DeliveryState.PENDING,
    created=NOON - 5 * MINUTE,
    attempts=0,
    next_try=NOON,
    sent=None,
    message_id="<a@b>",
    in_reply_to=None,
    references=(),
    thread_subject="Bridge closed",
)
AROUND = Around(now=NOON, zone=UTC, headlines={3: "Bridge open"})


def drawn(rows: object, *, width: int = 200) -> str:
    console = Console(width=width, no_color=True, markup=False, highlight=False)
    with console.capture() as captured:
        for row in rows:  # type: ignore[attr-defined]
            console.print(row)
    return captured.get()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "version 4 of 3 “Bridge open”"),
        ({"article_id": 5}, "version 4 of 5 “Bridge closed”"),
        ({"article_id": 5, "thread_subject": ""}, "version 4 of article 5"),
        ({"kind": AlertKind.GONE, "detail": "HTTP 410"}, "gone: 3 “Bridge open” (HTTP 410)"),
        ({"kind": AlertKind.DIGEST, "article_id": None, "version": None}, "digest"),
        ({"kind": AlertKind.BLIND, "article_id": None, "detail": "no text"}, "blind (no text)"),
    ],
)
def test_an_alert_is_named_by_what_it_tells(change: dict[str, object], words: str) -> None:
    assert what_words(replace(DELIVERY, **change), AROUND.headlines) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "leaves with the next round"),
        ({"attempts": 2, "next_try": NOON + 3 * MINUTE, "told": "451"}, "tried 2 times, next in 3 min: 451"),
        ({"attempts": 1}, "tried once, again with the next round"),
        (
            {"state": DeliveryState.HELD, "held_for": HoldReason.CAP, "next_try": NOON + 60 * MINUTE},
            "until 13:00 (in 1 h), for cap",
        ),
        ({"state": DeliveryState.MERGED, "merged_into": 15}, "told by alert 15"),
        ({"state": DeliveryState.SENT, "sent": NOON, "told": "250"}, "at 12:00: 250"),
        ({"state": DeliveryState.FAILED, "attempts": 3, "told": "550"}, "tried 3 times: 550"),
        ({"state": DeliveryState.MUTED, "told": "muted until noon"}, "muted until noon"),
        ({"state": DeliveryState.WITHDRAWN, "told": "dismissed"}, "dismissed"),
    ],
)
def test_each_state_says_what_comes_next_or_why(change: dict[str, object], words: str) -> None:
    assert standing_words(replace(DELIVERY, **change), AROUND) == words  # type: ignore[arg-type]


def test_lines_wrap_under_their_words_at_80_columns() -> None:
    held = replace(DELIVERY, state=DeliveryState.MUTED, told="your rule asks for toll or correction and no more")
    lines = drawn(alert_rows([held], AROUND), width=80).splitlines()

    assert lines[0].startswith("12  11:55  muted      version 4 of 3 “Bridge open” to")
    assert all(line.startswith(" " * 22) for line in lines[1:])
    assert max(map(len, lines)) <= 80


def test_whatever_came_from_outside_is_shown_and_does_nothing() -> None:
    hostile = replace(
        DELIVERY, recipient=HOSTILE, told=HOSTILE, detail=HOSTILE, thread_subject=HOSTILE, message_id=HOSTILE
    )
    around = replace(AROUND, headlines={3: HOSTILE})
    mute = Mute(id=1, recipient=HOSTILE, article_id=3, since=NOON, until=None, reason=HOSTILE)
    found = Explained(delivery=hostile, summary=HOSTILE, unknown=HOSTILE, mutes=(mute,), rule=Rule(keywords=(HOSTILE,)))
    preview = Preview(
        recipient=HOSTILE,
        channel=Channel.MAIL,
        rule=Rule(),
        since=NOON,
        until=NOON,
        replayed=(Replayed(at=NOON, what="told", deliveries=(hostile,), summary=HOSTILE, reason=HOSTILE),),
    )
    for state in DeliveryState:
        shown = replace(hostile, state=state)
        text = drawn(alert_rows([shown], around)) + drawn(explaining_rows(replace(found, delivery=shown), around))
        assert not [sign for sign in text if sign != "\n" and not sign.isprintable()]
    for text in (drawn([mute_line(mute, around)]), drawn(preview_rows(preview, around, counts=False))):
        assert not [sign for sign in text if sign != "\n" and not sign.isprintable()]


def test_a_mute_holds_until_its_end() -> None:
    mute = Mute(id=4, recipient="", article_id=None, since=NOON, until=NOON + 60 * MINUTE, reason="night")

    assert [holds(mute, NOON + minutes * MINUTE) for minutes in (-1, 0, 59, 60)] == [False, True, True, False]
    assert mute_line(mute, AROUND).plain == "4  everything to everybody, until 13:00 (in 1 h): night"
    assert mute_line(mute, replace(AROUND, now=NOON + 61 * MINUTE)).plain.startswith(
        "4  everything to everybody, was over"
    )
    assert mute_line(replace(mute, until=None, article_id=3), AROUND).plain == (
        "4  3 “Bridge open” to everybody, until it is unmuted: night"
    )
    assert mute_json(mute, now=NOON)["holds"] is True


def test_json_has_all_that_is_known() -> None:
    told = alert_json(
        replace(DELIVERY, held_for=HoldReason.QUIET, merged_into=3, in_reply_to="<r@b>", references=("<r@b>",))
    )

    assert (told["held_for"], told["merged_into"], told["in_reply_to"]) == ("quiet hours", 3, "<r@b>")
    assert told["references"] == ["<r@b>"]


def test_other_channels_have_an_identifier_and_no_thread() -> None:
    for channel in (Channel.WEBHOOK, Channel.APPRISE, Channel.ARCHIVE):
        found = Explained(delivery=replace(DELIVERY, channel=channel), rule=Rule())
        words = " ".join(line for _, line in sentences(found, AROUND))
        assert "Its identifier is <a@b>, the same at every try." in words
        assert "thread" not in words


def test_the_archive_asks_by_its_settings() -> None:
    found = Explained(delivery=replace(DELIVERY, channel=Channel.ARCHIVE))

    assert ("rule", "The [archive] settings ask for each new version of this article.") in list(
        sentences(found, AROUND)
    )
    assert explained_json(found, AROUND)["rule"] == []


def test_many_that_are_told_by_one_are_named_up_to_twelve() -> None:
    others = tuple(replace(DELIVERY, id=number) for number in range(20, 40))
    words = " ".join(line for _, line in sentences(Explained(delivery=DELIVERY, tells=others), AROUND))

    assert "It tells for 20 more: 20 (version 4" in words
    assert "31 (version 4 of 3 “Bridge open”) and 8 others." in words


def preview(*replayed: Replayed, waiting: tuple[Delivery, ...] = ()) -> Preview:
    return Preview(
        recipient="anne@example.org",
        channel=Channel.MAIL,
        rule=Rule(),
        since=NOON,
        until=NOON,
        replayed=replayed,
        waiting=waiting,
    )


def waits(number: int, minute: int, until: int = 60) -> Replayed:
    return Replayed(
        at=NOON + minute * MINUTE,
        what="waits",
        deliveries=(replace(DELIVERY, id=number),),
        until=NOON + until * MINUTE,
        held_for=HoldReason.QUIET,
        reason="quiet",
    )


def test_what_waits_in_a_row_for_the_same_is_one_line() -> None:
    text = drawn(preview_rows(preview(waits(1, 1), waits(2, 2), waits(3, 3, until=90)), AROUND, counts=False))

    rows = [line for line in text.splitlines() if "  waits  " in line]
    assert rows == [
        "  03-14 12:01  waits     version 4 of 3 “Bridge open” and 1 more, until 13:00: quiet",
        "  03-14 12:03  waits     version 4 of 3 “Bridge open”, until 13:30: quiet",
    ]


def test_an_alert_that_waits_twice_is_counted_once() -> None:
    counts = day_counts(preview(waits(1, 1), waits(1, 60, until=90), waits(2, 2)), UTC)

    assert counts == {NOON.date(): DayCount(held=2)}


def test_a_digest_names_its_stories_and_what_waits_at_the_end_is_counted() -> None:
    other = replace(DELIVERY, id=2, article_id=5)
    digest = Replayed(at=NOON, what="told", deliveries=(DELIVERY, other), digest=True, summary="not said")
    late = replace(DELIVERY, held_for=HoldReason.DIGEST)
    text = drawn(preview_rows(preview(digest, waiting=(late,)), AROUND, counts=False))

    assert "told      digest of 2: version 4 of 3 “Bridge open”; version 4 of 5 “Bridge closed”\n" in text
    assert "2026-03-14: 1 message (1 digest) telling 2 alerts; 0 waited, 0 not told" in text
    assert "At the end 1 for digest would wait still." in text


def test_counts_alone_leave_the_decisions_out() -> None:
    found = preview(waits(1, 1))

    assert "waits" not in drawn(preview_rows(found, AROUND, counts=True)).replace("waited", "")
    assert [set(one) >= {"day", "messages"} for one in preview_json(found, UTC, counts=True)] == [True]
    assert [one.get("decision") for one in preview_json(found, UTC, counts=False)] == ["waits", None]
