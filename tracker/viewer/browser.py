"""The user's own browser, asked to open a page; never one that would draw on this terminal."""

from __future__ import annotations

import os
import sys
import webbrowser
from urllib.parse import urlsplit

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def is_web_address(url: str) -> bool:
    """Whether an address is http or https and names a host: nothing else is handed to other programs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url


def opened(url: str) -> bool:
    """Open a page; tells whether there was a browser to do so."""
    if sys.platform != "darwin" and not any(os.environ.get(name) for name in _SCREENS):
        # Without a screen of its own a browser would draw over ours.
        return False
    return webbrowser.open(url)
