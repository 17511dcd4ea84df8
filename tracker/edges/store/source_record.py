"""The record as it is asked where articles are looked for: read-only, beside a daemon too."""

from __future__ import annotations

from tracker.edges.store import candidates, hints, sources
from tracker.edges.store.record import Record
from tracker.model.hints import HintCount
from tracker.model.source import Candidate, CandidateState, Source


class SourceRecord(Record):
    """A read-only view of sources and of what they list."""

    def sources(self) -> tuple[Source, ...]:
        """Give all sources, those of a watch together and its own address first."""
        return self._ask(sources.all_sources, ())

    def candidate_counts(self) -> dict[str, dict[CandidateState, int]]:
        """Give, for the address of each `[[watch]]`, how many candidates it has in each state."""
        return self._ask(candidates.counts, {})

    def waiting(self, *, most: int) -> tuple[Candidate, ...]:
        """Give the candidates that are to be read next, at most so many."""
        return self._ask(lambda connection: candidates.read_waiting(connection, most), ())

    def hint_trust(self) -> tuple[HintCount, ...]:
        """Give how often the dates of each kind on each host told the truth."""
        return self._ask(hints.all_trust, ())
