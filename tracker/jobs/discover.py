"""Put under watch what the configuration names, and say of each what came of it.

An article is watched from then on. A section, feed or home page is named as such: following those is not built yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.core.links import canonical_address
from tracker.errors import TrackerError
from tracker.jobs.watching import watch
from tracker.jobs.world import World
from tracker.model import Article, WatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What came of one `[[watch]]`: an article now watched, or why there is none."""

    url: str
    article: Article | None
    reason: str


def discover(world: World, *, is_known: Callable[[str], bool]) -> Iterator[Discovered]:
    """Look at every `[[watch]]` that is not known yet, one after another.

    Args:
        is_known: tells whether an address, in its canonical form, is in the record already, removed ones included:
            what a person has removed is not taken up again.
    """
    for named in world.settings.watches:
        try:
            address = canonical_address(named.url)
            if is_known(address):
                continue
            article = watch(address, world, kind=WatchKind.ARTICLE, tags=named.tags, reluctant=True)
        except TrackerError as error:
            yield Discovered(url=named.url, article=None, reason=str(error))
        else:
            yield Discovered(url=named.url, article=article, reason="")
