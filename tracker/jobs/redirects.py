"""Redirects: to be led to another host is a request there, with its rules, its turn and its pace."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.links import host_of
from tracker.core.robots import Permission, robots_address
from tracker.core.schedule import ready, stand_after
from tracker.errors import HostBusyError, RedirectForbiddenError, UnreachableError
from tracker.jobs.robots import ask_robots, may_ask, refusal
from tracker.jobs.world import World
from tracker.model import Capture, Host, HostClaim, PageState, Request


def fetch_led(request: Request, host: Host, world: World) -> Capture:
    """Make one request; a host that it is led to is asked as if it were asked for itself.

    Args:
        host: of the address, whose turn the caller has; those led to are claimed here, and given back.

    Raises:
        RedirectForbiddenError: the robots.txt of an address it leads to forbids that.
        HostBusyError: it leads to a host that may not be asked now.
        FetchError: there was no answer that could be kept.
    """
    trail = _Trail(request.url, host, world)
    capture: Capture | None = None
    try:
        capture = world.fetcher.fetch(replace(request, at_redirect=trail.follow))
        return capture
    finally:
        trail.give_back(capture)


def answer_of(host: Host, capture: Capture | None) -> Capture | None:
    """Give what a host itself answered: where it led to another, what that one says is no answer of its own."""
    if capture is None or not capture.redirects or host_of(capture.url) == host.name:
        return capture
    return replace(capture, status=capture.redirects[0].status, headers=(), body=None)


class _Trail:
    """Where one request is led, and the turns of the hosts there."""

    def __init__(self, url: str, host: Host, world: World) -> None:
        self._url = url
        self._world = world
        self._hosts = {host.name: host}
        self._claims: dict[str, HostClaim] = {}
        self._asked: set[str] = set()

    def follow(self, address: str) -> None:
        """Make sure that an address may be asked now; its host is ours from here on."""
        name = host_of(address)
        host = self._hosts.get(name) or self._claimed(name, address)
        self._expect_allowed(address, host)
        self._asked.add(name)
        self._world.budget.spend(self._world.clock())

    def give_back(self, capture: Capture | None) -> None:
        """Give all hosts back, each with how we stand with it now."""
        world = self._world
        for name, claim in self._claims.items():
            host = self._hosts[name]
            if name in self._asked:
                answer = answer_of(host, capture)
                host = stand_after(host, answer, world.clock(), settings=world.settings.fetch)
            world.watches.release_host(claim, host)

    def _claimed(self, name: str, address: str) -> Host:
        world = self._world
        claim = world.watches.claim_host(name, world.clock(), lease=world.settings.run.lease)
        if claim is None:
            raise self._busy(address, world.watches.host(name, world.clock()))
        self._claims[name], self._hosts[name] = claim, claim.host
        if may_ask(address, claim.host, world) is Permission.UNKNOWN:
            self._hosts[name] = ask_robots(address, claim.host, world)
            if not ready(self._hosts[name], world.clock()) and refusal(address, self._hosts[name], world) is None:
                why = f"{robots_address(address)} was asked first, and the page at its turn after that"
                raise HostBusyError(f"{self._url} leads to {address}: {why}", host=name)
        return self._hosts[name]

    def _expect_allowed(self, address: str, host: Host) -> None:
        refused = refusal(address, host, self._world)
        if refused is None:
            return
        words = f"{self._url} leads to {address}: {refused[1]}"
        raise RedirectForbiddenError(words) if refused[0] is PageState.BLOCKED else UnreachableError(words)

    def _busy(self, address: str, host: Host) -> HostBusyError:
        if host.blocked_until is not None and host.blocked_until > self._world.clock():
            why = f"is left alone until {host.blocked_until:%H:%M} UTC ({host.blocked_why})"
        elif host.ready_at > self._world.clock():
            why = f"may be asked again at {host.ready_at:%H:%M:%S} UTC"
        else:
            why = "is being asked for something else"
        return HostBusyError(f"{self._url} leads to {address}, and {host.name} {why}", host=host.name)
