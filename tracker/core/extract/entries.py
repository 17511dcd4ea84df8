"""The entries of a live blog: where each stands on the page, its id that lasts, its headline and its times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.extract.container import Container, ancestors, located
from tracker.core.extract.dates import moment
from tracker.core.extract.entry_identity import Place, identified
from tracker.core.extract.noise_words import ASIDE_TAGS
from tracker.core.extract.updates import Declarations, Update, update_of
from tracker.core.text.equality import comparable, folded
from tracker.model import Entry

BY_MICRODATA = '[itemprop~="liveBlogUpdate" i],[itemtype*="LiveBlogPosting" i] [itemtype$="BlogPosting" i]'
STANDING = "article,section,li,div"
TIMED = 'time,[itemprop="datePublished"],[itemprop="dateModified"],[data-timestamp],[data-time],[data-published]'
HEADINGS = "h2,h3,h4,h5"
ENDING_A_LINE = frozenset(("h2", "h3", "h4", "h5", "p", "div", "section", "header", "ul", "figure", "br"))
# The page's own names for an entry, the most telling first.
NAMES = (
    "data-post-id",
    "data-entry-id",
    "data-update-id",
    "data-event-id",
    "data-block-id",
    "data-item-id",
    "data-liveblog-id",
    "data-key",
    "data-id",
    "id",
)
MADE_AT_EACH_LOOK = re.compile(
    r":r\w*:|_r_\w+_|(?:radix|headlessui|react-aria|mui|ember|yui|uid)[-_:]?\w*", re.IGNORECASE
)
NO_ENTRY = re.compile(r"comment|respon[sd]|reply|replies|disqus|review|kommentar|comentario|commentaire", re.IGNORECASE)
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.h時시]\s?([0-5]\d)(?!\d)")
WORD = re.compile(r"\w")
EDITED = re.compile(r"modif|updated|edited", re.IGNORECASE)
LARGE_SHARE = 0.4
LONGEST_STAMP = 60
LEAST_DECLARED, LEAST_SEEN = 2, 3
MOST_ENTRIES = 1500
MOST_STANDING = 20_000
FIRST_WORDS = 6
LONGEST_HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries found on a page, for the walk.

    Attributes:
        named: the id of the entry that an element is; `stamps`: elements that hold but its time.
        above: elements around entries, which are no boxes of noise whatever their names.
    """

    listed: tuple[Entry, ...] = ()
    named: dict[int, str] = field(default_factory=dict)
    stamps: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    places: tuple[Place, ...] = ()


NO_ENTRIES = Entries()


def entries_of(root: LexborNode | None, said: Declarations, *, live: bool) -> Entries:
    """Find the entries of a live blog.

    Args:
        root: where to look.
        said: what the page declares of its entries.
        live: the page calls itself a live blog; where it does not, three elements alike with ids and times of their
            own are asked for.

    Returns:
        The entries in reading order; none on a page that is no live blog.
    """
    if root is None or (not live and len(root.css(TIMED)) < LEAST_SEEN):
        return NO_ENTRIES
    nodes = entry_elements(root, live=live)
    if not nodes:
        return NO_ENTRIES
    places = [place_of(node, update_of(node, said)) for node in nodes]
    ids = identified(places)
    return Entries(
        listed=tuple(listed(places, ids)),
        named={place.node.mem_id: name for place, name in zip(places, ids, strict=True)},
        stamps=frozenset(node.mem_id for place in places for node in stamps_of(place.node)),
        above=frozenset(above.mem_id for place in places for above in ancestors(place.node)),
        places=tuple(places),
    )


def widened(tree: LexborHTMLParser, place: Container | None, entries: Entries) -> Container | None:
    """Give the container that holds all entries: what was taught from one long entry is widened to their parent."""
    if not entries.places:
        return place
    nodes = [entry.node for entry in entries.places] + ([place.node] if place is not None else [])
    counted = Counter(name for node in nodes for name in {node.mem_id, *(above.mem_id for above in ancestors(node))})
    around = [nodes[0], *ancestors(nodes[0])]
    common = next((above for above in around if counted[above.mem_id] == len(nodes)), None)
    if common is None or (place is not None and common.mem_id == place.node.mem_id):
        return place
    return located(tree, common)


