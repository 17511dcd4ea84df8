"""What the configuration names to be watched, with its sources and what they brought: for `watches` and `status`."""

from __future__ import annotations

from pathlib import Path

from tracker.app.upgrading import current_record
from tracker.core.links import canonical_address
from tracker.edges.store.source_record import SourceRecord
from tracker.errors import UsageError
from tracker.model import Settings, WatchSettings
from tracker.model.source import Source
from tracker.view.sources import Followed


def followed(settings: Settings) -> tuple[Followed, ...]:
    """Give what the configuration names, each with its sources and what became of the articles that they list."""
    current_record(settings)
    record = SourceRecord.open(Path(settings.data))
    by_watch: dict[str, list[Source]] = {}
    for source in record.sources():
        by_watch.setdefault(source.watch, []).append(source)
    counts, trust = record.candidate_counts(), record.hint_trust()
    return tuple(
        Followed(
            watch=watch,
            sources=tuple(by_watch.get(watch.url, ())),
            counts=counts.get(watch.url, {}),
            trust=tuple(one for one in trust if any(one.host == source.host for source in by_watch.get(watch.url, ()))),
            article=_article(record, watch) if watch.url not in by_watch else None,
        )
        for watch in settings.watches
    )


def _article(record: SourceRecord, watch: WatchSettings) -> int | None:
    try:
        address = canonical_address(watch.url)
    except UsageError:
        return None
    found = [one for one in record.find(address) if one.url == address]
    return found[0].id if found else None
