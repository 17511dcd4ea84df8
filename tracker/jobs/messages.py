"""What is told, made into the message of a channel: a mail, a call of a program, a few lines for a chat."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial

from tracker.core.text.sentences import sentences
from tracker.jobs.tellings import Step, Told
from tracker.model import AlertKind, Message, Rule, Telling
from tracker.view import letter
from tracker.view.letter.rule_words import rule_words
from tracker.view.payload import payload, plain_message
from tracker.view.render import changed_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a webhook is asked with; the same body and id at every try."""

    name: str
    body: bytes
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What is said in a chat."""

    name: str
    text: str


def mail_builder(sender: str, *, unsubscribe: str = "") -> Callable[..., Message]:
    """Give what writes mails, from `sender`; `unsubscribe` is the address of a person who takes readers off."""
    return partial(_mail, sender=sender, unsubscribe=unsubscribe)


def call_of(telling: Telling, stories: tuple[Told, ...], *, rule: Rule | None, **_: object) -> Call:
    """Write what a program is told as JSON."""
    carrier = telling.deliveries[-1]
    told = payload(news=_news(stories), delivery=carrier, reason=_reason(rule))
    body = json.dumps(told, ensure_ascii=True, sort_keys=True).encode()
    return Call(name=carrier.recipient, body=body, message_id=carrier.message_id)


def lines_of(telling: Telling, stories: tuple[Told, ...], *, zone: tzinfo, **_: object) -> Lines:
    """Write what a chat is told."""
    carrier = telling.deliveries[-1]
    return Lines(name=carrier.recipient, text=plain_message(news=_news(stories), delivery=carrier, zone=zone))


def _mail(
    telling: Telling,
    stories: tuple[Told, ...],
    *,
    rule: Rule | None,
    zone: tzinfo,
    now: datetime,
    sender: str,
    unsubscribe: str,
) -> Message:
    written = _letter(telling, _news(stories), _reason(rule), zone=zone, now=now, sender=sender)
    return letter.with_unsubscribe(written, unsubscribe)


def _letter(
    telling: Telling, news: tuple[letter.News, ...], reason: str, *, zone: tzinfo, now: datetime, sender: str
) -> Message:
    carrier = telling.deliveries[-1]
    if telling.digest or len(news) != 1:
        return letter.digest_message(news=news, delivery=carrier, sender=sender, zone=zone, now=now, reason=reason)
    (one,) = news
    if isinstance(one, letter.StoryNews):
        return letter.story_message(news=one, sender=sender, zone=zone, now=now, reason=reason)
    return letter.news_message(
        article=one.article, deliveries=one.deliveries, sender=sender, zone=zone, now=now, reason=reason
    )


def _reason(rule: Rule | None) -> str:
    return rule_words(rule) if rule is not None else ""


def _news(stories: Iterable[Told]) -> tuple[letter.News, ...]:
    return tuple(_one(told) for told in stories)


def _one(told: Told) -> letter.News:
    if told.untold:
        changes = [replace(one, detail=told.untold) for one in told.deliveries if one.kind is AlertKind.CHANGED]
        return letter.OtherNews(article=told.article, deliveries=(*told.others, *changes[-1:]))
    if told.step is None or told.article is None:
        return letter.OtherNews(article=told.article, deliveries=told.deliveries)
    step = told.step
    return letter.StoryNews(
        article=told.article,
        before=step.before,
        after=step.after,
        versions=told.versions,
        diff=step.diff,
        facts=step.facts,
        summary=step.summary,
        deliveries=told.deliveries,
        meanwhile=_meanwhile(told.meanwhile),
        language=step.new.language,
        excerpt=changed_sentences(sentences),
    )


def _meanwhile(step: Step | None) -> letter.Step | None:
    if step is None:
        return None
    return letter.Step(diff=step.diff, facts=step.facts, summary=step.summary, number=step.after.number)
