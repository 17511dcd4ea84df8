"""What on a page is not the story: by the names of its boxes, and by whole lines of their text."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tracker.core.extract.noise_words import (
    APPEAL,
    APPEAL_STEMS,
    ASKS,
    BOX,
    CLOCK_OR_DATE,
    CUES_OF_APPEAL,
    EMBEDDED,
    EMBEDDED_STEMS,
    LABEL,
    LONGEST_APPEAL,
    LONGEST_EMBEDDED,
    LONGEST_LABEL,
    LONGEST_STAMP,
    POINTER,
    SILENT_ROLES,
    STAMP_TOKEN,
    STORY_BOX,
    TEASER,
    WORD,
)

LETTER = re.compile(r"\w")
DIGIT = re.compile(r"\d")
A_SENTENCE = 6
LEAST_BEGINNING = 80
MOST_LINKED = 0.2


@lru_cache(maxsize=20_000)
def is_noise_name(names: str) -> bool:
    """Whether the id and classes of an element name a box that is not the story."""
    if names.count("-") >= A_SENTENCE:
        # An id made of a headline names nothing.
        names = " ".join(name for name in names.split() if name.count("-") < A_SENTENCE)
    return bool(BOX.search(names)) and not STORY_BOX.search(names)


@lru_cache(maxsize=20_000)
def is_teaser_name(names: str) -> bool:
    """Whether the id and classes of an element name a teaser: of another story, or the beginning of this one."""
    return bool(TEASER.search(names)) and not STORY_BOX.search(names)


def is_teaser(node: LexborNode) -> bool:
    """Whether an element named a teaser leads to another story: by links, by a heading, or by holding no sentence."""
    length = len(node.text())
    if length < LEAST_BEGINNING or node.css_first("h2,h3,h4,h5") is not None or link_share(node, length) > MOST_LINKED:
        return True
    above = node.parent
    return above is not None and above.tag == "a"


@lru_cache(maxsize=20_000)
def is_story_name(names: str) -> bool:
    """Whether the id and classes of an element name the story's own box."""
    return bool(STORY_BOX.search(names))


def names_of(attributes: dict[str, str | None]) -> str:
    """Give an element's id and classes as one line."""
    return f"{attributes.get('id') or ''} {attributes.get('class') or ''}".strip()


def is_out_of_sight(attributes: dict[str, str | None]) -> bool:
    """Whether an element says that it is hidden, or is no part of the text by its role."""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") in SILENT_ROLES


def is_noise_box(node: LexborNode, attributes: dict[str, str | None], names: str) -> bool:
    """Whether an element's attributes, among them its id and classes, speak against it."""
    if is_out_of_sight(attributes) or is_noise_name(names):
        return True
    return is_teaser_name(names) and is_teaser(node)


def is_label(text: str) -> bool:
    """Whether a whole line is a label of the page: an ad's, a button's, a list's."""
    return not LETTER.search(text) or (len(text) <= LONGEST_LABEL and bool(LABEL.fullmatch(text)))


def is_stamp(text: str) -> bool:
    """Whether a whole line is a date line such as `Updated 19 Nov. 2019, 8:21 am ET`: it moves without an edit."""
    if len(text) > LONGEST_STAMP or not DIGIT.search(text) or not CLOCK_OR_DATE.search(text):
        return False
    return all(STAMP_TOKEN.fullmatch(word) for word in WORD.findall(text))


def is_pointer(text: str) -> bool:
    """Whether a line begins as one that points to another story."""
    return bool(POINTER.match(text))


@lru_cache(maxsize=8192)
def is_appeal(text: str) -> bool:
    """Whether a line asks the reader to subscribe, follow, download, or to let an embedded content in."""
    if len(text) >= LONGEST_EMBEDDED:
        return False
    lower = text.lower()
    if len(text) < LONGEST_APPEAL and has_stem(lower, APPEAL_STEMS) and count_appeals(text) >= CUES_OF_APPEAL:
        return True
    return has_stem(lower, EMBEDDED_STEMS) and bool(EMBEDDED.search(text)) and bool(ASKS.search(text))


def count_appeals(text: str) -> int:
    """Count the different wordings by which a line appeals to the reader."""
    return len({found.group().lower() for found in APPEAL.finditer(text)})


def has_stem(lower: str, stems: tuple[str, ...]) -> bool:
    """Whether a line in lower case holds a stem of some wordings: a look that costs a tenth of the search for them."""
    for stem in stems:  # noqa: SIM110 - a generator would cost more than the looks
        if stem in lower:
            return True
    return False


def speaks_of_appeal(text: str) -> bool:
    """Whether a line holds at least one such wording: enough for the heading of an appeal."""
    return bool(APPEAL.search(text))


def link_share(node: LexborNode, length: int) -> float:
    """Give the share of an element's text that stands in links."""
    return sum(len(link.text()) for link in node.css("a")) / length if length else 0.0


CARD_HEADS = "h2 a,h3 a,h4 a,h5 a,a h2,a h3,a h4,a h5"
HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
LEAST_CARDS = 3
LONGEST_CARD = 450


def is_card_list(node: LexborNode) -> bool:
    """Whether an element is a list of three or more sibling cards, each headed by a link, whatever its class names.

    A card holds a headline and a teaser; what holds more under each linked heading is a text in sections.
    """
    if len(node.css(CARD_HEADS)) < LEAST_CARDS:
        return False
    cards: dict[str, list[int]] = {}
    for child in node.iter():
        if child.css_first(CARD_HEADS) is not None:
            cards.setdefault(child.tag or "", []).append(len(child.text()))
    for tag, sizes in cards.items():
        # Where the headings stand free, what lies between them is theirs.
        whole = len(node.text()) if tag in HEADINGS else sum(sizes)
        if len(sizes) >= LEAST_CARDS and whole <= LONGEST_CARD * len(sizes):
            return True
    return False
