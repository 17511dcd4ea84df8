"""The record: articles, versions, visits, what is due and what is owed, in one SQLite file."""

from tracker.edges.store.record import Record, Summary
from tracker.edges.store.store import Store
from tracker.edges.store.verifying import BrokenLink

__all__ = ["BrokenLink", "Record", "Store", "Summary"]
