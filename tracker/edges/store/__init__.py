"""The record: articles, versions, visits, what is due and what is owed, in one SQLite file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.edges.store.freshness import Freshness
    from tracker.edges.store.proof_record import ArticleProof, DayProof, ProofRecord
    from tracker.edges.store.record import Record
    from tracker.edges.store.store import Store
    from tracker.edges.store.summing import Summary
    from tracker.edges.store.verifying import BrokenLink

__all__ = ["ArticleProof", "BrokenLink", "DayProof", "Freshness", "ProofRecord", "Record", "Store", "Summary"]

_HOME_OF = {
    "ArticleProof": "proof_record",
    "BrokenLink": "verifying",
    "DayProof": "proof_record",
    "Freshness": "freshness",
    "ProofRecord": "proof_record",
    "Record": "record",
    "Store": "store",
    "Summary": "summing",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a part of the record at the first time that it is asked for: who reads need not load what writes."""
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value
