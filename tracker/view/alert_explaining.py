"""One alert explained: what it tells, for whom and by which rule, what was decided and why, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from tracker.model import AlertKind, Article, Channel, Delivery, DeliveryState, Mute, Rule
from tracker.view.alert_rules import rule_lines
from tracker.view.alerts import STYLES, Around, alert_json, standing_words, what_words
from tracker.view.hanging import Hanging, hanging
from tracker.view.letter.rule_words import either
from tracker.view.records import JSON
from tracker.view.safe import safe
from tracker.view.times import full

_COLUMNS = 9
_BY = {
    Channel.MAIL: "by mail",
    Channel.WEBHOOK: "by webhook",
    Channel.APPRISE: "by chat",
    Channel.ARCHIVE: "as a capture of the page",
}
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One alert with what is around it.

    Attributes:
        article: None where it tells of the tracker, or of many stories.
        rule: of the recipient; None where nobody of its name is in the settings, or the channel has no rule.
        carrier: the alert that tells it, for one that is merged.
        tells: alerts that are merged into it, oldest first.
        summary: what it tells in one line; for a merged one what the whole message tells. Empty where it is no change.
        kinds: of news in it, as rules name them.
        unknown: why nothing can be said of what changed; else empty.
        mutes: that hold now and touch it.
        is_stand_in: nobody is named in the settings, and the recipient stands for whoever opens the Maildir.
        behind: the alert of the same story that was tried in vain, and that it follows once that one has left.
    """

    delivery: Delivery
    article: Article | None = None
    rule: Rule | None = None
    carrier: Delivery | None = None
    tells: tuple[Delivery, ...] = ()
    summary: str = ""
    kinds: tuple[str, ...] = ()
    unknown: str = ""
    mutes: tuple[Mute, ...] = ()
    behind: Delivery | None = None
    is_stand_in: bool = False


def explaining_rows(found: Explained, around: Around) -> Iterator[Hanging]:
    """Draw an alert explained: a first line that names it, then a sentence for each thing that is known."""
    delivery = found.delivery
    head = Text(f"{what_words(delivery, around.headlines)} to {safe(delivery.recipient)} {_BY[delivery.channel]}")
    state = Text(f"alert {delivery.id}  ", style="bold")
    yield hanging(state, head)
    for label, sentence in sentences(found, around):
        style = STYLES.get(delivery.state, "") if label == "state" else ""
        yield hanging(Text(f"  {label:<{_COLUMNS}}", style="dim"), Text(sentence, style=style))


def sentences(found: Explained, around: Around) -> Iterator[tuple[str, str]]:
    """Give what is known of an alert, each sentence under its label; a label that goes on is empty."""
    yield from _labelled("tells", _told(found, around))
    yield from _labelled("rule", _rule(found))
    yield "state", _state(found, around)
    yield from _labelled("decided", _decided(found, around))
    yield from _labelled("thread", _thread(found))
    yield from _labelled("next", _next(found))


