"""Other addresses of one article, such as its AMP page and the one for telephones: which of them stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from tracker.core.links import canonical_address
from tracker.core.sources import is_same_site
from tracker.core.sources.headlines import address_points, may_be_article
from tracker.errors import UsageError
from tracker.jobs.looking import Sight

FAR_LESS = 3
"""So many points less make an address look unlike that of an article beside one that does; see `address_points`."""


def twin_of(address: str, sight: Sight, sisters: Iterable[Iterable[str]]) -> str:
    """Give the address that stands for a page; empty where it stands for itself.

    That is the one which the page declares, else where it moved to for good; of the same site only.

    Args:
        sisters: groups of hosts that a person calls one site.
    """
    capture = sight.capture
    if capture is None:
        return ""
    named = sight.own_address or (capture.url if capture.moved_for_good else "")
    try:
        twin = canonical_address(named) if named else address
    except UsageError:
        return ""
    hosts = urlsplit(twin).netloc, urlsplit(address).netloc
    if twin == address or not is_same_site(*hosts, sisters) or not _may_stand(twin, address):
        return ""
    return twin


def _may_stand(twin: str, address: str) -> bool:
    """Tell whether an address may be that of an article: some sites name a section in each of its articles."""
    return may_be_article(twin, "") and address_points(address) - address_points(twin) < FAR_LESS
