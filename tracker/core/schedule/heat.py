"""How often an article is to be expected to change: the heat formula.

    rate (changes per hour) = PRIOR / (age + PRIOR_AGE) + fast + slow
    interval                = sqrt(2 * price / (rate * (1 + lost * rate)))

The first term is what news does as it grows older; the two heats are what each change adds, fading with 20 minutes
and 6 hours. Where an article seems to be written live, its even pace (`live`) stands for all three by how sure that is.
One price for all articles shares a budget of requests optimally.

Source: update times of 46,595 articles of one news site, exact to the second (4.3 updates an hour in the first two
minutes, 0.6 after three quarters of an hour, 0.04 after half a day; a change raises the rate tenfold for half an
hour); the square root is Cho & Garcia-Molina's law of least age (ACM TODS 2003) with a charge for lost versions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from math import exp, sqrt
from typing import Final

from tracker.core.schedule.live import expected_given_one, live_pace, live_share, shortest_pause, with_look
from tracker.core.schedule.rhythm import keeps_time, next_beat, with_change, without_change
from tracker.model import ArticleState, Heat, Marker, ScheduleSettings, Strength

# Source: fitted to the update times named above; a random search around these round numbers gained 1.5 %.
PRIOR: Final = 0.6
"""Changes to be expected for each unit of log-age."""
PRIOR_AGE: Final = 0.2
"""Hours added to an age, so that the youngest are not infinitely lively."""
FAST_GAIN: Final = 0.9
"""Further changes that one change lets us expect within some 20 minutes ..."""
FAST_HOURS: Final = 1 / 3
SLOW_GAIN: Final = 0.5
"""... and within some 6 hours."""
SLOW_HOURS: Final = 6.0
# Source: found on generated weeks, where these catch 3 points of all versions and 35 of minute-by-minute pages more at
# the same cost; the mean of a gamma-distributed rate is (shape + seen) / (shape + expected).
SILENCE_SHAPE: Final = 0.5
"""How many changes the heats are as good as: a look in vain at a gap that was to hold so many halves them ..."""
SURPRISE_SHAPE: Final = 1.0
"""... and one that finds what was hardly to be expected raises them, sooner than echoes add up."""
MOST_TOLD: Final = 1.5
"""A look tells the heats of no more changes than these: beyond one, it is what they expect, not what was seen."""
# Source: no measurement beyond a week; of 88 million pages 15.1 % had changed after a day, 17.9 % after a week (GDELT).
OLD_AFTER: Final = 168.0
"""Hours from which on the rate falls with the square of the age."""
FLOOR_SHARE: Final = 0.04
"""A request that is worth half an hour is not made twice within a minute."""

# Source: no measurement; a choice. An article without a notice is as lively as one of twice its age, and what its
# changes have earned is not taken from it: what was seen weighs more than what was promised.
WEAK_SHARE: Final = 0.75
UNMARKED_SHARE: Final = 0.5
# Source: after a live page has ended, the age rule spent a quarter of its requests on one change in sixty.
AFTER_LIVE_SHARE: Final = 0.4
"""What was written live and is over changes as seldom as an article two and a half times its age."""
REMOVAL_SHARE: Final = 0.5
"""What is left of both heats once the notice is taken away: the newsroom says it is done."""

# Source: a rate of 0.05 an hour is reached about half a day after the last change.
BREAKING_RATE: Final = 1.0
COOLING_RATE: Final = 0.05
REAWAKENED_FOR: Final = timedelta(hours=6)

JITTER: Final = 0.1
"""Looks are moved by up to a tenth, so that articles found together do not stay together."""

_HOUR: Final = timedelta(hours=1)
_MINUTE_HOURS: Final = 1 / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one good look at an article taught the schedule.

    Attributes:
        changed: the extracted text became a new version; nothing else may heat an article.
        modified: when the page says it was changed last; None where it does not say.
        marker: the notice as it stands now; `marker_before` as it stood at the look before.
    """

    changed: bool
    modified: datetime | None = None
    marker: Marker | None = None
    marker_before: Marker | None = None


