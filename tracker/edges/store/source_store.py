"""The part of the writer that discovery asks (`Sources`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tracker.edges.store import candidates, claims, hints, sources, writing
from tracker.edges.store.day_store import DayStore
from tracker.model.source import CandidateReport, Known, Lead, SourceReport, Votes


class SourceStore(DayStore):
    """An open record that knows where articles are looked for; safe to use from many threads."""

    def claim_lead(self, now: datetime, *, lease: timedelta) -> Lead | None:
        """Take one source or candidate that is due with its host; sources go first. None where none may be asked."""
        if not self._read(lambda connection: _any_due(connection, now)):
            return None
        return self._commits.run(lambda connection: _claimed(connection, now, lease))

    def undated(self, source_id: int) -> bytes:
        """Give the digests of addresses without a date that a source ever listed."""
        return self._read(lambda connection: sources.read_undated(connection, source_id))

    def known(self, urls: Sequence[str]) -> dict[str, Known]:
        """Give what is known of these addresses; those that are not known are left out."""
        return self._read(lambda connection: candidates.known(connection, urls))

    def votes(self, host_name: str) -> Votes:
        """Give what is counted of a host's dates, and which of them can be counted now."""
        return self._read(lambda connection: hints.votes(connection, host_name))

    def watched_for(self, watch: str) -> int:
        """Give how many articles are looked at that were found for a watch."""
        return self._read(lambda connection: candidates.watched_for(connection, watch))

    def name_source(self, url: str, host: str, watch: str, now: datetime) -> None:
        """Follow the address of a `[[watch]]` from now on."""
        self._commits.run(lambda connection: sources.name(connection, url, host, watch, now))

    def keep_sources(self, watches: Iterable[str]) -> None:
        """Let go of all sources of watches that the configuration names no more; articles under watch stay."""
        kept = tuple(watches)
        self._commits.run(lambda connection: sources.keep_only(connection, kept))

    def record_source(self, report: SourceReport) -> None:
        """Write all that one look at a source taught, in one transaction."""
        self._commits.run(lambda connection: sources.record(connection, report))

    def record_candidate(self, report: CandidateReport, source_id: int, now: datetime) -> None:
        """Write all that one look at a candidate taught, in one transaction."""
        self._commits.run(lambda connection: candidates.record(connection, report, source_id, now))


def _any_due(connection: Connection, now: datetime) -> bool:
    return sources.any_due(connection, now) or candidates.any_due(connection, now)


def _claimed(connection: Connection, now: datetime, lease: timedelta) -> Lead | None:
    source = sources.first_due(connection, now)
    if source is not None:
        claim = claims.grant_host(connection, writing.fresh_host(source.host, now), now=now, lease=lease)
        return Lead(host=claim, source=source) if claim is not None else None
    found = candidates.first_due(connection, now)
    if found is None:
        return None
    claim = claims.grant_host(connection, writing.fresh_host(found[1], now), now=now, lease=lease)
    return Lead(host=claim, candidate=found[0]) if claim is not None else None
