from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.detect import site_line
from tracker.core.detect.difference import compared, shared_words
from tracker.core.detect.lines import lines_of
from tracker.model import Block, BlockKind, ChangeKind, Link, Story

NOTHING: frozenset[str] = frozenset()


def block(text: str, *links: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, links=tuple(Link(text=words, url="/x") for words in links))


def story(*texts: str, headline: str = "Bridge closed") -> Story:
    return Story(headline=headline, blocks=tuple(map(block, texts)))


@pytest.mark.parametrize(
    ("line", "linked", "doubtful"),
    [
        (block("A sentence that is long enough to be believed."), False, False),
        (block("Too short."), False, True),
        (block("月曜日の暴風で駅の屋根が崩れ、十二人が死亡した。"), False, False),
        (block("死亡した。"), False, True),
        (block("A sentence that is long enough to be believed.", "A sentence that is long"), False, True),
        (block("A sentence that is long enough to be believed.", "A sentence that is long enough to"), True, True),
        (block("More to follow.", kind=BlockKind.NOTE), False, False),
    ],
)
def test_a_line_is_doubtful_where_it_is_short_or_linked_and_no_note(line: Block, linked: bool, doubtful: bool) -> None:
    (found,) = lines_of(Story(headline="", blocks=(line,)))
    assert (found.linked, found.doubtful) == (linked, doubtful)


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
def test_one_paragraph_in_the_place_of_another_is_no_edit_in_any_script(matter: Matter) -> None:
    one, other = matter.paragraphs[:2]
    (step,) = compared(story(one), story(other), NOTHING).steps
    assert not step.edited


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
def test_a_paragraph_cut_short_is_an_edit_in_any_script(matter: Matter) -> None:
    one = matter.paragraphs[0]
    (step,) = compared(story(one), story(one[: len(one) * 3 // 4]), NOTHING).steps
    assert step.edited


def test_words_shared_are_counted_with_the_length_of_both() -> None:
    assert shared_words("Twelve people died.", "twelve people died, he said.") == (4, 4, 7)
    assert shared_words("", "") == (0, 1, 1)


def test_a_difference_names_its_fields_and_is_false_without_any() -> None:
    assert not compared(story("One."), story("One."), NOTHING)
    assert compared(story("One."), story("One.", headline="Bridge open"), NOTHING).fields == {ChangeKind.HEADLINE}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Join 41,000 readers", "Join 40,999 readers"), ("3 for 2", "4 for 9"), ("Offer\u00a01", "Offer 2")],
)
def test_a_site_line_has_its_digits_folded(one: str, other: str) -> None:
    assert site_line(one) == site_line(other)


WORDS = st.text("abc", min_size=1, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(lambda found: " ".join(found) + ".")
TEXTS = st.lists(SENTENCES, min_size=2, max_size=6)


@given(TEXTS, st.sampled_from([" ", "  ", "\n", "\u00a0", "\t "]))
def test_white_space_is_no_difference(texts: list[str], space: str) -> None:
    spaced = [f"{space}{text.replace(' ', space)}{space}" for text in texts]
    assert not compared(story(*texts), story(*spaced), NOTHING)


@given(TEXTS, st.data())
def test_paragraphs_merged_are_no_difference(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 2))
    merged = [*texts[:place], f"{texts[place]} {texts[place + 1]}", *texts[place + 2 :]]
    assert not compared(story(*texts), story(*merged), NOTHING)
    assert not compared(story(*merged), story(*texts), NOTHING)


@given(TEXTS, st.data())
def test_a_paragraph_more_is_always_a_difference(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts)))
    longer = [*texts[:place], data.draw(SENTENCES), *texts[place:]]
    assert compared(story(*texts), story(*longer), NOTHING)
    assert compared(story(*longer), story(*texts), NOTHING)


def test_a_note_that_is_said_once_more_is_told() -> None:
    note = block("This is a developing story and will be updated.", kind=BlockKind.NOTE)
    told = story("The bridge was closed at noon, the police said.").blocks
    once, twice = Story(headline="", blocks=(*told, note)), Story(headline="", blocks=(*told, note, note))
    (step,) = compared(once, twice, NOTHING).steps
    assert ([line.text for line in step.before], [line.text for line in step.after]) == ([], [note.text])
