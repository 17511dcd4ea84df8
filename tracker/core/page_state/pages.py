"""What kind of page that is, by what was read of it: an article, or what stands before or in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.core.page_state.bot_walls import BOT_SCRIPT, BOT_WALL, TITLE
from tracker.core.page_state.consent import is_consent_wall
from tracker.core.page_state.markup import (
    ARTICLE_TYPE,
    LEAST_ARTICLE,
    NOT_FREE,
    PASSWORD,
    SHELL,
    declared_type,
    holds_its_paid_part,
    is_shell,
    looks_like_listing,
    says_article,
    visible,
)
from tracker.core.text import walls
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import PageState, Story

Verdict = tuple[PageState, str]

SHORT = 700
VERY_SHORT = 1500
LAST_BLOCKS = 3
CUT_OFF = ("…", "...", "[…]", "[...]")
LOOKED_AT = 6000
NO_TEXT = "the page holds no text; it is written by scripts in a browser"
STUB = "the page shows only the beginning and asks for a subscription"
LOGIN = "the page asks for a login"
GONE = "the page says that it was not found"


@dataclass(frozen=True)
class Page:
    """A page and what was read of it; what costs time is worked out when it is asked for.

    Attributes:
        html: the page, decoded.
        length: letters of the text that was read.
    """

    html: str
    url: str
    story: Story
    length: int

    @cached_property
    def title(self) -> str:
        """What the page is named for the browser's tab."""
        return folded("".join(TITLE.findall(self.html[:60_000])[:1]))

    @cached_property
    def words(self) -> str:
        """All words of the page, the beginning of them."""
        return visible(self.html)[:LOOKED_AT]

    @cached_property
    def says_article(self) -> bool:
        """Whether it gives itself out as an article."""
        return says_article(self.html, self.story)

    @cached_property
    def told(self) -> str:
        """What stands for the page: with hardly any text all of its words, else its text."""
        return " ".join((self.title, self.story.headline, self.words if self.is_tiny else self.story.text))[:LOOKED_AT]

    @property
    def is_tiny(self) -> bool:
        """Whether there is less text than in the shortest report."""
        return self.length < LEAST_ARTICLE

    def is_named(self, names: re.Pattern[str]) -> bool:
        """Whether its title or headline is the name of a wall."""
        return walls.is_named(names, self.title, self.story.headline)


def page_state(html: str, url: str, story: Story, *, embedded: bool = False) -> Verdict | None:
    """Say what a page is where it is no article; None: it is one.

    Careful on one side: an article of some length is never taken for a wall, whatever words stand around it.

    Args:
        html: the page, decoded.
        url: where it came from, after redirects.
        story: what was read of it.
        embedded: the text was found in data that the page's scripts carry, however empty the page looks.
    """
    page = page_of(html, url, story)
    if page.length >= SHORT and not looks_like_listing(html, url, story):
        return long_wall(page)
    verdict = next(verdicts(page), None)
    return verdict if verdict or embedded else emptiness(page)


def any_page_state(html: str, url: str, story: Story) -> Verdict | None:
    """Say what a page watched as it is, article or not, is where it is a wall or empty; None: it has text."""
    page = page_of(html, url, story)
    if page.length < SHORT and (found := next(verdicts(page), None)):
        return found
    if page.length:
        return None
    if letters(visible(html)) >= LEAST_ARTICLE:
        return PageState.LISTING, "the page holds links and labels, but no text of its own"
    return PageState.NEEDS_BROWSER, NO_TEXT


def page_of(html: str, url: str, story: Story) -> Page:
    """Put together what the checks ask for."""
    return Page(html, url, story, sum(letters(block.text) for block in story.blocks))


def long_wall(page: Page) -> Verdict | None:
    """Recognise the walls that hold some text: long consent pages, long stubs, a lost page with stories below."""
    if not page.says_article and is_consent_wall(page.html, page.url, page.story, page.title):
        return PageState.CONSENT, "the page asks for consent before it shows the article"
    if not page.says_article and walls.is_named(walls.NAMES_OF_MISSING, page.story.headline):
        return PageState.GONE, GONE
    if not page.says_article and (named := next(long_names(page), None)):
        return named
    return (PageState.PAYWALL, STUB) if page.length < VERY_SHORT and is_long_stub(page) else None


def long_names(page: Page) -> Iterator[Verdict]:
    """Recognise by its name what a page of some length stands in an article's place for: a trace of a failure, a login.

    A page that gives itself out as an article is none of these, whatever it is named.
    """
    if page.is_named(walls.NAMES_OF_BOT_WALLS):
        yield PageState.BLOCKED, BOT_WALL
    yield from failures(page)
    if page.is_named(walls.NAMES_OF_LOGINS) and PASSWORD.search(page.html):
        yield PageState.BLOCKED, "the page asks for a login"


