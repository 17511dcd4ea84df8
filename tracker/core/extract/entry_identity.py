"""The id of a live blog's entry: the same at every reading, whatever is added above it or edited in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from selectolax.lexbor import LexborNode

from tracker.core.text.equality import comparable

COUNTED = re.compile(r"(\d{1,5})\D*$")


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as it stands on the page.

    Attributes:
        name: of its element; `declared` the one that JSON-LD gives it, perhaps only while it is among the newest.
        told: the moment that its element tells; `published` that or the declared one.
        clock: hours and minutes that its stamp shows, or its moment; empty where no time is told or it moves.
    """

    node: LexborNode
    name: str
    declared: str
    headline: str
    told: datetime | None
    published: datetime | None
    modified: datetime | None
    clock: str
    words: str


def identified(places: Sequence[Place]) -> list[str]:
    """Give each entry an id that is the same at every reading: the page's own, else by its time, else by its words.

    Words come last since they are edited. Of several entries at one time the later ones are counted from the oldest.
    """
    own = [place.name for place in places]
    counted = Counter(own)
    oldest_first = is_oldest_first(places)
    usable = oldest_first or not are_positions(own)
    declared = oldest_first or not are_positions([place.declared for place in places])
    derived = [derived_id(place if declared else replace(place, declared="")) for place in places]
    order = range(len(places)) if oldest_first else reversed(range(len(places)))
    seen: Counter[str] = Counter()
    ids = [""] * len(places)
    for at in order:
        if usable and own[at] and (counted[own[at]] == 1 or is_pinned_twice(places, at)):
            ids[at] = own[at]
            continue
        seen[derived[at]] += 1
        ids[at] = derived[at] if seen[derived[at]] == 1 else f"{derived[at]}-{seen[derived[at]]}"
    return ids


def is_pinned_twice(places: Sequence[Place], at: int) -> bool:
    """Whether an entry's name comes twice since it is shown twice: pinned to the top, and in its place."""
    twins = [place for place in places if place.name == places[at].name]
    return len({(place.published, place.clock, place.words) for place in twins}) == 1


def derived_id(place: Place) -> str:
    """Make an id of an entry's moment, else of the time of day that it shows, else of its headline or first words.

    What the element tells comes before what is declared: many pages declare but their newest entries.
    """
    if place.told is not None:
        return f"at-{place.told:%Y%m%dT%H%M%S}"
    if place.declared:
        return place.declared
    if place.published is not None:
        return f"at-{place.published:%Y%m%dT%H%M%S}"
    if place.clock:
        return f"at-{place.clock}"
    words = comparable(place.headline) or place.words
    return f"words-{sha256(words.lower().encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def are_positions(names: Sequence[str]) -> bool:
    """Whether names but count the entries from the top, so that each moves on when one is added there."""
    found = [COUNTED.search(name) for name in names]
    numbers = [int(match[1]) if match else -1 for match in found]
    return len(names) > 1 and numbers in (list(range(len(numbers))), list(range(1, len(numbers) + 1)))


def is_oldest_first(places: Sequence[Place]) -> bool:
    """Whether entries are told from the oldest on; where no times tell, the newest is taken to stand on top."""
    times = [place.published for place in places if place.published is not None]
    if len(times) > 1:
        return times[0] < times[-1]
    clocks = [place.clock for place in places if place.clock]
    return len(clocks) > 1 and clocks[0] < clocks[-1]
