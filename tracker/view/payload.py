"""News for programs and for chats: a webhook's JSON (docs/webhook-json.md), and a short plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo

from tracker.model import AlertKind, Article, BlockChange, Delivery, Fact, Version
from tracker.view.letter.digest import digest_lead
from tracker.view.letter.lead import lead_line
from tracker.view.letter.news import News, OtherNews, Step, StoryNews
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.letter.quotes import quotes
from tracker.view.letter.sections import sections
from tracker.view.letter.story_lines import BETWEEN, changed_words, event_line, news_key, short_line, version_words
from tracker.view.records import JSON, fact_json, time_json, version_json
from tracker.view.render import as_json
from tracker.view.safe import one_line
from tracker.view.templating import web_address

SCHEMA = 1
"""Changes when a key changes its meaning; new keys may come at any time."""

MOST_DIFF_BYTES = 256_000
"""All diffs of one payload together; what does not fit is left out and counted."""

MOST_CHARACTERS = 1_000
"""Of a plain message: what a chat shows without a fold."""

_MOST_FACTS = 100
_LONGEST_FACT = 2_000
_LONGEST_LINE = 280
_MOST_QUOTES = 3


def payload(*, news: Sequence[News], delivery: Delivery, reason: str = "", language: str = ENGLISH) -> dict[str, JSON]:
    """Give what a webhook is sent, as values that `json.dumps` takes: one story, other news, or a digest of both.

    Texts are as the pages had them: whoever shows them makes them safe. The same news give the same bytes at every
    try, and `id` is the same too.

    Args:
        news: each story once; a digest has several.
        delivery: that carries the message.
        reason: the rule in words.
        language: of our own words.
    """
    phrases = Phrases(zone=UTC, language=language)
    stories = [one for one in news if isinstance(one, StoryNews)]
    most = MOST_DIFF_BYTES // max(len(stories), 1)
    return {
        "schema": SCHEMA,
        "id": delivery.message_id.strip("<>"),
        "kind": delivery.kind.value,
        "recipient": delivery.recipient,
        "delivery": delivery.id,
        "time": time_json(delivery.created),
        "reason": reason,
        "lead": _lead(news, phrases),
        "stories": [_story(one, most, phrases) for one in stories],
        "news": list(_other_news(news, phrases)),
    }


def plain_message(*, news: Sequence[News], delivery: Delivery, zone: tzinfo, language: str = ENGLISH) -> str:
    """Write news for a chat: what changed, whose, when, the first words that changed and the address.

    Plain text of `MOST_CHARACTERS` at most, fit to be shown.

    Args:
        delivery: that carries the message; a digest has one line a story.
        zone: in which times are told.
    """
    phrases = Phrases(zone=zone, language=language)
    if delivery.kind is AlertKind.DIGEST or len(news) != 1:
        return _fitted(_digest_lines(news, phrases), "")
    (one,) = news
    lines = _story_lines(one, phrases) if isinstance(one, StoryNews) else _event_lines(one, phrases)
    return _fitted(lines, web_address(one.article.url) if one.article is not None else "")


def _lead(news: Sequence[News], phrases: Phrases) -> str:
    if len(news) != 1:
        return digest_lead(sections(news, phrases), phrases)
    (one,) = news
    return lead_line(one, phrases) if isinstance(one, StoryNews) else event_line(one.latest, one.article, phrases)


def _story(news: StoryNews, most: int, phrases: Phrases) -> dict[str, JSON]:
    begin = (news.versions[0] if news.versions else news.after).last_seen_old
    return {
        "article": _article(news.article),
        "headline": news.after.headline,
        "lead": lead_line(news, phrases),
        "before": _version(news.before) if news.before is not None else None,
        "after": _version(news.after),
        "versions": [_told(version) for version in news.versions],
        "changed_between": [time_json(begin), time_json(news.after.first_seen)],
        "flipped": news.flipped,
        "language": news.language,
        **_step(Step(diff=news.diff, facts=news.facts, summary=news.summary), most),
        "meanwhile": _step(news.step, most) if news.flipped and news.meanwhile is not None else None,
    }


def _article(article: Article) -> JSON:
    """Give what stays as it is from one try to the next; where the article stands now is asked by its id."""
    tags: list[JSON] = [*article.tags]
    return {
        "id": article.id,
        "url": article.url,
        "link": web_address(article.url) or None,
        "host": article.host,
        "kind": article.kind.value,
        "tags": tags,
    }


def _version(version: Version) -> JSON:
    """Give a version without when it was seen last: that moves on with every look."""
    return {key: value for key, value in version_json(version).items() if key != "last_seen"}


def _told(version: Version) -> JSON:
    return {
        "number": version.number,
        "first_seen": time_json(version.first_seen),
        "text_sha256": version.text_sha256,
    }


def _step(step: Step, most: int) -> dict[str, JSON]:
    facts: list[JSON] = [_fact(fact) for fact in step.facts[:_MOST_FACTS]]
    return {"summary": step.summary[:_LONGEST_FACT], "facts": facts, "diff": _bounded(step, most)}


def _fact(fact: Fact) -> JSON:
    told: dict[str, JSON] = {**fact_json(fact), "block": fact.block}
    told["sentences"] = [] if _size(told) > _LONGEST_FACT * 4 else told["sentences"]
    return {key: value[:_LONGEST_FACT] if isinstance(value, str) else value for key, value in told.items()}


def _bounded(step: Step, most: int) -> JSON:
    """Give the diff whole where it is small, else its changed blocks that fit, each with its place; None: not even."""
    whole: dict[str, JSON] = json.loads(json.dumps(as_json(step.diff)))
    del whole["summary"], whole["facts"]
    if _size(whole) <= most:
        return {**whole, "left_out": 0}
    blocks = whole.pop("blocks")
    bare: dict[str, JSON] = {**whole, "entries": [], "repeated": []}
    room = most - _size(bare)
    changed = [
        {"place": place, **block}
        for place, block in enumerate(blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and block["change"] != BlockChange.KEPT.value
    ]
    kept: list[JSON] = []
    for block in changed:
        room -= _size(block) + 2
        if room >= 0:
            kept.append(block)
    if room < 0 and not kept and _size(bare) > most:
        return None
    return {**bare, "blocks": kept, "left_out": len(changed) - len(kept)}


def _other_news(news: Iterable[News], phrases: Phrases) -> Iterator[JSON]:
    for one in news:
        deliveries = one.notices if isinstance(one, StoryNews) else one.deliveries
        yield from (_event(delivery, one.article, phrases) for delivery in deliveries)


def _event(delivery: Delivery, article: Article | None, phrases: Phrases) -> JSON:
    return {
        "kind": delivery.kind.value,
        "lead": event_line(delivery, article, phrases),
        "detail": delivery.detail,
        "time": time_json(delivery.created),
        "version": delivery.version,
        "article": _article(article) if article is not None else None,
    }


def _story_lines(news: StoryNews, phrases: Phrases) -> Iterator[str]:
    yield phrases.say("chat.with_site", site=one_line(news.article.host), what=short_line(news, phrases))
    yield phrases.say("quoted", words=one_line(news.after.headline or news.article.headline))
    yield BETWEEN.join((changed_words(news, phrases), version_words(news, phrases)))
    yield from (event_line(one, news.article, phrases) for one in news.notices)
    yield from (quote.as_text() for quote in quotes(news, phrases).first(_MOST_QUOTES).shown)


def _event_lines(news: OtherNews, phrases: Phrases) -> Iterator[str]:
    latest, article = news.latest, news.article
    what = event_line(latest, article, phrases)
    if article is None:
        yield what
    else:
        yield phrases.say("chat.with_site", site=one_line(article.host), what=what)
        yield phrases.say("quoted", words=one_line(article.headline or article.host))
    yield phrases.say(f"{news_key(latest)}.means")


def _digest_lines(news: Sequence[News], phrases: Phrases) -> Iterator[str]:
    told = sections(news, phrases)
    yield digest_lead(told, phrases)
    for section in told:
        line = phrases.say("digest.first", headline=section.headline, what=section.lead)
        yield line if section.headline else section.lead


def _fitted(lines: Iterable[str], link: str) -> str:
    """Give the first lines that there is room for, the address last: a part of one would lead elsewhere."""
    end = f"\n{link}" if link else ""
    room = MOST_CHARACTERS - len(end)
    found: list[str] = []
    for line in lines:
        short = line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
        room -= len(short) + 1
        if room < 2:
            found.append("…")
            break
        found.append(short)
    return "\n".join(found) + (end if len(end) < MOST_CHARACTERS // 2 else "")


def _size(value: object) -> int:
    return len(json.dumps(value))
