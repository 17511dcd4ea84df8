from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.view.hostile import HOSTILE, steering
from tests.view.letter.examples import CARRIER, event_of, news_of
from tests.view.letters import AFTER, BEFORE, DELIVERY, PARIS, SEEN, story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import AlertKind, BlockChange, Delivery
from tracker.view.letter import News, Step
from tracker.view.payload import MOST_CHARACTERS, MOST_DIFF_BYTES, payload, plain_message
from tracker.view.records import JSON


def keys(one: JSON) -> Iterator[str]:
    """Give all keys of an object and of what is in it."""
    if isinstance(one, dict):
        yield from one
    for inner in one.values() if isinstance(one, dict) else one if isinstance(one, list) else ():
        yield from keys(inner)


def told(*news: News, delivery: Delivery = DELIVERY, reason: str = "") -> dict[str, Any]:
    """Give the payload as a program would read it."""
    found: dict[str, Any] = json.loads(json.dumps(payload(news=news, delivery=delivery, reason=reason)))
    return found


def chat(*news: News, kind: AlertKind = AlertKind.CHANGED) -> str:
    return plain_message(news=news, delivery=replace(DELIVERY, kind=kind), zone=PARIS)


def test_a_webhook_is_told_what_a_mail_tells() -> None:
    found = told(news_of(count=3), reason="your rule asks for it")
    (one,) = found["stories"]
    assert (found["schema"], found["id"], found["kind"]) == (1, "6f1e.12.4@tracker.example.org", "changed")
    assert (found["lead"], found["reason"]) == ("12 → 45 people (injured)", "your rule asks for it")
    assert found["time"] == "2026-11-22T13:07:00.000Z"
    assert one["changed_between"] == ["2026-11-22T13:02:00.000Z", "2026-11-22T13:11:00.000Z"]
    assert [version["number"] for version in one["versions"]] == [4, 5, 6]
    assert one["summary"] == "~1 paragraph · 12 → 45 people (injured)"
    assert one["flipped"] is False
    assert one["diff"]["left_out"] == 0
    assert found["news"] == []


def test_nothing_moves_from_one_try_to_the_next() -> None:
    one = news_of()
    later = replace(
        one,
        article=replace(one.article, last_look=SEEN, why="later", versions=9),
        after=replace(one.after, last_seen=SEEN),
    )
    assert told(one) == told(later, delivery=replace(DELIVERY, attempts=7))


def test_a_flip_tells_what_stood_meanwhile() -> None:
    step = diff(BEFORE, AFTER)
    happened = facts(BEFORE, AFTER, step)
    meanwhile = Step(diff=step, facts=happened, summary=summary(happened))
    flip = news_of(12, BEFORE, BEFORE, count=2, meanwhile=meanwhile)
    (one,) = told(flip)["stories"]
    assert one["flipped"] is True
    assert one["meanwhile"]["summary"] == "~1 paragraph · 12 → 45 people (injured)"
    assert one["lead"] == "12 → 45 people (injured), and changed back"


def test_news_that_is_no_change_is_told_with_its_detail() -> None:
    found = told(event_of(AlertKind.GONE, detail="HTTP 410 Gone"), delivery=CARRIER)
    (one,) = found["news"]
    assert (one["kind"], one["lead"], one["detail"]) == ("gone", "The article is gone: HTTP 410 Gone", "HTTP 410 Gone")
    assert found["stories"] == []


def test_a_large_diff_tells_as_many_changes_as_fit_and_counts_the_rest() -> None:
    before = story("Long", *(f"Paragraph {number} says that some were counted. {'x ' * 200}" for number in range(900)))
    after = story("Long", *(f"Paragraph {number} says that all were counted. {'x ' * 200}" for number in range(900)))
    found = told(news_of(12, before, after))
    (one,) = found["stories"]
    step = one["diff"]
    changed = [block for block in diff(before, after).blocks if block.change is not BlockChange.KEPT]
    assert len(step["blocks"]) + step["left_out"] == len(changed) >= 900
    assert len(step["blocks"]) > 100
    assert step["blocks"][0]["place"] == 0
    assert len(json.dumps(step)) <= MOST_DIFF_BYTES


def test_lines_above_the_text_that_are_too_large_leave_no_diff() -> None:
    (one,) = told(news_of(12, story("x " * 90_000), story("y " * 90_000)))["stories"]
    assert one["diff"] is None
    assert len(json.dumps(one["facts"])) < 50_000


def test_every_key_is_documented(project: Path) -> None:
    pages = ("webhook-json.md", "diff-json.md", "json.md")
    documented = {
        word for page in pages for word in re.findall(r"`([a-z_0-9]+)`", (project / "docs" / page).read_text())
    }
    found = payload(news=[news_of(), event_of(AlertKind.GONE)], delivery=CARRIER)
    assert set(keys(found)) - documented == set()
    kinds = (project / "docs" / "webhook-json.md").read_text()
    assert [kind.value for kind in AlertKind if f"`{kind.value}`" not in kinds] == []


def test_a_chat_is_told_in_a_few_lines() -> None:
    assert chat(news_of()) == (
        "lantern.example: 12 → 45 people (injured)\n"
        "“Ferry strikes breakwater”\n"
        "22 November 2026, between 14:02 and 14:07 CET (13:02 and 13:07 UTC) · 3 → 4\n"
        "~ paragraph 1: At least [-12-]{+45+} people were injured, the harbour office said.\n"
        "https://lantern.example/12"
    )


def test_a_chat_is_told_what_an_event_means() -> None:
    assert chat(event_of(AlertKind.BACK), kind=AlertKind.BACK).splitlines()[:2] == [
        "lantern.example: The article can be read again",
        "“Bridge closed”",
    ]
    assert chat(event_of(AlertKind.OFFLINE, None), kind=AlertKind.OFFLINE).startswith("The tracker is offline\n")


def test_a_digest_in_a_chat_has_a_line_a_story() -> None:
    lines = chat(news_of(12), news_of(13), kind=AlertKind.DIGEST).splitlines()
    assert lines == [
        "2 changes in 2 stories: “Ferry strikes breakwater”: 12 → 45 people (injured)",
        "“Ferry strikes breakwater”: 12 → 45 people (injured)",
        "“Ferry strikes breakwater”: 12 → 45 people (injured)",
    ]


@pytest.mark.parametrize("words", [HOSTILE, "x" * 5_000, "word " * 2_000, "𝔘" * 900])
def test_a_chat_message_stays_short_and_steers_nothing(words: str) -> None:
    one = news_of(12, story("Ferry"), story(words, words, words, words, words))
    for found in (chat(one), chat(*[one] * 40, kind=AlertKind.DIGEST)):
        assert len(found) <= MOST_CHARACTERS
        assert steering(found) == []
    assert chat(one).endswith("https://lantern.example/12")
