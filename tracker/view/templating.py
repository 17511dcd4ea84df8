"""The one template environment, and which address may be a link in what it writes."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

_LONGEST_ADDRESS = 2_000


@cache
def environment() -> Environment:
    """Give the one environment that HTML is written in: what is no markup is escaped, and nothing may be missing."""
    return Environment(
        loader=PackageLoader("tracker.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def web_address(url: str) -> str:
    """Give the address where it may be a link, else nothing: only http and https lead out of a mail or a page."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    clean = url.isprintable() and " " not in url and len(url) <= _LONGEST_ADDRESS
    return url if clean and scheme in {"http", "https"} else ""
