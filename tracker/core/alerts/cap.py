"""The cap: how many messages an hour leave at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model import Batch, Rule

_HOUR = timedelta(hours=1)
# Where there is no cap: more than anybody is ever told at once.
_NO_BOUND = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a recipient may still be sent now.

    Attributes:
        taken: when what fills the hour left, newest first; what is settled upon and has not left counts as now.
        cap: messages an hour; 0: no bound.
    """

    taken: tuple[datetime, ...]
    cap: int

    @classmethod
    def of(cls, batch: Batch, rule: Rule, now: datetime) -> Allowance:
        """Count what a batch says was sent in the last hour, and what will be."""
        lately = (min(moment, now) for moment in batch.sent if moment > now - _HOUR)
        return cls(taken=tuple(sorted(lately, reverse=True)), cap=rule.per_hour)

    @property
    def left(self) -> int:
        """How many messages may leave."""
        return max(self.cap - len(self.taken), 0) if self.cap else _NO_BOUND

    def after(self, count: int, now: datetime) -> Allowance:
        """Give what is left when so many messages leave now."""
        return Allowance(taken=(now,) * count + self.taken, cap=self.cap)

    def frees(self, now: datetime) -> datetime:
        """Give when the next message may leave, where none may now: when the oldest that is in the way is past."""
        return max(self.taken[self.cap - 1] + _HOUR, now + timedelta(seconds=1))
