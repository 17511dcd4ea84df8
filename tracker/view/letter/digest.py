"""Many stories in one mail, grouped by story, each in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup

from tracker.model import Delivery, Message
from tracker.view.letter.envelope import commands, enveloped, why_gathered, why_it_came
from tracker.view.letter.layout import Letter, as_html, as_text
from tracker.view.letter.news import News
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.letter.sections import Section, sections


def digest_message(
    *,
    news: Sequence[News],
    delivery: Delivery,
    sender: str,
    zone: tzinfo,
    now: datetime,
    reason: str = "",
    language: str = ENGLISH,
) -> Message:
    """Write one mail of many stories: the most telling first, each with its facts, changed words and links.

    The subject names the day, the same in each digest of it, since some mail programs part a thread where it changes;
    the first line counts what the mail holds. The text tells every story, the HTML as many as `MOST_HTML_BYTES` hold
    and the number of the rest.

    Args:
        news: each story once, from the version before the first that is told to the last one, and whatever else
            happened.
        delivery: that carries the digest; its creation gives the day.
        reason: the rule in words, as the end of `You get this because ...`; empty: said of the watch.
        language: of our own words.
    """
    phrases = Phrases(zone=zone, language=language)
    told = sections(news, phrases)
    letter = _letter(told, news, delivery, reason, phrases)
    return enveloped(
        delivery=delivery,
        subject=digest_title(delivery, phrases),
        text=as_text(letter, phrases),
        html=as_html(letter, phrases, lambda room: _body(told, room, phrases)),
        list_name="digest",
        sender=sender,
        now=now,
    )


def digest_title(delivery: Delivery, phrases: Phrases) -> str:
    """Name a digest by its day, the same for all of that day: `Digest, 27 November`."""
    return phrases.say("digest.subject", day=phrases.day(delivery.created))


def digest_lead(told: Sequence[Section], phrases: Phrases) -> str:
    """Say in one line how much it is, and the most telling of it."""
    stories = _stories(told)
    lead = phrases.count("digest.news", _changes(told))
    if stories:
        counted = phrases.count("digest.changes", _changes(told))
        lead = phrases.say("digest.lead", changes=counted, stories=phrases.count("digest.stories", stories))
    if not told:
        return lead
    top = told[0]
    first = phrases.say("digest.first", headline=top.headline, what=top.lead) if top.headline else top.lead
    return phrases.say("digest.lead_with", lead=lead, first=first)


def _letter(
    told: tuple[Section, ...], news: Sequence[News], delivery: Delivery, reason: str, phrases: Phrases
) -> Letter:
    gathered = [one for item in news for one in item.deliveries]
    return Letter(
        lead=digest_lead(told, phrases),
        title=digest_title(delivery, phrases),
        body="\n\n\n".join(section.as_text(phrases) for section in told),
        commands=commands(("explain", "alerts", "list"), delivery, phrases),
        footer=(
            *why_gathered(gathered, phrases),
            why_it_came(reason, delivery, phrases),
            phrases.say("reason.digest"),
        ),
    )


def _body(told: Sequence[Section], room: int, phrases: Phrases) -> Markup:
    """Draw as many stories as there is room for, the first ones in full."""
    brief = [section.as_html(phrases, brief=True) for section in told]
    kept = _fitting(brief, room)
    spare = room - sum(_size(one) for one in brief[:kept])
    pieces: list[Markup] = []
    for section, short in zip(told[:kept], brief, strict=False):
        full = section.as_html(phrases, brief=False) if spare > 0 else short
        wanted = _size(full) - _size(short)
        # Once one is told briefly all after it are: a digest does not jump between two looks.
        spare = spare - wanted if wanted <= spare else 0
        pieces.append(full if spare > 0 else short)
    return Markup("").join((*pieces, _rest(told[kept:], phrases)))


def _fitting(pieces: Sequence[Markup], room: int) -> int:
    """Count how many of the first pieces fit."""
    for kept, piece in enumerate(pieces):
        room -= _size(piece)
        if room < 0:
            return kept
    return len(pieces)


def _rest(left_out: Sequence[Section], phrases: Phrases) -> Markup:
    if not left_out:
        return Markup("")
    stories = phrases.count("digest.stories", _stories(left_out))
    words = phrases.count("digest.left_out", _changes(left_out), stories=stories)
    return Markup('<p class="quiet" style="color:#5b6672;">{}</p>').format(words)


def _changes(told: Sequence[Section]) -> int:
    return sum(section.changes for section in told)


def _stories(told: Sequence[Section]) -> int:
    return sum(section.of_story for section in told)


def _size(piece: Markup) -> int:
    return len(piece.encode("utf-8", "replace"))
