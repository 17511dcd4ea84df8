"""What is said of one story that changed, in words: the first line, the rows under it, what the publisher declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.model import AlertKind, Article, Confidence, Delivery, Fact, FactKind, Version
from tracker.view.letter.news import Step, StoryNews
from tracker.view.letter.phrases import Phrases
from tracker.view.safe import one_line

Row = tuple[str, str]
"""A label and what stands behind it."""

BETWEEN = " · "
"""Parts facts that are told in one line, as in their summary."""

_MOST_FACTS = 8
_NOTES = {
    FactKind.CORRECTION_ADDED: "declared.correction",
    FactKind.CLARIFICATION_ADDED: "declared.clarification",
    FactKind.NOTE_ADDED: "declared.note",
    FactKind.UPDATE_NOTED: "declared.update",
}
COUNTED = (FactKind.ADDED, FactKind.REMOVED, FactKind.EDITED, FactKind.REWRITTEN, FactKind.MOVED)
TOLD_OTHERWISE = frozenset((*COUNTED, FactKind.UNDECLARED))
# How a summary counts paragraphs.
_SIGNS = re.compile("[+−~≈↕][0-9]")


def short_line(news: StoryNews, phrases: Phrases) -> str:
    """Say what changed in one line, where the headline and the words that changed stand beside it."""
    what = capital(_step_line(news.step) or phrases.say("change.nothing_said"))
    return phrases.say("change.flip", what=what) if news.flipped else what


def new_headline(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    """Say the new headline where it changed."""
    changed = any(fact.kind is FactKind.HEADLINE for fact in sure(news.step.facts))
    if not changed or news.flipped or not news.after.headline:
        return ()
    return (phrases.say("change.headline_now", words=one_line(news.after.headline)),)


def further_facts(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    """Give the facts that the first line left out."""
    step = news.step
    left = [fact for fact in sure(step.facts) if fact.kind not in TOLD_OTHERWISE and not _is_in(fact, step.summary)]
    lines = [one_line(f"{fact.text} ({fact.place})" if fact.place else fact.text) for fact in left]
    over = len(lines) - _MOST_FACTS
    rest = (phrases.count("change.more_facts", over),) if over > 0 else ()
    return (*lines[:_MOST_FACTS], *rest)


def sure(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give the facts that may be told without the text beside them."""
    return tuple(fact for fact in facts if fact.confidence is not Confidence.UNSURE)


def rows(news: StoryNews, phrases: Phrases) -> tuple[Row, ...]:
    """Say whose it is, when it changed, the publisher's own time, which versions, and how long the old text stood."""
    found = [
        ("label.site", one_line(news.article.host)),
        ("label.changed", changed_words(news, phrases)),
        ("label.publisher", _publisher(news.after, phrases)),
        ("label.versions", version_words(news, phrases)),
        ("label.old_text", _old_text(news, phrases)),
        ("label.meanwhile", _meanwhile(news, phrases)),
        *(("label.also", words) for words in notice_lines(news, phrases)),
    ]
    return tuple((phrases.say(label), words) for label, words in found if words)


def changed_words(news: StoryNews, phrases: Phrases) -> str:
    """Say between which two times it changed: from the last sight of a to the first of z."""
    begin = news.versions[0].last_seen_old if news.versions else news.after.last_seen_old
    if begin is None:
        return phrases.say("change.first_seen", moment=phrases.dated(news.after.first_seen))
    return phrases.bracket(begin, news.after.first_seen)


def version_words(news: StoryNews, phrases: Phrases) -> str:
    """Say which versions are told: `3 → 4`, or `4 to 9, 6 versions in 12 minutes`."""
    if len(news.versions) > 1:
        first, last = news.versions[0], news.versions[-1]
        return phrases.count(
            "change.many_versions",
            len(news.versions),
            first=first.number,
            last=last.number,
            duration=phrases.duration(last.first_seen - first.first_seen),
        )
    if news.before is None:
        return phrases.say("change.first_version", after=news.after.number)
    return phrases.say("change.one_version", before=news.before.number, after=news.after.number)


