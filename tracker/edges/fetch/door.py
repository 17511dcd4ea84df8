"""The one place that opens a connection: looks up once, refuses, connects to the very address it checked."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from ipaddress import ip_address

from tracker.edges.fetch.addresses import Address, is_allowed, outside_the_internet
from tracker.edges.fetch.deadline import Deadline
from tracker.edges.fetch.names import Names
from tracker.edges.fetch.target import BAD_PORTS, Target
from tracker.errors import AddressRefusedError, UnreachableError
from tracker.model.places import Place

_CONNECT_SECONDS = 10.0


class Door:
    """Connects to the public Internet, and to the private places that the settings name."""

    def __init__(self, names: Names, *, allowed: tuple[Place, ...]) -> None:
        self._names = names
        self._allowed = allowed

    def open(self, target: Target, *, deadline: Deadline) -> socket.socket:
        """Give a connected socket that `deadline` watches.

        A check before the connection is not enough: a name may lead elsewhere at the second lookup. So there is
        only one lookup, any refused record refuses the name, and the peer is checked once more.

        Raises:
            AddressRefusedError: an address of the host is outside the public Internet, or the port is refused.
            UnreachableError: no address answered.
            DeadlineError: the time is up.
        """
        addresses = self._names.addresses(target.host, target.port, deadline=deadline)
        for address in addresses:
            self._check(target, address)
        refusal: OSError | None = None
        for place, address in enumerate(addresses):
            seconds = min(deadline.remaining(), max(_CONNECT_SECONDS, deadline.remaining() / (len(addresses) - place)))
            try:
                return _connected(address, target.port, deadline=deadline, seconds=seconds)
            except OSError as error:
                deadline.remaining()
                refusal = error
        reason = (refusal and refusal.strerror) or "no answer"
        raise UnreachableError(
            f"no connection to {target.place}: {reason.lower()}; is the site up, and are you online?"
        )

    def _check(self, target: Target, address: Address) -> None:
        if is_allowed(target.host, target.port, address, self._allowed):
            return
        cure = f'name "{target.place}" in fetch.allow_private if you trust it'
        if (words := outside_the_internet(address)) is not None:
            told = "" if str(address) == target.host else f" leads to {address}, which"
            raise AddressRefusedError(f"{target.place}{told} is not on the public Internet ({words}); {cure}")
        if target.port in BAD_PORTS:
            raise AddressRefusedError(f"{target.place} is a port of another service than the web; {cure}")


def _connected(address: Address, port: int, *, deadline: Deadline, seconds: float) -> socket.socket:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with ExitStack() as undo:
        connection = undo.enter_context(socket.socket(family, socket.SOCK_STREAM))
        connection.settimeout(seconds)
        deadline.watch(connection)
        connection.connect((str(address), port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _check_peer(connection, address, port)
        connection.settimeout(deadline.remaining())
        undo.pop_all()
    return connection


def _check_peer(connection: socket.socket, address: Address, port: int) -> None:
    host, peer_port = connection.getpeername()[:2]
    if (host != str(address) and ip_address(host) != address) or peer_port != port:
        raise AddressRefusedError(
            f"a connection to {address}:{port} ended at {host}:{peer_port}; something on this machine redirects it"
        )
