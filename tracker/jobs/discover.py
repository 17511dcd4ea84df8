"""Put under watch what the configuration names, and say of each what came of it.

An article is watched from then on. A section, feed or home page is named as such: following those is not built yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.core.links import canonical_address, host_of
from tracker.errors import TrackerError, UsageError
from tracker.jobs.robots import host_cleared
from tracker.jobs.watching import watch
from tracker.jobs.world import World
from tracker.model import Article, HostClaim, WatchKind, WatchSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What came of one `[[watch]]`: an article that is watched, or why there is none."""

    named: WatchSettings
    article: Article | None = None
    is_new: bool = False
    reason: str = ""


def discover(
    pending: Sequence[WatchSettings], world: World, *, find: Callable[[str], list[Article]]
) -> Discovered | None:
    """Settle the first `[[watch]]` that can be settled now; None where every host is busy or must be left alone.

    One whose address is known gets the tags that the configuration gives it, and is not asked for.

    Args:
        find: gives the articles of an address in its canonical form, removed ones included: what a person has
            removed is not taken up again.
    """
    for named in pending:
        try:
            address = canonical_address(named.url)
        except UsageError as error:
            return Discovered(named=named, reason=str(error))
        # What has no headline yet goes by its address, of which this one may be a part.
        known = [one for one in find(address) if one.url == address or address not in one.headline]
        if known:
            return _known(named, known[0], world)
        host = world.watches.claim_host(host_of(address), world.clock(), lease=world.settings.run.lease)
        if host is not None:
            cleared = host_cleared(address, host, world)
            return None if cleared is None else _watched(named, address, cleared, world)
    return None


def _known(named: WatchSettings, article: Article, world: World) -> Discovered:
    if named.tags and set(named.tags) != set(article.tags):
        world.watches.tag(article.id, named.tags)
    return Discovered(named=named, article=article)


def _watched(named: WatchSettings, address: str, host: HostClaim, world: World) -> Discovered:
    try:
        watched = watch(address, world, kind=WatchKind.ARTICLE, tags=named.tags, reluctant=True, host=host)
    except TrackerError as error:
        return Discovered(named=named, reason=str(error))
    return Discovered(named=named, article=watched.article, is_new=True)
