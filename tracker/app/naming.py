"""Find the article a person means, by id, address or a unique part of its headline; or whoever is told, by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol

from tracker.app.clock import display_zone
from tracker.core.links import canonical_address
from tracker.errors import NotFoundError, UsageError
from tracker.jobs.recipients import told
from tracker.model import Article, Settings

LAST_YEAR: Final = 9000


class Findable(Protocol):
    """A record that can be searched for articles."""

    def find(self, words: str) -> list[Article]:
        """Give the articles whose id or address the words are, or whose headline holds them."""
        ...


class Catalogue(Findable, Protocol):
    """A record that can list its articles too."""

    def articles(self) -> list[Article]:
        """Give all articles, those that were removed too."""
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


def chosen_articles(record: Catalogue, words: Sequence[str], site: str) -> list[Article]:
    """Give the articles that are named, or all where none is, of one site or of all.

    Raises:
        NotFoundError: an article is not known, or none of them is of this site.
        UsageError: a name could be any of several.
    """
    named = [the_article(record, one) for one in words] if words else record.articles()
    found = {one.id: one for one in named if not site or _is_of(one.host, site)}
    if site and not found:
        raise NotFoundError(f"no article of {site} is kept: `tracker list` shows the sites")
    return [*found.values()]


def known_recipients(settings: Settings) -> tuple[str, ...]:
    """Give the names of all that are told something, in the order of the settings."""
    return tuple(one.name for one in told(settings))


def the_recipient(settings: Settings, words: str) -> str:
    """Give the name of a recipient, webhook or chat as the settings write it.

    Raises:
        UsageError: nobody is called so; the message names those who are there.
    """
    names = known_recipients(settings)
    found = next((name for name in names if name.casefold() == words.strip().casefold()), None)
    if found is None:
        raise unknown_recipient(words, names)
    return found


def unknown_recipient(words: str, names: Sequence[str]) -> UsageError:
    """Give the error of a recipient that nobody knows; it names those who are there."""
    known = f"there {'is' if len(names) == 1 else 'are'} {', '.join(names)}" if names else "none is set yet"
    return UsageError(f"nobody in the settings is called {words!r}: {known}")


def _is_of(host: str, site: str) -> bool:
    name = host if ":" in site else host.partition(":")[0]
    return name == site or name.endswith(f".{site}")


def end_of_watch(words: str, present: datetime, settings: Settings) -> str:
    """Give the end of a day, in the user's zone, as the running tracker takes it.

    Raises:
        UsageError: it is no day, or one that has passed.
    """
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day: write it as 2026-12-31") from error
    if day.year >= LAST_YEAR:
        raise UsageError(f"{words!r} is too far away: leave --until out for a watch that ends by itself")
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=display_zone(settings.display.timezone))
    if end <= present:
        raise UsageError(f"{words!r} has passed: give a day to come")
    return end.astimezone(UTC).isoformat()
