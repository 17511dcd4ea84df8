"""Pages that change like clockwork: the beat they keep, and when the next one is due.

A live page that is written anew each hour is known to be changed when its hour is over, and known not to be before.

Source: on generated pages of that kind every version is caught at the same cost, and seen after half the time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.model import Heat

ENOUGH: Final = 3
"""So many beats of the same length in a row are no accident: by chance one page in five hundred keeps them."""
TOLERANCE: Final = 0.06
"""What two beats may differ by, as a share of them, where the page says when it changed ..."""
LARGEST_TOLERANCE: Final = 0.2
"""... and at most, where that is known only to have been between two looks."""
SHORTEST: Final = 1 / 30
"""Hours: what changes every other minute is looked at as its rate asks."""
LATE_SHARE: Final = 0.03
LATEST_SHARE: Final = 0.25
_SURE: Final = 30 / 3600


def with_change(heat: Heat, *, since_last: float | None, unsure: float) -> Heat:
    """Give the heat after one more change.

    Args:
        since_last: hours between the change before and this one; None for the first.
        unsure: by how many hours the time of this change may be wrong.
    """
    unsure = max(unsure, _SURE)
    if since_last is None:
        return replace(heat, unsure=unsure)
    allowed = max(TOLERANCE * heat.beat, min(unsure + heat.unsure, LARGEST_TOLERANCE * heat.beat))
    if heat.beat and abs(since_last - heat.beat) <= allowed:
        steady = heat.steady + 1
        return replace(heat, beat=heat.beat + (since_last - heat.beat) / (steady + 1), steady=steady, unsure=unsure)
    return replace(heat, beat=since_last, steady=0, unsure=unsure)


def without_change(heat: Heat, *, since_last: float | None) -> Heat:
    """Give the heat after a look in vain: a beat that was left out is none any more."""
    missed = keeps_time(heat) and since_last is not None and since_last >= heat.beat
    return replace(heat, steady=0) if missed else heat


def keeps_time(heat: Heat) -> bool:
    """Tell whether the article has been changing like clockwork."""
    return heat.steady >= ENOUGH and heat.beat >= SHORTEST


def next_beat(heat: Heat) -> float:
    """Give by how many hours after the last change the next one is sure to have come, where it keeps time."""
    return heat.beat + max(LATE_SHARE * heat.beat, min(heat.unsure, LATEST_SHARE * heat.beat), _SURE)
