"""Ask a source once, and find out what came: a feed, a sitemap, a page of headlines, an article, or trouble."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from tracker.core.page_state import answer_state
from tracker.core.schedule import stand_after
from tracker.errors import AlreadyWatchedError, FetchError, ReadingError
from tracker.jobs.looking import Sight, look
from tracker.jobs.redirects import answer_of, fetch_led
from tracker.jobs.robots import refusal
from tracker.jobs.sources_world import Scouting
from tracker.jobs.watching import watch_seen
from tracker.model import Capture, Host, HostClaim, PageState, Request, Validators, WatchKind
from tracker.model.source import Source, SourceKind, SourceReading

FEED_LIKE = re.compile(r"(?:^|[/._?=&])(?:rss|atom|feeds?|rdf|xml|sitemap\w*|jsonfeed)(?:$|[/._?=&])", re.IGNORECASE)
STATUS_CURE = "check the address; it is asked again, ever more seldom"
ROOT_PATH = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What a request to a source gave.

    Attributes:
        trouble: why it gave nothing to read, with the cure.
        unmodified: the server says that nothing changed.
        article: the address is an article, and under watch.
        host: how we stand with its host since.
    """

    host: Host
    reading: SourceReading | None = None
    capture: Capture | None = None
    trouble: str = ""
    unmodified: bool = False
    article: bool = False
    asked: bool = True


SOON_READ: Final = 1 << 18
"""Bytes of a source that are read again within a few hundredths of a second."""


def ask(source: Source, claim: HostClaim, scouting: Scouting) -> Got:
    """Ask a source once; what comes instead of one is told with its cure, never raised."""
    world, host = scouting.world, claim.host
    refused = refusal(source.url, host, world)
    if refused is not None:
        return Got(host=host, trouble=refused[1], asked=False)
    validators = source.validators if source.reads else Validators()
    try:
        capture = fetch_led(Request(url=source.url, validators=validators), host, world)
    except FetchError as error:
        return Got(host=stand_after(host, None, world.clock(), settings=world.settings.fetch), trouble=str(error))
    after = stand_after(host, answer_of(host, capture), world.clock(), settings=world.settings.fetch)
    got = Got(host=after, capture=capture)
    if capture.status == 304:
        return replace(got, unmodified=True)
    if capture.status >= 300:
        state = answer_state(capture)
        return replace(got, trouble=f"{source.url}: {state[1] if state else capture.status_line}; {STATUS_CURE}")
    if source.reads and len(capture.body or b"") > SOON_READ and scouting.seen.is_same(source.url, capture):
        # Of 50,000 entries to read again would cost seconds; a small source is read, so that what is said of it is new.
        return replace(got, unmodified=True)
    found = _read(source, got, capture, claim, scouting)
    is_read = found.reading is not None and not found.reading.trouble and not found.trouble
    scouting.seen.note(source.url, capture if is_read else None)
    return found


def _read(source: Source, got: Got, capture: Capture, claim: HostClaim, scouting: Scouting) -> Got:
    """Read what came: as what the source is known to be, or as whatever it turns out to be."""
    page = source.kind if source.kind in (SourceKind.SITE, SourceKind.SECTION) else None
    try:
        reading = scouting.reader.read_source(capture, page, scouting.world.clock())
    except ReadingError as error:
        return replace(got, trouble=named_trouble(source.url, str(error)))
    if reading is not None:
        return replace(got, reading=reading)
    if source.kind is not SourceKind.NAMED or FEED_LIKE.search(urlsplit(source.url).path + urlsplit(source.url).query):
        return _no_listing(source, got, capture, scouting)
    return _named_page(source, got, capture, claim, scouting)


def named_trouble(url: str, words: str) -> str:
    """Give what is wrong with a source, with its address and a cure where the words lack them."""
    cure = "" if ";" in words or ": name " in words else "; name another feed, sitemap or page of the site"
    return words if url in words else f"{url}: {words}{cure}"


def _no_listing(source: Source, got: Got, capture: Capture, scouting: Scouting) -> Got:
    """Tell of a page that came in the place of a feed or sitemap, and which feeds that page names."""
    what = "it should be a feed or sitemap, but a page came"
    try:
        page = scouting.reader.read_source(capture, SourceKind.SITE, scouting.world.clock())
    except ReadingError:
        page = None
    feeds = [offer.url for offer in (page.offers if page else ()) if offer.kind is SourceKind.FEED]
    cure = f"the page names {feeds[0]}: name that" if feeds else "name the site's front page, whose feeds are found"
    return replace(got, trouble=f"{source.url}: {what}; {cure}")


def _named_page(source: Source, got: Got, capture: Capture, claim: HostClaim, scouting: Scouting) -> Got:
    """Take an address that the configuration names for what its page is: an article, a site, or a section."""
    world = scouting.world
    sight = look(Request(url=source.url), claim.host, replace(world, fetcher=_Fetched(capture)), kind=WatchKind.ARTICLE)
    if sight.story is not None:
        _watch(source, sight, replace(claim, host=got.host), scouting)
        return replace(got, article=True)
    if sight.state not in (PageState.LISTING, PageState.COLLAPSED, PageState.ARTICLE):
        return replace(got, trouble=f"{source.url}: {sight.reason}; name a feed or sitemap of the site instead")
    kind = SourceKind.SITE if ROOT_PATH.fullmatch(urlsplit(capture.url).path) else SourceKind.SECTION
    try:
        reading = scouting.reader.read_source(capture, kind, world.clock())
    except ReadingError as error:
        return replace(got, trouble=named_trouble(source.url, str(error)))
    return replace(got, reading=reading)


class _Fetched:
    """Gives the answer that was fetched already, so that a page is looked at without asking for it twice."""

    def __init__(self, capture: Capture) -> None:
        self._capture = capture

    def fetch(self, request: Request) -> Capture:
        """Give it."""
        del request
        return self._capture


def _watch(source: Source, sight: Sight, claim: HostClaim, scouting: Scouting) -> None:
    if not scouting.keeps:
        return
    named = scouting.world.settings.watch(source.watch)
    tags, until = (named.tags, named.end_of(sight.ended)) if named else ((), None)
    try:
        watch_seen(source.url, sight, scouting.world, kind=WatchKind.ARTICLE, tags=tags, host=claim, until=until)
    except AlreadyWatchedError:
        return
