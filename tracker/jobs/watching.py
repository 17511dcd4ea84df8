"""Put an address under watch: look at it once, say what was found, and record it with the watch."""

from __future__ import annotations

from datetime import datetime

from tracker.core.detect import detect
from tracker.core.links import canonical_address, host_of
from tracker.core.schedule import failed_plan, first_plan
from tracker.errors import NotAnArticleError
from tracker.jobs.looking import Look, look
from tracker.jobs.poll import host_after
from tracker.jobs.world import World
from tracker.model import (
    Article,
    Change,
    Opening,
    Outcome,
    PageState,
    Plan,
    Report,
    Validators,
    Visit,
    WatchKind,
)

_CURES = {
    PageState.LISTING: (
        'name it in the configuration as [[watch]] url = "{url}", so that its marked articles are found once '
        "sources are followed, or watch the page itself with --page"
    ),
    PageState.UNREACHABLE: "check the address, or keep it under watch all the same with --anyway",
    PageState.GONE: "check the address, or keep it under watch all the same with --anyway",
    PageState.NOT_HTML: "only HTML pages can be watched; a feed is named in the configuration as [[watch]]",
    PageState.BLOCKED: "the site does not let us read it; --anyway keeps it under watch and goes on asking politely",
}
_CURE = "give --page to watch the page whatever it is, or --anyway to keep it under watch until it is an article"


def watch(url: str, *, kind: WatchKind, tags: tuple[str, ...], anyway: bool, world: World) -> Article:
    """Look at an address once and put it under watch.

    Args:
        url: as a person wrote it; its canonical form is kept, or where it leads to for good.
        kind: a page is taken whether it is an article or not.
        anyway: keep the watch even where no article was found.

    Raises:
        UsageError: the address is no address.
        NotAnArticleError: nothing to watch was found, and `anyway` was not given.
        AlreadyWatchedError: the address is under watch.
    """
    address = canonical_address(url)
    began = world.clock()
    seen = look(address, kind=kind, memory=None, validators=None, body_sha256=None, world=world)
    if seen.story is None and not anyway:
        raise NotAnArticleError(f"{address}: {seen.reason}; {_CURES.get(seen.state, _CURE).format(url=address)}")
    return world.watches.open_watch(_opening(_settled_address(address, seen), kind, tags, seen, began, world))


def _settled_address(address: str, seen: Look) -> str:
    if seen.story is None or seen.capture is None or not seen.capture.redirects:
        return address
    permanent = all(hop.status in (301, 308) for hop in seen.capture.redirects)
    return canonical_address(seen.capture.url) if permanent else address


def _opening(
    address: str, kind: WatchKind, tags: tuple[str, ...], seen: Look, began: datetime, world: World
) -> Opening:
    now, name = world.clock(), host_of(address)
    change = detect(None, seen.story, held=None, now=now) if seen.story else None
    first = change if isinstance(change, Change) else None
    report = Report(
        article_id=0,
        token="",
        visit=_visit(seen, began, now),
        plan=_plan(address, seen, now, world),
        host=host_after(world.watches.host(name, now), seen, world, now),
        seen=False,
        capture=seen.capture,
        story=seen.story,
        change=first,
        memory=seen.memory,
        validators=seen.capture.validators if first and seen.capture else Validators(),
    )
    headline = seen.story.headline if seen.story else ""
    return Opening(url=address, host=name, kind=kind, tags=tags, headline=headline, report=report)


def _plan(address: str, seen: Look, now: datetime, world: World) -> Plan:
    story, settings = seen.story, world.settings.schedule
    plan = first_plan(
        published=story.published if story else None,
        marker=story.marker if story else None,
        now=now,
        settings=settings,
        key=address,
    )
    if story is not None:
        return plan
    return failed_plan(plan.heat, reason=seen.reason, now=now, settings=settings, key=address)


def _visit(seen: Look, began: datetime, now: datetime) -> Visit:
    capture = seen.capture
    return Visit(
        began=began,
        ended=now,
        outcome=Outcome.FIRST if seen.story else Outcome.STATE if capture else Outcome.FAILED,
        state=seen.state,
        reason=seen.reason,
        status=capture.status if capture else None,
        size=len(capture.body) if capture and capture.body is not None else None,
        version=1 if seen.story else None,
    )
