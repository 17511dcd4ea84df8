"""What a live blog declares of its entries in JSON-LD: names, headlines, times and texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from urllib.parse import unquote, urldefrag

from selectolax.lexbor import LexborNode

from tracker.core.extract.dates import moment
from tracker.core.extract.structured import words
from tracker.core.text.equality import comparable, folded
from tracker.model import Entry

TAG = re.compile(r"<[^<>]{0,2000}>")
NAMED_BY = ("data-post-id", "data-entry-id", "data-update-id", "data-id", "data-block-id", "id")
HEADINGS = "h2,h3,h4,h5"
MOST_UPDATES = 1500
MOST_COMPARED = 300
MOST_SEARCHED = 300_000
LAST_WORD = re.compile(r"[A-Za-z0-9]{4,100}$")
LEAST_ALIKE = 20
LONGEST_TEXT = 60_000


@dataclass(frozen=True, slots=True)
class Update:
    """One entry as it is declared.

    Attributes:
        id: the fragment of its address; empty without one.
        text: its words, without markup.
    """

    id: str
    headline: str
    published: datetime | None
    modified: datetime | None
    text: str


def updates_in(article: Mapping[str, object]) -> tuple[Update, ...]:
    """Give the entries that a live blog declares, in the order declared; none where it declares none."""
    value = article.get("liveBlogUpdate")
    items = value[:MOST_UPDATES] if isinstance(value, list) else [value]
    return tuple(
        Update(
            id=fragment(item),
            headline=words(item.get("headline")),
            published=moment(item.get("datePublished")),
            modified=moment(item.get("dateModified")),
            text=plain_text(item.get("articleBody")),
        )
        for item in items
        if isinstance(item, Mapping)
    )


def fragment(item: Mapping[str, object]) -> str:
    """Give the part of an entry's address that names it on the page."""
    for key in ("@id", "url", "mainEntityOfPage"):
        value = item.get(key)
        value = value.get("@id") if isinstance(value, Mapping) else value
        if isinstance(value, str) and (name := unquote(urldefrag(value).fragment).strip()):
            return name
    return ""


def plain_text(value: object) -> str:
    """Give the words of a text that may hold markup."""
    return folded(TAG.sub(" ", words(value[:LONGEST_TEXT]))) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Declarations:
    """The declared entries, to be looked up by what an element of the page says.

    Attributes:
        named: by their names and by the last word of these; `headed`: by headline, None where several share it.
        begun: the first letters of each text; empty where there are too many to be compared.
    """

    updates: tuple[Update, ...]
    named: Mapping[str, Update]
    headed: Mapping[str, Update | None]
    begun: tuple[tuple[str, Update], ...]


def declarations(updates: Sequence[Update]) -> Declarations:
    """Index the declared entries."""
    named: dict[str, Update] = {}
    headed: dict[str, Update | None] = {}
    for update in updates:
        for name in name_forms(update.id):
            named.setdefault(name, update)
        if said := comparable(update.headline):
            headed[said] = None if said in headed else update
    few = updates if len(updates) <= MOST_COMPARED else ()
    begun = tuple((squeezed(update.text[:120]), update) for update in few)
    return Declarations(tuple(updates), named, headed, tuple(pair for pair in begun if len(pair[0]) >= LEAST_ALIKE))


def name_forms(name: str) -> Iterator[str]:
    """Give a name, and its last word: `block-65a1` and `65a1` are one entry's."""
    if name:
        yield name
        if (last := LAST_WORD.search(name)) and len(last.group()) < len(name):
            yield last.group()


def update_of(node: LexborNode, said: Declarations) -> Update | None:
    """Find what is declared of an entry's element: by its name, else by its headline, else by its first words."""
    if not said.updates:
        return None
    attributes = node.attributes
    for value in (attributes.get(name) or "" for name in NAMED_BY):
        if found := next((said.named[form] for form in name_forms(value) if form in said.named), None):
            return found
    heading = node.css_first(HEADINGS)
    words_above = comparable(folded(heading.text())) if heading is not None else ""
    if words_above in said.headed:
        return said.headed[words_above]
    text = squeezed(node.text()) if said.begun else ""
    return next((update for start, update in said.begun if start in text), None)


def squeezed(text: str) -> str:
    """Give the letters and digits of a text."""
    return "".join(filter(str.isalnum, text)).lower()


def entries_by_text(texts: Sequence[str], updates: Sequence[Update]) -> dict[int, str]:
    """Say which declared entry each block belongs to, by its words: for pages whose entries no element holds.

    Returns:
        The entry's id by the block's place; blocks of no entry are left out.
    """
    named = list(searchable(updates))
    whole = "\n".join(text for _, _, text in named)
    starts = list(accumulate((len(text) + 1 for _, _, text in named), initial=0))
    headed = {headline: at for at, (_, headline, _) in enumerate(named) if headline}
    found: dict[int, str] = {}
    last: int | None = None
    for place, text in enumerate(texts if named else ()):
        said = squeezed(text)
        at = headed.get(said)
        if at is None and len(said) >= LEAST_ALIKE and (where := whole.find(said)) >= 0:
            at = bisect_right(starts, where) - 1
        if at is None and said and last is not None and said in named[last][2]:
            # A short line may stand in any entry: it belongs to the one before it.
            at = last
        if at is not None:
            found[place] = named[at][0]
        last = at if at is not None else last
    return found


def searchable(updates: Sequence[Update]) -> Iterator[tuple[str, str, str]]:
    """Give id, headline and text of the declared entries as letters and digits, as many as are searched in a moment."""
    left = MOST_SEARCHED
    for name, update in named_updates(updates):
        text = squeezed(update.text)
        left -= len(text)
        if left < 0:
            return
        yield name, squeezed(update.headline), text


def named_updates(updates: Sequence[Update]) -> Iterator[tuple[str, Update]]:
    """Give the declared entries with an id each: their own, else their moment; none without either."""
    for update in updates:
        name = update.id or (f"at-{update.published:%Y%m%dT%H%M%S}" if update.published else "")
        if name:
            yield name, update


def listed_updates(updates: Sequence[Update], found: Mapping[int, str]) -> tuple[Entry, ...]:
    """Give the entries whose text was found on the page, in reading order."""
    known = dict(named_updates(updates))
    order = dict.fromkeys(found[place] for place in sorted(found))
    return tuple(
        Entry(id=name, headline=known[name].headline, published=known[name].published, modified=known[name].modified)
        for name in order
    )
