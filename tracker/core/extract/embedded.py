"""The text of pages that are written by scripts, in the data that they carry: a last resort."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract import rich_text
from tracker.core.extract.guard import refuse_bombs
from tracker.core.extract.lines import story_pieces
from tracker.core.extract.structured import WRAPPED, words
from tracker.core.extract.walker import Piece, walk
from tracker.core.text.equality import comparable
from tracker.core.text.scripts import letters
from tracker.errors import ReadingError

SCRIPTS = "script"
DATA_TYPES = re.compile(r"application/(?:[\w.-]{1,30}\+)?json", re.IGNORECASE)
# `window.__STATE__ = {`, `self["state"]=`, `var state =`: what follows is read as plain JSON or passed over.
ASSIGNED = re.compile(
    r"(?:(?:window|self|globalThis)\s{0,3}(?:\.\s{0,3}([\w$]{1,60})|\[\s{0,3}[\"']([\w$.-]{1,60})[\"']\s{0,3}\])"
    r"|(?:var|let|const)\s{1,3}([\w$]{1,60}))\s{0,3}=\s{0,3}(JSON\.parse\(\s{0,3})?(?=[{\[\"])"
)
NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s{0,5}:\s{0,5}\"?false", re.IGNORECASE)
BODY_NAMES = (
    "articleBody bodyHtml bodyHTML body_html body contentHtml contentHTML content_html content storyBody fullText"
    " full_text articleText text story html paragraphs elements content_elements blocks components bodyText richText"
)
BODY_KEYS = frozenset(BODY_NAMES.split())
TELLING_KEYS = frozenset(("articleBody", "storyBody", "articleText", "fullText", "full_text"))
HEADLINE_KEYS = ("headline", "title", "name", "heading", "headlines", "titles", "hed")
INSIDE_HEADLINE = ("basic", "rendered", "main", "text", "default", "web", "long")
NEXT_TO_NOTHING = 250
LEAST_TEXT = 80
MANY_TIMES = 3
MOST_CHARACTERS = 6_000_000
MOST_ASSIGNMENTS = 40
MOST_VALUES = 200_000
DEEPEST = 30
MOST_WEIGHED = 12
SHORTEST_HEADLINE, LONGEST_HEADLINE = 8, 400
ALIKE = 0.8
WORD = re.compile(r"\w+")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text in a page's data: where it stands, the headline of the object around it, how long it may be."""

    path: Path
    value: object
    headline: str
    length: int


@dataclass(frozen=True, slots=True)
class Embedded:
    """The text that was found: its place, to be found again, its blocks, and the headline that stands with it."""

    place: str
    pieces: list[Piece]
    headline: str


def embedded_text(
    html: str, titles: Sequence[str], pieces: Sequence[Piece], *, remembered: str = ""
) -> Embedded | None:
    """Find a page's text in its data, where the page itself holds next to nothing.

    Args:
        html: the page, scripts included.
        titles: what the page calls itself: headline, title; the object whose headline is one of them is preferred,
            and one with another headline is another story.
        pieces: the page's own text.
        remembered: the place of an earlier reading.

    Returns:
        The text; None where the page has its own, where it says that its text is not free, and where there is none.
    """
    own = sum(letters(piece.text) for piece in pieces)
    if own >= NEXT_TO_NOTHING or "<script" not in html.lower() or NOT_FREE.search(html):
        return None
    data = dict(carried(html))
    wanted = [title for title in titles if title]
    if remembered and (again := at_place(data, remembered, wanted)):
        return again
    found = best_of(list(candidates(data)), wanted)
    if found is None or sum(letters(piece.text) for piece in found.pieces) < max(LEAST_TEXT, MANY_TIMES * own):
        return None
    return found


def carried(html: str) -> Iterator[tuple[str, object]]:
    """Give the data that a page's scripts carry, by a name that lasts; hostile and unsound data is passed over."""
    left, number = MOST_CHARACTERS, 0
    for script in LexborHTMLParser(html).css(SCRIPTS):
        source = script.text()
        left -= len(source)
        if left < 0:
            return
        attributes = script.attributes
        if DATA_TYPES.match((attributes.get("type") or "").strip()) or attributes.get("id") == "__NEXT_DATA__":
            number += 1
            yield f"script#{attributes.get('id') or number}", parsed(WRAPPED.sub("", source))
        else:
            yield from assigned(source)


def assigned(source: str) -> Iterator[tuple[str, object]]:
    """Give the plain JSON that a script assigns to names."""
    position = 0
    for _ in range(MOST_ASSIGNMENTS):
        found = ASSIGNED.search(source, position)
        if found is None:
            return
        value, position = decoded(source, found.end())
        if found[4] and isinstance(value, str):
            value = parsed(value)
        if isinstance(value, dict | list):
            yield f"window.{found[1] or found[2] or found[3]}", value


