"""Which addresses lie outside the public Internet.

Our own table: the `ipaddress` of Python 3.11 calls NAT64, 6to4, Teredo, site-local, multicast and the old relay
anycast network global.

Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its successors).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from tracker.model.places import Place

Address = IPv4Address | IPv6Address

_SPECIAL_4 = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's inner network"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "the old 6to4 relay"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("::/128", "this host"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "an IPv4 address in disguise"),
        ("::/96", "an IPv4 address in disguise"),
        ("64:ff9b::/96", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
        ("100::/64", "the discard network"),
        ("2001::/32", "an IPv4 address behind Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "an IPv4 address behind 6to4"),
        ("3ffe::/16", "the old 6bone"),
        ("3fff::/20", "reserved for documentation"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)


def outside_the_internet(address: Address) -> str | None:
    """Say in words why an address is not on the public Internet; None where it is."""
    if isinstance(address, IPv4Address):
        return next((words for network, words in _SPECIAL_4 if address in network), None)
    found = next((words for network, words in _SPECIAL_6 if address in network), None)
    if found is None and address not in _GLOBAL_6:
        return "reserved"
    return found


def is_allowed(host: str, port: int, address: Address, allowed: tuple[Place, ...]) -> bool:
    """Tell whether the settings name this host, or a network with this address, at exactly this port."""
    return any(place.holds(host, port) or place.holds(str(address), port) for place in allowed)
