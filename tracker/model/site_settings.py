"""What a person knows better than the tracker finds out: of one site, and of the words that notices are made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What a person knows better of one site.

    Attributes:
        host: exact name, with a port that is not the scheme's default.
        content: CSS of the element that holds the text; empty: it is learned.
        ignore: CSS of elements that are never read.
        accept_language: the languages this site is asked for; empty: those of `[fetch]`.
        ignore_robots: its robots.txt is neither asked for nor obeyed.
        cookies_file, headers_file: what proves a subscription to this host; None: nothing is sent.
    """

    host: str
    content: str = ""
    ignore: str = ""
    accept_language: str = ""
    ignore_robots: bool = False
    cookies_file: PurePath | None = None
    headers_file: PurePath | None = None

    @property
    def subscribed(self) -> bool:
        """Whether this host is asked as a subscriber."""
        return self.cookies_file is not None or self.headers_file is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerSettings:
    """Your own wordings of notices: plain words, letter case and white space do not matter.

    Attributes:
        phrases: that promise updates; `vetoes` are wordings beside which nothing is a promise.
    """

    phrases: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRules:
    """What a reader is told of a page beside the page: a site's own selectors, a person's own phrases.

    Empty throughout for nearly every page.

    Attributes:
        subscribed: the page was asked for as a subscriber: its beginning alone is no teaser, but a lost subscription.
    """

    content: str = ""
    ignore: str = ""
    phrases: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    subscribed: bool = False
