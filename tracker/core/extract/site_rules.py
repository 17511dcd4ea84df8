"""What a person knows better of a site: the element that holds its text, and elements that are never read."""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tracker.core.extract.container import TOP_TAGS, Container, ancestors
from tracker.model import Memory, ReadingRules


def without_ignored(tree: LexborHTMLParser, ignore: str) -> None:
    """Take the elements out of a page that are never read; an unsound selector takes out nothing."""
    for node in selected(tree, ignore):
        # The page itself cannot be taken out of the page.
        if (node.tag or "") not in (*TOP_TAGS, "body", "head"):
            node.decompose()


def named_container(tree: LexborHTMLParser, content: str) -> Container | None:
    """Give the element that a person named; None where it is not on the page, or holds no text.

    Where several are, the text stands in all of them: they are put together in the first.
    """
    found = selected(tree, content)
    names = {node.mem_id for node in found}
    outer = [node for node in found if not any(above.mem_id in names for above in ancestors(node))]
    if not any(node.text().strip() for node in outer):
        return None
    first, *rest = outer
    for node in rest:
        first.insert_child(node)
        node.decompose()
    return Container(first, content, 0, len(found))


def selected(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """Give the elements that a selector of the settings matches; none where it is empty or unsound."""
    return tree.css(selector) if selector and is_sound(selector) else []


@lru_cache(maxsize=256)
def is_sound(selector: str) -> bool:
    """Whether the parser understands a selector."""
    try:
        LexborHTMLParser("").css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True


def unheard(rules: ReadingRules, learned: Memory) -> str:
    """Say which of a site's settings did nothing for a page; empty where all were followed.

    Args:
        rules: what the page was to be read by.
        learned: what its reading gave to remember.
    """
    if rules.ignore and not is_sound(rules.ignore):
        return f"the site's setting ignore is no selector that can be followed: {rules.ignore}"
    if not rules.content or learned.selector == rules.content:
        return ""
    if not is_sound(rules.content):
        return f"the site's setting content is no selector that can be followed: {rules.content}"
    return f"the site's setting content matches no text here, which was found without it: {rules.content}"
