"""Steps with edits made by hand, for the tests of excerpts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.view.letters import ARTICLE, PARIS, SEEN
from tests.view.timeline.examples import version
from tracker.model import Part, SentenceEdit, SentenceOp
from tracker.view.excerpts import Excerpts, ExcerptStep


def sentence(number: int) -> str:
    """Give a sentence of ten words."""
    return f"Sentence {number} has ten words in it and no more."


def edit(op: SentenceOp, old: str = "", new: str = "", *, part: Part = Part.TEXT, **changes: Any) -> SentenceEdit:
    """Give an edit between two texts."""
    return SentenceEdit(
        op=op, part=part, before=(0,) if old else (), after=(0,) if new else (), old=old, new=new, **changes
    )


def kept(*numbers: int) -> list[SentenceEdit]:
    """Give sentences that stayed."""
    return [edit(SentenceOp.KEPT, sentence(number), sentence(number)) for number in numbers]


def step(number: int, edits: Sequence[SentenceEdit], **changes: Any) -> ExcerptStep:
    """Give the step to a version."""
    return ExcerptStep(
        before=version(number - 1, "Ferry sinks"), after=version(number, "Ferry sinks"), edits=tuple(edits), **changes
    )


def excerpts(*steps: ExcerptStep, **changes: Any) -> Excerpts:
    """Give excerpts of these steps."""
    found: dict[str, Any] = {
        "article": ARTICLE,
        "newest": steps[-1].after,
        "steps": steps,
        "program": "1.2.3",
        "record": "1f2e3d4c",
        "now": SEEN,
        "zone": PARIS,
    }
    return Excerpts(**found | changes)
