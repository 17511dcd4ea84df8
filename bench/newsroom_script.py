"""What a newsroom of our own making publishes, minute by minute, and how it misbehaves: all of it follows from a seed.

Times are seconds since the newsroom opened. The texts were written for this project.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

NOTICE: Final = "This is a breaking news story and will be updated."
HOUR: Final = 3600.0

SLOW: Final = frozenset({"drip", "silence"})
"""Faults that keep a look waiting until its deadline."""
HOST_FAULTS: Final = ("429", "429 by date", "503", "503 with Retry-After")
PAGE_FAULTS: Final = (
    *(
        "500",
        "reset",
        "drip",
        "silence",
        "bomb",
        "truncated",
        "cut",
        "broken chunks",
        "empty",
        "404",
        "endless headers",
    ),
    *("consent", "login", "stub", "loop", "inside", "other encoding", "not HTML"),
)
_WINDOW: Final = 900.0

_SYLLABLES = (
    *("bar", "cal", "dor", "esk", "fen", "gar", "hol", "ith", "jar", "kel", "lor", "mar", "nor", "oss", "pen"),
    *("quin", "ros", "sel", "tor", "ush", "ven", "wick", "yar", "zel"),
)
_ENDINGS = (
    *("bury", "combe", "dale", "ford", "ham", "haven", "holm", "ley", "mere", "mouth", "ness", "port", "stead"),
    *("stow", "wick", "worth"),
)
_EVENTS = (
    *("fire in the {thing}", "flood at the {thing}", "strike at the {thing}", "collapse of the {thing}"),
    *("search of the {thing}", "vote on the {thing}", "closure of the {thing}", "rescue from the {thing}"),
)
_THINGS = (
    *("harbour", "granary", "station", "foundry", "viaduct", "hospital", "market hall", "reservoir", "tannery"),
    "cable works",
)
_WHO = ["the fire brigade", "the mayor", "a spokeswoman for the county", "police", "the coast guard", "two witnesses"]
_VERBS = ["expected", "feared", "understood", "prepared for", "foresaw", "reckoned with", "insisted on", "waited for"]
_HEADLINES = (
    *("{n} people brought out after {event} in {town}", "{Event} in {town}: {n} people moved to safety"),
    *("{town} counts {n} hurt in {event}", "What is known of the {event} in {town}, where {n} wait for news"),
    *("{town}: {n} households without power after {event}", "{n} helpers at work in {town} after {event}"),
)
_SENTENCES = (
    "{Who} in {town} said that {n} people had been brought from the {thing} by boat and on foot.",
    "The road between {place} and {other} was closed, and {n} lorries stood in a line that reached the hills.",
    "In {place} a school took in {n} families for the night, among them some with small children.",
    "“We {verb} nothing of the kind in {town},” said a baker from {place}, who had kept the shop open all night.",
    "By the afternoon {n} metres of hose had been laid along the river near {other}.",
    "The owners of the {thing}, a family firm from {place}, put the damage at {n} thousand crowns.",
    "Trains to {other} were delayed by {n} minutes, and those to {place} did not run at all.",
    "“Nobody in {place} {verb} this,” a teacher told reporters outside the {thing}, and went on with the blankets.",
    "Engineers from {other} measured cracks of {n} millimetres in the north wall of the {thing}.",
    "A council meeting in {town} was called for the evening, and {n} residents had asked to speak.",
    "The hospital of {place} treated {n} patients, most of whom could go home before midnight.",
    "{Who} asked everybody to keep away from the bridge of {other} until it had been looked at.",
)


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers see of an article from a moment on.

    Attributes:
        edit: what was done to the edition before it.
    """

    at: float
    headline: str
    paragraphs: tuple[str, ...]
    edit: str = "first"

    @property
    def text(self) -> str:
        """Letters and digits of all that a reader reads, in order."""
        return squashed(self.headline, *self.paragraphs, NOTICE)


def squashed(*parts: str) -> str:
    """Give the letters and digits of texts."""
    return "".join(filter(str.isalnum, "".join(parts)))


@dataclass(frozen=True, slots=True)
class _Place:
    """What an article is about."""

    town: str
    event: str
    thing: str


