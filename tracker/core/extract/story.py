"""One reading of a page: bytes in, the story and what to remember for the next reading out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import container as containers
from tracker.core.extract import heading
from tracker.core.extract.blocks import block_of
from tracker.core.extract.byline import byline_beside
from tracker.core.extract.clock_headings import entries_by_clock
from tracker.core.extract.container import Container
from tracker.core.extract.decoding import decode
from tracker.core.extract.embedded import Embedded, embedded_text
from tracker.core.extract.entries import Entries, entries_of, widened
from tracker.core.extract.guard import refuse_bombs, refuse_endless
from tracker.core.extract.lines import below_headline, boxed_homes, story_pieces
from tracker.core.extract.marker import Surroundings, body_classes, marker_of
from tracker.core.extract.noise_words import SILENT_TAGS
from tracker.core.extract.notes import note_kind
from tracker.core.extract.photograph import Lead, declared_pictures, lead_photograph, unwrap_fallbacks
from tracker.core.extract.quick import Glanced, read_in_full
from tracker.core.extract.remembering import day_on, memory_of
from tracker.core.extract.site_rules import named_container, without_ignored
from tracker.core.extract.standfirst import is_beginning_of, with_dek
from tracker.core.extract.structured import Declared, declared
from tracker.core.extract.teacher import teacher_lines
from tracker.core.extract.updates import declarations, entries_by_text, listed_updates, updates_in
from tracker.core.extract.walker import Piece, walk
from tracker.core.extract.zone import Zone, zone_of
from tracker.core.text.equality import comparable, folded
from tracker.model import Block, BlockKind, DekSource, Entry, Memory, Note, Photograph, ReadingRules, Story

WALKER = 5
NO_RULES = ReadingRules()
# Whatever is longer is no headline, and would fill every list that it stands in.
LONGEST_HEADLINE = 1000
LONGEST_DEK = 5000
LONGEST_NAMES = 500
STRIPPED = sorted(SILENT_TAGS)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: what it declares, its headline and where that stands."""

    html: str
    tree: LexborHTMLParser
    declared: Declared
    headline: str
    headline_node: LexborNode | None
    pictures: tuple[Photograph, ...] = ()
    rules: ReadingRules = NO_RULES

    @property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, in several places."""
        return (self.headline, self.declared.headline, self.declared.social_title, self.declared.page_title)

    @property
    def bare(self) -> str:
        """The page without scripts, styles, forms and its head, written anew."""
        return self.tree.html or ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, and all that it went by.

    Attributes:
        lines: the teacher's; empty where the container was remembered.
        walked: every block of the container; `pieces` those of them and of the zone that are the page's own story.
        carried: the text that was found in data instead.
    """

    page: Page
    place: Container | None
    lines: list[str]
    zone: Zone
    walked: list[Piece]
    pieces: list[Piece]
    carried: Embedded | None
    lead: Lead
    story: Story
    memory: Memory


def extract(
    body: bytes,
    url: str,
    *,
    now: datetime | None = None,
    memory: Memory | None = None,
    charset: str | None = None,
    rules: ReadingRules = NO_RULES,
) -> Story:
    """Read a page as a reader does.

    Args:
        body: the bytes as they came.
        url: where they came from; links are made absolute with it.
        now: to tell a live blog that is over; None: nothing is compared with the present.
        memory: of an earlier reading, so that the same walker walks the same container; None for a first reading.
        charset: of the Content-Type header.
        rules: what a person knows better of this site, and a person's own phrases.

    Raises:
        ReadingError: the bytes cannot be decoded or parsed.
    """
    return read_story(body, url, memory=memory, charset=charset, now=now, rules=rules)[0]


def read_story(
    body: bytes,
    url: str,
    *,
    memory: Memory | None = None,
    charset: str | None = None,
    now: datetime | None = None,
    rules: ReadingRules = NO_RULES,
) -> tuple[Story, Memory]:
    """Read a page, and give what to remember beside the story; arguments and errors as `extract`."""
    return read_html(decode(body, charset=charset), url, memory=memory, now=now, rules=rules)


def read_html(
    html: str,
    url: str,
    *,
    memory: Memory | None,
    now: datetime | None,
    rules: ReadingRules = NO_RULES,
    glanced: Glanced | None = None,
) -> tuple[Story, Memory]:
    """Read a page that is decoded; see `quick.read_in_full` for what was `glanced`."""
    reading = reading_of(html, url, memory=memory, now=now, rules=rules, glanced=glanced)
    return reading.story, reading.memory


