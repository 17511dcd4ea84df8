from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from tests.view.letters import ARTICLE, DELIVERY, NEW
from tracker.model import Capture, Heat, Held, Host, Message, Outcome, PageState, Story, Visit
from tracker.model.moments import Timed

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
STORY = Story(headline="Fire", published=NOON)
TIMED = (
    ARTICLE,
    DELIVERY,
    NEW,
    STORY,
    Heat(at=NOON, born=NOON),
    Held(story=STORY, reason="half of it is gone", since=NOON, until=NOON),
    Host(name="a.example", ready_at=NOON, tokens=1.0, tokens_at=NOON),
    Visit(began=NOON, ended=NOON, outcome=Outcome.SAME, state=PageState.ARTICLE, reason=""),
    Capture(requested="", url="", status=200, status_line="", headers=(), body=None, began=NOON, ended=NOON),
    Message(sender="", recipient="", subject="", text="", html="", date=NOON, message_id=""),
)


def times_of(value: Timed) -> list[str]:
    return [name for name in value.__dataclass_fields__ if isinstance(getattr(value, name), datetime)]


@pytest.mark.parametrize("value", TIMED, ids=lambda value: type(value).__name__)
def test_no_time_of_any_value_may_be_naive_or_of_another_zone(value: Timed) -> None:
    names = times_of(value)
    assert names
    for name in names:
        for wrong in (
            NOON.replace(tzinfo=None),
            NOON.astimezone(ZoneInfo("Europe/Paris")),
            NOON.replace(tzinfo=timezone(timedelta(minutes=1))),
        ):
            with pytest.raises(ValueError, match=rf"{type(value).__name__}\.{name} must be an aware UTC time"):
                replace(value, **{name: wrong})


@pytest.mark.parametrize("value", TIMED, ids=lambda value: type(value).__name__)
def test_a_value_cannot_be_altered(value: Timed) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, times_of(value)[0], NOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Timed):
    """A value for these tests."""

    at: datetime
    before: datetime | None = None


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(0)), ZoneInfo("UTC"), ZoneInfo("Etc/UTC")])
def test_utc_is_utc_under_any_name(zone: tzinfo) -> None:
    assert Seen(at=NOON.replace(tzinfo=zone)).at == NOON


def test_london_is_utc_in_winter_only() -> None:
    london = ZoneInfo("Europe/London")
    assert Seen(at=NOON.astimezone(london))
    with pytest.raises(ValueError, match=r"Seen\.at"):
        Seen(at=(NOON + timedelta(days=100)).astimezone(london))


def test_a_time_that_is_not_there_is_no_mistake() -> None:
    assert Seen(at=NOON).before is None
