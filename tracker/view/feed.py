"""Changes as an Atom feed: one entry a change, with its facts as the title and its paragraphs as the content.

Source: RFC 4287 (Atom), RFC 4122 section 4.3 (names made of names), XML 1.0 section 2.2 (characters).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.model import Article, Diff, Fact, Version
from tracker.model.moments import Timed
from tracker.view.letter import StoryNews
from tracker.view.letter.lead import lead_line
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.render import html_blocks
from tracker.view.safe import one_line
from tracker.view.templating import environment, web_address

MOST_ENTRY_BYTES = 40_000
"""Of the change itself; what does not fit is left out and counted."""

_OUR_NAMES = uuid.UUID("b5f1a1a2-6f0c-4c1d-9d3e-0f6a8e1c2d47")
# Rendered text is made safe before: this keeps a feed readable whatever is forgotten.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry(Timed):
    """One change.

    Attributes:
        html: a fragment of the paragraphs that changed.
    """

    id: str
    title: str
    link: str
    site: str
    updated: datetime
    html: str


def feed_id(store_id: str, article_id: int | None = None, number: int | None = None) -> str:
    """Name a feed, or a change in one: the same for ever, and in every file that holds it.

    Args:
        article_id: None: the feed of all.
        number: the version; None: the feed itself.
    """
    name = ".".join(str(part) for part in (store_id, article_id or "all", number or "feed"))
    return uuid.uuid5(_OUR_NAMES, name).urn


def change_entry(
    article: Article, version: Version, *, store_id: str, diff: Diff, facts: tuple[Fact, ...], summary: str
) -> FeedEntry:
    """Write one change: what happened and in which story, whose it is, and what came and went."""
    told = StoryNews(
        article=article, before=None, after=version, versions=(version,), diff=diff, facts=facts, summary=summary
    )
    what, headline = lead_line(told, Phrases(zone=UTC, language=ENGLISH)), one_line(version.headline)
    return FeedEntry(
        id=feed_id(store_id, article.id, version.number),
        title=f"{what} — {headline}" if headline else what,
        link=web_address(version.url) or web_address(article.url),
        site=one_line(article.host),
        updated=version.first_seen,
        html=str(html_blocks(diff, facts=facts, most_bytes=MOST_ENTRY_BYTES)),
    )


def feed_title(article: Article | None) -> str:
    """Name a feed for people; None: the feed of all."""
    if article is None:
        return "Changes of all articles under watch"
    return f"Changes of: {one_line(article.headline or article.url)}"


def feed_xml(
    entries: Sequence[FeedEntry],
    *,
    name: str,
    title: str,
    file: str,
    link: str,
    since: datetime,
    program: str,
) -> str:
    """Write a feed, newest change first; well-formed whatever its texts are, and the same for the same changes.

    Args:
        name: its id.
        file: the name it is kept under.
        link: the address of its article, which may be unfit to be one; empty for the feed of all.
        since: when it was last changed where it has no entry.
        program: the version of ours that wrote it.
    """
    newest_first = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)
    written = (
        environment()
        .get_template("feed.xml")
        .render(
            entries=[_row(one) for one in newest_first],
            id=name,
            title=title,
            file=file,
            link=web_address(link),
            updated=_time(max((one.updated for one in entries), default=since)),
            program=program,
        )
    )
    return _NO_XML.sub("\ufffd", written)


def _row(entry: FeedEntry) -> dict[str, str]:
    words = {name: getattr(entry, name) for name in ("id", "title", "link", "site")}
    # Plain text: the template escapes it, as the content of an entry wants its markup.
    return {**words, "updated": _time(entry.updated), "html": str(entry.html)}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
