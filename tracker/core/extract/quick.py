"""The quick test: whether a page still says what it said when its text was last read, without reading it.

It may only ever err on one side. Whatever might be a change fails it, and the page is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.extract.container import ancestors, remembered
from tracker.core.extract.noise_words import ASIDE_TAGS, SILENT_TAGS
from tracker.core.extract.notes import holds_note
from tracker.core.extract.page_lines import lines_on
from tracker.core.extract.photograph import ADDRESSES
from tracker.core.extract.site_rules import without_ignored
from tracker.core.extract.walker import Piece, walk
from tracker.core.text.equality import comparable
from tracker.model import BlockKind, Memory, ReadingRules

# However often the test says "unchanged", the page is read in full every so often.
MOST_QUICK = 11
READ_ANYWAY_AFTER = timedelta(hours=1)
SIZE_MOVED = 0.1
STRIPPED = sorted(SILENT_TAGS)
META = re.compile(r"<meta\b[^>]{1,1500}>", re.IGNORECASE)
TELLING_META = re.compile(r"title|description|modified|published|author|updated|image", re.IGNORECASE)
DECLARED = re.compile(
    r'"(?:dateModified|datePublished|headline|description|name|coverageEndTime|isAccessibleForFree)"\s{0,9}:\s{0,9}'
    r'(?:"(?:[^"\\]|\\.){0,600}"|true|false)'
)
JSON_LD = "application/ld+json"
MOST_HEAD = 200_000
PICTURES = 2
# A glance sees no picture that stands there for browsers without scripts, and a full reading does.
HIDDEN_PICTURES = re.compile(r"<noscript", re.IGNORECASE)
PICTURE_SOURCES = ADDRESSES
HEADLINES = re.compile(r"<(h1|title)\b.{0,3000}?</\1", re.DOTALL | re.IGNORECASE)
# Names that builds and requests make up, such as `class="h1-8dcb2"`, are others on each page.
MADE_UP = re.compile(
    r"""\s(?:class|id|data-[\w-]{1,40})=(?:"[^"<>]{0,200}\d[^"<>]{0,200}"|'[^'<>]{0,200}\d[^'<>]{0,200}')"""
)
COUNTED_KINDS = frozenset((BlockKind.TABLE_ROW, BlockKind.LIST_ITEM))


def glance(
    html: str,
    memory: Memory,
    rules: ReadingRules,
    now: datetime,
    *,
    wanted: Callable[[str], bool] | None = None,
    utf8: bytes | None = None,
) -> str:
    """Take the fingerprint of a page where that may suffice: if it is the remembered one, the page need not be read.

    Args:
        wanted: tells of a line whether the page is to be read if it shows it anywhere; None: none is looked for.
        utf8: the page in bytes, where it came so, which the parser would have to make; None: it makes them.

    Returns:
        Empty where the page is to be read whatever it says: after twelve looks or an hour without a full reading, or
        where the size moved by a tenth.
    """
    if not memory.fingerprint or memory.read_at is None or memory.quick >= MOST_QUICK:
        return ""
    if now - memory.read_at >= READ_ANYWAY_AFTER or abs(len(html) - memory.size) > SIZE_MOVED * memory.size:
        return ""
    tree = LexborHTMLParser(html if utf8 is None else utf8)
    if wanted is not None and any(map(wanted, lines_on(tree))):
        return ""
    without_ignored(tree, rules.ignore)
    tree.strip_tags(STRIPPED)
    return fingerprint(html, tree, memory, rules)


@dataclass(frozen=True, slots=True)
class Glanced:
    """The fingerprint that was taken of a page before it is read, and by which memory."""

    fingerprint: str
    memory: Memory

    @property
    def is_unchanged(self) -> bool:
        """Whether the page surely reads as it did, so that it need not be read."""
        return bool(self.fingerprint) and self.fingerprint == self.memory.fingerprint

    def counts_for(self, learned: Memory) -> bool:
        """Whether it is the fingerprint too by what a full reading has learned: the story stands where it stood."""
        mine, theirs = ((one.selector, one.index, one.matches, one.embedded, one.way) for one in (self.memory, learned))
        return bool(self.fingerprint) and mine == theirs


def read_in_full(
    memory: Memory,
    html: str,
    tree: LexborHTMLParser,
    rules: ReadingRules,
    now: datetime | None,
    *,
    glanced: Glanced | None = None,
) -> Memory:
    """Note what the quick test of the next looks is to find, after a page was read in full.

    Args:
        tree: of the page, what is no text taken from it.
        now: None: nothing is noted, and the next look reads in full too.
        glanced: what was taken of this very page before it was read; None: nothing was.
    """
    if now is None:
        found = ""
    elif glanced is not None and glanced.counts_for(memory) and not HIDDEN_PICTURES.search(html):
        found = glanced.fingerprint
    else:
        found = fingerprint(html, tree, memory, rules)
    return replace(memory, fingerprint=found, size=len(html), read_at=now, quick=0)


def fingerprint(html: str, tree: LexborHTMLParser, memory: Memory, rules: ReadingRules) -> str:
    """Give the digest of all that a reading depends on; empty where the story's place is not found as it was."""
    # A headline that is no h1, or none of the page's, is not looked for here.
    found_by_h1 = memory.way.startswith(("h1", " /"))
    container = remembered(tree, memory) if memory.selector and not memory.embedded and found_by_h1 else None
    if container is None:
        return ""
    digest = sha256()
    live = "LiveBlogPosting" in html
    for part in (repr(rules), *declarations(html), *visible_parts(tree, container.node, live)):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def declarations(html: str) -> Iterator[str]:
    """Give what the page declares of its story, as it is written."""
    head = html.find("</head")
    yield from (tag for tag in META.findall(html, 0, head if head > 0 else MOST_HEAD) if TELLING_META.search(tag))
    yield from (MADE_UP.sub("", found.group()) for found in HEADLINES.finditer(html))
    place = html.find(JSON_LD)
    while place >= 0:
        end = html.find("</script", place)
        yield from DECLARED.findall(html, place, end if end > 0 else len(html))
        place = html.find(JSON_LD, place + len(JSON_LD))


