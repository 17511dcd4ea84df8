"""What was told, judged by the newsroom's script: versions beside editions, and alerts beside versions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from bench.newsroom_script import HOUR, Edition, Script, squashed
from tracker.edges.store import Record
from tracker.model import AlertKind, Delivery, DeliveryState, Outcome, Story

_LOOKED = frozenset({"article", "unmodified"})
_SPOILT = frozenset({"killed", "quarantined"})
_DOUBTS = frozenset({Outcome.HELD, Outcome.FLIP})


@dataclass
class Judgement:
    """What came of all editions and versions; the lists hold words for each that went wrong."""

    editions: int = 0
    versions: int = 0
    unseen: int = 0
    in_doubt: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)


def judged(
    record: Record, script: Script, articles: Mapping[int, int], *, looks: Path, mails: Path, until: float
) -> Judgement:
    """Judge the whole record.

    Args:
        articles: the number of each article in the script, by its id in the record.
        looks: lines of article, edition, state and outcome, one a look.
        mails: lines of the mails that came, the Message-ID last.
        until: when the newsroom closed.
    """
    found = Judgement()
    seen, doubted, flips, spoilt = _seen(looks)
    for article_id, number in articles.items():
        editions = [one for one in script.editions[number] if one.at <= until]
        told = _told(record, article_id, editions, found)
        found.editions += len(editions)
        for at, edition in enumerate(editions):
            key = article_id, at
            if at not in told:
                doubt = seen[key] == doubted[key] == 1 or (
                    seen[key] == flips[key] and _stood(editions, at, until) < HOUR
                )
                _judge_edition(found, article_id, at, edition, seen[key], in_doubt=doubt)
        for (one, at), state in spoilt.items():
            if one == article_id:
                found.misread.append(f"article {one}, edition {at}: a whole page was called {state}")
    found.untold = list(_untold(record, mails))
    return found


def _stood(editions: Sequence[Edition], at: int, until: float) -> float:
    """Give for how many seconds an edition stood."""
    return (editions[at + 1].at if at + 1 < len(editions) else until) - editions[at].at


Looks: TypeAlias = Counter[tuple[int, int]]


def _seen(looks: Path) -> tuple[Looks, Looks, Looks, dict[tuple[int, int], str]]:
    """Give how often each edition was looked at, in doubt, and as a variant, and what was taken for something else.

    In doubt is what was held, and what reads as an earlier version did: that counts as a variant for its first hour.
    """
    seen, doubted, flips, misread = Looks(), Looks(), Looks(), dict[tuple[int, int], str]()
    for line in looks.read_text().splitlines():
        article, edition, state, outcome = line.split("\t")
        if edition and state in _LOOKED:
            key = int(article), int(edition)
            seen[key] += 1
            doubted[key] += outcome in _DOUBTS
            flips[key] += outcome == Outcome.FLIP
        elif edition and state not in _SPOILT:
            misread[int(article), int(edition)] = state
    return seen, doubted, flips, misread


def _told(record: Record, article_id: int, editions: Sequence[Edition], found: Judgement) -> frozenset[int]:
    """Give which editions became versions, in their order; what is no later edition is false."""
    numbers = {edition.text: number for number, edition in enumerate(editions)}
    told, last = set[int](), -1
    for version in record.versions(article_id):
        found.versions += 1
        story = record.story(article_id, version.number)
        number = numbers.get(text_of(story))
        if number is None or number <= last:
            why = "its text is no edition" if number is None else f"edition {number} after {last}"
            found.false.append(f"article {article_id}, version {version.number} ({version.change.reason}): {why}")
        else:
            told.add(number)
            last = number
    return frozenset(told)


def text_of(story: Story) -> str:
    """Give the letters and digits of all that was read."""
    return squashed(story.headline, *(block.text for block in story.blocks if not block.site))


def _judge_edition(
    found: Judgement, article_id: int, at: int, edition: Edition, looked: int, *, in_doubt: bool
) -> None:
    if not looked:
        found.unseen += 1
    elif in_doubt:
        found.in_doubt += 1
    else:
        found.missed.append(f"article {article_id}, edition {at} ({edition.edit}), looked at {looked} times")


def _untold(record: Record, mails: Path) -> Iterator[str]:
    """Yield the versions of which no mail came."""
    came = {line.rsplit("\t", 1)[1] for line in mails.read_text().splitlines()} if mails.exists() else set()
    by_id = {delivery.id: delivery for delivery in record.deliveries()}
    ways = defaultdict[tuple[int, int], list[str]](list)
    for delivery in by_id.values():
        if delivery.kind is AlertKind.CHANGED and delivery.article_id is not None:
            carrier = _carrier(delivery, by_id)
            arrived = carrier.state is DeliveryState.SENT and carrier.message_id in came
            ways[delivery.article_id, delivery.version or 0].append("" if arrived else carrier.state.value)
    for article in record.articles():
        for number in range(2, article.versions + 1):
            found = ways.get((article.id, number), ["no alert"])
            if all(found):
                yield f"article {article.id}, version {number}: {found[0]}"


def _carrier(delivery: Delivery, by_id: Mapping[int, Delivery]) -> Delivery:
    while delivery.merged_into is not None and delivery.state is DeliveryState.MERGED:
        delivery = by_id[delivery.merged_into]
    return delivery
