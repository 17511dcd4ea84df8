"""Which addresses a watch names by its patterns; found without walking the same letters twice."""

from __future__ import annotations

from tracker.model import WatchSettings


def is_taken(url: str, watch: WatchSettings) -> bool:
    """Tell whether an address is one of those that a watch names by its patterns."""
    if any(fits(pattern, url) for pattern in watch.exclude):
        return False
    return not watch.include or any(fits(pattern, url) for pattern in watch.include)


def fits(pattern: str, url: str) -> bool:
    """Tell whether an address fits a pattern: `*` stands for any letters; without one it is a piece of the address.

    One with `*` that names a scheme speaks of the whole address. Letter case makes no difference.
    """
    # No regular expression: some stars over an address made for it would keep one busy for hours.
    pieces, text = pattern.lower().split("*"), url.lower()
    whole = len(pieces) > 1 and "://" in pattern
    if not whole:
        return _end_of(pieces, text, 0) is not None
    first, *middle, last = pieces
    end = _end_of(middle, text, len(first)) if text.startswith(first) else None
    return end is not None and text.endswith(last) and len(text) - len(last) >= end


def _end_of(pieces: list[str], text: str, place: int) -> int | None:
    """Give where the last of some pieces ends that stand one behind the other; None where they do not."""
    for piece in pieces:
        found = text.find(piece, place)
        if found < 0:
            return None
        place = found + len(piece)
    return place
