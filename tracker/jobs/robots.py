"""Asking a site's robots.txt first: each request to a site is one that its rules allow.

Asking for the rules is a request like any other: it takes the host's turn, and whoever wanted to ask comes again.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.core.robots import (
    ENDLESS_REDIRECTS,
    MOST_BYTES,
    Permission,
    Rules,
    has_rules,
    permission,
    robots_address,
    told_robots,
)
from tracker.core.schedule import stand_after
from tracker.errors import FetchError, RedirectsError
from tracker.jobs.world import World
from tracker.model import Capture, Claim, Host, HostClaim, PageState, Request


def may_ask(address: str, host: Host, world: World) -> Permission:
    """Tell whether an address may be asked, by what is known of its host's robots.txt; makes no request."""
    book = world.rulebook
    if book is None or world.settings.site(host.name).ignore_robots:
        return Permission.ALLOWED
    has_any = host.robots_status is not None and has_rules(host.robots_status)
    return permission(address, host, book.rules(host) if has_any else None, world.clock())


def ask_robots(address: str, host: Host, world: World) -> Host:
    """Ask the host of an address for its robots.txt and keep what it says; gives how we stand with it now.

    Whoever calls holds the host's lease, and gives it back with what this gives: its turn is used up.
    """
    capture, status = _asked(address, host, world)
    now = world.clock()
    body = capture.body if capture and status is not None and has_rules(status) else None
    rules = Rules(body) if body is not None else None
    if capture is not None and world.rulebook is not None:
        world.rulebook.failed(host.name, "")
    if body is not None:
        world.watches.keep_robots(host.name, body[:MOST_BYTES], now)
    # The pause that the rules ask for holds from this request on.
    told = told_robots(host, now, status=status, rules=rules)
    return stand_after(told, capture, now, settings=world.settings.fetch)


def robots_first(claim: Claim, world: World) -> Claim | None:
    """Ask for robots.txt where that has to be done first; None where the article's turn went to it.

    The article stays due then, and its host is given back. Where the rules forbid it or cannot be had, the look goes
    on without another request, and says so.
    """
    address = claim.article.url
    if may_ask(address, claim.host, world) is not Permission.UNKNOWN:
        return claim
    host = ask_robots(address, claim.host, world)
    if may_ask(address, host, world) is not Permission.ALLOWED:
        return replace(claim, host=host)
    world.watches.release_host(HostClaim(host=host, token=claim.token), host)
    world.watches.release(claim)
    return None


def host_cleared(address: str, claim: HostClaim, world: World) -> HostClaim | None:
    """Ask a host for its robots.txt where that has to be done first; None where the claim's turn went to it.

    The host is given back then. For whoever asks an address that is no article under watch.
    """
    if may_ask(address, claim.host, world) is not Permission.UNKNOWN:
        return claim
    host = ask_robots(address, claim.host, world)
    if may_ask(address, host, world) is not Permission.ALLOWED:
        return replace(claim, host=host)
    world.watches.release_host(claim, host)
    return None


def refusal(address: str, host: Host, world: World) -> tuple[PageState, str] | None:
    """Give why an address is not asked, as the state of its page; None where it may be."""
    found = may_ask(address, host, world)
    if found is Permission.ALLOWED:
        return None
    place = robots_address(address)
    if found is Permission.FORBIDDEN:
        cure = f'with its owner\'s leave set ignore_robots = true under [site."{host.name}"]'
        return PageState.BLOCKED, f"{place} forbids it; {cure}"
    if found is Permission.UNKNOWN or host.robots_status is None:
        why = world.rulebook.failure(host.name) if world.rulebook else ""
        return PageState.UNREACHABLE, why or f"nothing is known yet of {place}, which is asked before anything else"
    return PageState.SERVER_ERROR, f"{place} answers HTTP {host.robots_status}, which forbids all until it is read"


def _asked(address: str, host: Host, world: World) -> tuple[Capture | None, int | None]:
    """Give the answer and its status; neither where none came. Redirects without end have a status alone."""
    try:
        capture = world.fetcher.fetch(Request(url=robots_address(address)))
    except RedirectsError:
        return None, ENDLESS_REDIRECTS
    except FetchError as error:
        if world.rulebook is not None:
            world.rulebook.failed(host.name, str(error))
        return None, None
    return capture, capture.status
