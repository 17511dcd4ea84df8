"""Our schedule as a policy of `../shared/eval/schedule/evaluate.py`: `evaluate.py bench.policy:Policy`.

It drives `tracker.core.schedule` itself; the words of a plan are left out, since the evaluation asks millions of times.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tracker.core.schedule.heat import Look, interval, observed
from tracker.model import Heat, Marker, MarkerKind, ScheduleSettings, Strength

# The worlds are of articles that are tracked because they say that they will change.
_MARKER = Marker(kind=MarkerKind.PROMISE, phrase="will be updated", where="text", strength=Strength.STRONG)


class Policy:
    """One article's schedule. `scale` stretches the intervals: a request is worth `scale` squared of the price."""

    def __init__(self, scale: float = 1.0) -> None:
        usual = ScheduleSettings()
        self.settings = replace(usual, price=usual.price * scale**2)
        self.heat: Heat | None = None

    def start(self, t: float, meta: dict[str, Any]) -> float:
        """Give the time of the first look, in seconds since 1970 as all times here."""
        published = meta.get("pub")
        born = t if published is None else min(published, t)
        self.heat = Heat(at=_moment(t), born=_moment(born))
        return self._next(t)

    def observe(self, t: float, changed: bool, hints: dict[str, Any]) -> float:
        """Tell what a look found; give the time of the next."""
        modified = hints.get("modified")
        look = Look(
            changed=changed,
            modified=None if modified is None else _moment(modified),
            marker=_MARKER,
            marker_before=_MARKER,
        )
        if self.heat is None:
            return self.start(t, {})
        self.heat = observed(self.heat, _moment(t), look)
        return self._next(t)

    def _next(self, t: float) -> float:
        if self.heat is None:
            return t
        return t + interval(self.heat, marker=_MARKER, settings=self.settings, key="").total_seconds()


def _moment(t: float) -> datetime:
    return datetime.fromtimestamp(t, UTC)
