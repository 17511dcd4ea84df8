"""A report on its way into the record: packed against the newest version, and let in only while its lease holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

from sqlalchemy import Connection, update

from tracker.edges.store import uneventful, writing
from tracker.edges.store.evidence import Evidence, Latest, gather, read_latest
from tracker.edges.store.leases import Leases
from tracker.edges.store.preparing import forget_statistics
from tracker.edges.store.rows import version_of
from tracker.edges.store.schema import delivery
from tracker.edges.store.standing import standing_row
from tracker.edges.store.writing import Written
from tracker.model import Opening, Outcome, Report, Validators, Version

_END_LEASES = update(delivery).where(delivery.c.lease_token.is_not(None)).values(lease_until=None, lease_token=None)


def gathered(connection: Connection, report: Report) -> tuple[Report, Evidence | None]:
    """Pack what a report brings, before the writer is asked; None where it brings no version.

    What was redacted is not kept anew: a look that found those very words again is told as one that saw no change.
    """
    if report.change is None:
        return report, None
    after = read_latest(connection, report.article_id)
    evidence = gather(report, after=after, connection=connection)
    if after.redacted and evidence is not None and evidence.text_sha256 == after.text_sha256:
        return _wordless(report), None
    return report, evidence


def _wordless(report: Report) -> Report:
    visit = replace(report.visit, outcome=Outcome.SAME, reason="the words that were redacted")
    seen = replace(report, visit=visit, change=None, seen=True, held=None, memory=None, baseline=None, owed=())
    return replace(seen, events=(), lines=(), site_lines=frozenset(), marker_read=False, validators=Validators())


def record(connection: Connection, leases: Leases, report: Report, evidence: Evidence | None) -> Written | None:
    """Write a report whose token still holds; gives the new version, None where there is none."""
    row = standing_row(connection, report.article_id)
    overtaken = evidence is not None and evidence.after.number != row.versions
    if overtaken or not leases.holds(report.article_id, report.token):
        return None
    return writing.write(connection, leases, row, report, evidence)


def record_uneventful(connection: Connection, leases: Leases, reports: Sequence[Report]) -> None:
    """Write the reports of looks that saw nothing new, each while its token still holds."""
    written = uneventful.record_all(connection, leases, reports)
    for report, done in zip(reports, written, strict=True):
        if not done:
            record(connection, leases, report, None)


def told(written: Written) -> Version:
    """Give the version that was just committed, as it would be read back."""
    return version_of(SimpleNamespace(**written.row), article=written, following=None)


def ready(connection: Connection, opening: Opening) -> tuple[Opening, Evidence | None]:
    """Make an opening ready: one of an article that was watched before builds on what is kept of it."""
    known = writing.READ_ADDRESS.first(connection, {"url": opening.url})
    after = Latest() if known is None else read_latest(connection, known.article_id)
    evidence = gather(opening.report, after=after, connection=connection)
    if evidence is None or evidence.text_sha256 != after.text_sha256:
        return opening, evidence
    if after.redacted:
        return replace(opening, report=_wordless(opening.report)), None
    visit = replace(opening.report.visit, outcome=Outcome.SAME)
    return replace(opening, report=replace(opening.report, change=None, seen=True, visit=visit)), None


def begin_writing(connection: Connection) -> None:
    """Leave behind what is not to be found by a writer that begins.

    That is what a writer that is gone had leased of deliveries, since whoever opens the store to write is the only
    one, and what a database was made to count.
    """
    forget_statistics(connection)
    connection.execute(_END_LEASES)
