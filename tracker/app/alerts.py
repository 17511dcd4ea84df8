"""Alerts to be read: which there are, how each stands, what one of them tells and why it came or did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tracker.app.archive import Archive
from tracker.app.naming import known_recipients, unknown_recipient
from tracker.core.alerts import News, kinds_of_change, kinds_of_event
from tracker.edges.store import Record
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.jobs.recipients import ARCHIVE, rule_of
from tracker.jobs.tellings import Tellings
from tracker.model import AlertKind, Channel, Delivery, DeliveryState, Mute, Settings, Telling
from tracker.view.alert_explaining import Explained
from tracker.view.alerts import Around, holds

_BY_STATE = (
    DeliveryState.FAILED,
    DeliveryState.PENDING,
    DeliveryState.HELD,
    DeliveryState.MUTED,
    DeliveryState.MERGED,
    DeliveryState.WITHDRAWN,
    DeliveryState.SENT,
)
"""What may need a person first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which alerts are asked for; what is empty does not bound.

    Attributes:
        recipient: an address or the name of a channel, in any letter case.
        article: named as for every verb.
        since: leave out what was owed before.
        by_state: those that may need a person first, else the newest first.
    """

    states: Sequence[DeliveryState] = ()
    recipient: str = ""
    article: str = ""
    since: datetime | None = None
    by_state: bool = False


def wanted_alerts(archive: Archive, wanted: Wanted, settings: Settings) -> list[Delivery]:
    """Give the alerts that are asked for, in order.

    Raises:
        UsageError: nobody is called so, neither in the settings nor in the record.
        NotFoundError: no such article.
    """
    article_id = archive.article(wanted.article).id if wanted.article else None
    every = archive.record.deliveries(article_id)
    if wanted.recipient:
        _expect_known(wanted.recipient, settings, every)
    found = [one for one in every if _is_wanted(one, wanted)]
    found.sort(key=lambda one: (one.created, one.id), reverse=True)
    if wanted.by_state:
        found.sort(key=lambda one: _BY_STATE.index(one.state))
    return found


def around(record: Record, deliveries: Iterable[Delivery], now: datetime, zone: tzinfo) -> Around:
    """Give what is to be known around alerts to draw them."""
    carriers: dict[int, Delivery] = {}
    for one in deliveries:
        if one.merged_into is not None and one.merged_into not in carriers:
            carriers[one.merged_into] = record.delivery(one.merged_into)
    return Around(now=now, zone=zone, headlines=headlines(record), carriers=carriers)


def headlines(record: Record) -> Mapping[int, str]:
    """Give the headline of every article."""
    return {article.id: article.headline for article in record.articles()}


def explained(record: Record, delivery_id: int, settings: Settings, now: datetime) -> Explained:
    """Give an alert with all that explains it.

    Raises:
        NotFoundError: no such alert.
    """
    delivery = record.delivery(delivery_id)
    carrier = record.delivery(delivery.merged_into) if delivery.merged_into is not None else None
    telling = record.telling((carrier or delivery).id)
    others = tuple(one for one in telling.deliveries if one.id != delivery.id) if carrier is None else ()
    summary, kinds, unknown = _content(record, telling.deliveries, delivery)
    return Explained(
        delivery=delivery,
        article=None if delivery.article_id is None else record.article(delivery.article_id),
        rule=rule_of(settings, delivery.channel, delivery.recipient),
        carrier=carrier,
        tells=others,
        summary=summary,
        kinds=kinds,
        unknown=unknown,
        mutes=tuple(mute for mute in record.mutes() if holds(mute, now) and _touches(mute, delivery)),
        behind=_ahead(record, delivery),
        is_stand_in=delivery.channel is Channel.MAIL and not settings.recipients,
    )


def _expect_known(words: str, settings: Settings, every: Iterable[Delivery]) -> None:
    names = dict.fromkeys((*known_recipients(settings), *(one.recipient for one in every), ARCHIVE))
    if words.casefold() not in {name.casefold() for name in names}:
        raise unknown_recipient(words, [name for name in names if name != ARCHIVE])


def _is_wanted(one: Delivery, wanted: Wanted) -> bool:
    return (
        (not wanted.states or one.state in wanted.states)
        and (not wanted.recipient or one.recipient.casefold() == wanted.recipient.casefold())
        and (wanted.since is None or one.created >= wanted.since)
    )


def _touches(mute: Mute, delivery: Delivery) -> bool:
    return mute.recipient in ("", delivery.recipient) and mute.article_id in (None, delivery.article_id)


def _ahead(record: Record, of: Delivery) -> Delivery | None:
    """Give the message of the same story that an alert waits behind: it was tried, and is to be tried again."""
    if of.article_id is None or of.state is not DeliveryState.PENDING or of.attempts:
        return None
    whose = (of.channel, of.recipient)
    tried = (one for one in record.deliveries(of.article_id) if one.state is DeliveryState.PENDING and one.attempts)
    return next((one for one in tried if (one.channel, one.recipient) == whose), None)


def _content(record: Record, deliveries: tuple[Delivery, ...], of: Delivery) -> tuple[str, tuple[str, ...], str]:
    """Give what a message tells of the story of one of its alerts: in a line, by kinds of news, and why not."""
    told = tuple(one for one in deliveries if one.article_id == of.article_id and one.kind is not AlertKind.DIGEST)
    if not told or of.article_id is None:
        return "", tuple(sorted(kinds_of_event(of.kind))), ""
    kinds = {kind for one in told for kind in kinds_of_event(one.kind)}
    try:
        (content,) = Tellings(record).contents(Telling(deliveries=told))
    except (NotFoundError, StoreDamagedError) as error:
        return "", tuple(sorted(kinds)), str(error)
    if content.step is None:
        return "", tuple(sorted(kinds)), ""
    step = content.meanwhile or content.step
    kinds |= kinds_of_change(News(facts=step.facts, diff=step.diff))
    summary = f"{step.summary}, and changed back" if content.flipped else step.summary
    return summary, tuple(sorted(kinds)), ""
