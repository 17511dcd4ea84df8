"""Places outside the public Internet that the settings may allow: `localhost:8080`, `10.0.0.0/8:80`, `[::1]:8080`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

DEFAULT_PORTS = (80, 443)
_WRITTEN = re.compile(r"(?:\[([^\[\]]+)\]|([^\[\]:]+)):([0-9]{1,5})", re.ASCII)
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?", re.ASCII)
_NEEDS = 'needs places such as "localhost:8080", "10.0.0.0/8:80" or "[::1]:8080"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One host name or one network, at one port.

    Attributes:
        name: in lower case; empty where `network` is given.
        network: a single address is a network of one; None where `name` is given.
    """

    name: str
    network: IPv4Network | IPv6Network | None
    port: int

    def holds(self, host: str, port: int) -> bool:
        """Tell whether this place covers a host as written: names match by letter, addresses by network; no DNS."""
        if port != self.port:
            return False
        address = _address(host)
        if self.network is None:
            return address is None and host.lower().rstrip(".") == self.name
        return address is not None and address.version == self.network.version and address in self.network


def parsed_place(text: str) -> Place:
    """Read a place as the settings write it.

    Raises:
        ValueError: it is written otherwise; the message is a sentence's end.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 0 < int(found[3]) < 2**16:
        raise ValueError(_NEEDS)
    host, port = (found[1] or found[2]).lower(), int(found[3])
    try:
        return Place(name="", network=ip_network(host, strict=False), port=port)
    except ValueError:
        if found[1] or "/" in host or not _NAME.fullmatch(host) or host.rstrip(".").rpartition(".")[2].isdigit():
            raise ValueError(_NEEDS) from None
    return Place(name=host.rstrip("."), network=None, port=port)


@lru_cache(maxsize=1024)
def is_private_place(host: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether a host, named with a port that is not the default, is one of the allowed private places.

    Purely by the letters: a name is not looked up. Without a port both 80 and 443 count.
    """
    name, ports = _split(host)
    places = [parsed_place(text) for text in allowed]
    return any(place.holds(name, port) for place in places for port in ports)


def _split(host: str) -> tuple[str, tuple[int, ...]]:
    found = _WRITTEN.fullmatch(host)
    if found is None:
        return host.strip("[]"), DEFAULT_PORTS
    return found[1] or found[2], (int(found[3]),)


@lru_cache(maxsize=1024)
def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None
