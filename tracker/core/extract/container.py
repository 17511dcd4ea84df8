"""The element that holds the story: found once with the teacher's help, found again by its selector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.errors import ReadingError
from tracker.model import Memory

TEXT_TAGS = "p,h2,h3,h4,blockquote,pre,td,span,section,article,font"
BOX_TAGS = f"{TEXT_TAGS},div"
WRAPPERS = frozenset(("div", "span", "td", "blockquote", "section", "article", "font"))
# Old pages write their text straight into these, line breaks and boxes between its paragraphs.
CELLS = frozenset(("td", "font"))
KEY = 60
LEAST_LINE = 40
SHARE = 0.85
DEEPEST = 220
POOR = 3
LEAST_HELD = 0.1
LEAST_FOUND = 0.25
MOST_FOUND = 0.5
FEW = 3
TOP_TAGS = frozenset(("html", "-undef", "-document", ""))
STABLE_NAME = re.compile(r"[A-Za-z_][\w-]*")
PASSING_NAME = re.compile(
    r"\d{3,}|^(?:css|sc|jsx|svelte|style|emotion|chakra|mui)-|__[A-Za-z0-9_-]{5,}$|"
    r"_[A-Za-z0-9]{5,}_\d|^[a-z]{1,2}[A-Z0-9]\w{3,}$"
    r"|active|open|loaded|visible|^is-|^has-|^js-|^post-\d|^(?=\w*\d)(?=\w*[A-Z])\w{6,}$"
)
DEEPEST_SELECTOR = 6
CLASSES_USED = 2


TextElement = tuple[LexborNode, str]


@dataclass(frozen=True, slots=True)
class Container:
    """The element that holds the story, and how to find it again."""

    node: LexborNode
    selector: str
    index: int
    matches: int


def remembered(tree: LexborHTMLParser, memory: Memory) -> Container | None:
    """Find the container again; None where the selector no longer fits as it did."""
    found = tree.css(memory.selector) if memory.selector else []
    if len(found) != memory.matches or memory.index >= len(found):
        return None
    node = found[memory.index]
    if len(found) > 1 and len(node.text()) * POOR < max(len(other.text()) for other in found):
        # As many as before, but another element has taken the story's place among them.
        return None
    return Container(node, memory.selector, memory.index, memory.matches)


def taught(tree: LexborHTMLParser, lines: Iterable[str], *, standfirst: str = "") -> Container | None:
    """Find the smallest element that holds at least 85 % of the teacher's paragraphs; without them by own scoring.

    Args:
        tree: the page.
        lines: the teacher's.
        standfirst: what the page declares as one; it has no say where that makes the container hold the headline.

    Returns:
        The container; None on a page without text.
    """
    keys = {key(line) for line in lines if letters(line) >= LEAST_LINE}
    found = telling_elements(tree, keys)
    own = densest_element(found) or above_longest_paragraph(tree)
    node = common_element(found, keys)
    if node is not None and key(standfirst) in keys and node.css_first("h1") is not None:
        node = common_element(found, keys - {key(standfirst)}) or node
    if node is None or (own is not None and is_poor(node, own)):
        node = own
    return located(tree, node) if node is not None else None


def is_poor(node: LexborNode, own: LexborNode) -> bool:
    """Whether the teacher was misled: to some corner of the page, or to all of it while half stands together."""
    if own.mem_id == node.mem_id or (
        node.tag != "body" and any(above.mem_id == node.mem_id for above in ancestors(own))
    ):
        return False
    mine, theirs = plain_length(own), plain_length(node)
    return theirs * POOR < mine or (node.tag == "body" and mine > theirs / 2)


def plain_length(node: LexborNode) -> int:
    """Give how much text an element holds in paragraphs; all of it where it holds next to none in them."""
    held, whole = sum(len(paragraph.text()) for paragraph in node.css("p")), len(node.text())
    return held if held > LEAST_HELD * whole else whole


def located(tree: LexborHTMLParser, node: LexborNode) -> Container:
    """Say how an element is found again.

    Raises:
        ReadingError: it lies deeper than any page that people wrote.
    """
    if sum(1 for _ in ancestors(node)) > DEEPEST:
        raise ReadingError(
            f"The page cannot be read: its text is nested over {DEEPEST} levels deep; it is built to choke readers."
        )
    selector = selector_of(node)
    found = tree.css(selector)
    index = next((place for place, other in enumerate(found) if other.mem_id == node.mem_id), 0)
    return Container(node, selector, index, len(found))


def key(text: str) -> str:
    """Give what a line is recognised by: the teacher changes quotes and white space here and there."""
    return "".join(filter(str.isalnum, folded(text[: 3 * KEY])))[:KEY].lower()


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Climb from an element's parent to the top of the page."""
    above = node.parent
    while above is not None and (above.tag or "") not in TOP_TAGS:
        yield above
        above = above.parent


