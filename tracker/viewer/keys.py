"""Every key of the viewer and what it does: the bindings and the help are made from this one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.text import Text
from textual.binding import Binding

from tracker.viewer.bar import PRESSED
from tracker.viewer.rows import BLANK, Row, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that can be done.

    Attributes:
        keys: as Textual names them, parted by commas; `shown` as a person reads them.
        short: a word for the line at the foot; empty: not there.
    """

    keys: str
    shown: str
    action: str
    words: str
    short: str = ""


KEYS: Final[tuple[tuple[str, tuple[Key, ...]], ...]] = (
    (
        "Go",
        (
            Key(keys="j,down", shown="j ↓", action="move(1)", words="down"),
            Key(keys="k,up", shown="k ↑", action="move(-1)", words="up"),
            Key(keys="space,pagedown,ctrl+f", shown="space", action="page(1)", words="a screen down"),
            Key(keys="pageup,ctrl+b,shift+space", shown="page up", action="page(-1)", words="a screen up"),
            Key(keys="g,home", shown="g", action="end(False)", words="to the beginning"),
            Key(keys="G,end", shown="G", action="end(True)", words="to the end"),
            Key(keys="enter", shown="enter", action="enter", words="open what is chosen", short="open"),
            Key(keys="escape,backspace", shown="esc", action="back", words="back to where you came from", short="back"),
            Key(
                keys="tab,shift+tab",
                shown="tab",
                action="app.focus_next",
                words="from the timeline to the text, and back",
            ),
        ),
    ),
    (
        "Versions",
        (
            Key(
                keys="left,h,less_than_sign", shown="←", action="version(-1)", words="the version before", short="older"
            ),
            Key(
                keys="right,l,greater_than_sign",
                shown="→",
                action="version(1)",
                words="the version after",
                short="newer",
            ),
            Key(keys="t", shown="t", action="timeline", words="timeline of all versions", short="timeline"),
            Key(keys="x", shown="x", action="base", words="compare with this version from now on; again: no more"),
            Key(keys="r", shown="r", action="since_read", words="all that changed since you marked it as read"),
            Key(keys="b", shown="b", action="blame", words="since which version each sentence stands", short="blame"),
        ),
    ),
    (
        "Changes",
        (
            Key(keys="right_square_bracket", shown="]", action="jump(False)", words="the next change", short="change"),
            Key(keys="left_square_bracket", shown="[", action="jump(True)", words="the change before"),
            Key(
                keys="s",
                shown="s",
                action="beside",
                words="side by side and back, from 110 columns",
                short="side by side",
            ),
            Key(keys="e", shown="e", action="unfold", words="unfold what is unchanged, and fold it", short="unfold"),
            Key(
                keys="plus,equals_sign",
                shown="+",
                action="context(1)",
                words="more unchanged paragraphs around each change",
            ),
            Key(keys="minus", shown="-", action="context(-1)", words="fewer of them"),
        ),
    ),
    (
        "Find",
        (
            Key(keys="slash", shown="/", action="find", words="find words in what is shown", short="find"),
            Key(keys="n", shown="n", action="again(False)", words="the next place, or the next change"),
            Key(keys="N", shown="N", action="again(True)", words="the place before"),
            Key(keys="S", shown="S", action="search", words="search the text of all versions", short="search all"),
        ),
    ),
    (
        "Do",
        (
            Key(keys="m", shown="m", action="mark", words="mark as read, up to the version shown", short="mark read"),
            Key(keys="u", shown="u", action="unmark", words="mark as unread, from the version shown on"),
            Key(keys="o", shown="o", action="open_page", words="open the page in your browser"),
            Key(keys="y", shown="y", action="copy", words="copy the paragraph under ▸, else the address"),
            Key(keys="question_mark,f1", shown="?", action="help", words="this help", short="help"),
            Key(keys="q,ctrl+c,ctrl+q", shown="q", action="quit", words="quit", short="quit"),
        ),
    ),
)
_COLUMN = 10
_SIGNS = (
    ("+ - ~ ≈", "added, gone, edited, rewritten"),
    ("↕ ⑂ ⑃", "moved, split, merged"),
    ("⋮", "unchanged, folded"),
    ("●", "not marked as read"),
    ("▁▂▄▆█", "how often changes are to be expected"),
)


def bindings() -> list[Binding]:
    """Give the bindings for Textual."""
    return [
        Binding(name, key.action, key.words, show=False, priority=name in ("ctrl+c", "ctrl+q"))
        for _, keys in KEYS
        for key in keys
        for name in key.keys.split(",")
    ]


def help_rows() -> tuple[Row, ...]:
    """Give the help."""
    rows: list[Row] = []
    for title, keys in KEYS:
        rows += [BLANK] if rows else []
        rows.append(said(title, style="bold"))
        rows += [_row(key.shown, key.words) for key in keys]
    rows += [BLANK, said("Signs", style="bold"), *(_row(sign, words) for sign, words in _SIGNS)]
    rows += [
        BLANK,
        said(
            "Click to choose or to press a key at the foot, turn the wheel to scroll. Nothing here changes the record.",
            style="dim",
        ),
    ]
    return tuple(rows)


def hints(*actions: str, columns: int) -> Text:
    """Name some keys, the first ones where there is no room for all; a click on one presses it.

    Args:
        actions: what the keys do, as in `Key.action` without its arguments.
    """
    named = {key.action.partition("(")[0]: key for _, keys in reversed(KEYS) for key in reversed(keys) if key.short}
    line = Text()
    for action in actions:
        key = named[action]
        words = Text.assemble((f" {key.shown}", "bold"), (f" {key.short} ", "dim"))
        words.apply_meta({PRESSED: key.keys.partition(",")[0]})
        if line.cell_len + words.cell_len > columns:
            break
        line.append_text(words)
    return line


def _row(shown: str, words: str) -> Row:
    return Row(lead=Text(f"   {shown}", "bold"), indent=3 + _COLUMN, cells=(Text(words),))
