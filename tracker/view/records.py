"""Articles, versions and visits as JSON: the keys that other programs hold on to (docs/json.md)."""

from __future__ import annotations

from datetime import datetime

from tracker.model import (
    Article,
    Block,
    DayRoot,
    Delivery,
    Entry,
    Event,
    Fact,
    Head,
    Host,
    HostEvent,
    Marker,
    Photograph,
    Story,
    Tombstone,
    Version,
    Visit,
)

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
"""Whatever JSON can say."""


def time_json(moment: datetime | None) -> str | None:
    """Write a time as RFC 3339 in UTC, to the millisecond."""
    return None if moment is None else moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def marker_json(marker: Marker | None) -> JSON:
    """Write a marker, None as null."""
    if marker is None:
        return None
    return {
        "kind": marker.kind.value,
        "phrase": marker.phrase,
        "where": marker.where,
        "strength": marker.strength.value,
    }


def article_json(article: Article) -> dict[str, JSON]:
    """Write an article as `list`, `add` and `why` print it."""
    tags: list[JSON] = [*article.tags]
    return {
        "id": article.id,
        "url": article.url,
        "headline": article.headline,
        "state": article.state.value,
        "marker": marker_json(article.marker),
        "versions": article.versions,
        "next_look": time_json(article.next_look),
        "why": article.why,
        "host": article.host,
        "kind": article.kind.value,
        "tags": tags,
        "added": time_json(article.added),
        "last_look": time_json(article.last_look),
        "last_good": time_json(article.last_good),
        "page_state": article.page_state.value,
        "page_state_since": time_json(article.page_state_since),
        "page_state_reason": article.page_state_reason,
    }


def version_json(version: Version) -> dict[str, JSON]:
    """Write a version's data as `log` and `show` print it."""
    changed: list[JSON] = [*sorted(kind.value for kind in version.change.kinds)]
    return {
        "article": version.article_id,
        "number": version.number,
        "first_seen": time_json(version.first_seen),
        "last_seen_old": time_json(version.last_seen_old),
        "last_seen": time_json(version.last_seen),
        "headline": version.headline,
        "published": time_json(version.published),
        "modified": time_json(version.modified),
        "url": version.url,
        "status_line": version.status_line,
        "body_sha256": version.body_sha256,
        "text_sha256": version.text_sha256,
        "chain_hash": version.chain_hash,
        "changed": changed,
        "reason": version.change.reason,
        "confirmed": version.change.confirmed,
        "layout": version.change.layout,
        "teaser": version.change.teaser,
        "kept": version.kept.value,
    }


def tombstone_json(stone: Tombstone) -> dict[str, JSON]:
    """Write what was taken out of an article's record, as `log` prints it; `number` null: all versions."""
    return {
        "tombstone": stone.what.value,
        "article": stone.article_id,
        "number": stone.number or None,
        "after": stone.after,
        "reason": stone.reason,
        "written": time_json(stone.written),
        "chain_hash": stone.chain_hash,
        "complete": stone.complete,
    }


def visit_json(visit: Visit) -> dict[str, JSON]:
    """Write a visit, or a run of unchanged ones, as `log` prints it."""
    return {
        "began": time_json(visit.began),
        "ended": time_json(visit.ended),
        "outcome": visit.outcome.value,
        "state": visit.state.value,
        "reason": visit.reason,
        "status": visit.status,
        "size": visit.size,
        "version": visit.version,
        "looks": visit.looks,
        "rung": visit.rung.value if visit.rung else None,
        "unwatched": visit.unwatched.total_seconds(),
        "widest_gap": visit.widest_gap.total_seconds(),
    }


def block_json(block: Block) -> dict[str, JSON]:
    """Write one block of a story."""
    links: list[JSON] = [{"text": link.text, "url": link.url} for link in block.links]
    return {"kind": block.kind.value, "text": block.text, "links": links, "entry": block.entry, "site": block.site}


