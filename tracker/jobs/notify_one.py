"""Telling people one delivery at a time, each change in a mail of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from tracker.core.detect import own_story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary, trusted_dates
from tracker.errors import NotFoundError, PermanentDeliveryError, TrackerError
from tracker.jobs.backing_off import next_try
from tracker.jobs.protocols import Clock, Mailer, SingleOutbox
from tracker.model import Delivery, Kept, Message, Settings, Story, Version
from tracker.view.message import alert_message

# A send may take four times mail.smtp.timeout, and must be over before anybody else may try.
_LEASE_IN_TIMEOUTS = 6


def _never() -> bool:
    return False


def notify_one_by_one(
    *,
    outbox: SingleOutbox,
    mailer: Mailer,
    settings: Settings,
    zone: tzinfo,
    clock: Clock,
    limit: int,
    stop: Callable[[], bool] = _never,
) -> int:
    """Send what is due, at most `limit` deliveries; give how many were sent.

    Each delivery is claimed, built, sent and noted before the next is claimed: what goes wrong with one is noted on
    it and stops no other. A crash in between leaves it owed, and it goes again under the same Message-ID once its
    lease is over.

    Args:
        zone: in which the mails tell times.
        stop: asked before each delivery; True ends the round, so that whoever wants to leave waits for one at most.

    Raises:
        StoreError: what was done could not be noted; nothing more is sent then, since it would be sent twice.
    """
    lease = max(settings.run.lease, _LEASE_IN_TIMEOUTS * settings.mail.smtp.timeout)
    sent = 0
    for _ in range(limit):
        if stop():
            break
        claimed = outbox.claim_deliveries(clock(), limit=1, lease=lease)
        if not claimed:
            break
        sent += _deliver(claimed[0], outbox, mailer, settings, zone, clock)
    return sent


def _deliver(
    delivery: Delivery, outbox: SingleOutbox, mailer: Mailer, settings: Settings, zone: tzinfo, clock: Clock
) -> bool:
    try:
        told = mailer.send(_message(delivery, outbox, settings, zone, clock()))
    except (PermanentDeliveryError, NotFoundError) as error:
        outbox.failed(delivery, told=str(error))
        return False
    except TrackerError as error:
        _try_later(delivery, outbox, settings, clock(), str(error))
        return False
    outbox.delivered(delivery, clock(), told=told)
    return True


def _try_later(delivery: Delivery, outbox: SingleOutbox, settings: Settings, now: datetime, told: str) -> None:
    if now - delivery.created >= settings.mail.give_up_after:
        outbox.failed(delivery, told=f"given up after {delivery.attempts} tries: {told}")
    else:
        outbox.postponed(delivery, next_try(delivery.attempts, delivery.message_id, now), told=told)


def _message(delivery: Delivery, outbox: SingleOutbox, settings: Settings, zone: tzinfo, now: datetime) -> Message:
    if delivery.article_id is None:
        raise NotFoundError(f"alert {delivery.id} tells of no article: this is a mistake of the tracker")
    article = outbox.article(delivery.article_id)
    versions = outbox.versions(article.id)
    before, after = _versions(delivery, versions)
    old = _story_before(article.id, outbox, before, after)
    new = outbox.story(article.id, after.number)
    site_lines = outbox.site_lines(article.id)
    old, new = own_story(old, site_lines), own_story(new, site_lines)
    difference = diff(old, new)
    trusted = trusted_dates(versions)
    happened = facts(old, new, difference, trusted_dates=trusted)
    return alert_message(
        article=article,
        before=before,
        after=after,
        diff=difference,
        facts=happened,
        summary=summary(happened),
        delivery=delivery,
        sender=settings.mail.sender,
        zone=zone,
        now=now,
    )


def _versions(delivery: Delivery, kept: Sequence[Version]) -> tuple[Version | None, Version]:
    versions = {version.number: version for version in kept}
    after = versions.pop(delivery.version, None) if delivery.version is not None else None
    if after is None:
        raise NotFoundError(
            f"article {delivery.article_id} has no version {delivery.version} any more: there is nothing to tell"
        )
    # What was redacted is compared with nothing: the news is what differs from the version before it.
    earlier = [one for one in versions.values() if one.number < after.number and one.kept is not Kept.REDACTED]
    return max(earlier, key=lambda one: one.number, default=None), after


def _story_before(article_id: int, outbox: SingleOutbox, before: Version | None, after: Version) -> Story:
    if before is None:
        return Story(headline="")
    is_next = after.number == before.number + 1
    return (outbox.story_before if is_next else outbox.story)(article_id, before.number)
