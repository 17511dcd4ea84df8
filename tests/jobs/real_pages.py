"""A page under watch that is read for real: bytes in, as the children of the daemon read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.jobs.world import PLACE, Clock, Scene, Site, wired
from tests.pages.layouts import URL
from tests.watching import put_under_watch
from tracker.jobs.poll import Polled, poll
from tracker.jobs.reading import Reading, read_page
from tracker.model import Capture, Memory, Settings, WatchKind


@dataclass
class RealPages(Site):
    """A site whose pages are bytes, read as the children of the daemon read them."""

    content_type: str = "text/html; charset=utf-8"

    def publish(self, body: bytes, *, content_type: str = "text/html; charset=utf-8", status: int = 200) -> None:
        """Put other bytes in the page's place."""
        self.body, self.content_type, self.status = body, content_type, status

    def read(
        self,
        capture: Capture,
        memory: Memory | None,
        kind: WatchKind,
        now: datetime,
        *,
        whole: bool = False,
        wanted: frozenset[str] = frozenset(),
    ) -> Reading:
        """Read the page."""
        return read_page(capture.body or b"", capture.url, self.content_type, memory, kind, now, whole=whole)


@dataclass
class Watch(Scene):
    """A page under watch, looked at when time has passed."""

    pages: RealPages

    def look(self) -> Polled:
        """Poll once, ten minutes later."""
        self.clock.forward(minutes=10)
        return poll(self.log.now(), self.world)


def watched(body: bytes, content_type: str = "text/html; charset=utf-8") -> Watch:
    """Put a page under watch."""
    pages = RealPages(Clock(), url=URL, headers=())
    pages.publish(body, content_type=content_type)
    set_up = wired(pages, Settings(data=PLACE))
    put_under_watch(URL, set_up.world)
    return Watch(pages, set_up.log, set_up.clock, set_up.world, pages)
