"""Find the article a person means: by id, address, or a unique part of its headline."""

from __future__ import annotations

from typing import Protocol

from tracker.core.links import canonical_address
from tracker.errors import NotFoundError, UsageError
from tracker.model import Article


class Findable(Protocol):
    """A record that can be searched for articles."""

    def find(self, words: str) -> list[Article]:
        """Give the articles whose id or address the words are, or whose headline holds them."""
        ...


def expect_address(words: str) -> None:
    """Make sure that an address is one, before anything is opened or asked for it.

    Raises:
        UsageError: it is none; the message says why.
    """
    canonical_address(words)


def _address(words: str) -> str:
    """Give an address in the form in which it is kept; words that are none as they are."""
    try:
        return canonical_address(words)
    except UsageError:
        return words


def the_article(record: Findable, words: str) -> Article:
    """Give the one article meant by an id, an address, or a part of its headline.

    Raises:
        NotFoundError: none is meant.
        UsageError: several are.
    """
    found = record.find(words) or record.find(_address(words))
    if not found:
        raise NotFoundError(f"no article is called {words!r}: `tracker list` shows the ids, addresses and headlines")
    if len(found) > 1:
        several = ", ".join(f"{article.id} ({article.headline})" for article in found[:5])
        raise UsageError(f"{words!r} could be any of {len(found)} articles: {several}; give the id")
    return found[0]
