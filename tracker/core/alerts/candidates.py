"""What may become one message: the deliveries of one story that belong together, as one rule sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from tracker.core.alerts.matching import breaks_through, wants_event, wants_merged
from tracker.core.alerts.news import Tells, kinds_of_event
from tracker.model import AlertKind, Delivery, HoldReason, NewsKind, Rule, Silenced

_GATHERS = frozenset({HoldReason.QUIET, HoldReason.CAP, HoldReason.DIGEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Deliveries that can be told as one: of one story with nothing told in between, or one of the tracker itself.

    Attributes:
        article_id: None where it tells of the tracker.
        deliveries: oldest first.
        kinds: of news in them, as far as the rule wants them.
        urgent: it waits for neither quiet hours nor digests nor the cap.
    """

    article_id: int | None
    deliveries: tuple[Delivery, ...]
    kinds: frozenset[NewsKind] = frozenset()
    urgent: bool = False

    @property
    def age(self) -> tuple[datetime, int]:
        """By which candidates are told in turn: the oldest first."""
        return self.deliveries[0].created, self.deliveries[0].id

    @property
    def is_test(self) -> bool:
        """Whether a person asked for it, and waits for it."""
        return any(delivery.kind is AlertKind.TEST for delivery in self.deliveries)

    def is_released(self, now: datetime) -> bool:
        """Whether some of it waited for quiet hours, a digest or the cap, and its time has come."""
        return any(delivery.held_for in _GATHERS and _is_due(delivery, now) for delivery in self.deliveries)


def candidates(deliveries: Iterable[Delivery], told: Mapping[int, Sequence[int]]) -> tuple[Candidate, ...]:
    """Gather deliveries by story, oldest first; a story is cut where the recipient was told of a version in between.

    What befell an article goes with its newest versions. What tells of the tracker stands alone.

    Args:
        told: by article, the versions that the recipient was told of.
    """
    ordered = sorted(deliveries, key=lambda one: (one.article_id or 0, one.version or 0, one.created, one.id))
    found: list[Candidate] = []
    for article_id, group in groupby(ordered, key=lambda one: one.article_id):
        if article_id is None:
            found += [Candidate(article_id=None, deliveries=(one,)) for one in group]
        else:
            runs = _runs(list(group), told.get(article_id, ()))
            found += [Candidate(article_id=article_id, deliveries=run) for run in runs]
    return tuple(sorted(found, key=lambda one: one.age))


def judged(candidate: Candidate, rule: Rule, tells: Tells) -> tuple[Candidate | None, tuple[Silenced, ...]]:
    """Give what a rule wants of a candidate, None where nothing, and what it does not with the reasons."""
    changes = tuple(one for one in candidate.deliveries if one.kind is AlertKind.CHANGED)
    reason, kinds = wants_merged(rule, changes, tells) if changes else ("", frozenset[NewsKind]())
    silenced = [Silenced(deliveries=changes, reason=reason)] if reason else []
    kept = [] if reason else [*changes]
    for one in candidate.deliveries:
        if one.kind is AlertKind.CHANGED:
            continue
        if why := wants_event(rule, one.kind, tells((one,))):
            silenced.append(Silenced(deliveries=(one,), reason=why))
        else:
            kept.append(one)
            kinds |= kinds_of_event(one.kind)
    if not kept:
        return None, tuple(silenced)
    wanted = replace(candidate, deliveries=in_turn(kept), kinds=kinds, urgent=breaks_through(rule, kinds))
    return wanted, tuple(silenced)


def in_turn(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Give deliveries oldest first."""
    return tuple(sorted(deliveries, key=lambda one: (one.created, one.id)))


def _runs(deliveries: list[Delivery], told: Sequence[int]) -> Iterator[tuple[Delivery, ...]]:
    changes = [one for one in deliveries if one.kind is AlertKind.CHANGED]
    events = [one for one in deliveries if one.kind is not AlertKind.CHANGED]
    runs: list[list[Delivery]] = []
    for one in changes:
        if runs and not _is_told_between(runs[-1][-1], one, told):
            runs[-1].append(one)
        else:
            runs.append([one])
    runs = runs or [[]]
    runs[-1] += events
    return (in_turn(run) for run in runs)


def _is_told_between(one: Delivery, other: Delivery, told: Sequence[int]) -> bool:
    return any((one.version or 0) < version < (other.version or 0) for version in told)


def _is_due(delivery: Delivery, now: datetime) -> bool:
    return delivery.next_try is None or delivery.next_try <= now