def visible_parts(tree: LexborHTMLParser, container: LexborNode, live: bool) -> Iterator[str]:
    """Give the blocks of the container as they are walked, and the words of what stands beside it."""
    path = {node.mem_id: node for node in ancestors(container)}
    root = container.parent
    for headline in tree.css("h1"):
        common = next((node for node in ancestors(headline) if node.mem_id in path), None)
        if common is not None and (root is None or common.mem_id != root.mem_id):
            root = common if root is None or is_above(common, root) else root
    yield from (f"{piece.kind} {as_compared(piece)}" for piece in walk(container, live=live))
    if root is not None:
        yield from beside(root, container, frozenset(path))
        yield from pictures(root)


def as_compared(piece: Piece) -> str:
    """Give a block's words without the stamps and counters that no comparison of readings looks at either."""
    return piece.text if piece.kind in COUNTED_KINDS else comparable(piece.text)


def is_above(node: LexborNode, other: LexborNode) -> bool:
    """Whether an element holds another."""
    return any(above.mem_id == node.mem_id for above in ancestors(other))


def beside(root: LexborNode, container: LexborNode, on_the_way: frozenset[int]) -> Iterator[str]:
    """Give the words of the elements beside the way from the root to the container, boxes of noise left out."""
    for child in root.iter():
        if child.mem_id == container.mem_id:
            continue
        if child.mem_id in on_the_way:
            yield from beside(child, container, on_the_way)
        elif not is_passed_over(child) or holds_note(child):
            yield comparable(words_of(child))


def is_passed_over(node: LexborNode) -> bool:
    """Whether a reading passes over an element by its tag or name."""
    if node.tag in ASIDE_TAGS:
        return True
    attributes = node.attributes
    return noise.is_out_of_sight(attributes) or noise.is_noise_name(noise.names_of(attributes))


def pictures(root: LexborNode) -> Iterator[str]:
    """Give where the first pictures come from, as it is written."""
    for picture in root.css("img")[:PICTURES]:
        attributes = picture.attributes
        yield " ".join(attributes.get(name) or "" for name in PICTURE_SOURCES)


def words_of(node: LexborNode) -> str:
    """Give an element's words, white space folded, parted where its elements are."""
    return " ".join(node.text(separator=" | ").split())