class Script:
    """All that the newsroom will do.

    Args:
        every: seconds between two edits of an article, on average.
        trouble: the share of time in which a page misbehaves; a third of that for whole hosts.
    """

    def __init__(self, *, seed: int, articles: int, hosts: int, hours: float, every: float, trouble: float) -> None:
        self.seed, self.articles, self.hosts = seed, articles, hosts
        self.trouble = trouble
        self.editions = [_editions(random.Random(f"{seed} {number}"), hours, every) for number in range(articles)]
        self._moments = [[edition.at for edition in editions] for editions in self.editions]

    def edition(self, article: int, moment: float) -> int:
        """Give which edition of an article stands at a moment, from 0."""
        return max(bisect_right(self._moments[article], moment) - 1, 0)

    def host(self, article: int) -> int:
        """Give the host of an article."""
        return article % self.hosts

    def fault(self, article: int, moment: float) -> str:
        """Give how an article misbehaves at a moment; empty where it does not. The first ten minutes are quiet."""
        window = int(moment // _WINDOW)
        if moment < HOUR / 6:
            return ""
        return self._drawn(f"host {self.host(article)} {window}", HOST_FAULTS, self.trouble / 3) or self._drawn(
            f"article {article} {window}", PAGE_FAULTS, self.trouble
        )

    def _drawn(self, subject: str, faults: tuple[str, ...], share: float) -> str:
        draw = random.Random(f"{self.seed} {subject}")
        return draw.choice(faults) if draw.random() < share else ""


def rest(moment: float) -> float:
    """Give when the trouble that stands at a moment is over at the earliest: what Retry-After says."""
    return (moment // _WINDOW + 1) * _WINDOW - moment


@cache
def name(number: int) -> str:
    """Give a name of a place that is on no map."""
    chance = random.Random(f"place {number}")
    return (chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES) + chance.choice(_ENDINGS)).capitalize()


def _editions(chance: random.Random, hours: float, every: float) -> tuple[Edition, ...]:
    place = _Place(name(chance.randrange(10**6)), "", chance.choice(_THINGS))
    place = replace(place, event=chance.choice(_EVENTS).format(thing=place.thing))
    first = Edition(
        0.0, _headline(chance, place), tuple(_paragraph(chance, place) for _ in range(chance.randint(5, 9)))
    )
    editions, seen = [first], {first.text}
    moment = chance.expovariate(1 / every)
    while moment < hours * HOUR:
        edited = _edited(chance, place, editions[-1], moment)
        if edited.text not in seen:
            seen.add(edited.text)
            editions.append(edited)
        moment += chance.uniform(120, 900) if chance.random() < 0.25 else chance.expovariate(1 / every)
    return tuple(editions)


def _headline(chance: random.Random, place: _Place) -> str:
    event = place.event
    words = {"event": f"the {event}", "Event": event[0].upper() + event[1:]}
    return (
        chance.choice(_HEADLINES).format(n=chance.randint(3, 999), town=place.town, **words).replace("the the", "the")
    )


def _sentence(chance: random.Random, place: _Place) -> str:
    who = chance.choice(_WHO)
    return chance.choice(_SENTENCES).format(
        n=chance.randint(3, 999),
        town=place.town,
        thing=place.thing,
        place=name(chance.randrange(10**6)),
        other=name(chance.randrange(10**6)),
        Who=who[0].upper() + who[1:],
        verb=chance.choice(_VERBS),
    )


def _paragraph(chance: random.Random, place: _Place) -> str:
    return " ".join(_sentence(chance, place) for _ in range(chance.randint(1, 3)))


def _edited(chance: random.Random, place: _Place, before: Edition, moment: float) -> Edition:
    edit, change = chance.choice(_EDITS)
    return replace(change(chance, place, before), at=moment, edit=edit)


def _number(chance: random.Random, _place: _Place, before: Edition) -> Edition:
    """Move one number in the text by a little."""
    spots = [
        (line, word)
        for line, text in enumerate(before.paragraphs)
        for word, found in enumerate(text.split(" "))
        if found.isdigit()
    ]
    if not spots:
        return before
    line, spot = chance.choice(spots)
    words = before.paragraphs[line].split(" ")
    words[spot] = str(int(words[spot]) + chance.choice((1, 2, 5, 33)))
    return _with_line(before, line, " ".join(words))


def _retitled(chance: random.Random, place: _Place, before: Edition) -> Edition:
    return replace(before, headline=_headline(chance, place))


def _longer(chance: random.Random, place: _Place, before: Edition) -> Edition:
    line = chance.randrange(len(before.paragraphs))
    return _with_line(before, line, f"{before.paragraphs[line]} {_sentence(chance, place)}")


def _added(chance: random.Random, place: _Place, before: Edition) -> Edition:
    at, lines = chance.randint(0, len(before.paragraphs)), before.paragraphs
    if len(lines) > 14:
        return before
    return replace(before, paragraphs=(*lines[:at], _paragraph(chance, place), *lines[at:]))


def _taken_away(chance: random.Random, _place: _Place, before: Edition) -> Edition:
    lines = before.paragraphs
    at = chance.randrange(len(lines))
    return before if len(lines) < 5 else replace(before, paragraphs=(*lines[:at], *lines[at + 1 :]))


def _corrected(chance: random.Random, place: _Place, before: Edition) -> Edition:
    words = f"Correction: An earlier version of this story placed the {place.thing} in {name(chance.randrange(10**6))}."
    return replace(before, paragraphs=(*before.paragraphs, f"{words} It stands in {place.town}."))


def _requoted(chance: random.Random, _place: _Place, before: Edition) -> Edition:
    for line, text in enumerate(before.paragraphs):
        for verb in _VERBS:
            if f" {verb} " in text and "“" in text:
                return _with_line(before, line, text.replace(f" {verb} ", f" {chance.choice(_VERBS)} ", 1))
    return before


def _with_line(before: Edition, at: int, text: str) -> Edition:
    lines = before.paragraphs
    return replace(before, paragraphs=(*lines[:at], text, *lines[at + 1 :]))


_EDITS: Final[tuple[tuple[str, Callable[[random.Random, _Place, Edition], Edition]], ...]] = (
    ("number", _number),
    ("number", _number),
    ("headline", _retitled),
    ("longer", _longer),
    ("added", _added),
    ("taken away", _taken_away),
    ("corrected", _corrected),
    ("quote", _requoted),
)
