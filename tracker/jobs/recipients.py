"""Who is told: each recipient, webhook and chat whose sites and tags match, and the archive where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.model import AlertKind, Channel, Chat, NewsKind, Owed, Recipient, Rule, Settings, Transport, Webhook
from tracker.model.rules import UNASKED

LOCAL_READER = "reader@localhost"
"""Stands for whoever opens the Maildir, while nobody is named in the configuration."""
ARCHIVE = "web archive"
"""What the record calls the Wayback Machine among those who are told."""

_ARCHIVED = frozenset({AlertKind.CHANGED, AlertKind.OPENED})

Told = Recipient | Webhook | Chat
"""Whoever has a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What there is to tell of an article, or of the tracker itself where there is no host.

    Attributes:
        detail: what happened in words, where it is no change of the text; text from outside may be in it.
        occasion: names it, so that the same is told once; empty for a new version, which is new by itself.
        subject: names the thread of news about no article.
    """

    kind: AlertKind = AlertKind.CHANGED
    detail: str = ""
    occasion: str = ""
    subject: str = ""


def everyone(settings: Settings) -> tuple[Recipient, ...]:
    """Give the recipients of the settings; with a Maildir and nobody named, whoever reads it."""
    if settings.recipients or settings.mail.transport is not Transport.FOLDER:
        return settings.recipients
    return (Recipient(address=LOCAL_READER),)


def told(settings: Settings) -> tuple[Told, ...]:
    """Give all that have a rule, whatever the channel."""
    return (*everyone(settings), *settings.webhooks, *settings.chats)


def rule_of(settings: Settings, channel: Channel, name: str) -> Told | None:
    """Give who the record calls so; None where the settings know them no more."""
    return next((one for one in told(settings) if one.channel is channel and one.name == name), None)


def owed_to(host: str, tags: Iterable[str], settings: Settings, news: News = News()) -> tuple[Owed, ...]:
    """Give what news of an article on `host` owe, one to each whose sites and tags match.

    What of it is told, and when, is decided as it leaves: by the rest of the rule.
    """
    known = frozenset(tags)
    names = [
        (one.channel, one.name)
        for one in told(settings)
        if _matches(one.sites, one.tags, host, known) and _may_want(one, news.kind)
    ]
    archive = settings.archive
    if archive.enabled and news.kind in _ARCHIVED and _matches(archive.sites, archive.tags, host, known):
        names.append((Channel.ARCHIVE, ARCHIVE))
    return tuple(_owed(names, news))


def owed_to_all(settings: Settings, news: News) -> tuple[Owed, ...]:
    """Give what news of the tracker itself owe, one to each whose rule may want them."""
    return tuple(_owed([(one.channel, one.name) for one in told(settings) if _may_want(one, news.kind)], news))


def owed_to_fallback(settings: Settings, news: News) -> tuple[Owed, ...]:
    """Give what is owed to whoever is told when mail is stuck; nothing where nobody is named."""
    fallback = settings.alerts.fallback
    return tuple(_owed([(one.channel, one.name) for one in told(settings) if one.name == fallback], news))


def _owed(names: Iterable[tuple[Channel, str]], news: News) -> Iterator[Owed]:
    for channel, name in names:
        yield Owed(
            recipient=name,
            channel=channel,
            kind=news.kind,
            detail=news.detail,
            occasion=news.occasion,
            subject=news.subject,
        )


def _matches(sites: tuple[str, ...], tags: tuple[str, ...], host: str, known: frozenset[str]) -> bool:
    name = host.partition(":")[0]
    wanted = not sites or any(name == site or name.endswith(f".{site}") for site in sites)
    return wanted and (not tags or bool(known.intersection(tags)))


def _may_want(rule: Rule, kind: AlertKind) -> bool:
    """Kinds that nobody is told unasked are not even owed where a rule does not name them."""
    return kind.value not in UNASKED or NewsKind(kind.value) in rule.kinds
