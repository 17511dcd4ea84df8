"""An article's versions with their texts, in order: each text is unpacked once, on the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from tracker.edges.store import claims, queries
from tracker.edges.store.chains import RECENT
from tracker.edges.store.loose_stories import unpacked_story
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.schema_beside import rereading
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import Story, Version

if TYPE_CHECKING:
    from tracker.model.life import LifeVersion

_READ_ANEW = select(rereading.c.number, rereading.c.story).where(rereading.c.article_id == bindparam("of_article"))


def read_life(connection: Connection, article_id: int, last: int | None = None) -> Iterator[LifeVersion]:
    """Yield an article's versions up to `last`, or all; one whose text is gone or damaged has none, and says why.

    Raises:
        NotFoundError: no such article.
    """
    # Imported here: every verb opens the record, and few read lives.
    from tracker.model.life import LifeVersion

    connection = connection.execution_options(**{RECENT: RecentLinks()})
    versions = queries.versions(connection, article_id)
    again = {row.number: row.story for row in connection.execute(_READ_ANEW, {"of_article": article_id})}
    for version in versions if last is None else versions[:last]:
        story, why = _story(connection, version)
        reread = _read_anew(again.get(version.number)) if story is not None else None
        yield LifeVersion(version=version, story=story, reread=reread, why=why)


def _story(connection: Connection, version: Version) -> tuple[Story | None, str]:
    try:
        return claims.read_story(connection, version.article_id, version.number), ""
    except (NotFoundError, StoreDamagedError) as error:
        return None, str(error)


def _read_anew(data: bytes | None) -> Story | None:
    return None if data is None else unpacked_story(data)
