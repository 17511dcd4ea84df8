"""Whose a line is: the site's, when its other articles show it too, or the story's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.detect.stories import (
    BUDGET,
    FERRY,
    MARKET,
    MINUTE,
    NOON,
    PROMOTION,
    WIRE,
    around,
    block,
    judged,
    longer,
    seen,
    settled,
    story,
)
from tracker.core.detect import Pages, line_key, moved_lines, noise_lines, own_story, shared_lines
from tracker.model import Block, BlockKind, Change, ChangeKind, Hold, Story, Surroundings

WITH_PROMOTION = longer(FERRY, PROMOTION)
ON_MARKET = seen(MARKET, longer(MARKET, PROMOTION), article=2)
ON_BUDGET = seen(BUDGET, longer(BUDGET, PROMOTION), article=3)
COUNTED = "Join the {} readers who have taken our evening letter since the spring of last year."


def test_a_line_that_came_on_three_articles_at_about_the_same_time_is_the_sites() -> None:
    assert judged(FERRY, WITH_PROMOTION, around(ON_MARKET, ON_BUDGET)) is None


def test_a_line_that_came_on_this_article_alone_is_held_and_counts_when_it_stands() -> None:
    assert isinstance(judged(FERRY, WITH_PROMOTION), Hold)
    assert isinstance(settled(FERRY, WITH_PROMOTION, around()), Change)


def test_a_line_that_goes_everywhere_is_the_sites_as_one_that_comes() -> None:
    gone = (seen(longer(told, PROMOTION), told, article=number) for number, told in ((2, MARKET), (3, BUDGET)))
    assert judged(WITH_PROMOTION, FERRY, around(*gone)) is None


def test_a_line_that_moves_on_every_article_is_the_sites() -> None:
    def moved(told: Story) -> tuple[Story, Story]:
        return longer(told, PROMOTION, place=1), longer(told, PROMOTION)

    others = (seen(*moved(told), article=number) for number, told in ((2, MARKET), (3, BUDGET)))
    assert judged(*moved(FERRY), around(*others)) is None


def test_the_digits_of_a_sites_line_may_differ() -> None:
    others = (
        seen(told, longer(told, COUNTED.format(count)), article=number)
        for number, told, count in ((2, MARKET, "41,207"), (3, BUDGET, "40,999"))
    )
    assert judged(FERRY, longer(FERRY, COUNTED.format("41,350")), around(*others)) is None


def test_a_counter_that_moves_on_every_article_is_the_sites() -> None:
    line = "{} people are following this town with us right now, more than ever before"

    def counting(told: Story, first: str, then: str) -> tuple[Story, Story]:
        return longer(told, line.format(first)), longer(told, line.format(then))

    others = (
        seen(*counting(MARKET, "1,812", "1,845"), article=2),
        seen(*counting(BUDGET, "9,077", "9,078"), article=3),
    )
    assert judged(*counting(FERRY, "1,204", "1,377"), around(*others)) is None


def test_one_other_article_is_enough_for_the_very_same_line_that_is_no_sentence_and_far_from_both_matters() -> None:
    label = "Everything that moved our readers today, by mail, every evening"
    assert judged(FERRY, longer(FERRY, label), around(seen(MARKET, longer(MARKET, label), article=2))) is None
    assert isinstance(settled(FERRY, WITH_PROMOTION, around(ON_MARKET)), Change)
    counted = seen(MARKET, longer(MARKET, COUNTED.format("41,207")), article=2)
    assert isinstance(judged(FERRY, longer(FERRY, COUNTED.format("41,350")), around(counted)), Hold)


def test_a_short_sentence_that_came_on_one_other_article_too_is_an_edit_of_each() -> None:
    age = "She was 67."
    on_market, on_budget = (seen(told, longer(told, age), article=n) for n, told in ((2, MARKET), (3, BUDGET)))
    assert isinstance(settled(FERRY, longer(FERRY, age), around(on_market)), Change)
    assert judged(FERRY, longer(FERRY, age), around(on_market, on_budget)) is None


def test_one_other_article_is_not_enough_for_a_line_that_either_story_speaks_of() -> None:
    spoken = "The ferry struck the northern pier of the harbour bridge in a strong wind."
    for told in (FERRY, MARKET):
        other = MARKET if told is FERRY else FERRY
        found = settled(told, longer(told, spoken), around(seen(other, longer(other, spoken), article=2)))
        assert isinstance(found, Change)


def test_only_what_is_no_sentence_in_the_flow_of_a_story_may_pass_beside_it() -> None:
    label = "Everything that moved our readers today, by mail, every evening"
    spoken = "The ferry struck the northern pier of the harbour bridge in a strong wind."
    moved = moved_lines(FERRY, longer(longer(FERRY, label), spoken))
    assert {line.key: line.passing for line in moved} == {line_key(label): True, line_key(spoken): False}


def test_two_sightings_on_one_article_are_one() -> None:
    counted = seen(MARKET, longer(MARKET, COUNTED.format("41,207")), article=2)
    again = seen(MARKET, longer(MARKET, COUNTED.format("41,300")), article=2)
    assert isinstance(judged(FERRY, longer(FERRY, COUNTED.format("41,350")), around(counted, again)), Hold)


def test_wire_copy_that_speaks_of_the_matter_of_each_story_is_an_edit_of_each() -> None:
    quay = story(
        "The quay below the harbour bridge was empty on Monday, and no ferry was seen on the water until evening.",
        "Those who wait for the ferry line at the harbour market have waited since noon, and the bridge is closed.",
        "The tide had turned by evening, and the market beside the bridge was closed like the ferry line itself.",
        headline="Where the ferry line waits",
    )
    others = seen(quay, longer(quay, WIRE), article=2), seen(quay, longer(quay, WIRE), article=3)
    changed = settled(FERRY, longer(FERRY, WIRE), around(*others))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.TEXT}


def test_a_line_that_came_elsewhere_at_another_time_is_not_the_sites() -> None:
    long_ago = NOON - timedelta(hours=5)
    others = (
        seen(told, longer(told, PROMOTION), article=number, began=long_ago - MINUTE, ended=long_ago)
        for number, told in ((2, MARKET), (3, BUDGET))
    )
    assert isinstance(judged(FERRY, WITH_PROMOTION, around(*others)), Hold)


@pytest.mark.parametrize("note", ["Correction: An earlier version named the wrong pier.", "This will be updated."])
def test_a_note_is_never_the_sites(note: str) -> None:
    noted = [longer(told, note, kind=BlockKind.NOTE) for told in (FERRY, MARKET, BUDGET)]
    others = seen(MARKET, noted[1], article=2), seen(BUDGET, noted[2], article=3)
    assert others == ((), ())
    for before, after in ((FERRY, noted[0]), (noted[0], FERRY)):
        assert isinstance(judged(before, after, around(*others)), Change)
        known = Surroundings(site_lines=frozenset((line_key(note),)), dismissed=frozenset((line_key(note),)))
        assert isinstance(judged(before, after, known), Change)


def test_an_edit_beside_a_sites_line_is_an_edit() -> None:
    edited = replace(FERRY, blocks=(*FERRY.blocks[:3], block(FERRY.blocks[3].text.replace("168", "186"))))
    changed = judged(FERRY, longer(edited, PROMOTION), around(ON_MARKET, ON_BUDGET))
    assert isinstance(changed, Change)
    assert changed.reason == "one paragraph edited"


@pytest.mark.parametrize(
    "surroundings",
    [
        Surroundings(site_lines=frozenset((line_key(PROMOTION),))),
        Surroundings(dismissed=frozenset((line_key(PROMOTION),))),
    ],
    ids=["learned", "dismissed"],
)
def test_a_line_known_to_be_the_sites_or_dismissed_by_a_person_makes_no_version(surroundings: Surroundings) -> None:
    assert judged(FERRY, WITH_PROMOTION, surroundings) is None
    assert judged(WITH_PROMOTION, FERRY, surroundings) is None


def test_what_the_others_show_to_be_the_sites_is_told_so_that_it_is_learned() -> None:
    def shared(surroundings: Surroundings) -> frozenset[str]:
        return shared_lines(FERRY, WITH_PROMOTION, surroundings, began=NOON - 10 * MINUTE, ended=NOON)

    assert shared(around(ON_MARKET, ON_BUDGET)) == {line_key(PROMOTION)}
    assert shared(around()) == frozenset()
    assert shared(Surroundings(dismissed=frozenset((line_key(PROMOTION),)))) == frozenset()


def test_each_line_that_came_or_went_is_told_once_and_no_paragraph_that_was_edited() -> None:
    edited = replace(
        FERRY, blocks=(block("A ferry struck the southern pier of the harbour bridge."), *FERRY.blocks[1:])
    )
    moved = {line.key for line in moved_lines(FERRY, longer(longer(edited, PROMOTION), PROMOTION, place=0))}
    assert moved == {line_key(PROMOTION)}
    assert moved_lines(None, FERRY) == moved_lines(FERRY, FERRY) == ()


def test_what_is_told_of_a_story_leaves_out_the_sites_lines_and_keeps_its_notes() -> None:
    note = block("Correction: An earlier version named the wrong pier.", BlockKind.NOTE)
    brought = block("More on this story in the evening")._replace(site=True)
    told = replace(WITH_PROMOTION, blocks=(*WITH_PROMOTION.blocks, brought, note))
    keys = frozenset((line_key(PROMOTION), line_key(note.text)))
    assert own_story(told, keys).blocks == (*FERRY.blocks, note)
    assert own_story(FERRY, keys) == FERRY


def test_a_paragraph_that_was_edited_is_never_learned_from_a_dismissal() -> None:
    before = Story(
        headline="Ferry", blocks=(Block(kind=BlockKind.PARAGRAPH, text="The ferry struck, killing 12 people."),)
    )
    after = Story(
        headline="Ferry", blocks=(Block(kind=BlockKind.PARAGRAPH, text="The ferry struck, killing 45 people."),)
    )
    assert noise_lines(before, after) == frozenset()


def test_a_promotion_and_a_counter_are_learned_from_a_dismissal() -> None:
    def page(count: str, *lines: str) -> Story:
        texts = (
            "The ferry struck the pier of the old harbour on Monday evening.",
            f"Follow the author ({count})",
            *lines,
        )
        return Story(headline="Ferry", blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts))

    learned = noise_lines(page("10"), page("11", "Get our app for the news of the day."))
    assert learned == {line_key("Follow the author (12)"), line_key("Get our app for the news of the day.")}


def test_the_same_edit_of_a_known_paragraph_on_several_articles_is_an_edit_of_each() -> None:
    toll = "The death toll stands at {}."

    def counted(told: Story, first: str, then: str) -> tuple[Story, Story]:
        return longer(told, toll.format(first)), longer(told, toll.format(then))

    others = (seen(*counted(MARKET, "12", "45"), article=2), seen(*counted(BUDGET, "12", "45"), article=3))
    assert isinstance(judged(*counted(FERRY, "12", "45"), around(*others)), Change)


def test_a_line_that_was_learned_is_no_excuse_for_an_edit_of_its_figures() -> None:
    toll = "The death toll stands at {}."
    known = Surroundings(site_lines=frozenset((line_key(toll.format("12")),)))
    assert isinstance(judged(longer(FERRY, toll.format("45")), longer(FERRY, toll.format("90")), known), Change)


def test_a_line_that_went_as_a_layout_came_is_told_to_the_hosts_other_articles() -> None:
    pages = Pages(old=WITH_PROMOTION.text, new=FERRY.text, before=WITH_PROMOTION, after=FERRY)
    assert {line.key for line in moved_lines(WITH_PROMOTION, FERRY, pages=pages)} == {line_key(PROMOTION)}
    shown = Pages(old=WITH_PROMOTION.text, new=WITH_PROMOTION.text, before=WITH_PROMOTION, after=FERRY)
    assert moved_lines(WITH_PROMOTION, FERRY, pages=shown) == ()
