from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.view.letter.examples import CARRIER, event_of, news_of
from tests.view.letters import PARIS, SEEN, story
from tracker.model import AlertKind, HoldReason, Message
from tracker.view.letter import MOST_HTML_BYTES, News, digest_message


def digest(news: Sequence[News], reason: str = "") -> Message:
    return digest_message(
        news=news, delivery=CARRIER, sender="Tracker <tracker@example.org>", zone=PARIS, now=SEEN, reason=reason
    )


CALM = story("Mayor speaks", "She spoke for an hour.")
LOUD = story("Mayor speaks", "She shouted for an hour.")


def test_the_subject_is_the_same_for_all_digests_of_a_day_and_the_first_line_counts() -> None:
    """A mail program that parts threads by their subject keeps the digests of a day together."""
    told: tuple[list[News], ...] = (
        [news_of(12, count=6), news_of(13)],
        [news_of(12)],
        [event_of(AlertKind.OFFLINE, None)],
    )
    assert {digest(news).subject for news in told} == {"Digest, 22 November"}
    starts = ("7 changes in 2 stories: “", "1 change in 1 story: “", "1 piece of news: ")
    assert [digest(news).text.startswith(start) for news, start in zip(told, starts, strict=True)] == [True] * 3


def test_each_story_tells_what_changed_and_where_to_look() -> None:
    assert digest([news_of(12, count=6)]).text == (
        "6 changes in 1 story: “Ferry strikes breakwater”: 12 → 45 people\n"
        "(injured)\n"
        "\n"
        "------------------------------------------------------------------------\n"
        "\n"
        "Ferry strikes breakwater\n"
        "lantern.example · 4 to 9, 6 versions in 10 minutes · between 14:02 and\n"
        "14:17 CET\n"
        "  12 → 45 people (injured)\n"
        "  1 paragraph edited\n"
        "  ~ paragraph 1: At least [-12-]{+45+} people were injured, the\n"
        "    harbour office said.\n"
        "  tracker diff 12 3 9\n"
        "  https://lantern.example/12\n"
        "\n"
        "------------------------------------------------------------------------\n"
        "\n"
        "tracker alerts explain 77  why this came, and why now\n"
        "tracker alerts             what was sent, what waits and what failed\n"
        "tracker list               all articles under watch\n"
        "\n"
        "You get this because the tracker is told to send news of its watch to\n"
        "desk@example.org.\n"
        "To be told less or otherwise, change the rule in the configuration, or\n"
        "mute single stories.\n"
    )


def test_the_most_telling_story_stands_first() -> None:
    text = digest([news_of(1, CALM, LOUD), event_of(AlertKind.GONE), news_of(12)]).text
    places = [text.rindex(words) for words in ("Ferry strikes", "Bridge closed", "Mayor speaks")]
    assert places == sorted(places)


def test_other_news_of_a_story_that_changed_stands_with_it() -> None:
    text = digest([news_of(12), event_of(AlertKind.NOTICE_REMOVED, 12)]).text
    assert text.count("https://lantern.example/12") == 1
    assert "  The notice that it would be updated is gone\n" in text
    assert digest([news_of(12), event_of(AlertKind.GONE, 12)]).text.startswith("2 changes in 1 story")


def test_it_says_why_these_were_gathered() -> None:
    reasons = (HoldReason.QUIET, HoldReason.CAP, HoldReason.DIGEST, HoldReason.QUIET)
    news = [
        news_of(number, deliveries=(replace(CARRIER, held_for=reason),)) for number, reason in enumerate(reasons, 20)
    ]
    text = " ".join(digest(news, reason="your rule gathers everything").text.split())
    assert (
        "Gathered: 2 alerts were kept back in your quiet hours; 1 alert was above your cap of messages an hour; "
        "1 alert is of a kind that your rule gathers." in text
    )
    assert "You get this because your rule gathers everything." in text


def test_two_hundred_stories_fit_and_the_text_tells_them_all() -> None:
    names = [f"Story number {number} of a long night on the coast" for number in range(200)]
    message = digest(
        [
            news_of(number, story(name, "It was 12 boats."), story(name, "It was 45 boats."))
            for number, name in enumerate(names)
        ]
    )
    size = len(message.html.encode())
    assert 60_000 < size <= MOST_HTML_BYTES
    assert all(name in message.text for name in names)
    shown = sum(name in message.html for name in names)
    rest = re.search(r"… (\d+) more changes? in (\d+) stor(?:y|ies)", message.html)
    assert shown + (int(rest[2]) if rest else 0) == 200


def test_a_story_with_many_places_tells_the_first_and_counts_the_rest() -> None:
    before = story("Long", *(f"Paragraph {number} says some." for number in range(30)))
    after = story("Long", *(f"Paragraph {number} says all {number * 7}." for number in range(30)))
    message = digest([news_of(12, before, after)])
    assert "… 22 more places changed" in message.text
    assert "… 26 more places changed" in message.html


def test_a_paragraph_without_end_is_cut() -> None:
    message = digest([news_of(12, story("A"), story("A", "word " * 5_000))])
    assert len(message.text) < 3_000
    assert " …" in message.text


@pytest.mark.parametrize("kind", [AlertKind.BLIND, AlertKind.OFFLINE, AlertKind.MAIL_STUCK, AlertKind.DAILY])
def test_news_of_the_tracker_itself_is_no_story(kind: AlertKind) -> None:
    message = digest([event_of(kind, None), news_of(12)])
    assert message.text.startswith("2 changes in 1 story: ")
    assert "tracker why" not in message.text


def test_a_digest_has_a_list_of_its_own() -> None:
    assert digest([news_of(12)]).headers == (
        ("List-Id", "<digest.tracker.example.org>"),
        ("X-Tracker-Kind", "digest"),
    )
