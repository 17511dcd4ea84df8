"""How lively something was, as a row of small blocks: each block a span of time, its height the changes in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from rich.text import Text

from tracker.model.durations import spoken_duration
from tracker.view.times import clock

_BLOCKS = "·▁▂▃▄▅▆▇█"
_SIGNS = ".123456789"
"""Where blocks cannot be shown: the number itself, 9 for more."""
_STEPS = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 30 * 1440, 365 * 1440)
)


def spark(counts: Iterable[int], *, blocks: bool) -> str:
    """Draw counts, a sign each: nothing is a dot, one the lowest block, eight and more the whole height.

    The height is the same for the same count wherever it stands, so that rows can be compared.

    Args:
        blocks: False where only ASCII can be shown: digits instead.
    """
    signs = _BLOCKS if blocks else _SIGNS
    return "".join(signs[min(count, len(signs) - 1)] for count in counts)


def counted(times: Iterable[datetime], *, begin: datetime, step: timedelta, count: int) -> list[int]:
    """Count times by spans from `begin` on; what lies outside of them is left out."""
    found = [0] * count
    for moment in times:
        place = (moment - begin) // step
        if 0 <= place < count:
            found[place] += 1
    return found


def activity(times: Iterable[datetime], *, now: datetime, count: int) -> list[int]:
    """Count the changes of the last 24 hours in so many equal spans, the newest last."""
    step = timedelta(hours=24) / count
    return counted(times, begin=now - count * step, step=step, count=count)


def life_line(times: Sequence[datetime], *, now: datetime, zone: tzinfo, blocks: bool, most: int = 48) -> Text:
    """Draw an article's versions from the first one to now, and say how long a sign is.

    Args:
        times: when each version was first seen, at least one.
        most: no more signs than that.
    """
    span = max(now - times[0], timedelta(0))
    step = next((one for one in _STEPS if span < one * most), _STEPS[-1])
    count = min(span // step + 1, most)
    # The last sign ends now: of a life that is longer than all signs the newest part is shown.
    begin = times[0] if span < step * most else now - step * most
    drawn = spark(counted(times, begin=begin, step=step, count=count), blocks=blocks)
    words = f"  versions since {clock(begin, zone, now=now)}, a sign is {spoken_duration(step)}"
    return Text.assemble((drawn, "cyan"), (words, "dim"))