def common_element(found: Sequence[TextElement], keys: set[str]) -> LexborNode | None:
    """Give the deepest element above 85 % of the elements whose text the teacher returned."""
    held: dict[int, int] = {}
    nodes: dict[int, tuple[int, LexborNode]] = {}
    hits = 0
    for node, text in found if keys else ():
        if key(text.lstrip()) not in keys:
            continue
        hits += 1
        chain = list(ancestors(node))
        for depth, above in enumerate(reversed(chain)):
            held[above.mem_id] = held.get(above.mem_id, 0) + 1
            nodes[above.mem_id] = (depth, above)
    enough = [nodes[name] for name, count in held.items() if count >= SHARE * hits]
    return max(enough, key=lambda pair: pair[0])[1] if enough else None


def telling_elements(tree: LexborHTMLParser, keys: set[str]) -> list[TextElement]:
    """Give the text elements of the page; boxes among them where only they hold what the teacher read."""
    found = list(text_elements(tree))
    if share_of(keys, found) >= LEAST_FOUND and (keys or len(found) >= FEW):
        return found
    boxes = list(text_elements(tree, boxes=True))
    return boxes if share_of(keys, boxes) >= MOST_FOUND else found


def share_of(keys: set[str], found: Sequence[TextElement]) -> float:
    """Give the share of the teacher's lines that some elements hold; all of them where it gave none."""
    return len(keys & {key(text.lstrip()) for _, text in found}) / len(keys) if keys else 1.0


def text_elements(tree: LexborHTMLParser, *, boxes: bool = False) -> Iterator[TextElement]:
    """Give the elements that hold a paragraph's text themselves, with that text.

    Args:
        tree: the page.
        boxes: a box without paragraphs in it counts as one: some pages have no other.
    """
    for node in tree.css(BOX_TAGS if boxes else TEXT_TAGS):
        text = node.text()
        if letters(text) < LEAST_LINE:
            continue
        if node.tag in WRAPPERS and holds_paragraphs(node):
            text = node.text(deep=False).strip() if node.tag in CELLS else ""
        if letters(text) >= LEAST_LINE:
            yield node, text


def holds_paragraphs(node: LexborNode) -> bool:
    """Whether paragraphs or boxes lie inside an element; a selector asked of the element itself would find it too."""
    return any(child.css_first("p,div,li") is not None for child in node.iter())


def densest_element(found: Sequence[TextElement]) -> LexborNode | None:
    """Score the elements above text by how much plain text they hold nearby; give the best."""
    score: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for node, text in found:
        length = len(text)
        share = noise.link_share(node, length)
        if share > 0.5:
            continue
        for weight, above in zip((1.0, 0.8, 0.6, 0.4, 0.3), ancestors(node), strict=False):
            score[above.mem_id] = score.get(above.mem_id, 0.0) + weight * min(length, 600) * (1 - share)
            nodes[above.mem_id] = above
    return max(nodes.values(), key=lambda node: score[node.mem_id] * likelihood(node), default=None)


def above_longest_paragraph(tree: LexborHTMLParser) -> LexborNode | None:
    """Give the element above the longest paragraph: all there is on a page of a line or two."""
    longest = max(tree.css("p"), key=lambda node: len(node.text()), default=None)
    return longest.parent if longest is not None and longest.text().strip() else None


def likelihood(node: LexborNode) -> float:
    """Weigh an element by its tag and names."""
    if node.tag in ("body", "aside", "footer", "nav"):
        return 0.35
    attributes = node.attributes
    names = noise.names_of(attributes)
    if noise.is_noise_name(names):
        return 0.3
    by_markup = node.tag == "article" or (attributes.get("itemprop") or "").lower() == "articlebody"
    return (1.4 if by_markup else 1.0) * (1.35 if noise.is_story_name(names) else 1.0)


def selector_of(node: LexborNode) -> str:
    """Write a selector that outlives a re-rendering: itemprop, stable id, stable classes; never hashed class names."""
    parts: list[str] = []
    at: LexborNode | None = node
    while at is not None and (at.tag or "") not in TOP_TAGS and len(parts) < DEEPEST_SELECTOR:
        step, anchored = selector_step(at)
        parts.append(step)
        if anchored:
            break
        at = at.parent
    return " > ".join(reversed(parts)) or "body"


def selector_step(node: LexborNode) -> tuple[str, bool]:
    """Write one step of a selector, and say whether it needs no step above it."""
    attributes, tag = node.attributes, node.tag or ""
    if not STABLE_NAME.fullmatch(tag):
        # A broken page has elements that no selector can name.
        tag = "*"
    if tag == "body":
        return "body", True
    if (attributes.get("itemprop") or "").lower() == "articlebody":
        return f'{tag}[itemprop="{attributes["itemprop"]}"]', True
    name = attributes.get("id") or ""
    if STABLE_NAME.fullmatch(name) and not PASSING_NAME.search(name):
        return f"{tag}#{name}", True
    classes = [
        word
        for word in (attributes.get("class") or "").split()
        if STABLE_NAME.fullmatch(word) and not PASSING_NAME.search(word)
    ]
    return tag + "".join(f".{word}" for word in classes[:CLASSES_USED]), False
