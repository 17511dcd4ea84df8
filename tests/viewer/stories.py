"""Articles written for the viewer's tests: a bridge of three versions, a fire, and a page that means harm."""

from __future__ import annotations

from dataclasses import replace

from tests.viewer.records import told
from tracker.model import Block, BlockKind, Note, NoteKind, Story

_QUIET = (
    "The bridge carries the ring road over the canal and is used by forty thousand cars on a working day.",
    "It was built in 1962 and repaired in 1998, when its northern bearings were replaced for the first time.",
    "The city has said for years that the southern ones are next, and for years that there is no money for them.",
    "Buses go by way of the mill lock until further notice, which takes a quarter of an hour longer.",
)
BRIDGE = (
    told(
        "Bridge closed after crack is found",
        "The harbour bridge was closed to all traffic on Friday after a diver found a crack in its southern bearing.",
        "Police said that 12 people were hurt when a lorry braked in front of the barrier.",
        *_QUIET,
        "“We will not open it before we know why,” said the city engineer, Ines Falk.",
        dek="Traffic is led around the old town.",
    ),
    told(
        "Bridge closed after crack is found",
        "The harbour bridge was closed to all traffic on Friday after a diver found a crack in its southern bearing.",
        "Police said that 15 people were hurt when a lorry braked in front of the barrier.",
        *_QUIET,
        "“We will not open it before we know why,” said the city engineer, Ines Falk.",
        "The shipping office closed the canal below it as well.",
        dek="Traffic is led around the old town.",
    ),
    told(
        "Bridge opens to cyclists, cars must wait",
        "The harbour bridge was opened to cyclists on Saturday; cars must wait until its southern bearing is replaced.",
        *_QUIET[:2],
        "Police said that 15 people were hurt when a lorry braked in front of the barrier.",
        *_QUIET[2:],
        "“We will open it to cars once we know why,” said the city engineer, Ines Falk.",
        dek="Traffic is led around the old town.",
    ),
)
_CORRECTION = "Correction: An earlier version of this story misstated the number of boats. It was seven, not nine."
_FIRE = told(
    "Fire in the old harbour", "Nine boats burned in the old harbour.", "Nobody was hurt, the fire brigade said."
)
FIRE = (
    _FIRE,
    replace(
        _FIRE,
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, text="Seven boats burned in the old harbour."),
            _FIRE.blocks[1],
            Block(kind=BlockKind.NOTE, text=_CORRECTION),
        ),
        notes=(Note(kind=NoteKind.CORRECTION, text=_CORRECTION),),
    ),
)
HARM = "\x1b]52;c;ZXZpbA==\x07\x1b[2J[bold red]not ours[/] \u202egpj.exe\u200b"


def harmful(number: int) -> Story:
    """Give a version of a page all of whose words try to steer the terminal, or Textual's mark-up."""
    return told(f"Harm {number} {HARM}", f"{HARM} {number} people", f"[@click=app.quit]quit[/] {HARM}", dek=HARM)
