"""No edit begins or ends inside of what a reader takes for one thing: a number, a letter with its marks, an emoji."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import edited, story
from tracker.core.diff import diff
from tracker.model import Op, Span

NUMBERS = (
    "12",
    "1,029,605",
    "12 000",
    "1’000’000",
    "$4.6bn",
    "US$5",
    "€ 5",
    "5 €",
    "₹12,34,567",
    "12.5%",
    "12,5 %",
    "−4 °C",
    "10:30am",
    "21st",
    "3-year-old",
    "1½",
    "१२.५",
    "٢٥٫٥٪",
    "12万3000",
)
LETTERS = (
    "killed",
    "e\u0301te\u0301",
    "Ha\u0308user",
    "परीक्षा",
    "क्षत्रिय",
    "ที่น้ำ",
    "မြန်မာ",
    "ខ្មែរ",
    "السَّلامُ",
    "שָׁלוֹם",
    "می‌خواهم",
    "葛󠄀城",
    "がき",
    "한국어",
    "👍🏽",
    "👨‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "🇫🇷🇩🇪",
    "1️⃣",
    "❤️‍🔥",
)
PLAIN = ("the", "fire", "said", "on", "Friday", "and", "people", "近く", "में")
things = st.sampled_from((*NUMBERS, *LETTERS, *PLAIN))
rows = st.lists(things, min_size=1, max_size=12)
# A word: of `12 € 5` nobody can say whose the sign is.
_BETWEEN = " or "
GRAPHEME = regex.compile(r"\X")


def texts_of(spans: Iterable[Span]) -> Iterator[tuple[str, set[int]]]:
    """Each side of some spans, and where on it a span begins or ends."""
    for side in (Op.DELETED, Op.INSERTED):
        texts = [span.text for span in spans if span.op in (Op.EQUAL, side)]
        yield "".join(texts), set(accumulate(map(len, texts), initial=0))


@given(before=rows, after=rows)
def test_no_border_of_an_edit_lies_inside_a_thing(before: list[str], after: list[str]) -> None:
    old, new = _BETWEEN.join(before), _BETWEEN.join(after)
    for (text, borders), things_there in zip(texts_of(spans_of(old, new)), (before, after), strict=True):
        start = 0
        for thing in things_there:
            whole = range(start + 1, start + len(thing)) if thing in NUMBERS else ()
            assert borders.isdisjoint(whole), (thing, text)
            start += len(thing) + len(_BETWEEN)


@given(before=st.lists(things, max_size=8).map("".join), after=st.lists(things, max_size=8).map("".join))
def test_no_border_of_an_edit_lies_inside_a_grapheme(before: str, after: str) -> None:
    for text, borders in texts_of(spans_of(before, after)):
        ends = {0, *(found.end() for found in GRAPHEME.finditer(text))}
        assert borders <= ends, (text, borders - ends)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_changed_is_one_edit(number: str) -> None:
    told = edited(f"They counted {number} in the old town on Friday.", "They counted 77 in the old town on Friday.")
    assert told == f"They counted [-{number}-]{{+77+}} in the old town on Friday."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Call +44 now, said the desk.", "Call +45 now, said the desk.", "Call +[-44-]{+45+} now, said the desk."),
        ("A 5-3 win for the town.", "A 6-3 win for the town.", "A [-5-3-]{+6-3+} win for the town."),
        (
            "It ran 1990-2024 in the town.",
            "It ran 1990-2025 in the town.",
            "It ran [-1990-2024-]{+1990-2025+} in the town.",
        ),
        ("In 2019 300 people left.", "In 2019 350 people left.", "In 2019 [-300-]{+350+} people left."),
    ],
)
def test_what_only_looks_like_one_number_is_cut(before: str, after: str, told: str) -> None:
    assert edited(before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("ที่นี่มีคน ๕๐ คนตาย", "ที่นี่มีคน ๗๐ คนตาย", "ที่นี่มีคน [-๕๐-]{+๗๐+} คนตาย"),
        ("في الحريق قُتل ١٢ شخصا", "في الحريق قُتل ١٥ شخصا", "في الحريق قُتل [-١٢-]{+١٥+} شخصا"),
        ("आग में १२ लोग मारे गए।", "आग में १५ लोग मारे गए।", "आग में [-१२-]{+१५+} लोग मारे गए।"),
        ("火災で3人が死亡した。", "火災で5人が死亡した。", "火災で[-3-]{+5+}人が死亡した。"),
    ],
)
def test_other_scripts_are_edited_in_whole_words_too(before: str, after: str, told: str) -> None:
    assert edited(before, after) == told


def spans_of(before: str, after: str) -> tuple[Span, ...]:
    """All spans of the one paragraph of each side, in their order."""
    found = diff(story(*filter(None, [before])), story(*filter(None, [after])))
    return tuple(span for block in found.blocks for span in block.spans)
