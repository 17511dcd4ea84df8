"""The door to diff-match-patch: two short rows of tokens, and which of them are kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diff_match_patch import diff_match_patch

_FIRST_CODE = 0x100
_SURROGATES = 0xD800
_AFTER_SURROGATES = 0x800


def kept_tokens(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The indices of tokens that both rows have, in order: the most that can be kept.

    Costs up to the product of both lengths.
    """
    common = set(before) & set(after)
    if not common:
        return []
    # What the other side lacks cannot be kept: without it the library has far less to try.
    left = [place for place, token in enumerate(before) if token in common]
    right = [place for place, token in enumerate(after) if token in common]
    codes: dict[str, str] = {}
    rows = _coded([before[place] for place in left], codes), _coded([after[place] for place in right], codes)
    kept: list[tuple[int, int]] = []
    at_left = at_right = 0
    for op, run in _matcher().diff_main(*rows, False):
        size = len(run)
        if op == 0:
            kept.extend(zip(left[at_left : at_left + size], right[at_right : at_right + size], strict=True))
        at_left += size if op <= 0 else 0
        at_right += size if op >= 0 else 0
    return kept


# Imported when first needed: most edits are one word between two equal ends, and need no matcher.
@cache
def _matcher() -> diff_match_patch:
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    # The library does not keep to its own timeout: callers bound what they hand over instead.
    matcher.Diff_Timeout = 0
    return matcher


def _coded(tokens: Sequence[str], codes: dict[str, str]) -> str:
    """One character a token, the same for the same token."""
    row: list[str] = []
    for token in tokens:
        code = codes.get(token)
        if code is None:
            number = len(codes) + _FIRST_CODE
            code = codes[token] = chr(number if number < _SURROGATES else number + _AFTER_SURROGATES)
        row.append(code)
    return "".join(row)