def rate(heat: Heat, now: datetime, *, marker: Marker | None) -> float:
    """Give the changes per hour to be expected at `now`."""
    return _rate_after(heat, _hours(heat.at, now), prior=_prior(heat, marker))


def prior_rate(heat: Heat, now: datetime, *, marker: Marker | None) -> float:
    """Give the part of the rate that is owed to the article's age alone, per hour."""
    by_age = _prior(heat, marker) * _by_age(_hours(heat.born, now))
    return by_age * (1 - live_share(heat, hours=_hours(heat.at, now)))


def observed(heat: Heat, now: datetime, look: Look) -> Heat:
    """Give the heat after a look that really saw the text: a change heats, and a look in vain cools.

    The part of the rate that is owed to the age stays as it is. A clock that was set back since the look before costs
    nothing: no time has passed then.
    """
    heat = _moved_back(heat, now)
    gap = _hours(heat.at, now)
    fast, slow = heat.fast * exp(-gap / FAST_HOURS), heat.slow * exp(-gap / SLOW_HOURS)
    mean = _echoes_after(heat, gap / 2, prior=_prior(heat, look.marker_before)) * gap
    if look.changed:
        after = _heated(heat, replace(heat, fast=fast, slow=slow), now, look, mean=mean)
    else:
        after = _cooled(heat, now, fast=fast, slow=slow, mean=mean)
    after = with_look(heat, after, changed=look.changed, gap=gap, echoes=mean)
    is_removed = look.marker_before is not None and look.marker is None
    kept = REMOVAL_SHARE if is_removed else 1.0
    return replace(
        after,
        at=now,
        born=min(heat.born, now),
        fast=after.fast * kept,
        slow=after.slow * kept,
        live_odds=min(after.live_odds, 0.0) if is_removed else after.live_odds,
        looks=heat.looks + 1,
        failures=0,
    )


def _moved_back(heat: Heat, now: datetime) -> Heat:
    """Give the heat as it was when the clock stood ahead: an article grows no younger by a clock that was set back."""
    back = heat.at - now
    if back <= timedelta(0):
        return heat
    changed_at, opened = heat.changed_at and heat.changed_at - back, heat.opened and min(heat.opened, now)
    return replace(heat, at=now, born=heat.born - back, changed_at=changed_at, opened=opened)


def _heated(heat: Heat, faded: Heat, now: datetime, look: Look, *, mean: float) -> Heat:
    """Give the heat with a change in it: the guess raised by what was not expected, and the echo of the change."""
    ago = _ago(heat, now, modified=look.modified)
    changes = min(expected_given_one(mean), MOST_TOLD)
    raised = (SURPRISE_SHAPE + changes) / (SURPRISE_SHAPE + mean)
    is_told = look.modified is not None and heat.at < look.modified <= now
    changed_at = now - ago * _HOUR
    since_last = None if heat.changed_at is None else _hours(heat.changed_at, changed_at)
    quiet = rate(heat, now, marker=look.marker_before) < COOLING_RATE
    return replace(
        with_change(faded, since_last=since_last, unsure=0.0 if is_told else _hours(heat.at, now) / 2),
        fast=faded.fast * raised + changes * FAST_GAIN / FAST_HOURS * exp(-ago / FAST_HOURS),
        slow=faded.slow * raised + changes * SLOW_GAIN / SLOW_HOURS * exp(-ago / SLOW_HOURS),
        changed_at=changed_at,
        reawakened_at=now if quiet else heat.reawakened_at,
    )


def _cooled(heat: Heat, now: datetime, *, fast: float, slow: float, mean: float) -> Heat:
    """Give the heat after a look in vain, which is evidence against it."""
    believed = SILENCE_SHAPE / (SILENCE_SHAPE + mean)
    since_last = None if heat.changed_at is None else _hours(heat.changed_at, now)
    cooler = replace(heat, fast=fast * believed, slow=slow * believed)
    return without_change(cooler, since_last=since_last)


