"""What happened between two versions, in facts for people: the most important first."""

from __future__ import annotations

from tracker.core.facts.declared import trusted_dates
from tracker.core.facts.ledger import facts
from tracker.core.facts.summary import summary

__all__ = ["facts", "summary", "trusted_dates"]
