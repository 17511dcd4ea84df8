"""Follow what the configuration names, and look where articles may be found: at one place at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.core.links import canonical_address, host_of
from tracker.errors import UsageError
from tracker.jobs.candidates import Scouted, scout
from tracker.jobs.following import Followed, follow
from tracker.jobs.sources_world import Scouting
from tracker.model import Article, WatchSettings
from tracker.model.source import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What became of one `[[watch]]`: an article that is watched already, a place that is followed, or neither and why.

    Attributes:
        article: under its address, where that is known.
    """

    named: WatchSettings
    article: Article | None = None
    reason: str = ""


def settle(
    watches: Sequence[WatchSettings], scouting: Scouting, *, find: Callable[[str], list[Article]]
) -> tuple[Discovered, ...]:
    """Follow the `[[watch]]` entries of the configuration, and no others any more. Nothing is asked for here.

    One whose address is an article that is known gets the tags that the configuration gives it.

    Args:
        find: gives the articles of an address in its canonical form, removed ones included: what a person has
            removed is not taken up again.
    """
    scouting.sources.keep_sources([named.url for named in watches])
    return tuple(_settled(named, scouting, find) for named in watches)


def _settled(named: WatchSettings, scouting: Scouting, find: Callable[[str], list[Article]]) -> Discovered:
    try:
        address = canonical_address(named.url)
        host = host_of(address)
    except UsageError as error:
        return Discovered(named=named, reason=str(error))
    # What has no headline yet goes by its address, of which this one may be a part.
    known = [one for one in find(address) if one.url == address or address not in one.headline]
    if known:
        article = known[0]
        if named.tags and set(named.tags) != set(article.tags):
            scouting.world.watches.tag(article.id, named.tags)
        if (end := named.end_of(article.added)) is not None:
            scouting.world.watches.limit(article.id, end, scouting.world.clock())
        return Discovered(named=named, article=article)
    scouting.sources.name_source(address, host, named.url, scouting.world.clock())
    return Discovered(named=named)


def claim_lead(scouting: Scouting) -> Lead | None:
    """Take one place to look at that is due; None where none is, or none may be asked now."""
    world = scouting.world
    if world.budget.room(world.clock()) == 0:
        return None
    return scouting.sources.claim_lead(world.clock(), lease=world.settings.run.lease)


def discover(lead: Lead, scouting: Scouting) -> Followed | Scouted | None:
    """Look at one place where articles may be found; None where its turn went to its host's robots.txt."""
    if lead.source is not None:
        return follow(lead, lead.source, scouting)
    if lead.candidate is not None:
        return scout(lead, lead.candidate, scouting)
    return None
