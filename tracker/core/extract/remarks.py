"""What whoever adds a page should know of it: sentences about other editions, further pages, its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.phrases import says_it_is_over
from tracker.core.extract.structured import declared
from tracker.core.text.equality import folded
from tracker.model import Story

LONGEST_ADDRESS = 200
AMP_NAMES = frozenset(("amp", "⚡", "data-amp"))
MOST_LINKS = 400
MOST_LANGUAGES = 6
EDGE = 5
# What an address gains from a page number: `?page=2`, `/2/`, `/page/2`, `-2.html`, `,2`.
SECOND_PAGE = re.compile(
    r"(?:[?&](?:page|p|pg|seite|pagina|pagenum)=2|/(?:page/|p)?2/?|[-_,]2(?:\.\w{2,5})?)$", re.IGNORECASE
)
NAME_END = re.compile(r"\.\w{2,5}$|/$")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def remarks_on(html: str, url: str, story: Story, *, now: datetime | None, embedded: bool = False) -> tuple[str, ...]:
    """Say what is worth knowing of a page before it is watched; nothing of most pages.

    Args:
        html: the page, decoded.
        url: where it came from, after redirects.
        story: what was read of it.
        now: to tell a live blog that is over; None: only its own words tell.
        embedded: the text was taken from data for scripts, not from the page that a reader without scripts sees.
    """
    tree = LexborHTMLParser(html)
    main = main_address(tree, url)
    found = [
        amp(tree, main) or other_canonical(url, main),
        further_pages(tree, url),
        twins(tree, url),
        live_blog_over(html, tree, story, now),
        "The text was taken from data that the page holds for its scripts; nothing is executed." if embedded else "",
    ]
    return tuple(sentence for sentence in found if sentence)


def amp(tree: LexborHTMLParser, main: str) -> str:
    """Say that a page is the AMP edition of another."""
    root = tree.css_first("html")
    if root is None or not AMP_NAMES & root.attributes.keys():
        return ""
    return "This is the AMP edition of the page" + (f"; the full page is {main}." if main else ".")


def other_canonical(url: str, main: str) -> str:
    """Say that a page calls another its main address."""
    return f"The page names another as its main address: {main}." if main and alike(main) != alike(url) else ""


def main_address(tree: LexborHTMLParser, url: str) -> str:
    """Give the address that a page declares as its canonical one; empty without a sound one."""
    node = tree.css_first('link[rel~="canonical" i][href]')
    return absolute(url, node.attributes.get("href")) if node is not None else ""


def further_pages(tree: LexborHTMLParser, url: str) -> str:
    """Say that an article goes on on further pages."""
    links = tree.css('link[rel~="next" i][href]')[:3] + tree.css("a[href]")[:MOST_LINKS]
    here = alike(url)
    for node in links:
        if is_second_page(alike(absolute(url, node.attributes.get("href"))), here):
            return "The article goes on on further pages; only the page of this address is watched."
    return ""


def is_second_page(address: str, here: str) -> bool:
    """Whether an address is another's with the number 2 for a page."""
    found = SECOND_PAGE.search(address)
    if found is None or address == here:
        return False
    return NAME_END.sub("", address[: found.start()]) == NAME_END.sub("", here)


def twins(tree: LexborHTMLParser, url: str) -> str:
    """Say that a page exists in other languages or for other countries."""
    here = alike(url)
    names = dict.fromkeys(name for name, address in editions(tree, url) if alike(address) != here)
    if not names:
        return ""
    shown = ", ".join(list(names)[:MOST_LANGUAGES]) + (", ..." if len(names) > MOST_LANGUAGES else "")
    return f"The page has editions in other languages or for other places ({shown}); only this one is watched."


def editions(tree: LexborHTMLParser, url: str) -> Iterator[tuple[str, str]]:
    """Give the language and the address of each edition that a page declares."""
    for node in tree.css('link[rel~="alternate" i][hreflang][href]')[:MOST_LINKS]:
        name = (node.attributes.get("hreflang") or "").strip()
        address = absolute(url, node.attributes.get("href"))
        if address and LANGUAGE.fullmatch(name) and name.lower() != "x-default":
            yield name, address


def live_blog_over(html: str, tree: LexborHTMLParser, story: Story, now: datetime | None) -> str:
    """Say that a live blog has ended."""
    said = declared(html, tree)
    until = said.live_until
    ended = now is not None and until is not None and until < now
    edges = (*story.blocks[:EDGE], *story.blocks[-EDGE:])
    over = said.live and (ended or any(says_it_is_over(block.text) for block in edges))
    return "The live blog on this page is over; it will hardly change any more." if over else ""


def absolute(url: str, address: str | None) -> str:
    """Give a web address of a page in full; empty where it is none, or not fit to be shown."""
    try:
        whole = urljoin(url, folded(address or ""))
        sound = urlsplit(whole).scheme in ("http", "https") and bool(urlsplit(whole).hostname)
    except ValueError:
        return ""
    return whole if sound and whole.isprintable() and len(whole) <= LONGEST_ADDRESS else ""


def alike(address: str) -> str:
    """Give the form in which two addresses of one page are the same: no scheme, `www.`, fragment, final slash."""
    bare = address.partition("#")[0].partition("://")[2].lower().removeprefix("www.")
    return re.sub(r"[?&](?:utm_\w{1,30}|fbclid|gclid)=[^&]{0,200}", "", bare).rstrip("/")
