"""Stories of three articles of one site, and the lines that the site hangs into all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tracker.core.detect import detect, moved_lines
from tracker.model import (
    Block,
    BlockKind,
    Held,
    Hold,
    Link,
    Sighting,
    Story,
    Surroundings,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROMOTION = "Get the evening letter with everything that moved our readers today, delivered free of charge."
WIRE = "The ferry line said on Monday that the harbour bridge and the market would stay closed until the tide turned."


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *links: Link) -> Block:
    return Block(kind=kind, text=text, links=links)


def story(*texts: str, headline: str = "Ferry strikes harbour bridge") -> Story:
    return Story(headline=headline, blocks=tuple(block(text) for text in texts))


FERRY = story(
    "A ferry struck the northern pier of the harbour bridge on Monday, and the bridge was closed to all traffic.",
    "Twelve passengers of the ferry were hurt when it hit the pier, the harbour master told reporters on the quay.",
    "The bridge will stay closed until its pier has been inspected, which may take days, the port authority said.",
    "The ferry had left the harbour at noon in a strong northerly wind, with 168 passengers on board.",
)
MARKET = story(
    "The fish market of the town was flooded on Monday when the tide rose higher than in any year before.",
    "Traders carried crates of fish out of the market hall by hand, and many of them lost a whole week of trade.",
    "The town will lend the traders money until the market hall is dry, the mayor said after the tide had turned.",
    headline="Tide floods the fish market",
)
BUDGET = story(
    "The council passed its budget late on Monday night, with more money for schools and less for the theatre.",
    "Teachers welcomed the budget, while actors stood outside of the council with candles and sang until midnight.",
    "The theatre must now find sponsors by the summer, or the council will close its small stage for good.",
    headline="Council passes budget",
)


def longer(told: Story, text: str, *, place: int | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> Story:
    """Put a line into a story, at its end where no place is given."""
    at = len(told.blocks) if place is None else place
    return replace(told, blocks=(*told.blocks[:at], block(text, kind), *told.blocks[at:]))


def seen(
    before: Story, after: Story, *, article: int, began: datetime = NOON - 5 * MINUTE, ended: datetime = NOON
) -> tuple[Sighting, ...]:
    """Give what a look at another article has taught of its lines."""
    return tuple(
        Sighting(article_id=article, line=line, began=began, ended=ended) for line in moved_lines(before, after)
    )


def around(*sightings: tuple[Sighting, ...], neighbours: int = 2, looked: int = 2) -> Surroundings:
    """Give the surroundings of a difference."""
    found = tuple(sighting for some in sightings for sighting in some)
    return Surroundings(sightings=found, neighbours=neighbours, looked=looked)


def judged(
    before: Story,
    after: Story,
    surroundings: Surroundings | None = None,
    *,
    held: Held | None = None,
    now: datetime = NOON,
) -> Verdict:
    """Judge a reading ten minutes after the last one."""
    return detect(before, after, held=held, now=now, since=now - 10 * MINUTE, around=surroundings or Surroundings())


def settled(before: Story, after: Story, surroundings: Surroundings | None = None) -> Verdict:
    """Judge a reading; what is held is read a second time, and stands."""
    first = judged(before, after, surroundings)
    if not isinstance(first, Hold):
        return first
    held = Held(story=after, reason=first.reason, since=NOON, until=NOON + MINUTE)
    return judged(before, after, surroundings, held=held, now=NOON + MINUTE)
