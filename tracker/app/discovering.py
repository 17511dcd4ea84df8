"""A place looked at once, without following it: what is found there, and put under watch where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.app.wiring import House
from tracker.core.links import canonical_address
from tracker.jobs.previewing import Previewed, preview
from tracker.model import HostClaim, WatchSettings
from tracker.model.settings import Take
from tracker.model.source import CandidateState
from tracker.view.records import JSON, marker_json
from tracker.view.sources import tally_json

MOST_READ = 20
"""So many of the articles that `discover` finds are read: each is a request, and hosts want to be asked slowly."""
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked to be discovered."""

    url: str
    tags: tuple[str, ...]
    everything: bool
    dry_run: bool


def discovered(house: House, asked: Asked, claimed: Callable[[str], HostClaim]) -> JSON:
    """Look at a place, and put the articles under watch that are found there unless it is a dry run; gives JSON.

    Raises:
        UsageError: the address is no address.
        TrackerError: its host cannot be asked now.
    """
    address = canonical_address(asked.url)
    known = house.settings.watch(asked.url)
    take = Take.ALL if asked.everything else Take.MARKED
    named = known or WatchSettings(url=asked.url, tags=asked.tags, take=take)
    read = 0 if asked.dry_run else MOST_READ
    return _told(preview(address, named, house.scouting, claimed=claimed, read=read))


def _told(found: Previewed) -> JSON:
    sources: list[JSON] = [
        {
            "url": look.source.url,
            "kind": look.kind.value,
            "listed": look.seen,
            "marked": look.marked,
            "told": look.told,
            "tally": tally_json(report.tally),
        }
        for look, report in found.looks
    ]
    became = {one.candidate.url: one for one in found.scouted}
    articles: list[JSON] = []
    for one in found.candidates[:MOST_SHOWN]:
        scouted = became.get(one.url)
        articles.append(
            {
                "url": one.url,
                "headline": one.headline,
                "marker": marker_json(scouted.marker if scouted else one.marker),
                "state": (scouted.state if scouted else one.state).value,
                "reason": scouted.reason if scouted else one.reason,
                "article": scouted.article_id if scouted else one.article_id,
            }
        )
    waiting = sum(one.state is CandidateState.WAITS and one.url not in became for one in found.candidates)
    return {"sources": sources, "articles": articles, "unread": waiting, "unasked": [one.url for one in found.unasked]}
