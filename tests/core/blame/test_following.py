"""Since when a sentence stands: it keeps its age when it moves, and its origin when it is edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.blame.lives import ages, blamed, hour, life, live, of, told, version
from tracker.core.blame import blame
from tracker.model import Block, BlockKind, Story
from tracker.model.life import LifeVersion, Turn

RAIN = "Rain fell over the valley for a third day."
ROAD = "The road to the north pass is closed to all traffic."
TOLL = "At least 12 people were killed, the mayor said."
HIGHER = "At least 45 people were killed, the mayor said."
SHELTER = "Families slept in the sports hall of the secondary school."


def test_of_a_single_version_all_sentences_are_the_first() -> None:
    found = blamed(told("Flood", f"{RAIN} {ROAD}", TOLL))

    assert ages(found) == [("Flood", 1, 1), (RAIN, 1, 1), (ROAD, 1, 1), (TOLL, 1, 1)]
    assert [one.block for one in found.sentences] == [None, 0, 0, 1]
    assert found.removed == ()


def test_nothing_is_said_of_no_version_or_of_one_that_cannot_be_read() -> None:
    assert blame([]) is None
    assert blame(life(told("Flood", RAIN), None)) is None


def test_a_new_sentence_carries_the_version_and_the_two_looks_between_which_it_came() -> None:
    found = blamed(told("Flood", RAIN), told("Flood", RAIN, ROAD))

    assert of(found, "The road").appeared == Turn(
        number=2, earliest=2, after=hour(2) - timedelta(minutes=10), by=hour(2)
    )
    assert of(found, "Rain").appeared == Turn(number=1, earliest=1, after=None, by=hour(1))


def test_a_sentence_edited_by_a_number_keeps_its_origin_and_says_when_it_took_its_form() -> None:
    found = blamed(told("Flood", TOLL), told("Flood", TOLL, RAIN), told("Flood", HIGHER, RAIN))
    toll = of(found, "At least")

    assert (toll.appeared.number, toll.changed.number) == (1, 3)
    assert [form.text for form in toll.forms] == [TOLL, HIGHER]
    assert found.removed == ()


def test_a_number_that_goes_up_and_back_is_three_forms_of_one_sentence() -> None:
    found = blamed(told("Flood", TOLL), told("Flood", HIGHER), told("Flood", TOLL))

    assert [(form.text, form.came.number) for form in of(found, "At least").forms] == [
        (TOLL, 1),
        (HIGHER, 2),
        (TOLL, 3),
    ]
    assert found.returned == ()


def test_a_sentence_that_moves_keeps_its_age_even_into_another_paragraph() -> None:
    found = blamed(told("Flood", f"{RAIN} {ROAD}", TOLL), told("Flood", TOLL, f"{SHELTER} {RAIN}", ROAD))

    assert ages(found)[1:] == [(TOLL, 1, 1), (SHELTER, 2, 2), (RAIN, 1, 1), (ROAD, 1, 1)]
    assert found.removed == ()


def test_a_sentence_that_moves_and_is_edited_keeps_its_origin() -> None:
    found = blamed(told("Flood", TOLL, RAIN, ROAD), told("Flood", RAIN, ROAD, HIGHER))

    assert ages(found)[1:] == [(RAIN, 1, 1), (ROAD, 1, 1), (HIGHER, 1, 2)]


def test_two_sentences_that_share_little_are_one_gone_and_one_come() -> None:
    found = blamed(told("Flood", RAIN, TOLL), told("Flood", RAIN, SHELTER))

    assert ages(found)[1:] == [(RAIN, 1, 1), (SHELTER, 2, 2)]
    assert [(one.text, one.gone and one.gone.number) for one in found.removed] == [(TOLL, 2)]


def test_what_is_gone_tells_when_it_came_and_went() -> None:
    found = blamed(told("Flood", RAIN), told("Flood", RAIN, ROAD), told("Flood", RAIN))
    (gone,) = found.removed

    assert (gone.text, gone.appeared.number) == (ROAD, 2)
    assert gone.gone == Turn(number=3, earliest=3, after=hour(3) - timedelta(minutes=10), by=hour(3))


def test_what_came_back_tells_in_which_versions_it_did_not_stand() -> None:
    with_road, without = told("Flood", RAIN, ROAD), told("Flood", RAIN)
    found = blamed(with_road, without, without, with_road, without, with_road)
    road = of(found, "The road")

    assert (road.appeared.number, road.changed.number, road.gaps) == (1, 1, ((2, 3), (5, 5)))
    assert found.returned == (road,)
    assert found.removed == ()


def test_of_doubles_the_one_whose_neighbours_stay_lives_on() -> None:
    twice = told("Flood", f"{RAIN} He was missing.", f"{ROAD} He was missing.")
    found = blamed(twice, told("Flood", RAIN, f"{ROAD} He was missing."))

    assert ages(found)[1:] == [(RAIN, 1, 1), (ROAD, 1, 1), ("He was missing.", 1, 1)]
    assert [(one.text, one.block) for one in found.removed] == [("He was missing.", 0)]


def test_a_double_that_is_added_is_new_and_the_older_one_keeps_its_age() -> None:
    found = blamed(
        told("Flood", f"{ROAD} He was missing."), told("Flood", f"{RAIN} He was missing.", f"{ROAD} He was missing.")
    )

    assert [(one.text, one.block, one.appeared.number) for one in found.sentences[1:]] == [
        (RAIN, 0, 2),
        ("He was missing.", 0, 1),
        (ROAD, 1, 1),
        ("He was missing.", 1, 1),
    ]


def test_both_halves_of_a_sentence_that_was_split_keep_its_origin() -> None:
    whole = "The mayor opened the sports hall on Monday, and volunteers carried blankets from the old brewery."
    halves = "The mayor opened the sports hall on Monday. Volunteers carried blankets from the old brewery."
    found = blamed(told("Flood", RAIN, whole), told("Flood", RAIN, halves))

    assert [(one.appeared.number, one.changed.number) for one in found.sentences[2:]] == [(1, 2), (1, 2)]
    assert found.removed == ()


def test_a_sentence_made_of_two_is_as_old_as_the_older_and_neither_is_removed() -> None:
    first = "The mayor opened the sports hall on Monday."
    second = "Volunteers carried blankets from the old brewery."
    both = "The mayor opened the sports hall on Monday and volunteers carried blankets from the old brewery."
    found = blamed(told("Flood", RAIN, first), told("Flood", RAIN, f"{first} {second}"), told("Flood", RAIN, both))

    assert (of(found, "The mayor").appeared.number, of(found, "The mayor").changed.number) == (1, 3)
    assert found.removed == ()


def test_an_edited_headline_keeps_its_origin_and_never_becomes_a_sentence_of_the_text() -> None:
    found = blamed(
        told("Flood in the valley kills 12", RAIN),
        told("Flood in the valley kills 45", RAIN),
        told("Rain eases at last", RAIN, "Flood in the valley kills 45"),
    )

    assert ages(found) == [
        ("Rain eases at last", 3, 3),
        (RAIN, 1, 1),
        ("Flood in the valley kills 45", 3, 3),
    ]
    assert [(one.kind, one.text) for one in found.removed] == [("headline", "Flood in the valley kills 45")]


def test_what_came_while_versions_cannot_be_read_is_dated_between_those_around() -> None:
    found = blamed(told("Flood", RAIN), None, None, told("Flood", RAIN, ROAD))

    assert of(found, "The road").appeared == Turn(
        number=4, earliest=2, after=hour(2) - timedelta(minutes=10), by=hour(4)
    )
    assert of(found, "Rain").gaps == ()
    assert found.unread == (2, 3)


def test_where_the_first_versions_cannot_be_read_nothing_is_known_before_them() -> None:
    found = blamed(None, told("Flood", RAIN))

    assert of(found, "Rain").appeared == Turn(number=2, earliest=1, after=None, by=hour(2))


def test_what_went_while_versions_cannot_be_read_is_dated_between_those_around() -> None:
    found = blamed(told("Flood", RAIN, ROAD), None, told("Flood", RAIN))

    assert [one.gone for one in found.removed] == [
        Turn(number=3, earliest=2, after=hour(2) - timedelta(minutes=10), by=hour(3))
    ]


def test_behind_a_paywall_text_is_out_of_sight_and_not_removed() -> None:
    whole, beginning = told("Flood", RAIN, ROAD, TOLL), told("Flood", RAIN, teaser=True)
    hidden = blamed(whole, beginning)
    again = blamed(whole, beginning, told("Flood", RAIN, ROAD, HIGHER))

    assert [one.text for one in hidden.out_of_sight] == [ROAD, TOLL]
    assert hidden.removed == ()
    assert ages(again)[1:] == [(RAIN, 1, 1), (ROAD, 1, 1), (HIGHER, 1, 3)]
    assert again.returned == ()
    assert again.out_of_sight == ()


def test_an_entry_past_the_end_of_a_live_blog_is_out_of_sight_and_one_between_others_removed() -> None:
    first = live("c: The bridge is shut.", "b: Two men were seen.", "a: Police were called at noon.")

    slid = blamed(first, live("d: Trains stop.", "c: The bridge is shut.", "b: Two men were seen."))
    cut = blamed(first, live("c: The bridge is shut.", "a: Police were called at noon."))

    assert ([one.text for one in slid.out_of_sight], slid.removed) == (["Police were called at noon."], ())
    assert (cut.out_of_sight, [one.text for one in cut.removed]) == ((), ["Two men were seen."])


def test_what_a_new_entry_says_as_an_older_one_did_stands_since_that_entry() -> None:
    more = "More details will follow."
    first = live(f"b: Two men were seen. {more}", "a: Police were called at noon.")
    second = live(f"c: Trains stop. {more}", f"b: Two men were seen. {more}", "a: Police were called at noon.")
    slid = live(f"d: Buses stop. {more}", f"c: Trains stop. {more}")

    assert [(one.entry, one.appeared.number) for one in blamed(first, second).sentences if one.text == more] == [
        ("c", 2),
        ("b", 1),
    ]
    found = blamed(first, second, slid)
    assert [(one.entry, one.appeared.number) for one in found.sentences if one.text == more] == [("d", 3), ("c", 2)]
    assert more in [one.text for one in found.out_of_sight]


def test_entries_that_all_get_other_ids_say_what_they_said() -> None:
    found = blamed(live("a: Trains stop.", "b: Two men were seen."), live("x1: Trains stop.", "x2: Two men were seen."))
    assert [one.appeared.number for one in found.sentences] == [1, 1, 1]


def test_what_another_reading_of_a_page_moves_is_no_change_of_the_newsroom() -> None:
    old, seen_anew = told("Flood", RAIN), told("Flood", RAIN, SHELTER)
    versions = [
        replace(life(old)[0], reread=seen_anew),
        LifeVersion(version=version(2), story=told("Flood", RAIN, SHELTER, ROAD)),
    ]
    found = blame(versions)

    assert found is not None
    assert [(one.text, one.appeared.number) for one in found.sentences[1:]] == [(RAIN, 1), (SHELTER, 1), (ROAD, 2)]
    assert of(found, "Families").appeared == Turn(number=1, earliest=1, after=None, by=hour(1))


def test_lines_of_the_site_are_left_out() -> None:
    site = Block(kind=BlockKind.PARAGRAPH, text="Sign up for our letter.", site=True)
    story = told("Flood", RAIN)
    found = blamed(story, replace(story, blocks=(site, *story.blocks)))

    assert [(one.text, one.block) for one in found.sentences] == [("Flood", None), (RAIN, 1)]


def test_a_stamp_is_no_sentence() -> None:
    assert [one.text for one in blamed(told("Flood", "Updated 3 hours ago", RAIN)).sentences] == ["Flood", RAIN]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("洪水已造成12人死亡，市长周一表示。", "洪水已造成45人死亡，市长周一表示。"),
        ("बाढ़ में 12 लोगों की मौत हो गई, महापौर ने कहा।", "बाढ़ में 45 लोगों की मौत हो गई, महापौर ने कहा।"),
        ("น้ำท่วมทำให้มีผู้เสียชีวิต 12 คนในเมืองนี้", "น้ำท่วมทำให้มีผู้เสียชีวิต 45 คนในเมืองนี้"),
    ],
)
def test_an_edit_is_followed_in_every_script(before: str, after: str) -> None:
    assert ages(blamed(told("A", before), told("A", after)))[1:] == [(after, 1, 2)]


def test_too_much_at_once_is_told_as_coarse_and_still_answered() -> None:
    before = [f"Sentence {n} speaks of matter {n * 7919} and nothing else." for n in range(900)]
    after = [f"Line {n} is about subject {n * 104729} on another day." for n in range(900)]
    found = blamed(told("A", *before), told("A", *after))

    assert found.coarse
    assert len(found.sentences) == 901


SENTENCES = st.sampled_from([RAIN, ROAD, TOLL, HIGHER, SHELTER, "He was missing.", "雨。"])
STORIES = st.lists(st.lists(SENTENCES, max_size=4).map(lambda some: told("Flood", *some)), min_size=1, max_size=6)


@given(STORIES)
def test_every_sentence_of_the_newest_version_is_told_once_in_its_order(stories: list[Story]) -> None:
    found = blamed(*stories)

    assert [one.text for one in found.sentences[1:]] == [block.text for block in stories[-1].blocks]


@given(STORIES)
def test_no_life_is_older_than_its_first_version_and_forms_follow_one_another(stories: list[Story]) -> None:
    found = blamed(*stories)
    for one in (*found.sentences, *found.removed):
        numbers = [form.came.number for form in one.forms]
        assert numbers == sorted(numbers)
        assert one.text in [block.text for block in stories[one.changed.number - 1].blocks] or one.kind == "headline"
        for first, last in one.gaps:
            assert one.appeared.number < first <= last < len(stories)
        assert one.gone is None or one.gone.number > one.appeared.number


@given(STORIES)
def test_what_is_removed_does_not_stand_in_the_version_that_took_it_away_more_often_than_before(
    stories: list[Story],
) -> None:
    found = blamed(*stories)
    for one in found.removed:
        assert one.gone is not None
        before, after = (
            [block.text for block in stories[number - 1].blocks].count(one.text)
            for number in (one.gone.number - 1, one.gone.number)
        )
        assert after < before


@given(STORIES)
def test_the_same_life_gives_the_same_answer(stories: list[Story]) -> None:
    assert blamed(*stories) == blamed(*stories)