def notice_lines(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    """Tell what else befell the story, each with its time."""
    day = phrases.day_of(news.after.first_seen)
    return tuple(
        phrases.say("news.earlier", moment=phrases.local(one.created, day), what=event_line(one, news.article, phrases))
        for one in news.notices
    )


def news_key(delivery: Delivery) -> str:
    """Give the key of the words for what befell an article or the tracker: its own recovery has words of its own."""
    return "news.well" if delivery.kind is AlertKind.BACK and delivery.article_id is None else f"news.{delivery.kind}"


def event_line(delivery: Delivery, article: Article | None, phrases: Phrases) -> str:
    """Say in one line what befell an article or the tracker, with what is known of it."""
    what = phrases.say(news_key(delivery), headline=one_line(article.headline or article.host) if article else "")
    detail = one_line(delivery.detail)
    if detail.lower().startswith(what.lower()):
        return capital(detail)
    return phrases.say("news.said", what=what, detail=detail) if detail else what


def declared(news: StoryNews, phrases: Phrases) -> str:
    """Say whether a date, an update line or a note moved with the change."""
    if news.flipped and news.before is not None:
        return phrases.say("change.flip_declared", before=news.before.number, after=news.after.number)
    silent = [fact for fact in news.facts if fact.kind is FactKind.UNDECLARED]
    if silent:
        compared = [phrases.say("declared.compared", words=one_line(fact.place)) for fact in silent if fact.place]
        return " ".join([phrases.say("declared.no"), *compared])
    moved = list(_moved(news, phrases))
    if moved:
        return phrases.say("declared.yes", what=phrases.listed(moved))
    if news.after.modified is None:
        return phrases.say("declared.no_date")
    return phrases.say("declared.date_stayed", moment=_own_date(news.after, phrases))


def _moved(news: StoryNews, phrases: Phrases) -> Iterator[str]:
    after, kinds = news.after, {fact.kind for fact in sure(news.facts)}
    if after.modified and news.before is not None and news.before.modified != after.modified:
        yield phrases.say("declared.date", moment=_own_date(after, phrases))
    yield from (phrases.say(key) for kind, key in _NOTES.items() if kind in kinds)


def _own_date(version: Version, phrases: Phrases) -> str:
    day = phrases.day_of(version.first_seen)
    return phrases.local(version.modified, day) if version.modified else ""


def _publisher(after: Version, phrases: Phrases) -> str:
    day = phrases.day_of(after.first_seen)
    if after.modified is not None:
        return phrases.say("change.modified", moment=phrases.moment(after.modified, day))
    if after.published is not None:
        return phrases.say("change.published", moment=phrases.moment(after.published, day))
    return ""


def _old_text(news: StoryNews, phrases: Phrases) -> str:
    if news.before is None or news.flipped:
        return ""
    begin = news.before.first_seen
    until = (news.versions[0] if news.versions else news.after).last_seen_old or news.after.first_seen
    return phrases.say(
        "change.old_stood",
        number=news.before.number,
        duration=phrases.duration(until - begin),
        moment=phrases.local(begin, phrases.day_of(news.after.first_seen)),
    )


def _meanwhile(news: StoryNews, phrases: Phrases) -> str:
    if not news.flipped:
        return ""
    span = news.after.first_seen - news.versions[0].first_seen
    return phrases.say("change.flip_row", duration=phrases.duration(span))


def parts_of(step: Step) -> list[str]:
    """Give the parts of the summary that are no counts; none where there is nothing else."""
    facts = sure(step.facts)
    if all(fact.kind in TOLD_OTHERWISE for fact in facts):
        return []
    counted = bool(counts(step))
    return [part for part in step.summary.split(BETWEEN) if part and not (counted and _SIGNS.match(part))]


def counts(step: Step) -> tuple[str, ...]:
    """Say in words how many paragraphs came, went or changed: `2 paragraphs added · 1 paragraph edited`."""
    counted = [one_line(fact.text) for fact in sure(step.facts) if fact.kind in COUNTED]
    return (BETWEEN.join(counted),) if counted else ()


def _step_line(step: Step) -> str:
    """Give the summary without what it counts; where there is nothing else, the counts in words."""
    return one_line(BETWEEN.join(parts_of(step) or (fact.text for fact in sure(step.facts))))


def _is_in(fact: Fact, summary: str) -> bool:
    return fact.kind is FactKind.HEADLINE or " ".join(fact.text.split()) in summary


def capital(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]
