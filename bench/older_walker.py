"""A store as an older walker would have left it: `age` rewrites what was learned and how the stories were read.

An older walker numbered lower, pointed at its container in another way, and read some things otherwise: it knew no
captions, glued two paragraphs, took a line of the site for text. A page's story is read again by the new walker before
it is compared, so none of this may become a version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.by_hand import by_hand
from tracker.edges.blobs import pack, sha256, unpack
from tracker.edges.store.encoding import decoded, text_fields
from tracker.model import Story

Fields = dict[str, Any]


def age(archive: Path) -> None:
    """Rewrite a store, which no program has open, as an older walker would have left it."""
    with by_hand(archive) as store:
        for article, walker, memory in store.execute("SELECT article_id, walker, memory FROM reading").fetchall():
            older = json.dumps(_older_memory(json.loads(memory), walker - 1))
            store.execute(
                "UPDATE reading SET walker = ?, memory = ? WHERE article_id = ?", (walker - 1, older, article)
            )
            _age_stories(store, article, walker - 1)


def _older_memory(memory: Fields, walker: int) -> Fields:
    """The container by its last step only, the first of however many match."""
    selector = memory["selector"].rsplit(">", 1)[-1].strip()
    return {**memory, "walker": walker, "selector": selector, "index": 0, "zone": []}


def _age_stories(store: sqlite3.Connection, article: int, walker: int) -> None:
    stories = (
        "SELECT v.id, b.id, b.data, b.size FROM version v JOIN blob b ON b.id = v.story_blob WHERE v.article_id = ?"
    )
    for version, blob, data, size in store.execute(stories, (article,)).fetchall():
        story = json.loads(unpack(data, base=b"", size=size))
        raw = json.dumps(READ_OTHERWISE[article % len(READ_OTHERWISE)](story)).encode()
        text, packed = sha256(text_fields(decoded(Story, raw))), pack(raw, previous=None)
        store.execute("UPDATE version SET walker = ?, text_sha256 = ? WHERE id = ?", (walker, text, version))
        values = (packed.data, packed.size, packed.sha256, blob)
        store.execute("UPDATE blob SET data = ?, size = ?, sha256 = ? WHERE id = ?", values)


def _as_now(story: Fields) -> Fields:
    return story


def _without_captions(story: Fields) -> Fields:
    """Without captions; where there are none, without the last heading or list item."""
    blocks = story["blocks"]
    other = [block for block in blocks if block["kind"] not in ("caption", "heading", "list item")]
    return {**story, "blocks": other or blocks}


def _with_a_line_of_the_site(story: Fields) -> Fields:
    line = {"kind": "paragraph", "text": "Sign up here to get the evening letter in your inbox."}
    blocks = story["blocks"]
    return {**story, "blocks": [*blocks[:2], line, *blocks[2:]]}


def _with_two_glued(story: Fields) -> Fields:
    blocks = story["blocks"]
    if len(blocks) < 3:
        return story
    glued = {**blocks[1], "text": f"{blocks[1]['text']} {blocks[2]['text']}", "kind": "paragraph"}
    return {**story, "blocks": [blocks[0], glued, *blocks[3:]]}


READ_OTHERWISE: Final[tuple[Callable[[Fields], Fields], ...]] = (
    _as_now,
    _without_captions,
    _with_a_line_of_the_site,
    _with_two_glued,
)
