"""Styled pieces of HTML made fit for a page that allows no style attributes: classes, words for who hears them read.

What is restyled is our own markup: text in it is escaped, so that a quotation mark or an angle bracket always is ours.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from markupsafe import Markup

from tracker.view.contrast import inverted, is_colour, readable

PAPER, DARK_PAPER = "#ffffff", "#14171b"

_STYLED = re.compile(r"<([a-z][a-z0-9]*)([^<>]*?) style=\"([^\"<>]*)\"")
_HEADING = re.compile(r"<(/?)h[1-3]\b")
_DECLARATION = re.compile(r"[a-z-]+:[a-z0-9#%.,() -]+", re.IGNORECASE)
_SAID = {
    "<ins": Markup('<span class="said"> [added: </span>'),
    "<del": Markup('<span class="said"> [removed: </span>'),
    "</i": Markup('<span class="said">] </span>'),
    "</d": Markup('<span class="said">] </span>'),
}
_EDIT = re.compile(r"<(?:ins|del)\b[^<>]*>|</(?:ins|del)>")


class Sheet:
    """Collects the style attributes of pieces as classes, for light and for dark pages."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def restyled(self, piece: Markup, *, direction: str = "auto") -> Markup:
        """Give a piece with classes for its style attributes, and with words around what came and went.

        Its headings are lowered: they stand below those of the page.

        The words are there for screen readers, which mostly do not say `<ins>` and `<del>`; the eye does not see them.

        Args:
            direction: in which its text runs, where the language tells it: labels in English would mislead a browser.
        """
        lowered = _HEADING.sub(r"<\1h4", str(piece)).replace(' dir="auto"', f' dir="{direction}"')
        return Markup(_EDIT.sub(_with_words, _STYLED.sub(self._classed, lowered)))  # noqa: S704 - it was markup

    def rules(self) -> str:
        """Give the style rules of all that was restyled, each text readable on its ground in light and in dark."""
        light = (f".{name}{{{_written(style, dark=False)}}}" for style, name in self._classes.items())
        dark = (f".{name}{{{_written(style, dark=True)}}}" for style, name in self._classes.items())
        return "\n".join((*light, "@media screen and (prefers-color-scheme:dark){", *dark, "}"))

    def _classed(self, found: re.Match[str]) -> str:
        tag, attributes, style = found.groups()
        name = self._classes.setdefault(style, f"s{len(self._classes)}")
        if ' class="' in attributes:
            return f"<{tag}" + attributes.replace(' class="', f' class="{name} ', 1)
        return f'<{tag}{attributes} class="{name}"'


def style_hash(rules: str) -> str:
    """Give the source expression by which a policy allows this one style sheet.

    Source: Content Security Policy Level 3, section 8.3: the hash of the element's text.
    """
    return f"sha256-{b64encode(sha256(rules.encode()).digest()).decode()}"


def _with_words(found: re.Match[str]) -> str:
    tag = found[0]
    return f"{_SAID[tag[:3]]}{tag}" if tag.startswith("</") else f"{tag}{_SAID[tag[:4]]}"


def _written(style: str, *, dark: bool) -> str:
    """Give the declarations of a style; what is none is left out."""
    declared = dict(_declarations(style))
    paper = DARK_PAPER if dark else PAPER
    ground = next((declared[name] for name in ("background", "background-color") if name in declared), paper)
    if dark and ground != paper:
        ground = inverted(ground) if is_colour(ground) else paper
    return ";".join(f"{name}:{_value(name, value, ground, dark=dark)}" for name, value in declared.items())


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for piece in style.split(";"):
        if _DECLARATION.fullmatch(piece.strip()):
            name, _, value = piece.strip().partition(":")
            # Where a text begins, whichever way it runs.
            yield name.strip().replace("-left", "-inline-start"), value.strip()


def _value(name: str, value: str, ground: str, *, dark: bool) -> str:
    words = value.split()
    if name.startswith("background"):
        return ground
    shown = (inverted(word) if dark and is_colour(word) else word for word in words)
    if name == "color":
        return " ".join(readable(word, ground) if is_colour(word) else word for word in shown)
    return " ".join(shown)
