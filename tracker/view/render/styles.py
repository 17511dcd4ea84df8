"""The colours of a diff in a terminal: told apart by everyone, and never the only sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.style import Style

from tracker.view.safe import safe

# Each fits where the other stood but for arrows and dots: text is laid out with the signs that will be printed.
_ASCII = str.maketrans(
    {
        "≈": "*",
        "↕": "^",
        "⑂": "<",
        "⑃": ">",
        "⋮": ":",
        "▸": ">",
        "¶": "|",
        "·": "|",
        "−": "-",
        "–": "-",
        "×": "x",
        "“": '"',
        "”": '"',
        "‹": "<",
        "›": ">",
        "→": "->",
        "↔": "<->",
        "…": "...",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    r"""One style for each fate. New is blue and underlined, gone is orange and struck, moved is purple.

    Attributes:
        marked: put `{+ +}` and `[- -]` around changes too: where there are no styles to tell them by.
        ascii_signs: write our own signs and words in ASCII.
        encoding: of the terminal; what it cannot write of a page is spelled out, as `\u2026`.
    """

    new: Style
    gone: Style
    moved: Style
    quiet: Style
    strong: Style
    marked: bool = False
    ascii_signs: bool = False
    encoding: str = "utf-8"

    def own(self, words: str) -> str:
        """Give words of ours, in which a page's may stand, fit for this terminal."""
        clean = safe(words)
        return self._written(clean.translate(_ASCII) if self.ascii_signs else clean)

    def page(self, text: str) -> str:
        """Give text that was made safe before, in letters that this terminal can write."""
        return self._written(text)

    def _written(self, text: str) -> str:
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


# As far from white as from black: a terminal does not tell what stands behind its text.
RICH_PALETTE = Palette(
    new=Style.parse("underline #1f7fe0"),
    gone=Style.parse("strike #cc6414"),
    moved=Style.parse("#9b63dc"),
    quiet=Style.parse("dim"),
    strong=Style.parse("bold"),
)
# The nearest of 256, by their numbers: rich would choose them too, but it keeps codes that it made for other terminals.
EIGHT_BIT_PALETTE = replace(
    RICH_PALETTE,
    new=Style.parse("underline color(32)"),
    gone=Style.parse("strike color(166)"),
    moved=Style.parse("color(98)"),
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
    if color_system == "256":
        return EIGHT_BIT_PALETTE
    return BASIC_PALETTE if color_system in ("standard", "windows") else RICH_PALETTE


def fitted(color_system: str | None, *, encoding: str, ascii_signs: bool) -> Palette:
    """The palette for a console with its encoding: signs are ASCII where it has no others, or where that is asked for.

    An encoding that Python does not know writes ASCII.
    """
    try:
        "…".encode(encoding, "replace")
    except LookupError:
        encoding = "ascii"
    found = palette(color_system)
    unicode = encoding.lower().replace("_", "-").startswith("utf")
    if unicode and not ascii_signs:
        return found
    return replace(found, ascii_signs=True, encoding=encoding)
