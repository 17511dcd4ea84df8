"""Adding an article as a person asks for it: wherever its address leads, at the pace of the hosts on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.errors import FetchError, HostBusyError, NamedElsewhereError, NotAnArticleError
from tracker.jobs.watching import Watched, watch
from tracker.jobs.world import World
from tracker.model import HostClaim, WatchKind

# A site's own redirects, such as to `www.`, want a turn for the robots.txt there and one for the page.
_MOST_LED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What is to be added, and how hosts are waited for.

    Attributes:
        reluctant: refuse where no article was found; else the watch waits for one.
        until: when the watch ends; None: by the settings.
        cleared: claims the host of an address, once it is known what its robots.txt says.
        wait: waits until a host may be asked again.
    """

    world: World
    kind: WatchKind
    tags: tuple[str, ...]
    reluctant: bool
    until: datetime | None
    cleared: Callable[[str], HostClaim]
    wait: Callable[[str], None]

    def add(self, address: str) -> Watched:
        """Put an address under watch, or the one of the same site that its page names as its own.

        Raises:
            TrackerError: as `watch` says.
        """
        try:
            return self._led(address, itself=self.kind is WatchKind.PAGE)
        except NamedElsewhereError as named:
            twin, why = named.address, str(named)
        try:
            found = self._led(twin, itself=True)
        except (NotAnArticleError, FetchError):
            # What cannot be read there can be read here.
            return self._led(address, itself=True)
        return replace(found, remarks=(f"{why}: that one is watched", *found.remarks))

    def _led(self, address: str, *, itself: bool) -> Watched:
        """Look, and once more for each host that the answer led to and that had to be waited for."""
        for _ in range(_MOST_LED):
            try:
                return self._once(address, itself=itself)
            except HostBusyError as error:
                self.wait(error.host)
        return self._once(address, itself=itself)

    def _once(self, address: str, *, itself: bool) -> Watched:
        return watch(
            address,
            self.world,
            kind=self.kind,
            tags=self.tags,
            reluctant=self.reluctant,
            host=self.cleared(address),
            until=self.until,
            itself=itself,
        )
