"""Put an address under watch: look at it once, say what was found, and record it with the watch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tracker.core.detect import detect
from tracker.core.links import canonical_address, host_of
from tracker.errors import HostBusyError, NamedElsewhereError, NotAnArticleError
from tracker.jobs.looking import Sight, look
from tracker.jobs.planning import host_after, plan_first
from tracker.jobs.recipients import News, owed_to
from tracker.jobs.twins import twin_of
from tracker.jobs.world import World
from tracker.model import (
    AlertKind,
    Article,
    Change,
    Host,
    HostClaim,
    Opening,
    Outcome,
    Owed,
    PageState,
    Report,
    Request,
    Validators,
    WatchKind,
)

_ASK_ANYWAY = "check the address, or keep it under watch all the same with --anyway"
_SOURCES = ("feed", "sitemap")
_PAGE_CURE = "--anyway keeps it under watch until it has a text"
_SOURCE_CURE = (
    'name it in the configuration as [[watch]] url = "{url}", from where its marked articles are found (`tracker '
    "discover {url} --dry-run` says which), or watch a page of headlines itself with --page"
)
_CURES = {
    PageState.NOT_HTML: "only HTML pages can be watched",
    PageState.UNREACHABLE: "--anyway keeps it under watch all the same",
    PageState.GONE: _ASK_ANYWAY,
    PageState.SERVER_ERROR: _ASK_ANYWAY,
    PageState.LOGGED_OUT: "then add it again; --anyway keeps it under watch until the whole text is there",
    PageState.BLOCKED: "the site does not let us read it; --anyway keeps it under watch and goes on asking politely",
}
_CURE = "give --page to watch the page whatever it is, or --anyway to keep it under watch until it is an article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An article that was put under watch, with sentences for the person who added it."""

    article: Article
    remarks: tuple[str, ...] = ()


def watch(
    url: str,
    world: World,
    *,
    kind: WatchKind,
    tags: tuple[str, ...],
    reluctant: bool,
    host: HostClaim,
    until: datetime | None = None,
    itself: bool = True,
) -> Watched:
    """Look at an address once and put it under watch.

    However it ends, the host is given back with how we stand with it since it was asked.

    Args:
        url: as a person wrote it; its canonical form is kept, or where it leads to for good.
        kind: a page is taken whether it is an article or not.
        reluctant: refuse where no article was found; else the watch waits for one.
        host: the right to ask the address's host, used up here.
        until: when the watch ends; None: by the settings.
        itself: the very address is meant, also where its page names another one as its own.

    Raises:
        NamedElsewhereError: it is not, and the page does.
        UsageError: the address is no address.
        NotAnArticleError: nothing to watch was found.
        HostBusyError: it leads to a host that may not be asked now: try again.
        AlreadyWatchedError: the address is under watch.
    """
    after: Host | None = None
    try:
        address = canonical_address(url)
        sight = look(Request(url=address), host.host, world, kind=kind)
        after = host_after(host.host, sight, sight.ended, world)
        if sight.waits_for:
            raise HostBusyError(sight.reason, host=sight.waits_for)
        if not itself and (twin := _twin(address, sight, world)):
            raise NamedElsewhereError(f"{address} names {twin} as its address", address=twin)
        if sight.story is None and reluctant:
            raise _refusal(address, sight, kind)
        return watch_seen(address, sight, world, kind=kind, tags=tags, host=replace(host, host=after), until=until)
    finally:
        # Where the watch was opened, its report has ended the lease already, and this changes nothing.
        world.watches.release_host(host, after)


def watch_seen(
    address: str,
    sight: Sight,
    world: World,
    *,
    kind: WatchKind,
    tags: tuple[str, ...],
    host: HostClaim,
    until: datetime | None = None,
    quiet: bool = False,
) -> Watched:
    """Put an address under watch that was looked at already.

    Args:
        address: in its canonical form.
        host: how we stand with the address's host since the look.
        until: when the watch ends; None: by the settings.
        quiet: nobody is told that the watch was opened.

    Raises:
        AlreadyWatchedError: the address is under watch.
    """
    report = _report(address, sight, world, host=host.host, token=host.token, until=until)
    leads_to = _leads_to(address, sight)
    if not quiet:
        report = replace(report, owed=_owed(leads_to, tags, report, world))
    article = world.watches.open_watch(_opening(leads_to, kind, tags, sight, report))
    if article.versions:
        world.kept(article.id)
    return Watched(article=article, remarks=sight.remarks)


def _refusal(address: str, sight: Sight, kind: WatchKind) -> NotAnArticleError:
    if kind is WatchKind.PAGE:
        return NotAnArticleError(f"{_said(address, sight)}; {_CURES.get(sight.state, _PAGE_CURE)}")
    is_source = sight.state is PageState.LISTING or any(name in sight.reason for name in _SOURCES)
    cure = _SOURCE_CURE.format(url=address) if is_source else _CURES.get(sight.state, _CURE)
    return NotAnArticleError(f"{_said(address, sight)}; {cure}")


def _said(address: str, sight: Sight) -> str:
    # What went wrong on the way names the address itself.
    return sight.reason if address in sight.reason else f"{address}: {sight.reason}"


def _twin(address: str, sight: Sight, world: World) -> str:
    if sight.story is None or not sight.own_address:
        return ""
    twin = twin_of(address, sight, world.settings.discover.same_site)
    return "" if twin == _leads_to(address, sight) else twin


def _leads_to(address: str, sight: Sight) -> str:
    if sight.story is not None and sight.capture is not None and sight.capture.moved_for_good:
        return canonical_address(sight.capture.url)
    return address


def _opening(address: str, kind: WatchKind, tags: tuple[str, ...], sight: Sight, report: Report) -> Opening:
    headline = sight.story.headline if sight.story else ""
    return Opening(url=address, host=host_of(address), kind=kind, tags=tags, headline=headline, report=report)


def _owed(address: str, tags: tuple[str, ...], report: Report, world: World) -> tuple[Owed, ...]:
    """Give what the watch owes those who want to hear that it was opened, once there is a text."""
    if report.change is None:
        return ()
    return owed_to(host_of(address), tags, world.settings, News(kind=AlertKind.OPENED))


def _report(address: str, sight: Sight, world: World, *, host: Host, token: str, until: datetime | None) -> Report:
    change = detect(None, sight.story, held=None, now=sight.ended) if sight.story else None
    found = isinstance(change, Change)
    return Report(
        article_id=0,
        token=token,
        visit=sight.visit(Outcome.FIRST if found else sight.outcome, sight.reason, version=1 if found else None),
        plan=plan_first(address, sight, sight.ended, world, until=until),
        host=host,
        capture=sight.capture,
        story=sight.story,
        change=change if isinstance(change, Change) else None,
        memory=sight.memory,
        validators=sight.capture.validators if found and sight.capture else Validators(),
    )