def _labelled(label: str, lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield label, line
        label = ""


def _told(found: Explained, around: Around) -> Iterator[str]:
    delivery, whole = found.delivery, found.carrier is not None or found.tells
    if found.summary:
        yield f"{'The whole message: ' if whole else ''}{safe(found.summary)}."
    if found.unknown:
        yield f"What changed cannot be said any more: {safe(found.unknown)}."
    if found.kinds:
        yield f"Kinds of news in it: {', '.join(found.kinds)}."
    if found.article is not None:
        yield f"The article is {safe(found.article.url)}."
    if found.tells:
        some = [what_words(one, around.headlines) for one in found.tells[:_MOST_NAMED]]
        over = len(found.tells) - len(some)
        numbers = ", ".join(f"{one.id} ({words})" for one, words in zip(found.tells, some, strict=False))
        yield f"It tells for {len(found.tells)} more: {numbers}" + (f" and {over} others." if over else ".")
    yield f"It was owed on {full(delivery.created, around.zone)}, in the same transaction as what it tells of."


def _rule(found: Explained) -> Iterator[str]:
    delivery = found.delivery
    if delivery.channel is Channel.ARCHIVE:
        yield "The [archive] settings ask for each new version of this article."
    elif found.rule is None:
        yield f"Nobody called {safe(delivery.recipient)} is in the settings any more."
    elif found.is_stand_in:
        yield f"No [[recipient]] is in the settings: {safe(delivery.recipient)} stands for whoever opens the Maildir."
        yield from rule_lines(found.rule)
    else:
        table = {Channel.WEBHOOK: "webhook", Channel.APPRISE: "chat"}.get(delivery.channel, "recipient")
        yield f"The rule of [[{table}]] {safe(delivery.recipient)}, as it stands now."
        yield from rule_lines(found.rule)
        yield from _match(found, found.rule)


def _match(found: Explained, rule: Rule) -> Iterator[str]:
    if not found.kinds or not rule.kinds:
        return
    asked = [kind for kind in found.kinds if kind in rule.kinds]
    urgent = [kind for kind in found.kinds if kind in rule.breakthrough]
    if urgent:
        yield f"This is {either(urgent)}, which waits for nothing."
    elif asked:
        yield f"This is {either(asked)}, which it asks for."
    else:
        yield f"This is {either(found.kinds)}, which it does not ask for."


def _state(found: Explained, around: Around) -> str:
    standing = standing_words(found.delivery, around)
    return f"{found.delivery.state.value}" + (f", {standing}" if standing else "") + "."


def _decided(found: Explained, around: Around) -> Iterator[str]:
    delivery = found.delivery
    if delivery.state is DeliveryState.HELD and delivery.told:
        yield f"The reason: {safe(delivery.told)}."
    elif delivery.held_for is not None:
        yield f"It waited before, for {delivery.held_for.value}."
    if found.carrier is not None:
        carrier = found.carrier
        yield f"Alert {carrier.id} tells it: {what_words(carrier, around.headlines)}, {carrier.state.value}."
        standing = standing_words(carrier, around)
        if standing:
            yield f"That one: {standing}."
    if found.behind is not None:
        yield f"It follows alert {found.behind.id} of the same story, which has not left yet."
    if delivery.attempts:
        yield f"Its sending was tried {'once' if delivery.attempts == 1 else f'{delivery.attempts} times'}."
    for mute in found.mutes:
        until = f" until {full(mute.until, around.zone)}" if mute.until else ""
        why = f": {safe(mute.reason)}" if mute.reason else ""
        yield f"Mute {mute.id} holds{until}{why}."


def _thread(found: Explained) -> Iterator[str]:
    delivery = found.delivery
    if found.carrier is not None:
        yield f"Its place in the thread is that of alert {found.carrier.id}; its own Message-ID is never used."
        return
    if delivery.channel is not Channel.MAIL:
        yield f"Its identifier is {safe(delivery.message_id)}, the same at every try."
        return
    subject = f"“{safe(delivery.thread_subject)}”" if delivery.thread_subject else "of its own"
    yield f"It {_place(delivery)} the thread {subject}."
    yield f"Message-ID {safe(delivery.message_id)}, the same at every try."
    if delivery.in_reply_to:
        yield f"In-Reply-To {safe(delivery.in_reply_to)}."


def _place(delivery: Delivery) -> str:
    if delivery.in_reply_to:
        return "answers"
    return "begins" if delivery.attempts else "goes into"


def _next(found: Explained) -> Iterator[str]:
    number = found.delivery.id
    match found.delivery.state:
        case DeliveryState.HELD | DeliveryState.PENDING | DeliveryState.FAILED | DeliveryState.MUTED:
            yield f"`tracker alerts retry {number}` lets it leave now."
        case DeliveryState.MERGED if found.carrier is not None:
            yield f"`tracker alerts explain {found.carrier.id}` explains the one that tells it."
    version = found.delivery.version or 0
    if found.delivery.kind is AlertKind.CHANGED and version > 1:
        yield f"`tracker diff {found.delivery.article_id} {version - 1} {version}` shows what changed."
    for mute in found.mutes:
        yield f"`tracker alerts unmute {mute.id}` ends the mute."


def explained_json(found: Explained, around: Around) -> dict[str, JSON]:
    """Write an alert explained: its keys, what is around it, and the sentences."""
    tells: list[JSON] = [one.id for one in found.tells]
    kinds: list[JSON] = [*found.kinds]
    rule: list[JSON] = [*rule_lines(found.rule)] if found.rule is not None else []
    said: list[JSON] = [sentence for _, sentence in sentences(found, around)]
    return {
        **alert_json(found.delivery),
        "url": found.article.url if found.article else None,
        "summary": found.summary,
        "kinds": kinds,
        "rule": rule,
        "tells": tells,
        "told_by": alert_json(found.carrier) if found.carrier else None,
        "mutes": [mute.id for mute in found.mutes],
        "sentences": said,
    }
