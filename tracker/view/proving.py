"""What a proof came to, in sentences for people who never read a hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.model import Head, Kept, Tombstone
from tracker.view.safe import safe
from tracker.view.status import size_words

_BROKEN = "bold red"
_HASHES = re.compile(r"the hash of (.+) is not the one it was written with")
_COVERED = {
    "the bytes": "the page as it was served",
    "the text": "the text as it was read",
    "the headers": "the headers of the answer",
    "its circumstances": "the notes on how it was asked for and answered",
    "the chain": "its address, number, times, status or hashes",
}


def broken_article(article_id: int, headline: str, number: int, what: str, *, beside: bool = False) -> Text:
    """Say from which version on an article is not what was recorded, and why."""
    named = f"Article {article_id}" + (f", “{safe(headline)}”" if headline else "")
    if beside:
        lead = "its versions hold, but not what is shown of them"
    elif number > 1:
        lead = f"from version {number} on it is not proven; versions before that hold"
    else:
        lead = "nothing of it is proven"
    return Text(f"{named}: {lead}. {plainly(what)}", style=_BROKEN)


def plainly(what: str) -> str:
    """Say in plain words what a hash that does not fit means."""
    found = _HASHES.fullmatch(what)
    if found is None:
        return f"The reason: {safe(what)}."
    parts = [_COVERED.get(name, name) for name in found[1].split(" and ")]
    return (
        f"What is stored now is not what was recorded then: somebody or something changed {', and '.join(parts)} "
        f"({safe(what)})."
    )


def broken_day(day: str, what: str) -> Text:
    """Say that what a day holds is not what was recorded on it, and why."""
    return Text(f"The day {safe(day)} (UTC) does not hold: {safe(what)}.", style=_BROKEN)


def broken_record(what: str) -> Text:
    """Say that the record holds what none of its hashes covers."""
    return Text(f"The record does not hold: {safe(what)}. Somebody put it in or changed it.", style=_BROKEN)


def broken_file(what: str) -> Text:
    """Say that the file itself is damaged."""
    return Text(f"The record's file is damaged: {safe(what)}. Keep a copy of it before anything else.", style=_BROKEN)


def proven_articles(*, articles: int, versions: int, size: int) -> Text:
    """Say what was read again and is as it was recorded."""
    what = f"{_count(versions, 'version')} of {_count(articles, 'article')}"
    return Text(f"proven   {what}, {size_words(size)}: every byte, every text, every link of the chain")


def proven_days(*, days: int, visits: int, stamps: int, open_visits: int) -> Iterator[Text]:
    """Say of how many looks it is proven when they were made and what they saw."""
    stamped = f", {stamps} with a timestamp that holds" if stamps else ""
    yield Text(f"proven   {_count(visits, 'visit')} on {_count(days, 'day')}{stamped}")
    if open_visits:
        words = f"{_count(open_visits, 'visit')} of days that are not hashed yet: the daemon does so"
        yield Text(f"open     {words} after midnight UTC", style="dim")


def taken_out(stones: Sequence[Tombstone]) -> Iterator[Text]:
    """Say what was redacted, one by one and why; pages that were only dropped by their age are counted."""
    for stone in stones:
        if stone.what is Kept.REDACTED:
            which = f"version {stone.number}" if stone.number else f"all versions up to {stone.after}"
            when = f"{stone.written:%Y-%m-%d %H:%M} UTC"
            yield Text(f"redacted {which} of article {stone.article_id}, {when}: {safe(stone.reason)}")
    if dropped := sum(stone.what is Kept.PRUNED for stone in stones):
        yield Text(f"pruned   {_count(dropped, 'page')}: the bytes were dropped, texts and hashes are there")


def verdict_line(broken: int) -> Text:
    """Say in a line how it stands."""
    if broken:
        words = "one thing in this record does not hold" if broken == 1 else f"{broken} things do not hold"
        return Text(words, _BROKEN)
    return Text("all of it holds; to prove it to others, publish `tracker head` where nobody can take it back")


def head_answer(told: Head, against: str) -> Text:
    """Say whether a line that was published still holds."""
    when = f"{told.time:%Y-%m-%d %H:%M} UTC"
    if against:
        return Text(f"does not hold: the line of {when}: {safe(against)}", style=_BROKEN)
    held = f"{_count(told.versions, 'version')} of {_count(told.articles, 'article')}"
    return Text(f"holds: the record still has the {held} of {when}, in their order and unchanged by their hashes")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
