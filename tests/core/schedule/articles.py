"""Articles, times and markers that the schedule's tests share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.core.schedule.heat import Look
from tracker.model import Heat, Marker, MarkerKind, ScheduleSettings, Strength

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SETTINGS = ScheduleSettings()
STRONG = Marker(kind=MarkerKind.PROMISE, phrase="will be updated", where="last paragraph", strength=Strength.STRONG)
WEAK = Marker(kind=MarkerKind.LABEL, phrase="Breaking", where="label", strength=Strength.WEAK)
KEY = "https://example.org/news/1"


def heat_of(age: timedelta, *, fast: float = 0.0, slow: float = 0.0) -> Heat:
    """An article of this age at noon."""
    return Heat(at=NOON, born=NOON - age, fast=fast, slow=slow)


def look_at(*, changed: bool, modified: datetime | None = None) -> Look:
    """A look at an article whose notice stands."""
    return Look(changed=changed, modified=modified, marker=STRONG, marker_before=STRONG)
