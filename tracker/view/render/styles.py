"""The colours of a diff in a terminal: told apart by everyone, and never the only sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One style for each fate. New is blue and underlined, gone is orange and struck, moved is purple.

    Attributes:
        marked: put `{+ +}` and `[- -]` around changes too: where there are no styles to tell them by.
    """

    new: Style
    gone: Style
    moved: Style
    quiet: Style
    strong: Style
    marked: bool = False


RICH_PALETTE = Palette(
    new=Style.parse("underline #6cb6ff"),
    gone=Style.parse("strike #f69d50"),
    moved=Style.parse("#c49aff"),
    quiet=Style.parse("dim"),
    strong=Style.parse("bold"),
)
# With 16 colours the nearest ones are too far from the others: set by hand.
BASIC_PALETTE = Palette(
    new=Style.parse("underline bright_blue"),
    gone=Style.parse("strike yellow"),
    moved=Style.parse("magenta"),
    quiet=Style.parse("dim"),
    strong=Style.parse("bold"),
)
# A pipe shows no style at all.
MARKED_PALETTE = replace(BASIC_PALETTE, marked=True)


def palette(color_system: str | None) -> Palette:
    """The palette for `rich.console.Console.color_system`: `standard` and `windows` have 16 colours, None has none."""
    if color_system is None:
        return MARKED_PALETTE
    return BASIC_PALETTE if color_system in ("standard", "windows") else RICH_PALETTE
