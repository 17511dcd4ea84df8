"""Other addresses of one article, such as its AMP page and the one for telephones: which of them stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from tracker.core.links import canonical_address
from tracker.core.sources import is_same_site
from tracker.core.sources.headlines import may_be_article
from tracker.errors import UsageError
from tracker.jobs.looking import Sight


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
    if twin == address or not is_same_site(*hosts, sisters) or not may_be_article(twin, ""):
        return ""
    return twin