def decoded(source: str, start: int) -> tuple[object, int]:
    """Read one JSON value at a place; give it, None where there is none, and where to go on."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(source, start)
    except (ValueError, RecursionError):
        return None, start


def parsed(source: str) -> object:
    """Read JSON; None where it is none, or nested to choke readers."""
    try:
        return json.loads(source.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def candidates(data: Mapping[str, object]) -> Iterator[Candidate]:
    """Give every value that may be an article's text, with the headline nearest above it."""
    stack: list[tuple[Path, object, str]] = [((name,), value, "") for name, value in data.items()]
    budget = [MOST_VALUES]
    for _ in range(MOST_VALUES):
        if not stack:
            return
        path, value, headline = stack.pop()
        if len(path) > DEEPEST:
            continue
        if isinstance(value, dict):
            headline = headline_in(value) or headline
            for key in (key for key in value if key in BODY_KEYS):
                if is_text(value.get(key)) and (length := rich_text.rough_length(value[key], budget)) >= LEAST_TEXT:
                    yield Candidate((*path, key), value[key], headline, length)
            stack += [((*path, key), part, headline) for key, part in value.items() if isinstance(part, dict | list)]
        elif isinstance(value, list):
            stack += [((*path, at), part, headline) for at, part in enumerate(value) if isinstance(part, dict | list)]


def is_text(value: object) -> bool:
    """Whether a value may be a text itself: of an object that holds one the text alone is taken."""
    if isinstance(value, Mapping):
        return not any(key in value for key in BODY_KEYS)
    return isinstance(value, str | list)


def headline_in(thing: Mapping[str, object]) -> str:
    """Give the headline of an object; empty without one."""
    for key in HEADLINE_KEYS:
        value = thing.get(key)
        if isinstance(value, Mapping):
            value = next((value[name] for name in INSIDE_HEADLINE if isinstance(value.get(name), str)), None)
        said = words(rich_text.without_tags(value)) if isinstance(value, str) and len(value) < LONGEST_HEADLINE else ""
        # What is named in one short word is a part of the program.
        if letters(said) >= SHORTEST_HEADLINE and (" " in said or not said.isascii()):
            return said
    return ""


def best_of(found: Sequence[Candidate], titles: Sequence[str]) -> Embedded | None:
    """Give the longest text of the page's own story; of an unnamed one only where no named one is the page's."""
    own = [candidate for candidate in found if is_titled(candidate.headline, titles)]
    if not own:
        # Of texts without a headline a key alone may say that one is an article: programs carry many texts.
        own = [one for one in found if not titles or (not one.headline and one.path[-1] in TELLING_KEYS)]
    best: Embedded | None = None
    most = 0
    for candidate in sorted(own, key=lambda one: -one.length)[:MOST_WEIGHED]:
        pieces = pieces_of(candidate.value, candidate.headline)
        length = sum(letters(piece.text) for piece in pieces)
        # Where two places hold one text, the one with paragraphs is the text.
        if (length, len(pieces)) > (most * 1.1, 0) or (best and length > most * 0.9 and len(pieces) > len(best.pieces)):
            best, most = Embedded(written(candidate.path), pieces, candidate.headline), length
    return best


def pieces_of(value: object, headline: str) -> list[Piece]:
    """Walk a text as the page's own is walked."""
    html = f"<html><body>{rich_text.as_html(value)}</body></html>".encode("utf-8", "replace").decode()
    try:
        refuse_bombs(html)
        body = LexborHTMLParser(html).body
        return list(story_pieces(walk(body, live=True), headline=headline)) if body is not None else []
    except ReadingError:
        return []


def is_titled(headline: str, titles: Sequence[str]) -> bool:
    """Whether an object's headline is the page's, which may have the site's name behind it."""
    said = set(WORD.findall(comparable(headline).lower()))
    return bool(said) and any(
        len(said & own) >= ALIKE * len(said)
        for own in (set(WORD.findall(comparable(title).lower())) for title in titles)
    )


def at_place(data: Mapping[str, object], place: str, titles: Sequence[str]) -> Embedded | None:
    """Read the text at a remembered place; None where none is there, or that of another story."""
    headline, value = "", None
    path = read_path(place)
    value = data.get(str(path[0])) if path else None
    for step in path[1:]:
        if isinstance(value, dict) and isinstance(step, str):
            headline = headline_in(value) or headline
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    if value is None or (headline and titles and not is_titled(headline, titles)):
        return None
    pieces = pieces_of(value, headline)
    return Embedded(place, pieces, headline) if sum(letters(piece.text) for piece in pieces) >= LEAST_TEXT else None


def written(path: Path) -> str:
    """Write a path: canonical JSON, since keys hold any character."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def read_path(place: str) -> Path:
    """Read a path back; empty where it is none."""
    value = parsed(place)
    return tuple(step for step in value if isinstance(step, str | int)) if isinstance(value, list) else ()
