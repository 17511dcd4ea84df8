"""The part of the writer that discovery asks (`Sources`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tracker.edges.store import candidates, claims, hints, sources
from tracker.edges.store.day_store import DayStore
from tracker.edges.store.leases import Leases
from tracker.model.hints import Votes
from tracker.model.source import Candidate, CandidateReport, Known, Lead, Source, SourceReport

GIVES_WAY_FOR = timedelta(minutes=30)


class SourceStore(DayStore):
    """An open record that knows where articles are looked for; safe to use from many threads."""

    def claim_lead(self, now: datetime, *, lease: timedelta) -> Lead | None:
        """Take one source or candidate that is due with its host; see `_gives_way`. None where none may be asked."""
        if not self._read(lambda connection: _any_due(connection, now)):
            return None
        return self._taken(lambda connection: _claimed(connection, self._leases, now, now + lease))

    def leads_due(self, now: datetime) -> bool:
        """Tell whether the time of any source or candidate has come, whether its host may be asked or not."""
        return self._read(lambda connection: _any_due(connection, now))

    def undated(self, source_id: int) -> bytes:
        """Give the digests of what a source lists, and of addresses without a date that it ever did."""
        return self._read(lambda connection: sources.read_undated(connection, source_id))

    def listed_by(self, watch: str) -> Sequence[tuple[int, bytes]]:
        """Give the sources of a watch by their id, each with the digests of what it lists."""
        return self._read(lambda connection: sources.read_listed(connection, watch))

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


def _gives_way(source: Source, found: tuple[Candidate, str] | None, now: datetime) -> bool:
    """Tell whether a source that was read before waits while what it and others listed is read, for a while at most."""
    due = source.next_look or now
    return found is not None and not found[0].looks and bool(source.last_look) and now - due < GIVES_WAY_FOR


def _claimed(connection: Connection, leases: Leases, now: datetime, until: datetime) -> Lead | None:
    turn, leased = leases.turn, leases.taken(now)
    source, found = (
        sources.first_due(connection, now, leased=leased),
        candidates.first_due(connection, now, leased=leased),
    )
    if source is not None and not _gives_way(source, found, now):
        claim = claims.take_host(connection, leases, source.host, turn=turn, now=now, until=until)
        return Lead(host=claim, source=source) if claim is not None else None
    if found is None:
        return None
    claim = claims.take_host(connection, leases, found[1], turn=turn, now=now, until=until)
    return Lead(host=claim, candidate=found[0]) if claim is not None else None
