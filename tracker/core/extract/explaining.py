"""Why a page is read as it is: the very reading that a poll makes, with what it left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from tracker.core.extract import heading, noise
from tracker.core.extract.container import LEAST_LINE, ancestors, key, text_elements
from tracker.core.extract.dates import moment
from tracker.core.extract.decoding import decode
from tracker.core.extract.lines import is_appeal_heading, is_teaser
from tracker.core.extract.noise_words import ASIDE_TAGS, BOX
from tracker.core.extract.phrases import VETO, first_promise
from tracker.core.extract.story import NO_RULES, Reading, reading_of
from tracker.core.extract.walker import Piece
from tracker.core.text.equality import comparable, folded
from tracker.core.text.scripts import letters
from tracker.model import BlockKind, Explanation, LeftOut, Memory, ReadingRules, Sources

LONGEST_TOLD = 300
MOST_TOLD = 400
LONGEST_PROMISE = 320


def explain(
    body: bytes,
    url: str,
    *,
    now: datetime | None = None,
    memory: Memory | None = None,
    charset: str | None = None,
    rules: ReadingRules = NO_RULES,
) -> Explanation:
    """Say what a reading of a page went by; arguments and errors as `extract`.

    It is that reading itself, told to keep what it leaves out: its story is the one that `extract` gives.
    """
    boxes: list[LexborNode] = []
    html = decode(body, charset=charset)
    reading = reading_of(html, url, memory=memory, now=now, rules=rules, left_out=boxes)
    place = reading.place
    paragraphs = [line for line in reading.lines if letters(line) >= LEAST_LINE]
    return Explanation(
        story=reading.story,
        selector=place.selector if place is not None else "",
        index=place.index if place is not None else 0,
        matches=place.matches if place is not None else 0,
        teacher_paragraphs=len(paragraphs),
        teacher_share=share_of(paragraphs, place.node if place is not None else None),
        embedded=reading.memory.embedded,
        zone=tuple(piece.text for piece in reading.zone.before + reading.zone.after),
        left_out=tuple(islice(chain(left_boxes(boxes), left_lines(reading), left_outside(reading)), MOST_TOLD)),
        vetoes=tuple(vetoed(reading)),
        sources=sources_of(reading),
    )


def share_of(lines: Sequence[str], container: LexborNode | None) -> float | None:
    """Give the share of the teacher's paragraphs that the container holds; None without any."""
    if not lines:
        return None
    held = "".join(filter(str.isalnum, container.text())).lower() if container is not None else ""
    return sum(key(line) in held for line in lines) / len(lines)


def left_boxes(boxes: Sequence[LexborNode]) -> Iterator[LeftOut]:
    """Tell the boxes in the container that the walk left out."""
    for node in boxes:
        if text := folded(node.text(separator=" ")):
            yield LeftOut(text=text[:LONGEST_TOLD], reason=reason_of_box(node))


def reason_of_box(node: LexborNode) -> str:
    """Say why the walk leaves a box out."""
    attributes, names = node.attributes, noise.names_of(node.attributes)
    if node.tag in ASIDE_TAGS:
        return f"{node.tag} element"
    if noise.is_out_of_sight(attributes):
        return "hidden, or no text by its role"
    if noise.is_noise_name(names) and (found := BOX.search(names)):
        return f"box by name: {found.group().strip(' _-')}"
    return "form" if node.tag == "form" else "card list"


def left_lines(reading: Reading) -> Iterator[LeftOut]:
    """Tell the lines of the container that are not the story."""
    kept = {id(piece) for piece in reading.pieces}
    seen: set[str] = set()
    for piece in reading.walked:
        if id(piece) not in kept:
            yield LeftOut(text=piece.text[:LONGEST_TOLD], reason=reason_of_line(piece, reading, seen))
        seen.add(piece.text)


def reason_of_line(piece: Piece, reading: Reading, seen: set[str]) -> str:
    """Say why a line is not part of the story."""
    text = piece.text
    if text == reading.story.headline:
        return "the headline"
    if reading.carried is not None:
        return "the text is read from embedded data"
    told = (
        (text == reading.story.dek, "the standfirst"),
        (len(text) < 2 or noise.is_label(text), "label"),
        (noise.is_stamp(text) or not comparable(text), "stamp"),
        (noise.is_appeal(text), "appeal"),
        (is_appeal_heading(piece), "heading of an appeal"),
        (noise.is_pointer(text), "pointer"),
        (text in seen, "repeated"),
        (piece.link_share > 0.8, "pointer: links to other pages"),
        (is_teaser(piece), "card list"),
        (piece.kind is BlockKind.HEADING, "heading without a text below it"),
    )
    return next((reason for holds, reason in told if holds), "the standfirst")


def left_outside(reading: Reading) -> Iterator[LeftOut]:
    """Tell the longer lines that lie outside of the container and are not of its zone."""
    told = {comparable(piece.text) for piece in reading.pieces}
    told |= {comparable(reading.story.headline), comparable(reading.story.dek)}
    container = reading.place.node.mem_id if reading.place is not None else -1
    for node, text in text_elements(reading.page.tree):
        inside = node.mem_id == container or any(above.mem_id == container for above in ancestors(node))
        line = folded(text)
        if not inside and comparable(line) not in told:
            told.add(comparable(line))
            yield LeftOut(text=line[:LONGEST_TOLD], reason="outside of the container")


def vetoed(reading: Reading) -> Iterator[str]:
    """Give the lines that hold the words of a promise, and words beside them by which it is none."""
    for piece in reading.pieces:
        if len(piece.text) <= LONGEST_PROMISE and VETO.search(piece.text) and first_promise(piece.text):
            yield piece.text


def sources_of(reading: Reading) -> Sources:
    """Say where the parts beside the text come from."""
    story, said = reading.story, reading.page.declared
    return Sources(
        headline=headline_source(reading),
        dek=dek_source(reading),
        published=date_source(story.published, said.published, said.thing.get("datePublished")),
        modified=date_source(story.modified, said.modified, said.thing.get("dateModified")),
        photograph=reading.lead.source,
    )


def headline_source(reading: Reading) -> str:
    """Say where the headline comes from."""
    said, headline = reading.page.declared, reading.story.headline
    told = (
        (reading.page.headline_node is not None, "the h1 element"),
        (headline == said.headline, "JSON-LD"),
        (headline == said.social_title, "og:title"),
        (headline == said.page_title, "the title element"),
        (reading.carried is not None and not reading.page.headline, "embedded data"),
    )
    return next((source for holds, source in told if holds), "the page's menu") if headline else ""


def dek_source(reading: Reading) -> str:
    """Say where the standfirst comes from."""
    dek = reading.story.dek
    if not dek:
        return ""
    standing = heading.standfirst_of(reading.page.headline_node, reading.page.headline)
    return "an element beside the headline" if dek == standing else "what the page declares (og:description, meta)"


def date_source(read: datetime | None, declared: datetime | None, in_json: object) -> str:
    """Say where a date comes from."""
    if read is None:
        return ""
    if read != declared:
        return "the dates that stand on the page"
    return "JSON-LD" if moment(in_json) == read else "a meta element"
