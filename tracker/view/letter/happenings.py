"""What is no change of a text, as a mail: an article that opened, went, moved or came back; a tracker that is blind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final

from tracker.model import AlertKind, Article, Delivery, Message
from tracker.view.letter.envelope import commands, enveloped, how_to_mute, why_gathered, why_it_came
from tracker.view.letter.layout import Letter, as_html, as_text
from tracker.view.letter.news import OtherNews
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.letter.story_lines import Row, event_line, news_key
from tracker.view.safe import one_line
from tracker.view.templating import web_address

_COMMANDS: Final[Mapping[AlertKind, tuple[str, ...]]] = MappingProxyType(
    {
        AlertKind.OPENED: ("show", "why", "pause", "mute"),
        AlertKind.NOTICE_REMOVED: ("show", "log", "why", "mute"),
        AlertKind.GONE: ("show", "log", "why", "poll", "mute"),
        AlertKind.MOVED: ("log", "why", "pause", "mute"),
        AlertKind.BLOCKED: ("why", "log", "poll", "mute"),
        AlertKind.BACK: ("log", "why", "mute"),
        AlertKind.ENDED: ("log", "show", "mute"),
        AlertKind.BLIND: ("status", "list", "check"),
        AlertKind.OFFLINE: ("status", "check"),
        AlertKind.MAIL_STUCK: ("alerts", "check", "status"),
        AlertKind.DAILY: ("status", "list", "alerts"),
        AlertKind.TEST: ("alerts", "check"),
    }
)


def news_message(
    *,
    article: Article | None,
    deliveries: Sequence[Delivery],
    sender: str,
    zone: tzinfo,
    now: datetime,
    reason: str = "",
    language: str = ENGLISH,
) -> Message:
    """Write the mail that tells one recipient what befell an article or the tracker, what it means and what to do.

    Args:
        article: None where it is the tracker.
        deliveries: that are told, oldest first, none of them a change of the text; the last carries and leads, the
            others get a line each.
        reason: the rule in words, as the end of `You get this because ...`; empty: said of the watch.
        language: of our own words.
    """
    news = OtherNews(article=article, deliveries=tuple(deliveries))
    phrases = Phrases(zone=zone, language=language)
    letter = _letter(news, reason, phrases)
    return enveloped(
        delivery=news.latest,
        subject=_subject(news, phrases),
        text=as_text(letter, phrases),
        html=as_html(letter, phrases),
        list_name="watch" if article is None else f"article-{article.id}",
        sender=sender,
        now=now,
    )


def _subject(news: OtherNews, phrases: Phrases) -> str:
    what = phrases.say(news_key(news.latest), headline=_headline(news.article))
    return news.latest.thread_subject or phrases.say("subject.tracker", what=what)


def _letter(news: OtherNews, reason: str, phrases: Phrases) -> Letter:
    latest = news.latest
    key = news_key(latest)
    mute = (how_to_mute(latest, phrases),) if news.article is not None else _how_to_stop(latest, phrases)
    return Letter(
        lead=event_line(latest, news.article, phrases),
        title=_headline(news.article) or phrases.say(key),
        more=(phrases.say(f"{key}.means"),),
        rows=tuple(_rows(news, phrases)),
        box=(phrases.say("news.what_to_do", words=phrases.say(f"{key}.do")),),
        link=web_address(news.article.url) if news.article is not None else "",
        commands=commands((*_COMMANDS[latest.kind], "explain"), latest, phrases),
        footer=(*why_gathered(news.deliveries, phrases), why_it_came(reason, latest, phrases), *mute),
    )


def _rows(news: OtherNews, phrases: Phrases) -> list[Row]:
    latest, article = news.latest, news.article
    found = []
    if article is not None:
        found += [("label.site", one_line(article.host)), ("label.story", _headline(article))]
    found.append(("label.seen", phrases.dated(latest.created)))
    if latest.version:
        found.append(("label.kept", phrases.count("news.kept", latest.version)))
    day = phrases.day_of(latest.created)
    for one in news.deliveries[:-1]:
        what = event_line(one, article, phrases)
        found.append(
            ("label.before", phrases.say("news.earlier", moment=phrases.local(one.created, day), what=what)),
        )
    return [(phrases.say(label), words) for label, words in found if words]


def _how_to_stop(delivery: Delivery, phrases: Phrases) -> tuple[str, ...]:
    if delivery.kind is AlertKind.TEST:
        return ()
    return (phrases.say("reason.stop", kind=phrases.say("quoted", words=delivery.kind.value)),)


def _headline(article: Article | None) -> str:
    return one_line(article.headline or article.host) if article is not None else ""
