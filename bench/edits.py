"""True edits of a story: of what a page tells (`edited`), and of a page as it stands (`edited_in_place`)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bench.old_pages import Part, Real, Told, plain

ADDED: Final = "Two bridges over the canal were closed toward evening, and {} households were without water."
NOTE: Final = "Correction: An earlier version of this article misspelt the name of a village. It is Ebberston-{}."
_NUMBER: Final = re.compile(r"(?<![\w.,#&=/-])\d{1,3}(?![\w;]|[.,]\d)")
_IN_PLACE: Final = ("number", "add_mid", "headline", "correction_box", "remove")


def number(told: Told, turn: int) -> Told | None:
    """Change a number in a paragraph, as when a toll rises."""
    for at, part in enumerate(told.parts):
        if part.kind == "paragraph" and "<a" not in part.html and (found := _NUMBER.search(part.html)):
            raised = str(int(found.group()) + 3 + turn % 7)
            html = part.html[: found.start()] + raised + part.html[found.end() :]
            return replace(told, parts=_put(told, at, 1, Part(kind="paragraph", html=html)))
    return None


def paragraph_added(told: Told, turn: int) -> Told | None:
    """Add a paragraph in the middle."""
    return replace(
        told, parts=_put(told, len(told.parts) // 2, 0, Part(kind="paragraph", html=ADDED.format(40 + turn)))
    )


def headline(told: Told, turn: int) -> Told | None:  # noqa: ARG001  # all edits are asked alike
    """Change a word of the headline, in the metadata too."""
    words = sorted(re.findall(r"[^\W\d_]{4,}", told.headline), key=len)
    if not words:
        return None
    changed = told.headline.replace(words[-1], "Renewed", 1)
    return replace(told, headline=changed, head=told.head.replace(told.headline, changed))


def note_added(told: Told, turn: int) -> Told | None:
    """Add a correction at the end."""
    return replace(told, notes=(*told.notes, NOTE.format(turn)))


def paragraph_removed(told: Told, turn: int) -> Told | None:
    """Take a paragraph away from the middle."""
    inner = [at for at, part in enumerate(told.parts) if part.kind == "paragraph" and len(plain(part.html)) > 60][1:-1]
    return replace(told, parts=_put(told, inner[turn % len(inner)], 1)) if inner else None


EDITS: Final[tuple[Callable[[Told, int], Told | None], ...]] = (
    number,
    paragraph_added,
    headline,
    note_added,
    paragraph_removed,
)


def edited(told: Told, turn: int) -> tuple[str, Told]:
    """Give the name of the turn's edit, or of the next one that fits, and what is told with it."""
    for step in range(len(EDITS)):
        edit = EDITS[(turn + step) % len(EDITS)]
        if (changed := edit(told, turn)) and changed != told:
            return edit.__name__, changed
    raise ValueError(f"no edit fits {told.id}")


def edited_in_place(real: Real, turn: int) -> tuple[str, str]:
    """Give the name of the turn's edit, or of the next one that fits, and the page as it stands with it."""
    mutate = importlib.import_module("mutate")
    for step in range(len(_IN_PLACE)):
        name = _IN_PLACE[(turn + step) % len(_IN_PLACE)]
        context = mutate.Ctx(real.page, list(real.labels), real.told.headline, turn)
        changed = mutate.EDIT[name](context)
        if changed and changed != real.page:
            return name, str(changed)
    raise ValueError(f"no edit fits {real.told.id}")


def _put(told: Told, at: int, taken: int, *new: Part) -> tuple[Part, ...]:
    return (*told.parts[:at], *new, *told.parts[at + taken :])
