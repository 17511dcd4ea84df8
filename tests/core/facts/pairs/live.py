"""Live blogs, newest entry first: entries that came, changed, went, or are only out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.core.facts.labels import Label, Pair, figure, quote
from tracker.model import Block, BlockKind, Entry, FactKind, Story

_Post = tuple[str, str, str]
_PLACES = ("Tarn", "Pell", "Karsk", "Sarn", "Brae", "Orrin", "Lorn", "Vadra")
_MATTERS = (
    ("Bridge over the Tesk closed", "The water board closed the bridge in {} because the river reached its beams."),
    (
        "Power out in {}",
        "Some 4,000 homes in {} are without power, the grid said, and crews wait for calmer air.",
    ),
    ("Shelter opens in a school", "A shelter opened in a school in {}; it holds 250 beds and takes dogs and cats too."),
    ("Mayor speaks", "“We have asked for boats and we have asked for helicopters,” said the mayor of {} at noon."),
    ("What we know so far", "Eleven people have died since Sunday, most of them in cars, near {} and in the hills."),
    ("Trains stand still", "No trains run between {} and the coast until further notice, the railway said tonight."),
)
# Newest first: 48 posts, each in words of its own.
_POSTS: tuple[_Post, ...] = tuple(
    (f"post-{number:03}", f"{headline.format(place)} ({place})", text.format(place))
    for number, (place, (headline, text)) in reversed(
        list(enumerate((place, matter) for place in _PLACES for matter in _MATTERS))
    )
)
_COUNTED = frozenset({FactKind.ADDED, FactKind.EDITED, FactKind.MOVED, FactKind.REWRITTEN})
_GONE = _COUNTED | {FactKind.REMOVED}


def _blog(posts: Sequence[_Post], headline: str = "Storm over Vadra – live") -> Story:
    return Story(
        headline=headline,
        entries=tuple(Entry(id=key, headline=title) for key, title, _ in posts),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text, entry=key) for key, _, text in posts),
    )


def _came(count: int) -> Label:
    return Label(kind=FactKind.ENTRIES_ADDED, said=() if count == 1 else (str(count),))


def _hidden(count: int) -> Label:
    return Label(kind=FactKind.ENTRIES_OUT_OF_SIGHT, said=() if count == 1 else (str(count),))


def _about(kind: FactKind, post: _Post) -> Label:
    return Label(kind=kind, said=(post[1],))


def _pair(title: str, before: Sequence[_Post], after: Sequence[_Post], *told: Label) -> Pair:
    deleted = any(label.kind is FactKind.ENTRY_DELETED for label in told)
    free = _GONE if deleted else _COUNTED
    return Pair(family="live", name=title, before=_blog(before), after=_blog(after), told=told, free=free, loose=True)


def _sliding() -> Iterator[Pair]:
    """A window of 20 that slides over the posts: what leaves it at its foot is out of sight, never deleted."""
    for step in (1, 2, 3, 5, 8, 13, 19):
        old, new = _POSTS[step : step + 20], _POSTS[:20]
        yield _pair(f"a window slides by {step}", old, new, _came(step), _hidden(step))
    yield _pair("a window slides past its own length", _POSTS[24:44], _POSTS[:20], _came(20), _hidden(20))
    for step in (1, 4, 7):
        yield _pair(f"{step} more at the head of a blog that shows all", _POSTS[step:30], _POSTS[:30], _came(step))
    yield _pair("the foot is cut off", _POSTS[:30], _POSTS[:22], _hidden(8))
    yield _pair("the head is on another page", _POSTS[:20], _POSTS[5:20], _hidden(5))
    second = _pair("the second page is shown", _POSTS[:20], _POSTS[20:40], _hidden(20))
    yield replace(second, free=second.free | {FactKind.ENTRIES_ADDED})
    yield _pair("nothing", _POSTS[:20], _POSTS[:20])


def _replaced(posts: Sequence[_Post], place: int, old: str, new: str) -> tuple[_Post, ...]:
    key, title, text = posts[place]
    if text.count(old) != 1:
        raise ValueError(f"{old!r} does not stand once in {text!r}.")
    return (*posts[:place], (key, title, text.replace(old, new)), *posts[place + 1 :])


_EDITS: tuple[tuple[int, str, str, tuple[Label, ...]], ...] = (
    (1, "Eleven people", "Twelve people", (figure("toll", "eleven", "twelve", "people"),)),
    (3, "250 beds", "350 beds", (figure("count", "250", "350", "beds"),)),
    (4, "4,000 homes", "7,000 homes", (figure("count", "4,000", "7,000", "homes"),)),
    (6, "the coast", "the hills", ()),
    (8, "asked for helicopters", "begged for helicopters", (quote("asked for helicopters", "begged for helicopters"),)),
    (11, "reached its beams", "reached its deck", ()),
    (13, "most of them in cars", "most of them on foot", ()),
    (15, "takes dogs and cats too", "takes no animals", ()),
    (17, "closed the bridge", "blew up the bridge", ()),
    (18, "until further notice", "until Monday", ()),
)


def _edited() -> Iterator[Pair]:
    for place, old, new, also in _EDITS:
        label = _about(FactKind.ENTRY_EDITED, _POSTS[place])
        after = _replaced(_POSTS[:20], place, old, new)
        yield _pair(f"an old entry: {old} → {new}", _POSTS[:20], after, label, *also)
    place, old, new, also = _EDITS[2]
    slid = _replaced(_POSTS[:20], place, old, new)
    label = _about(FactKind.ENTRY_EDITED, _POSTS[place])
    yield _pair("an old entry while the window slides", _POSTS[2:22], slid, _came(2), _hidden(2), label, *also)
    key, title, text = _POSTS[7]
    again = (*_POSTS[:7], (key, title, f"{text} Correction: it was said at one."), *_POSTS[8:20])
    edited = _about(FactKind.ENTRY_EDITED, _POSTS[7])
    pair = _pair("a sentence more in an old entry", _POSTS[:20], again, edited)
    yield replace(pair, free=pair.free | {FactKind.CORRECTION_ADDED})


def _without(posts: Sequence[_Post], *places: int) -> tuple[_Post, ...]:
    return tuple(post for place, post in enumerate(posts) if place not in places)


def _deleted() -> Iterator[Pair]:
    for place in (1, 2, 5, 8, 10, 13, 16, 17):
        label = _about(FactKind.ENTRY_DELETED, _POSTS[place])
        yield _pair(f"the one at {place}", _POSTS[:20], _without(_POSTS[:20], place), label)
    two = (_about(FactKind.ENTRY_DELETED, _POSTS[place]) for place in (6, 7))
    yield _pair("two neighbours", _POSTS[:20], _without(_POSTS[:20], 6, 7), *two)
    apart = (_about(FactKind.ENTRY_DELETED, _POSTS[place]) for place in (4, 12))
    yield _pair("two apart", _POSTS[:20], _without(_POSTS[:20], 4, 12), *apart)
    label = _about(FactKind.ENTRY_DELETED, _POSTS[9])
    slid = _without(_POSTS[:20], 9)
    yield _pair("while the window slides", _POSTS[3:23], slid, _came(3), _hidden(3), label)


def _traps() -> Iterator[Pair]:
    pinned = (_POSTS[9], *_without(_POSTS[:20], 9))
    yield _pair("trap: an entry is pinned at the head", _POSTS[:20], pinned)
    yield _pair("trap: oldest first", _POSTS[:20], tuple(reversed(_POSTS[:20])))
    yield _pair("trap: the last one falls out", _POSTS[:20], _POSTS[:19], _hidden(1))
    yield _pair("trap: the first one is missing", _POSTS[:20], _POSTS[1:20], _hidden(1))
    older = _pair("trap: older ones are loaded", _POSTS[:20], _POSTS[:30])
    yield replace(older, free=older.free | {FactKind.ENTRIES_ADDED})
    form = _replaced(_POSTS[:20], 8, "“We have asked for boats", '"We have asked for boats')
    cosmetic = _pair("trap: other quote signs in an old entry", _POSTS[:20], form)
    yield replace(cosmetic, free=cosmetic.free | {FactKind.COSMETIC, FactKind.ENTRY_EDITED})


def _headlines() -> Iterator[Pair]:
    old, new = "Storm over Vadra – live", "Storm over Vadra: eleven dead – live"
    label = Label(kind=FactKind.HEADLINE, before=old, after=new)
    base = _pair("its headline and two entries", _POSTS[2:20], _POSTS[:20], _came(2), label)
    yield replace(base, before=_blog(_POSTS[2:20], old), after=_blog(_POSTS[:20], new))


LIVE: tuple[Pair, ...] = (*_sliding(), *_edited(), *_deleted(), *_traps(), *_headlines())
