"""Words from the network made fit to stand in a mail's header."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 180

# Separators become a blank, so that words they part stay parted; the rest of these categories is dropped.
_BREAKING = frozenset({"Cc", "Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Cf", "Cs"})


def clean(text: str, *, most: int = MOST_CHARACTERS) -> str:
    """Give one line that a header may hold: no controls, no marks that turn text around, no encoded word.

    Python before 3.13 decodes an encoded word that stands in a header's value, line feeds included, so that a
    headline can add a header of its own: `=?` is parted. At most `most` characters, ended by `…` where it was cut.

    Source: CVE-2024-6923.
    """
    kept = "".join(_fit(character) for character in text)
    parted = kept.replace("=?", "= ?")
    return _cut(" ".join(parted.split()), most=most)


def _fit(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BREAKING:
        return " "
    return "" if category in _DROPPED else character


def _cut(line: str, *, most: int) -> str:
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return re.sub(r"\s+\S{0,20}$", "", head) + "…"
