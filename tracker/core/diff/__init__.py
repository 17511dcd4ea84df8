"""What changed between two versions of a story: paragraphs, then sentences, then words. Pure and language-neutral."""

from __future__ import annotations

from tracker.core.diff.blocks import Layout
from tracker.core.diff.effort import Effort
from tracker.core.diff.fields import field_diffs
from tracker.core.diff.paragraphs import align
from tracker.core.diff.repetitions import repeated_edits
from tracker.model import Diff, Story

__all__ = ["ENGINE", "diff"]

# Changes whenever the same two stories may give another diff than before; stands in the JSON.
ENGINE = 2


def diff(before: Story, after: Story) -> Diff:
    """Lay two versions of a story over each other.

    Both texts can be rebuilt from the result to the byte (`Diff.before`, `Diff.after`). Work is bounded: where the
    bound was reached sentences are shown as replaced whole, and `Diff.coarse` says so.

    Source: docs/diff.md, measured on 734 pairs of real revisions.
    """
    effort = Effort()
    fields = field_diffs(before, after, effort)
    if (before.entries and after.entries) or any(block.entry for block in after.blocks):
        # Imported here: a story without entries should not wait for what tells of them.
        from tracker.core.diff.entries import LiveBlog

        blog = LiveBlog(before, after)
        layout = Layout(before.blocks, after.blocks, blog.align(effort), effort)
        blocks, entries = tuple(blog.named(layout.blocks())), tuple(blog.entries())
    else:
        alignment = align(before.blocks, after.blocks, effort)
        blocks, entries = tuple(Layout(before.blocks, after.blocks, alignment, effort).blocks()), ()
    repeated = repeated_edits(blocks)
    return Diff(fields=fields, blocks=blocks, coarse=effort.coarse, engine=ENGINE, entries=entries, repeated=repeated)
