"""The language of a text as an attribute of HTML, and the direction in which its script runs.

Source: BCP 47 (RFC 5646), section 2.1, the shape of a tag; Unicode Standard Annex 24, the scripts.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,6}")
_RIGHT_TO_LEFT = frozenset(
    {
        "aeb", "apc", "ar", "ara", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "fas", "glk", "he", "heb", "iw", "ks",
        "lrc", "luz", "mzn", "nqo", "per", "pnb", "prs", "ps", "pus", "sd", "sdh", "syr", "ug", "uig", "ur", "urd",
        "yi",
    }
)  # fmt: skip
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def language_tag(words: str) -> str:
    """Give a page's word for its language as a tag that may stand in an attribute; empty where it is none."""
    return words.strip().replace("_", "-") if _TAG.fullmatch(words.strip()) else ""


def direction(words: str) -> str:
    """Say in which direction a language is written: `rtl`, `ltr`, or `auto` where it is not known.

    A script that the tag names counts for more than the language: `az-Arab` runs to the left, `ku` to the right.
    """
    parts = language_tag(words).lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if not parts[0]:
        return "auto"
    if scripts:
        return "rtl" if scripts[0] in _SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def edge_of(words: str) -> str:
    """Say on which side the lines of a text begin: `left`, or `right` where its language is written from there."""
    return "right" if direction(words) == "rtl" else "left"
