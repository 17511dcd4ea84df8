"""What is owed leaves: each channel's messages are built and handed over by its own sender."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from tracker.app.wiring import House
from tracker.edges.chat import ChatSender
from tracker.edges.webhook import WebhookSender
from tracker.errors import PermanentDeliveryError
from tracker.jobs.messages import Call, Lines, call_of, lines_of, mail_builder
from tracker.jobs.notify import Round, notify
from tracker.jobs.protocols import Clock
from tracker.jobs.recipients import rule_of
from tracker.model import Channel

Sender = TypeVar("Sender")

TOLD_BY_RULES = (Channel.MAIL, Channel.WEBHOOK, Channel.APPRISE)
"""The channels whose recipients have rules; the web archive is asked in its own way."""


def send_owed(
    house: House,
    channel: Channel,
    *,
    clock: Clock,
    limit: int,
    stop: Callable[[], bool] = lambda: False,
    well: bool = False,
) -> int:
    """Decide on what is due by a channel and send it, `limit` messages at most; give how many left.

    Args:
        stop: asked before each message; True ends the round.
        well: leave out those of whom a message was tried in vain.

    Raises:
        StoreError: what was done could not be noted.
    """
    return notify(replace(_round(house, channel, clock), stop=stop, well=well), limit=limit)


def _round(house: House, channel: Channel, clock: Clock) -> Round[Any]:
    sender, build = _WAYS[channel](house, clock)
    return Round(
        outbox=house.store,
        channel=channel,
        sender=sender,
        build=build,
        tellings=house.tellings,
        rule_of=lambda name: rule_of(house.settings, channel, name),
        settings=house.settings,
        zone=house.zone,
        clock=clock,
    )


class _Calls:
    """Asks the webhooks of the settings, each by its own sender."""

    def __init__(self, senders: Mapping[str, WebhookSender]) -> None:
        self._senders = senders

    def send(self, message: Call) -> str:
        """Ask it; errors as `WebhookSender.send`."""
        return _known(self._senders, message.name).send(message.body, message_id=message.message_id)


class _Chats:
    """Speaks in the chats of the settings, each by its own sender."""

    def __init__(self, senders: Mapping[str, ChatSender]) -> None:
        self._senders = senders

    def send(self, message: Lines) -> str:
        """Say it; errors as `ChatSender.send`."""
        return _known(self._senders, message.name).send("", message.text)


def _known(senders: Mapping[str, Sender], name: str) -> Sender:
    sender = senders.get(name)
    if sender is None:
        raise PermanentDeliveryError(f"{name} is not in the settings any more: name it there, then retry")
    return sender


def _by_mail(house: House, _clock: Clock) -> tuple[Any, Any]:
    mail = house.settings.mail
    return house.mailer, mail_builder(mail.sender, unsubscribe=mail.unsubscribe)


def _by_webhook(house: House, clock: Clock) -> tuple[Any, Any]:
    hooks = {one.name: WebhookSender(one, post=house.gate.post, clock=clock) for one in house.settings.webhooks}
    return _Calls(hooks), call_of


def _by_chat(house: House, _clock: Clock) -> tuple[Any, Any]:
    return _Chats({one.name: ChatSender(one) for one in house.settings.chats}), lines_of


_WAYS: Mapping[Channel, Callable[[House, Clock], tuple[Any, Any]]] = {
    Channel.MAIL: _by_mail,
    Channel.WEBHOOK: _by_webhook,
    Channel.APPRISE: _by_chat,
}