def entry_json(entry: Entry) -> dict[str, JSON]:
    """Write one entry of a live blog; its text are the blocks that carry its id."""
    return {
        "id": entry.id,
        "headline": entry.headline,
        "published": time_json(entry.published),
        "modified": time_json(entry.modified),
    }


def photograph_json(photograph: Photograph | None) -> JSON:
    """Write a lead photograph, None as null."""
    return None if photograph is None else {"identity": photograph.identity, "url": photograph.url}


def story_json(story: Story) -> dict[str, JSON]:
    """Write a story as `extract` and `show` print it; `compare` reads it back."""
    return {
        "headline": story.headline,
        "dek": story.dek,
        "byline": story.byline,
        "section": story.section,
        "language": story.language,
        "published": time_json(story.published),
        "modified": time_json(story.modified),
        "marker": marker_json(story.marker),
        "notes": [{"kind": note.kind.value, "text": note.text} for note in story.notes],
        "blocks": [block_json(block) for block in story.blocks],
        "entries": [entry_json(entry) for entry in story.entries],
        "photograph": photograph_json(story.photograph),
        "teaser": story.teaser,
    }


def host_json(host: Host) -> dict[str, JSON]:
    """Write how we stand with a host, as `status` prints it."""
    return {
        "host": host.name,
        "ready_at": time_json(host.ready_at),
        "tokens": round(host.tokens, 2),
        "refusals": host.refusals,
        "blocked_until": time_json(host.blocked_until),
        "blocked_why": host.blocked_why,
    }


def delivery_json(delivery: Delivery) -> dict[str, JSON]:
    """Write where an alert for one recipient stands, as `status` and `log` print it."""
    return {
        "id": delivery.id,
        "article": delivery.article_id,
        "version": delivery.version,
        "kind": delivery.kind.value,
        "recipient": delivery.recipient,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "next_try": time_json(delivery.next_try),
        "sent": time_json(delivery.sent),
        "message_id": delivery.message_id,
        "told": delivery.told,
    }


def event_json(event: Event) -> dict[str, JSON]:
    """Write what happened to an article beside its versions."""
    return {
        "event": event.kind.value,
        "state": event.state,
        "reason": event.reason,
        "began": time_json(event.began),
        "ended": time_json(event.ended),
    }


def day_json(day: DayRoot | None) -> JSON:
    """Write a day that was hashed, None as null."""
    if day is None:
        return None
    return {
        "day": day.day,
        "versions": day.versions,
        "visits": day.visits,
        "root": day.root,
        "previous": day.previous,
        "chain_hash": day.chain_hash,
        "written": time_json(day.written),
        "stamped": time_json(day.stamp.at) if day.stamp else None,
        "tries": day.tries,
        "next_try": time_json(day.next_try),
        "told": day.told,
    }


def head_json(head: Head) -> dict[str, JSON]:
    """Write the line to publish, and what stands in it."""
    return {
        "line": head.line,
        "time": time_json(head.time),
        "store": head.store,
        "articles": head.articles,
        "versions": head.versions,
        "tombstones": head.tombstones,
        "day": head.day or None,
        "root": head.root,
    }


def host_event_json(event: HostEvent) -> dict[str, JSON]:
    """Write what happened to a whole site."""
    return {
        "host": event.host,
        "kind": event.kind,
        "articles": event.articles,
        "began": time_json(event.began),
        "ended": time_json(event.ended),
    }


def fact_json(fact: Fact) -> dict[str, JSON]:
    """Write one fact with all that is known of it, but for its place in the blocks of one diff."""
    sentences: list[JSON] = [{"before": before, "after": after} for before, after in fact.sentences]
    return {
        "kind": fact.kind.value,
        "text": fact.text,
        "before": fact.before,
        "after": fact.after,
        "place": fact.place,
        "confidence": fact.confidence.value,
        "number": fact.number,
        "noun": fact.noun,
        "sentences": sentences,
    }
