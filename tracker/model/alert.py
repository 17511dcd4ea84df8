"""What is owed to whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.moments import Timed


class AlertKind(StrEnum):
    """What an alert tells."""

    CHANGED = "changed"


class DeliveryState(StrEnum):
    """Where an alert for one recipient stands."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One alert for one recipient, to be written with the version that causes it."""

    recipient: str
    kind: AlertKind = AlertKind.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Timed):
    """One alert for one recipient.

    Attributes:
        version: the version it tells of; the one before it is what it is compared with.
        message_id: the same at every try, angle brackets included.
        in_reply_to: None for the first mail of a thread; `references` oldest first.
        thread_subject: the headline that names the thread, the same in each of its mails.
        token: the lease under which it is being sent; empty when nobody sends it.
        told: the server's last words, or our reason.
    """

    id: int
    article_id: int
    version: int
    kind: AlertKind
    recipient: str
    state: DeliveryState
    created: datetime
    attempts: int
    next_try: datetime | None
    sent: datetime | None
    message_id: str
    in_reply_to: str | None
    references: tuple[str, ...]
    thread_subject: str
    token: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Timed):
    """A mail before it is bytes: every text may be hostile, the transport cleans the headers.

    Attributes:
        headers: beyond those that the other fields make, such as List-Id.
    """

    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    date: datetime
    message_id: str
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