def reading_of(
    html: str,
    url: str,
    *,
    memory: Memory | None,
    now: datetime | None,
    rules: ReadingRules = NO_RULES,
    left_out: list[LexborNode] | None = None,
    glanced: Glanced | None = None,
) -> Reading:
    """Read a page that is decoded, and keep all that the reading went by.

    Args:
        left_out: takes up the boxes of noise, for people who ask why; None: nobody asks.
    """
    refuse_bombs(html)
    page = parsed(html, url, rules)
    named = named_container(page.tree, rules.content)
    place, entries, lines = placed(page, memory, named)
    zone, pieces, walked = gathered(page, place, entries, left_out, around=named is None)
    said = page.declared.description
    source = memory.dek if memory is not None and memory.walker == WALKER else DekSource.UNKNOWN
    dek, pieces, source = with_dek(page.headline_node, page.headline, said, place, zone, pieces, source)
    carried = embedded_text(html, page.titles, pieces, remembered=memory.embedded if memory is not None else "")
    if carried is not None and is_beginning_of(dek, carried.pieces):
        dek = ""
    lead = lead_photograph(
        place.node if place is not None else None,
        page.headline_node,
        page.pictures,
        url,
        before=memory.photograph if memory is not None else None,
        known=memory.pictures if memory is not None else (),
        was_figure=memory is not None and memory.figure,
    )
    blocks, listed = told(carried.pieces if carried else pieces, entries, page, url)
    headline = (page.headline or (carried.headline if carried else ""))[:LONGEST_HEADLINE]
    story = story_of(page, dek, blocks, now, url, headline=headline)
    refuse_endless(story)
    day = None if story.published else day_on(page.bare, url, memory, now, walker=WALKER)
    byline = story.byline or byline_beside(page.headline_node, place.node if place is not None else None)
    story = replace(story, byline=byline, entries=listed, photograph=lead.photograph, published=story.published or day)
    learned = memory_of(place, page.headline_node, zone, carried, lead, walker=WALKER)
    learned = replace(learned, day=day, dek=source)
    learned = read_in_full(learned, page.html, page.tree, rules, now, glanced=glanced)
    return Reading(page, place, lines, zone, walked, pieces, carried, lead, story, learned)


def placed(
    page: Page, memory: Memory | None, named: Container | None = None
) -> tuple[Container | None, Entries, list[str]]:
    """Find the container, again or for the first time, and a live blog's entries in it; give the teacher's lines."""
    live = page.declared.live
    said = declarations(updates_in(page.declared.thing))
    place = named
    if place is None and memory is not None and memory.walker == WALKER:
        place = containers.remembered(page.tree, memory)
    if place is not None:
        return place, entries_of(place.node, said, live=live), []
    lines = teacher_lines(page.bare)
    place = containers.taught(page.tree, lines, standfirst=page.declared.description)
    entries = entries_of(place.node if place is not None else None, said, live=live)
    if live and not entries.places:
        entries = entries_of(page.tree.body, said, live=live)
    return widened(page.tree, place, entries), entries, lines


def told(
    pieces: Sequence[Piece], entries: Entries, page: Page, url: str
) -> tuple[tuple[Block, ...], tuple[Entry, ...]]:
    """Make blocks of what was walked, each with its entry, and list the entries."""
    boxes = boxed_homes(list(pieces))
    blocks = tuple(block_of(piece, url, page.rules, boxes) for piece in pieces)
    if entries.places:
        return blocks, entries.listed
    updates = updates_in(page.declared.thing)
    found = entries_by_text([block.text for block in blocks], updates)
    listed = listed_updates(updates, found)
    if not found:
        found, listed = entries_by_clock(blocks, page.tree.body, live=page.declared.live)
    if not found:
        return blocks, ()
    return tuple(block._replace(entry=found.get(place, "")) for place, block in enumerate(blocks)), listed


def parsed(html: str, url: str, rules: ReadingRules) -> Page:
    """Parse a page and take from it what no text is."""
    tree = LexborHTMLParser(html)
    without_ignored(tree, rules.ignore)
    page = declared(html, tree)
    pictures = declared_pictures(tree, page.thing, url)
    unwrap_fallbacks(tree)
    set_aside = [folded(node.text()) for node in tree.css("nav h1, dialog h1")]
    tree.strip_tags(STRIPPED)
    headline, node = heading.headline_of(tree, page, set_aside=set_aside)
    return Page(html, tree, page, headline, node, pictures, rules)


def gathered(
    page: Page,
    place: Container | None,
    entries: Entries,
    left_out: list[LexborNode] | None = None,
    *,
    around: bool = True,
) -> tuple[Zone, list[Piece], list[Piece]]:
    """Walk the container and the zone around it; give zone, story, and all that was walked in the container.

    Args:
        around: read the zone too; not where a person said which element holds the text.
    """
    if place is None:
        return Zone([], []), [], []
    live = page.declared.live or bool(entries.places)
    zone = zone_of(place.node, page.headline_node, headline=page.headline, live=live) if around else Zone([], [])
    walked = walk(place.node, live=live, entries=entries, left_out=left_out)
    own = story_pieces(below_headline(walked, page.headline), headline=page.headline, live=page.declared.live)
    pieces = [piece for piece in own if not heading.is_byline(piece.text, page.declared.byline)]
    have = {comparable(piece.text) for piece in pieces}
    zone.before = [piece for piece in zone.before if comparable(piece.text) not in have]
    zone.after = [piece for piece in zone.after if comparable(piece.text) not in have]
    return zone, pieces, walked


def story_of(
    page: Page, dek: str, blocks: tuple[Block, ...], now: datetime | None, url: str, *, headline: str
) -> Story:
    """Put the story together."""
    said = page.declared
    kinds = ((note_kind(block.text, page.rules), block.text) for block in blocks if block.kind is BlockKind.NOTE)
    return Story(
        headline=headline,
        dek=dek[:LONGEST_DEK],
        byline=said.byline[:LONGEST_NAMES],
        section=said.section[:LONGEST_NAMES],
        language=said.language[:LONGEST_NAMES],
        published=said.published,
        modified=said.modified,
        blocks=blocks,
        notes=tuple(Note(kind=kind, text=text) for kind, text in kinds if kind is not None),
        marker=marker_of(
            blocks,
            Surroundings(url, headline, page.headline_node, body_classes(page.tree), said),
            now=now,
            rules=page.rules,
        ),
    )
