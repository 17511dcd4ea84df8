"""Real messages that test whether alerts reach a recipient: through its own channel, at once, beside the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from tracker.app.clock import display_zone, now
from tracker.app.naming import the_recipient
from tracker.app.wiring import new_gate
from tracker.edges.chat import ChatSender
from tracker.edges.email import Mailer, mailer
from tracker.edges.fetch import Gate
from tracker.edges.webhook import WebhookSender
from tracker.jobs.recipients import told
from tracker.model import AlertKind, Channel, Chat, Delivery, DeliveryState, Recipient, Settings, Webhook
from tracker.view.letter import OtherNews, news_message
from tracker.view.letter.rule_words import rule_words
from tracker.view.payload import payload, plain_message
from tracker.view.records import JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One test message, before it takes the form of a channel."""

    to: Recipient | Webhook | Chat
    delivery: Delivery
    sender: str
    zone: tzinfo
    now: datetime


class TrialSender(Protocol):
    """Hands a test over by one channel."""

    def send(self, message: Trial) -> str:
        """Hand it over; give the other side's words.

        Raises:
            DeliveryError: it was not taken.
        """
        ...


class _ByMail:
    def __init__(self, mail: Mailer) -> None:
        self._mail = mail

    def send(self, message: Trial) -> str:
        """Mail it."""
        reason = rule_words(message.to)
        letter = news_message(
            article=None,
            deliveries=(message.delivery,),
            sender=message.sender,
            zone=message.zone,
            now=message.now,
            reason=f"somebody asked for a test, and {reason}",
        )
        return self._mail.send(letter)


class _ByWebhook:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def send(self, message: Trial) -> str:
        """Post it."""
        if not isinstance(message.to, Webhook):
            raise TypeError(message.to)
        news = OtherNews(article=None, deliveries=(message.delivery,))
        told = payload(news=(news,), delivery=message.delivery, reason=rule_words(message.to))
        hook = WebhookSender(message.to, post=self._gate.post, clock=now)
        return hook.send(json.dumps(told).encode(), message_id=message.delivery.message_id)


class _ByChat:
    def send(self, message: Trial) -> str:
        """Have it said."""
        if not isinstance(message.to, Chat):
            raise TypeError(message.to)
        news = OtherNews(article=None, deliveries=(message.delivery,))
        words = plain_message(news=(news,), delivery=message.delivery, zone=message.zone)
        return ChatSender(message.to).send("", words)


def trial_senders(gate: Gate, mail: Mailer) -> Mapping[Channel, TrialSender]:
    """Give the way of each channel; the archive has none: a test would save a page."""
    return {Channel.MAIL: _ByMail(mail), Channel.WEBHOOK: _ByWebhook(gate), Channel.APPRISE: _ByChat()}


def send_trial(
    settings: Settings, recipient: str, senders: Mapping[Channel, TrialSender], *, zone: tzinfo, now: datetime
) -> dict[str, JSON]:
    """Send one recipient a test through its own channel and give what the other side said.

    Args:
        recipient: the address or name, in any letter case.

    Raises:
        UsageError: nobody is called so.
        DeliveryError: it was not taken; the words of the other side are in the message.
    """
    name = the_recipient(settings, recipient)
    to = next(one for one in told(settings) if one.name == name)
    delivery = _delivery(to, now)
    trial = Trial(to=to, delivery=delivery, sender=settings.mail.sender, zone=zone, now=now)
    words = senders[to.channel].send(trial)
    return {"recipient": name, "channel": to.channel.value, "message_id": delivery.message_id, "told": words}


def send_trial_alone(settings: Settings, recipient: str) -> dict[str, JSON]:
    """Send a test where no tracker runs: nothing is opened but the way to the recipient. Errors as `send_trial`."""
    the_recipient(settings, recipient)
    gate = new_gate(settings, clock=now)
    try:
        senders = trial_senders(gate, mailer(settings.mail, Path(settings.data)))
        zone = display_zone(settings.display.timezone)
        return send_trial(settings, recipient, senders, zone=zone, now=now())
    finally:
        gate.close()


def _delivery(to: Recipient | Webhook | Chat, now: datetime) -> Delivery:
    """Make an alert that no record keeps: it tells nothing that could be lost."""
    stamp = f"{now:%Y%m%dT%H%M%S}{now.microsecond:06}"
    return Delivery(
        id=0,
        article_id=None,
        version=None,
        kind=AlertKind.TEST,
        recipient=to.name,
        channel=to.channel,
        state=DeliveryState.PENDING,
        created=now,
        attempts=1,
        next_try=None,
        sent=None,
        message_id=f"<test.{stamp}@tracker.invalid>",
        in_reply_to=None,
        references=(),
        thread_subject="",
    )
