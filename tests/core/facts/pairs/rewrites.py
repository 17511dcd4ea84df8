"""Paragraphs of which little is left, and one edit made in many places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.core.diff.stories import story
from tests.core.facts.labels import ABOVE, BELOW, Label, Pair, edited, removed, rewritten, whole
from tracker.model import FactKind

_REWRITTEN = (
    (
        "The mayor said on Friday that the dam was safe and that nobody would have to leave the valley this week.",
        "By Saturday night the mayor had changed course: the dam, engineers found, has two cracks, and the whole "
        "valley must be empty by dawn.",
    ),
    (
        "Police are looking for a man who left a bag in front of the bank at noon.",
        "A man of 34 was arrested after police found that the bag he had left in front of the bank held old shoes.",
    ),
    (
        "The ferry was on its way to Gull Island with 60 passengers when its engine failed.",
        "All 60 passengers of the ferry are safe on Gull Island tonight; fishing boats had towed it through the fog.",
    ),
    (
        "Talks between the union and the railway went on into the night without a result.",
        "The railway and the union agreed on a rise of four percent, and trains will run again after a night of talks.",
    ),
    (
        "Doctors do not know yet what made the pupils ill, and the school will stay closed.",
        "Spoiled milk made the pupils ill, doctors found; the school opens its doors again, though not its kitchen.",
    ),
    (
        "The storm is expected to reach the coast near Tarn on Wednesday with winds of 120 kilometres an hour.",
        "With winds of 150 kilometres an hour the storm tore roofs from houses near Tarn as it came to the coast.",
    ),
    (
        "The court will hear the appeal of Harlan Quist in the first week of June.",
        "Harlan Quist lost his appeal: the court saw no error in the verdict and sent him back to prison at once.",
    ),
    (
        "Scientists hope that the probe will send its first pictures of the ice within days.",
        "The first pictures of the ice, sent by the probe last night, show a field of blue ridges; scientists cheered.",
    ),
    (
        "The minister denies that he knew of the payments and says that he will stay in office.",
        "A letter shows that the payments were known to the minister, and within an hour of its print he left office.",
    ),
    (
        "The team trains in the north because its stadium was flooded in spring.",
        "Its stadium dry again after the spring floods, the team has come home from the north and trains behind "
        "closed doors.",
    ),
)
_NOT_REWRITTEN = (
    ("a sentence more", BELOW, f"{BELOW} Anglers are asked to stay away from the pier."),
    ("one word", "The mayor asked everyone to stay inside.", "The mayor begged everyone to stay inside."),
    (
        "a clause in the middle",
        "The bridge, which is a hundred years old, was closed after a ship had struck it in fog.",
        "The bridge was closed on Tuesday night after a ship had struck it in fog.",
    ),
    (
        "its two sentences in the other order",
        "Trains to the north stand still because of the snow. Schools will stay closed until Monday, the council said.",
        "Schools will stay closed until Monday, the council said. Trains to the north stand still because of the snow.",
    ),
)

_LIST = tuple(
    f"{place} {verb} with the {word} Act, and its council met on Tuesday in {hall}."
    for place, verb, word, hall in (
        ("Tarn", "struggles", "Harbours", "the old mill"),
        ("Upper Pell", "is at ease", "Harbours", "a school"),
        ("Karsk", "will not comply", "Harbours", "the theatre"),
        ("Sarn", "has no quarrel", "Harbours", "an inn"),
        ("Brae", "wants to do away", "Harbours", "the customs house"),
    )
)
_REPEATED = (
    ("Harbours", "Ports"),
    ("on Tuesday", "on Wednesday"),
    ("Act", "Bill"),
    ("its council", "the council"),
    ("met", "gathered"),
    ("with the", "with this"),
    ("its council met", "its assembly met"),
    ("on Tuesday in", "in"),
    ("on Tuesday", "on Tuesday night"),
    ("Act, and", "Act, while"),
)


def _rewritten() -> Iterator[Pair]:
    for before, after in _REWRITTEN:
        pair = whole("rewritten", before, story(ABOVE, before, BELOW), story(ABOVE, after, BELOW), rewritten())
        # What else is told of two texts that share little can be argued either way.
        yield replace(pair, free=frozenset({FactKind.NUMBER, FactKind.HEDGE, FactKind.NAME}))
    for name, before, after in _NOT_REWRITTEN:
        yield whole("rewritten trap", name, story(ABOVE, before), story(ABOVE, after), edited())
    gone = "The mill was sold to a monk."
    yield whole("rewritten trap", "only gone", story(ABOVE, gone, BELOW), story(ABOVE, BELOW), removed())


def _everywhere() -> Iterator[Pair]:
    for old, new in _REPEATED:
        after = tuple(text.replace(old, new) for text in _LIST)
        kept_before, kept_after = _apart(old, new)
        yield Pair(
            family="repeated",
            name=f"{old} → {new}",
            before=story(ABOVE, *_LIST, BELOW),
            after=story(ABOVE, *after, BELOW),
            told=(Label(kind=FactKind.REPEATED, before=kept_before, after=kept_after, said=(str(len(_LIST)),)),),
            # Said once, the five edits need not be counted or named again.
            free=frozenset({FactKind.EDITED, FactKind.NUMBER, FactKind.NAME}),
        )
    once = (_LIST[0].replace("Tuesday", "Friday"), *_LIST[1:])
    pair = whole("repeated trap", "in one place", story(ABOVE, *_LIST), story(ABOVE, *once), edited())
    yield replace(pair, free=frozenset({FactKind.NUMBER}))
    dashed = tuple(text.replace(", and its", " - and its") for text in _LIST)
    longer = tuple(text.replace(" - and its", " – and its") for text in dashed)
    more = (*longer[:-1], longer[-1].replace("customs house", "old customs house"))
    yield whole("repeated trap", "a dash in five places", story(ABOVE, *dashed), story(ABOVE, *more), edited())
    each = tuple(text.replace("council", word) for text, word in zip(_LIST, _BODIES, strict=True))
    yield whole("repeated trap", "five other words", story(ABOVE, *_LIST), story(ABOVE, *each), edited(5))


def _apart(old: str, new: str) -> tuple[str, str]:
    """The words of an edit without those that both of its sides begin or end with."""
    before, after = old.split(), new.split()
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return " ".join(before), " ".join(after)


_BODIES = ("assembly", "senate", "board", "parish", "guild")

REWRITES: tuple[Pair, ...] = (*_rewritten(), *_everywhere())
