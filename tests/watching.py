"""Put an address under watch as the tracker does: the right to ask its host first, then the look."""

from __future__ import annotations

from urllib.parse import urlsplit

from tracker.jobs.robots import host_cleared
from tracker.jobs.watching import watch
from tracker.jobs.world import World
from tracker.model import Article, WatchKind


def put_under_watch(
    url: str, world: World, *, kind: WatchKind = WatchKind.ARTICLE, tags: tuple[str, ...] = (), reluctant: bool = True
) -> Article:
    """Claim the address's host, which must be ready, and watch."""
    host = world.watches.claim_host(urlsplit(url).netloc, world.clock(), lease=world.settings.run.lease)
    assert host is not None
    cleared = host_cleared(url, host, world)
    if cleared is None:  # The turn went to the host's robots.txt.
        return put_under_watch(url, world, kind=kind, tags=tags, reluctant=reluctant)
    host = cleared
    return watch(url, world, kind=kind, tags=tags, reluctant=reluctant, host=host).article
