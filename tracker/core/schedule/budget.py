"""What is to be done where more is wanted than may be asked: caps an hour, and quiet articles that wait longer.

One price for all of a host's articles shares what it allows best among them; what is breaking keeps its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tracker.model import ScheduleSettings

# Source: a study of 200 articles under a cap of 120 requests an hour.
AIM: Final = 0.8
"""What is planned is kept below this share of what is allowed: the rest is for articles to come, and for feeds."""
STEP: Final = 1.25
MOST: Final = 30.0


def next_stretch(stretch: float, *, planned: float, allowed: float | None) -> float:
    """Give by how much the pauses of a host's quiet articles are to be stretched from now on; 1 is not at all.

    Called every few minutes: what is planned follows by and by, as looks are made.

    Args:
        planned: requests an hour that present plans add up to; `allowed` at most, None: no bound.
    """
    if allowed is None or allowed <= 0:
        return 1.0
    wanted = planned / (AIM * allowed)
    return min(max(stretch * min(max(wanted, 1 / STEP), STEP), 1.0), MOST)


def stretched(settings: ScheduleSettings, stretch: float) -> ScheduleSettings:
    """Give the settings under which pauses come out that much longer: a request is worth the square of it more."""
    if stretch <= 1.0:
        return settings
    return replace(settings, price=min(settings.price * stretch**2, timedelta(days=365)))