def entry_elements(root: LexborNode, *, live: bool) -> list[LexborNode]:
    """Give the elements that are entries, in reading order: by microdata, else the largest group of elements alike."""
    marked = outermost([node for node in root.css(BY_MICRODATA) if not is_elsewhere(node, root)])
    if len(marked) >= LEAST_DECLARED or (marked and live):
        return marked[:MOST_ENTRIES]
    groups: dict[tuple[str, ...], list[LexborNode]] = {}
    for node in root.css(STANDING)[:MOST_STANDING]:
        if (kind := kind_of(node, live)) and not is_elsewhere(node, root):
            groups.setdefault(kind, []).append(node)
    least = LEAST_DECLARED if live else LEAST_SEEN
    alike = [outermost(group) for group in groups.values() if len(group) >= least]
    largest = max((group for group in alike if len(group) >= least), key=text_length, default=[])
    return largest[:MOST_ENTRIES] if live or is_the_story(largest, root) else []


def is_the_story(nodes: Sequence[LexborNode], root: LexborNode) -> bool:
    """Whether elements alike are entries of a text and not cards: the better part of it, and led nowhere else."""
    if text_length(nodes) < LARGE_SHARE * len(root.text()):
        return False
    headings = [link for node in nodes for link in node.css(noise.CARD_HEADS)[:1]]
    return 2 * sum("#" not in address_of(heading) for heading in headings) < len(nodes)


def address_of(heading: LexborNode) -> str:
    """Give where a linked heading leads: the link lies in it, or around it."""
    link = heading if heading.tag == "a" else next((above for above in ancestors(heading) if above.tag == "a"), None)
    return (link.attributes.get("href") or "") if link is not None else ""


def kind_of(node: LexborNode, live: bool) -> tuple[str, ...]:
    """Say what an element has in common with other entries; empty where it can be none."""
    attributes = node.attributes
    name = next((name for name in NAMES if attributes.get(name)), "")
    if not name and not live:
        return ()
    if NO_ENTRY.search(noise.names_of(attributes)) or not is_timed(node, name, live):
        return ()
    classes = (attributes.get("class") or "").split()
    parent = "" if name else str(node.parent.mem_id if node.parent is not None else 0)
    return (node.tag or "", name, classes[0] if classes else "", parent)


def is_timed(node: LexborNode, name: str, live: bool) -> bool:
    """Whether an element has a time of its own: a `time`, a stamp, or a clock as its first words.

    A clock is enough where the element has an id; on a page that calls itself live, where it begins with one.
    """
    if any(node.attributes.get(key) for key in ("data-timestamp", "data-time", "data-published")):
        return True
    if node.css_first(TIMED) is not None:
        return True
    found = CLOCK.search(node.text(separator=" ")[:LONGEST_STAMP]) if name or live else None
    return found is not None and (bool(name) or not WORD.search(found.string[: found.start()]))


def is_elsewhere(node: LexborNode, root: LexborNode) -> bool:
    """Whether an element stands in a menu, a footer or among comments."""
    for above in ancestors(node):
        if above.mem_id == root.mem_id:
            return False
        if above.tag in ASIDE_TAGS or NO_ENTRY.search(noise.names_of(above.attributes)):
            return True
    return False


def outermost(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """Give the elements that lie in none of the others."""
    names = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(above.mem_id in names for above in ancestors(node))]


def text_length(nodes: Sequence[LexborNode]) -> int:
    """Give how much text elements hold together."""
    return sum(len(node.text()) for node in nodes)


