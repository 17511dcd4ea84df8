from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.view.letter.examples import event_of
from tests.view.letters import PARIS, SEEN
from tracker.model import AlertKind, Message
from tracker.view.letter import OtherNews, news_message

OF_AN_ARTICLE = (
    AlertKind.OPENED,
    AlertKind.NOTICE_REMOVED,
    AlertKind.GONE,
    AlertKind.MOVED,
    AlertKind.BLOCKED,
    AlertKind.BACK,
)
OF_THE_TRACKER = (AlertKind.BLIND, AlertKind.OFFLINE, AlertKind.MAIL_STUCK, AlertKind.DAILY, AlertKind.TEST)


def told(news: OtherNews, reason: str = "") -> Message:
    return news_message(
        article=news.article,
        deliveries=news.deliveries,
        sender="Tracker <tracker@example.org>",
        zone=PARIS,
        now=SEEN,
        reason=reason,
    )


def test_an_article_that_is_gone_is_told_with_what_it_means_and_what_to_do() -> None:
    assert told(event_of(AlertKind.GONE, detail="HTTP 410 Gone")).text == (
        "The article is gone: HTTP 410 Gone\n"
        "The site answers that the page is not there. All versions seen until\n"
        "then are kept; the tracker comes back more and more rarely to see\n"
        "whether it returns.\n"
        "\n"
        "Site     lantern.example\n"
        "Story    Bridge closed\n"
        "Seen     22 November 2026, 14:07 CET (13:07 UTC)\n"
        "Kept     4 versions\n"
        "Address  https://lantern.example/ferry\n"
        "\n"
        "What to do: Open the address to see for yourself. If it was moved by\n"
        "hand, add the new address.\n"
        "\n"
        "tracker show 99 4         the whole text\n"
        "tracker log 99            all versions\n"
        "tracker why 99            when the next look is, and why\n"
        "tracker poll 99           look again now\n"
        "tracker alerts explain 5  why this came, and why now\n"
        "\n"
        "You get this because the tracker watches article 99 and is told to send\n"
        "its changes to desk@example.org.\n"
        "To mute this story, run “tracker alerts mute 99 --to desk@example.org”,\n"
        "or ask whoever runs the tracker.\n"
    )


def test_each_kind_has_words_of_its_own() -> None:
    letters = [told(event_of(kind)).text for kind in OF_AN_ARTICLE]
    letters += [told(event_of(kind, None, thread_subject="", in_reply_to=None)).text for kind in OF_THE_TRACKER]
    assert len({text.splitlines()[0] for text in letters}) == len(letters)
    assert all("What to do: " in text for text in letters)


@pytest.mark.parametrize("kind", OF_THE_TRACKER)
def test_news_of_the_tracker_names_no_article(kind: AlertKind) -> None:
    message = told(event_of(kind, None, thread_subject="", in_reply_to=None))
    assert message.subject.startswith("Tracker: ")
    assert message.headers == (
        ("List-Id", "<watch.tracker.example.org>"),
        ("X-Tracker-Kind", kind.value.replace(" ", "-")),
    )
    assert "None" not in message.text + message.html
    assert "tracker alerts mute" not in message.text


def test_news_of_an_article_stands_in_its_thread() -> None:
    message = told(event_of(AlertKind.MOVED))
    assert message.subject == "Ferry strikes breakwater"
    assert message.headers[0] == ("List-Id", "<article-99.tracker.example.org>")
    assert ("X-Tracker-Kind", "moved") in message.headers


def test_what_is_said_already_is_not_said_twice() -> None:
    message = told(event_of(AlertKind.DAILY, None, detail="still watching 14 articles"))
    assert message.text.splitlines()[0] == "Still watching 14 articles"


def test_news_that_was_merged_is_told_with_its_times() -> None:
    news = event_of(AlertKind.GONE)
    earlier = replace(
        news.latest, kind=AlertKind.BLOCKED, created=SEEN - timedelta(minutes=50), detail="HTTP 403 Forbidden"
    )
    text = told(replace(news, deliveries=(earlier, *news.deliveries))).text
    assert "Before   13:17 CET: The tracker cannot read the article: HTTP 403\n" in text
    assert text.splitlines()[0] == "The article is gone"


def test_a_rule_is_told_in_its_own_words() -> None:
    assert "You get this because you asked for it.\n" in told(event_of(AlertKind.GONE), reason="you asked for it.").text
