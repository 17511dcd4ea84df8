"""A diff and its facts as JSON for other programs: docs/diff-json.md tells every key."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import BlockDiff, Diff, EntryDiff, Fact, FieldDiff, LinkChange, Repetition, Span
from tracker.view.records import fact_json, time_json

# Changes when a key changes its meaning; new keys may come at any time.
SCHEMA = 1


def as_json(diff: Diff, facts: Iterable[Fact] = (), *, summary: str = "") -> dict[str, object]:
    """The diff as values that `json.dumps` takes. Texts are as the page had them: whoever shows them makes them safe.

    Args:
        diff: what changed.
        facts: the facts of the step, the most important first.
        summary: the facts in one line.
    """
    return {
        "schema": SCHEMA,
        "engine": diff.engine,
        "changed": diff.changed,
        "coarse": diff.coarse,
        "summary": summary,
        "facts": [{**fact_json(fact), "block": fact.block} for fact in facts],
        "fields": [_field(field) for field in diff.fields],
        "entries": [_entry(entry) for entry in diff.entries],
        "blocks": [_block(block) for block in diff.blocks],
        "repeated": [_repetition(one) for one in diff.repeated],
    }


def _field(field: FieldDiff) -> dict[str, object]:
    return {"name": field.name, "changed": field.changed, "spans": [_span(span) for span in field.spans]}


def _block(block: BlockDiff) -> dict[str, object]:
    return {
        "change": block.change.value,
        "kind": block.kind.value,
        "before": list(block.before),
        "after": list(block.after),
        "move": block.move,
        "entry": block.entry,
        "spans": [_span(span) for span in block.spans],
        "links": [_link(link) for link in block.links],
    }


def _link(link: LinkChange) -> dict[str, object]:
    return {"text": link.text, "before": link.before, "after": link.after}


def _repetition(one: Repetition) -> dict[str, object]:
    return {
        "before": one.before,
        "after": one.after,
        "count": one.count,
        "blocks": list(one.blocks),
        "alone": list(one.alone),
    }


def _entry(entry: EntryDiff) -> dict[str, object]:
    return {
        "id": entry.id,
        "headline": entry.headline,
        "published": time_json(entry.published),
        "fate": entry.fate.value,
    }


def _span(span: Span) -> dict[str, object]:
    found: dict[str, object] = {"op": span.op.value, "text": span.text}
    if span.move is not None:
        found["move"] = span.move
    return found
