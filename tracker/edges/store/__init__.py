"""The record: articles, versions, visits, what is due and what is owed, in one SQLite file."""

from tracker.edges.store.freshness import Freshness
from tracker.edges.store.proof_record import ArticleProof, DayProof, ProofRecord
from tracker.edges.store.record import Record
from tracker.edges.store.store import Store
from tracker.edges.store.summing import Summary
from tracker.edges.store.verifying import BrokenLink

__all__ = ["ArticleProof", "BrokenLink", "DayProof", "Freshness", "ProofRecord", "Record", "Store", "Summary"]