def interval(heat: Heat, *, marker: Marker | None, settings: ScheduleSettings, key: str) -> timedelta:
    """Give the time from `heat.at` to the next look, within the settings' bounds.

    Args:
        key: what tells this article from others, such as its address: with the number of looks it seeds the jitter,
            so the same article always gets the same plan.
    """
    high = settings.max_interval / _HOUR
    low = max(settings.min_interval, FLOOR_SHARE * settings.price) / _HOUR
    low = min(max(low, shortest_pause(heat)), high)
    price, lost, prior = settings.price / _HOUR, settings.lost / _HOUR, _prior(heat, marker)
    hours = 0.0
    for _ in range(2):  # The rate half-way to the next look stands for the whole way; one refinement is enough.
        expected = _rate_after(heat, hours / 2, prior=prior)
        hours = min(max(sqrt(2 * price / (expected * (1 + lost * expected))), low), high)
    if keeps_time(heat) and heat.changed_at is not None:
        due = _hours(heat.at, heat.changed_at + next_beat(heat) * _HOUR)
        if due > _MINUTE_HOURS:
            return min(max(timedelta(hours=due), settings.min_interval), settings.max_interval)
    jittered = hours * (1 + JITTER * _spread(f"{key}{heat.looks}"))
    return min(max(timedelta(hours=jittered), settings.min_interval), settings.max_interval)


def state(heat: Heat, now: datetime, *, marker: Marker | None) -> ArticleState:
    """Name how lively an article is, read from its rate alone."""
    if heat.reawakened_at is not None and now - heat.reawakened_at < REAWAKENED_FOR:
        return ArticleState.REAWAKENED
    expected = rate(heat, now, marker=marker)
    if expected >= BREAKING_RATE:
        return ArticleState.BREAKING
    return ArticleState.COOLING if expected >= COOLING_RATE else ArticleState.SETTLED


def unanswered(heat: Heat) -> Heat:
    """Give the heat after a look without an answer: it is as it was, only the failure is counted."""
    return replace(heat, looks=heat.looks + 1, failures=heat.failures + 1)


def _rate_after(heat: Heat, hours: float, *, prior: float) -> float:
    live = live_share(heat, hours=hours)
    return (1 - live) * _echoes_after(heat, hours, prior=prior) + live * live_pace(heat)


def _echoes_after(heat: Heat, hours: float, *, prior: float) -> float:
    """The rate that age and heats make, whether or not the article is written live."""
    age = _hours(heat.born, heat.at) + hours
    return prior * _by_age(age) + heat.fast * exp(-hours / FAST_HOURS) + heat.slow * exp(-hours / SLOW_HOURS)


def _by_age(age: float) -> float:
    """What is left, at an age in hours, of what is to be expected for each unit of log-age."""
    return min(OLD_AFTER / age, 1.0) / (age + PRIOR_AGE) if age > OLD_AFTER else 1 / (age + PRIOR_AGE)


def _ago(heat: Heat, now: datetime, *, modified: datetime | None) -> float:
    """Hours since the change: as the page says where that can be, else the middle of the gap."""
    if modified is not None and heat.at < modified <= now:
        return _hours(modified, now)
    return _hours(heat.at, now) / 2


def _prior(heat: Heat, marker: Marker | None) -> float:
    """What is to be expected of the article for each unit of log-age."""
    return PRIOR * _share(marker) * (AFTER_LIVE_SHARE if heat.was_live else 1.0)


def _share(marker: Marker | None) -> float:
    if marker is None:
        return UNMARKED_SHARE
    return 1.0 if marker.strength is Strength.STRONG else WEAK_SHARE


def _hours(since: datetime, until: datetime) -> float:
    return max((until - since) / _HOUR, 0.0)


def _spread(seed: str) -> float:
    """A number from -1 to 1 that looks random and is the same for the same seed."""
    return int.from_bytes(blake2b(seed.encode(errors="replace"), digest_size=4).digest()) / 2**31 - 1
