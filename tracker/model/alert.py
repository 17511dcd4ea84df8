"""What is owed to whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model.moments import Timed


class AlertKind(StrEnum):
    """What an alert tells: a change of the text, or something that befell the article or the tracker itself."""

    CHANGED = "changed"
    OPENED = "opened"
    NOTICE_REMOVED = "notice removed"
    GONE = "gone"
    MOVED = "moved"
    BLOCKED = "blocked"
    BACK = "back"
    ENDED = "ended"
    BLIND = "blind"
    OFFLINE = "offline"
    MAIL_STUCK = "mail stuck"
    DAILY = "daily"
    DIGEST = "digest"
    TEST = "test"


class Channel(StrEnum):
    """The way an alert takes; each has its own hands, so that a slow one delays no other."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    APPRISE = "apprise"
    ARCHIVE = "archive"


class DeliveryState(StrEnum):
    """Where an alert for one recipient stands.

    HELD waits for `next_try` for the reason in `held_for`; MERGED is told by the delivery `merged_into`; MUTED is not
    told, by a rule or by a person; WITHDRAWN tells of what is kept no more.
    """

    PENDING = "pending"
    HELD = "held"
    MERGED = "merged"
    SENT = "sent"
    FAILED = "failed"
    MUTED = "muted"
    WITHDRAWN = "withdrawn"


class HoldReason(StrEnum):
    """Why an alert waits though nothing is wrong."""

    BURST = "burst"
    QUIET = "quiet hours"
    CAP = "cap"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One alert for one recipient, to be written with the version or event that causes it.

    Attributes:
        recipient: a mail address, or the name of another channel's settings.
        detail: what happened in words, where it is no change of the text; text from outside may be in it.
        occasion: names what it tells, so that the same is never owed twice; empty: made from kind and version.
        subject: names the thread of news about no article.
    """

    recipient: str
    channel: Channel = Channel.MAIL
    kind: AlertKind = AlertKind.CHANGED
    detail: str = ""
    occasion: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Timed):
    """One alert for one recipient.

    Attributes:
        article_id: None where it tells of the tracker itself, or of many stories.
        version: the version it tells of; the one before it is what it is compared with. For news that is no change
            of the text the newest version then; None without an article.
        detail: what happened in words, where it is no change of the text.
        message_id: the same at every try, angle brackets included.
        in_reply_to: None for the first mail of a thread; `references` oldest first.
        thread_subject: the headline that names the thread, the same in each of its mails.
        token: the lease under which it is being sent; empty when nobody sends it.
        told: the server's last words, or our reason.
        held_for: why it waits until `next_try`, or did; a digest gathers what waited for more than a burst.
        merged_into: the delivery that tells it, for one that is MERGED.
    """

    id: int
    article_id: int | None
    version: int | None
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
    channel: Channel = Channel.MAIL
    detail: str = ""
    held_for: HoldReason | None = None
    merged_into: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst(Timed):
    """How often a recipient was told of a story lately.

    Attributes:
        window: how long after a mail the next news of the story are gathered; zero before the first mail.
        until: the end of the window that is open, or was last; None before the first mail.
    """

    window: timedelta = timedelta(0)
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Timed):
    """All that is due for one recipient, leased together.

    Attributes:
        due: oldest first; what waits for its time too, once anything is due, so that news that cannot wait take the
            rest of their story along. Nothing of a story whose last message is still under way.
        bursts: by article, of those in `due`.
        sent: when the latest mails to the recipient left, newest first; an hour of them at least.
        mutes: standing mutes that may touch it.
        told: by article of those in `due`, the versions that the recipient was told of, or will be by what is
            settled upon: what lies on either side of one is not merged over it.
    """

    recipient: str
    channel: Channel
    token: str
    due: tuple[Delivery, ...]
    bursts: Mapping[int, Burst] = field(default_factory=dict)
    sent: tuple[datetime, ...] = ()
    mutes: tuple[Mute, ...] = ()
    told: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(Timed):
    """A person's word that something shall not be told for a while.

    Attributes:
        recipient: empty: nobody is told.
        article_id: None: of no story.
        until: None: for good.
    """

    id: int
    recipient: str
    article_id: int | None
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One message that is to leave: the deliveries it tells, oldest first; the last carries it.

    Attributes:
        digest: True: of many stories, or gathered; a delivery of its own is made to carry it.
        burst: the window that opens for each story it tells of, once it left.
    """

    deliveries: tuple[Delivery, ...]
    digest: bool = False
    burst: Mapping[int, timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Deliveries that wait until `until`, with the reason in words for people."""

    deliveries: tuple[Delivery, ...]
    until: datetime
    held_for: HoldReason
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """Deliveries that are not told, with the reason in words for people."""

    deliveries: tuple[Delivery, ...]
    reason: str


Decision = Telling | Waiting | Silenced
"""What becomes of deliveries that are due."""


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
