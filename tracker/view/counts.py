"""How many of something there are, as a person writes it."""

from __future__ import annotations


def number_of(count: int, name: str) -> str:
    """Write a count with what is counted: `1 look`, `0 looks`, `12 looks`.

    Args:
        name: of one of them; more get an `s`.
    """
    return f"{count} {name}{'' if count == 1 else 's'}"