def place_of(node: LexborNode, update: Update | None) -> Place:
    """Read one entry's name, headline and times: the page's element first, then what it declares of it."""
    heading = node.css_first(HEADINGS)
    said = folded(heading.text()) if heading is not None else ""
    if not comparable(said) or noise.is_stamp(said) or len(said) > LONGEST_HEADLINE:
        said = update.headline if update is not None else ""
    published, modified = times_of(node)
    if update is not None and update.published and published == update.modified:
        # The stamp tells the last edit: an id made of it would move with each.
        published = None
    return Place(
        node=node,
        name=next((value for name in NAMES if (value := own_name(node, name))), ""),
        declared=update.id if update is not None else "",
        headline=said,
        told=published,
        published=published or (update.published if update is not None else None),
        modified=modified or (update.modified if update is not None else None),
        clock=clock_of(node),
        words=" ".join(comparable(folded(node.text(separator=" "))[:400]).split()[:FIRST_WORDS]),
    )


def own_name(node: LexborNode, attribute: str) -> str:
    """Give the name that the page gives an element by an attribute; empty where it is made up at each look."""
    value = (node.attributes.get(attribute) or "").strip()
    return "" if not value or len(value) > 200 or MADE_AT_EACH_LOOK.fullmatch(value) else value


def times_of(node: LexborNode) -> tuple[datetime | None, datetime | None]:
    """Give when an entry was written and edited last, as its own attributes and stamps tell."""
    stamps = [(at, when) for at in (node, *node.css(TIMED)[:6]) if (when := time_at(at))]
    edited = next((when for at, when in stamps if EDITED.search(described(at))), None)
    written = [(at, when) for at, when in stamps if not EDITED.search(described(at))]
    declared = next((when for at, when in written if at.attributes.get("itemprop") == "datePublished"), None)
    return declared or next((when for _, when in written), None) or edited, edited


def described(node: LexborNode) -> str:
    """Give what a stamp is called by its page."""
    return f"{node.attributes.get('itemprop') or ''} {noise.names_of(node.attributes)}"


def time_at(node: LexborNode) -> datetime | None:
    """Give the moment that an element's attributes tell."""
    attributes = node.attributes
    told = (attributes.get(name) for name in ("datetime", "content", "data-timestamp", "data-time", "data-published"))
    return next((when for value in told if (when := instant(value))), None)


def instant(value: str | None) -> datetime | None:
    """Read a moment as ISO 8601 or as seconds or milliseconds since 1970."""
    if value and EPOCH.fullmatch(value.strip()):
        return datetime.fromtimestamp(int(value.strip()[:10]), tz=UTC)
    return moment(value)


def clock_of(node: LexborNode) -> str:
    """Give the time of day with which an entry begins, digits only; empty where it has none or tells `ago`."""
    stamp = next((found for found in node.css("time") if CLOCK.search(found.text())), None)
    text = folded(stamp.text() if stamp is not None else node.text(separator=" ")[:LONGEST_STAMP])
    found = CLOCK.search(text)
    return f"{int(found[1]):02}{found[2]}" if found else ""


def stamps_of(node: LexborNode) -> Iterator[LexborNode]:
    """Give the elements of an entry that show when it was written: they move while the entry stands still."""
    for stamp in node.css("time"):
        if is_stamp_text(stamp) and not is_in_sentence(stamp):
            yield stamp


def is_stamp_text(stamp: LexborNode) -> bool:
    """Whether a time element shows a stamp: with a digit, `just now` in a language we know, or with nothing beside."""
    text = folded(stamp.text())
    if len(text) > LONGEST_STAMP:
        return False
    return noise.DIGIT.search(text) is not None or not comparable(text) or is_alone(stamp)


def is_alone(stamp: LexborNode) -> bool:
    """Whether no words follow an element in its line."""
    after = stamp.next
    while after is not None and not after.text().strip():
        after = after.next
    return after is None or after.tag in ENDING_A_LINE


def is_in_sentence(stamp: LexborNode) -> bool:
    """Whether a time is part of what is told: words stand before it in its own element."""
    before = stamp.prev
    while before is not None:
        if before.text().strip(" \t\r\n|·•–—-"):
            return True
        before = before.prev
    return False


def listed(places: Sequence[Place], ids: Sequence[str]) -> Iterator[Entry]:
    """Give the entries in reading order, each once."""
    seen: set[str] = set()
    for place, name in zip(places, ids, strict=True):
        if name not in seen:
            seen.add(name)
            yield Entry(id=name, headline=place.headline, published=place.published, modified=place.modified)
