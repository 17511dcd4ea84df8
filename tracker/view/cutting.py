"""Words cut to the cells of a terminal: a letter of Chinese or an emoji takes two, a combining mark none."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

_JOINER = "\u200d"


def cut(words: str, width: int, *, lines: int = 1, end: str = "…") -> str:
    """Fit words into some lines of a width in cells; what does not fit ends in `end`, an ellipsis.

    Broken between words where there is one in the line, anywhere else. `words` must have been made safe.
    """
    rest, found = " ".join(words.split()), list[str]()
    while cell_len(rest) > width and len(found) + 1 < lines:
        line = _broken(_fitting(rest, width) or rest[0], rest)
        found.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if cell_len(rest) > width:
        rest = f"{_fitting(rest, width - cell_len(end)).rstrip().rstrip(_JOINER)}{end}"
    return "\n".join([*found, rest])


def _fitting(words: str, width: int) -> str:
    """As many characters from the beginning as the cells hold."""
    taken = 0
    for place, character in enumerate(words):
        taken += get_character_cell_size(character)
        if taken > width:
            return words[:place]
    return words


def _broken(line: str, words: str) -> str:
    """The line up to its last space, where the next word would be torn."""
    if words[len(line) : len(line) + 1].isspace() or " " not in line:
        return line
    return line[: line.rindex(" ") + 1]
