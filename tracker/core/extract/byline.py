"""Who wrote a story, as the page shows it to people: asked where the page declares no author to machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from tracker.core.extract.container import ancestors
from tracker.core.extract.heading import BY, is_byline
from tracker.core.text.equality import folded

# Source: HTML Living Standard, link type "author"; schema.org, property "author"; hCard, class "fn".
MARKED = (
    '[itemprop~="author"], [rel~="author"], [class*="byline" i], [class~="author"], [class~="author-name"], address'
)
# A line that says "by" needs no mark.
PLAIN = "p, span, div, h2, h3, h4, h5, h6"
NAMED = '[itemprop~="name"], [rel~="author"], .fn, a'
# A card of another story, a menu, a comment and the box about the author below the text have authors too.
ELSEWHERE = frozenset(("nav", "aside", "footer", "li", "form"))
MOST_STEPS = 6
MOST_AUTHORS = 4
LONGEST_NAME = 60
LONGEST_LINE = 120
MOST_WORDS = 6
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
PARTED = re.compile(r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*")


def byline_beside(headline: LexborNode | None, container: LexborNode | None) -> str:
    """Give the names that stand marked as its author's beside a headline; empty where none do.

    Args:
        headline: the element of the headline; around it is searched, up to what holds the text too.
        container: what holds the text; nothing behind its beginning is asked.
    """
    if headline is None or container is None:
        return ""
    around = {above.mem_id for above in ancestors(container)}
    for above in list(ancestors(headline))[:MOST_STEPS]:
        marked = names_in(above, above.css(MARKED), headline, container)
        signed = names_in(above, filter(is_signed, above.css(PLAIN)), headline, container)
        names = list(dict.fromkeys(marked)) or list(dict.fromkeys(signed))
        if names:
            return ", ".join(names[:MOST_AUTHORS])
        if above.mem_id in around or above.mem_id == container.mem_id:
            break
    return ""


def is_signed(node: LexborNode) -> bool:
    """Whether an element says no more than who wrote: a word for "by", and names."""
    text = folded(node.text(separator=" "))
    return len(text) <= LONGEST_LINE and is_byline(text, "") and ":" not in text[:-1]


def names_in(
    above: LexborNode, nodes: Iterable[LexborNode], headline: LexborNode, container: LexborNode
) -> Iterator[str]:
    """Give the names in the first of these elements that stand beside the headline, all of one parent."""
    home = 0
    for node in nodes:
        if not is_beside(node, above, headline, container):
            continue
        found = [name for part in (node.css(NAMED) or [node]) for name in names_of(part.text(separator=" "))]
        parent = node.parent.mem_id if node.parent is not None else 0
        if not found or home not in (0, parent):
            continue
        home = parent
        yield from found


def is_beside(node: LexborNode, above: LexborNode, headline: LexborNode, container: LexborNode) -> bool:
    """Whether an element stands beside the headline and not in a list, a menu, or the text itself."""
    for one in (node, *ancestors(node)):
        if one.mem_id == above.mem_id:
            return True
        if one.tag in ELSEWHERE or one.mem_id in (headline.mem_id, container.mem_id):
            return False
    return False


def names_of(text: str | None) -> Iterator[str]:
    """Give the names of a line, without the word for "by"; nothing where it is no line of names."""
    words = folded(text or "")
    first, _, rest = words.partition(" ")
    words = rest if first.rstrip(":").casefold() in BY else words
    for name in PARTED.split(words):
        if is_name(name):
            yield name


def is_name(text: str) -> bool:
    """Whether some words can be a person's or an agency's name: few, without digits, written as names are."""
    words = text.split()
    if not 0 < len(words) <= MOST_WORDS or len(text) > LONGEST_NAME or any(character.isdigit() for character in text):
        return False
    if not all(WORD.fullmatch(word) for word in words):
        return False
    caseless = text.upper() == text.lower()
    return caseless or (words[0][:1].isupper() and words[-1][:1].isupper() and len(words) > 1)