def verdicts(page: Page) -> Iterator[Verdict]:
    """Recognise what stands in an article's place on a page with little text, the surest first."""
    if is_bot_wall(page):
        yield PageState.BLOCKED, BOT_WALL
    if (page.is_tiny or not page.says_article) and walls.ELSEWHERE.search(page.told):
        yield PageState.BLOCKED, "the site withholds the page from readers of this country"
    if is_missing(page):
        yield PageState.GONE, GONE
    yield from failures(page)
    if is_consent_wall(page.html, page.url, page.story, page.title):
        yield PageState.CONSENT, "the page asks for consent before it shows the article"
    if is_stub(page):
        yield PageState.PAYWALL, STUB
    if page.is_tiny and page.is_named(walls.NAMES_OF_LOGINS) and PASSWORD.search(page.html):
        yield PageState.BLOCKED, LOGIN


def is_bot_wall(page: Page) -> bool:
    """Recognise a check for bots."""
    if page.is_tiny and (walls.BOT.search(page.told) or page.is_named(walls.NAMES_OF_BOT_WALLS)):
        return True
    if page.says_article:
        return False
    return bool(walls.BOT.search(page.title)) or (page.is_tiny and bool(BOT_SCRIPT.search(page.html)))


def is_missing(page: Page) -> bool:
    """Recognise a page that says it is not there, though its status says otherwise."""
    if page.is_named(walls.NAMES_OF_MISSING):
        return page.is_tiny or not page.says_article
    if not page.is_tiny or ARTICLE_TYPE.search(page.html):
        return False
    return bool(walls.MISSING.search(page.told[:1500]))


def failures(page: Page) -> Iterator[Verdict]:
    """Recognise a server's failure and its maintenance, told with a status of success."""
    if page.says_article and not page.is_tiny:
        return
    if page.is_named(walls.NAMES_OF_FAILURES):
        yield PageState.SERVER_ERROR, "the page tells of a failure of the site"
    worded = page.is_tiny and not page.says_article and walls.MAINTENANCE.search(page.told)
    if worded or page.is_named(walls.NAMES_OF_MAINTENANCE):
        yield PageState.SERVER_ERROR, "the page says that the site is under maintenance"


# How sites name the box in which they ask for a subscription; the reader leaves its words out.
BARRIER = re.compile(
    r"<(?:div|section|aside)\b[^>]{0,80}(?:class|id)=[\"'][^\"'>]{0,80}"
    r"(?:paywall|regwall|piano|metered|paygate|subscription-?wall|subscriber-?only)",
    re.IGNORECASE,
)


# What is an offer only where a box is named for one.
OFFER = re.compile(
    r"read the (?:full|whole|rest)|create (?:a|your) (?:free )?account|unlimited access|register (?:for free )?to\b",
    re.IGNORECASE,
)


def is_stub(page: Page) -> bool:
    """Recognise the beginning that a paywall leaves visible, inside of the article's element or outside of it."""
    ending = " ".join(block.text for block in page.story.blocks[-LAST_BLOCKS:])
    if walls.STUB.search(ending) or (page.is_tiny and walls.PAYWALL.search(page.story.text)):
        return True
    if BARRIER.search(page.html) and (walls.PAYWALL.search(page.words) or OFFER.search(page.words)):
        return True
    if not NOT_FREE.search(page.html) or holds_its_paid_part(page.html):
        return False
    return bool(walls.PAYWALL.search(ending) or walls.PAYWALL.search(page.words) or breaks_off(page.story))


def is_long_stub(page: Page) -> bool:
    """Recognise a longer stub: it says itself that it is not free, and ends in a paywall's words or in a sentence."""
    if not NOT_FREE.search(page.html) or holds_its_paid_part(page.html):
        return False
    return bool(
        walls.PAYWALL.search(" ".join(block.text for block in page.story.blocks[-2:])) or breaks_off(page.story)
    )


def breaks_off(story: Story) -> bool:
    """Whether a text ends in dots, as one that goes on elsewhere does."""
    return bool(story.blocks) and story.blocks[-1].text.endswith(CUT_OFF)


def emptiness(page: Page) -> Verdict | None:
    """Recognise a page that has no article: a listing, a shell that a browser must fill, nothing at all."""
    html, story, length = page.html, page.story, page.length
    if looks_like_listing(html, page.url, story):
        return PageState.LISTING, "it is a page of headlines, not an article"
    if length >= LEAST_ARTICLE or (length and ARTICLE_TYPE.search(html)) or (story.marker is not None and length):
        return None
    if is_shell(html) or (not length and SHELL.search(html)):
        return PageState.NEEDS_BROWSER, NO_TEXT
    if not length:
        return PageState.COLLAPSED, "the page holds no article text"
    if story.published is None and "<article" not in html.lower() and declared_type(html) != "article":
        return PageState.COLLAPSED, f"the page holds no article, only {length} letters of text"
    return None
