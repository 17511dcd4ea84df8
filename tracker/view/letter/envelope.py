"""What every message carries around its words: subject, thread, headers, commands, why it came."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from tracker.model import Delivery, Message
from tracker.view.letter.phrases import Phrases
from tracker.view.letter.story_lines import Row
from tracker.view.safe import one_line

# A header that is longer would be cut on its way.
_LONGEST_HEADER = 180


def enveloped(
    *,
    delivery: Delivery,
    subject: str,
    text: str,
    html: str,
    list_name: str,
    sender: str,
    now: datetime,
) -> Message:
    """Put a message's parts together with the headers by which mail programs sort it.

    Args:
        delivery: that carries the message.
        list_name: names the story or the watch in `List-Id`.
    """
    domain = sender.rpartition("@")[2].strip(" <>") or "localhost"
    known = {
        "List-Id": f"<{list_name}.tracker.{domain}>",
        "X-Tracker-Story": "" if delivery.article_id is None else str(delivery.article_id),
        "X-Tracker-Version": "" if delivery.version is None else str(delivery.version),
        "X-Tracker-Kind": delivery.kind.value.replace(" ", "-"),
    }
    return Message(
        sender=sender,
        recipient=delivery.recipient,
        subject=subject,
        text=text,
        html=html,
        date=now,
        message_id=delivery.message_id,
        in_reply_to=delivery.in_reply_to,
        references=delivery.references,
        headers=tuple((name, value) for name, value in known.items() if value),
    )


def with_unsubscribe(message: Message, address: str) -> Message:
    """Let mail programs offer to unsubscribe by a mail to a person; the message as it is where there is no address.

    Source: RFC 2369, section 3.2; RFC 6068 for the form of the address.
    """
    if not address:
        return message
    where = f"mailto:{quote(address, safe='@')}"
    full = f"<{where}?subject={quote(f'unsubscribe {message.recipient}', safe='@')}>"
    words = full if len(full) <= _LONGEST_HEADER else f"<{where}>"
    return replace(message, headers=(*message.headers, ("List-Unsubscribe", words)))


def commands(
    keys: Iterable[str], delivery: Delivery, phrases: Phrases, *, diff: tuple[int | None, int] | None = None
) -> tuple[Row, ...]:
    """Give commands for the terminal, each with what it is for.

    Args:
        keys: such as `diff`: those that need an article, where there is none, are left out.
        diff: the two versions of the command that shows a diff; the first None: there is none.
    """
    values = {
        "article": delivery.article_id,
        "before": diff[0] if diff is not None else None,
        "last": diff[1] if diff is not None else None,
        "after": delivery.version,
        # A test is kept nowhere: there is nothing to explain.
        "delivery": delivery.id or None,
    }
    missing = {name for name, value in values.items() if value is None}
    found = ((phrases.say(f"command.{key}", **values), phrases.say(f"command.{key}.for"), key) for key in keys)
    return tuple((command, purpose) for command, purpose, key in found if not _needed(key) & missing)


def why_it_came(reason: str, delivery: Delivery, phrases: Phrases) -> str:
    """Say which rule sent it, in its own words where there are some."""
    values = {"recipient": one_line(delivery.recipient), "article": delivery.article_id}
    unsaid = "reason.unsaid" if delivery.article_id is None else "reason.watch"
    return phrases.say("reason.change", rule=one_line(reason).rstrip(".") or phrases.say(unsaid, **values))


def how_to_mute(delivery: Delivery, phrases: Phrases) -> str:
    """Say how the story is muted."""
    recipient = shlex.quote(one_line(delivery.recipient))
    command = phrases.say("command.mute", article=delivery.article_id, recipient=recipient)
    return phrases.say("reason.mute", command=command)


def why_gathered(deliveries: Iterable[Delivery], phrases: Phrases) -> tuple[str, ...]:
    """Say why alerts came together or late; nothing where none waited for a reason."""
    held = Counter(one.held_for for one in deliveries if one.held_for is not None)
    if not held:
        return ()
    reasons = phrases.listed(phrases.count(f"held.{reason}", count) for reason, count in held.items())
    return (phrases.say("held.why", reasons=reasons),)


def _needed(key: str) -> set[str]:
    values = {"diff": {"article", "before", "last"}, "show": {"article", "after"}, "explain": {"delivery"}}
    return values.get(key, {"article"} if key in _OF_AN_ARTICLE else set())


_OF_AN_ARTICLE = frozenset({"log", "why", "poll", "pause", "resume"})
