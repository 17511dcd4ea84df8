"""What is shown of a version while its diff, or its blame, is being worked out: what is known of it already."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from tracker.app.archive import Comparison
from tracker.model import BlockChange, BlockKind, Op, Version
from tracker.view.safe import safe
from tracker.viewer.blame_rows import INDENT, TITLE
from tracker.viewer.rows import BLANK, Row, said

_STRONG = frozenset(("headline",))


def comparing_rows(version: Version, summary: str) -> Iterator[Row]:
    """Say which version is worked out, and what the timeline tells of it.

    Args:
        summary: what changed with it in one line; empty where that is not known.
    """
    if summary:
        yield said(safe(summary), style="bold")
        yield BLANK
    yield Row(cells=(Text(safe(version.headline), "bold"),))
    yield BLANK
    yield said("its text is being laid out …", style="dim")


def reading_rows(compared: Comparison) -> Iterator[Row]:
    """Give the text of a version of which it is not known yet since when its sentences stand."""
    yield said(f"{TITLE}: all versions are being read …", style="dim")
    yield BLANK
    diff = compared.laid.diff
    for field in diff.fields:
        if field.after:
            yield _unknown(field.after, "bold" if field.name in _STRONG else "")
            yield BLANK
    for block in diff.blocks:
        if block.after and block.change is not BlockChange.MOVED_AWAY:
            text = "".join(span.text for span in block.spans if span.op is not Op.DELETED)
            yield _unknown(text, "bold" if block.kind is BlockKind.HEADING else "")
            yield BLANK


def _unknown(text: str, style: str) -> Row:
    return Row(lead=Text(" …", "dim"), indent=INDENT, cells=(Text(safe(text), style),))
