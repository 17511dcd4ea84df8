"""Paragraphs: what stayed, came, went, moved, was split or merged."""

from __future__ import annotations

from tests.core.diff.stories import laid, story
from tracker.core.diff import diff
from tracker.model import Block, BlockChange, BlockKind, Story

FIRE = "A fire broke out at the harbour early on Friday, and smoke could be seen for miles."
MAYOR = "The mayor asked everyone to stay inside until the evening. She will speak again tonight."
SHIP = "A ship that carried grain was towed to the other side of the bay before dawn."
SCHOOL = "Four schools stay closed, and buses run on a holiday timetable until further notice."


def test_a_new_paragraph_is_added_and_the_rest_kept() -> None:
    assert laid(story(FIRE, SHIP), story(FIRE, MAYOR, SHIP)) == [
        (BlockChange.KEPT, FIRE),
        (BlockChange.ADDED, f"{{+{MAYOR}+}}"),
        (BlockChange.KEPT, SHIP),
    ]


def test_an_edited_paragraph_faces_its_old_self_among_new_ones() -> None:
    found = laid(story(FIRE, SHIP), story(SCHOOL, FIRE.replace("Friday", "Saturday"), SHIP))
    assert [change for change, _ in found] == [BlockChange.ADDED, BlockChange.EDITED, BlockChange.KEPT]
    assert "on [-Friday-]{+Saturday+}, and" in found[1][1]


def test_a_moved_paragraph_is_told_at_both_places_by_one_number() -> None:
    found = diff(story(FIRE, MAYOR, SHIP, SCHOOL), story(SCHOOL, FIRE, MAYOR, SHIP)).blocks
    changes = [(block.change, block.move, block.before, block.after) for block in found]
    assert changes[0] == (BlockChange.MOVED_HERE, 0, (), (0,))
    assert changes[-1] == (BlockChange.MOVED_AWAY, 0, (3,), ())
    assert {change for change, *_ in changes[1:-1]} == {BlockChange.KEPT}


def test_a_moved_paragraph_may_be_edited_on_its_way() -> None:
    found = laid(story(FIRE, MAYOR, SHIP, SCHOOL), story(SCHOOL.replace("Four", "Six"), FIRE, MAYOR, SHIP))
    assert found[0] == (BlockChange.MOVED_HERE, "[-Four-]{+Six+}" + SCHOOL.removeprefix("Four"))
    assert found[-1] == (BlockChange.MOVED_AWAY, SCHOOL)


def test_a_short_line_that_stands_but_once_is_followed() -> None:
    found = laid(story(FIRE, MAYOR, "Watch: the harbour", SHIP), story("Watch: the harbour", FIRE, MAYOR, SHIP))
    assert [change for change, _ in found] == [
        BlockChange.MOVED_HERE,
        BlockChange.KEPT,
        BlockChange.KEPT,
        BlockChange.MOVED_AWAY,
        BlockChange.KEPT,
    ]


def test_a_short_line_that_is_repeated_is_not_taken_for_a_move() -> None:
    found = laid(story(FIRE, "Read more", SHIP, "Read more"), story("Read more", "Read more", FIRE, SHIP))
    assert not {BlockChange.MOVED_HERE, BlockChange.MOVED_AWAY} & {change for change, _ in found}


def test_a_paragraph_cut_in_two_is_split_and_put_together_is_merged() -> None:
    one, other = MAYOR.split(". ")
    split = laid(story(FIRE, MAYOR), story(FIRE, f"{one}.", other))
    assert split[1] == (BlockChange.SPLIT, f"{one}.[- -]{{+\n\n+}}{other}")
    merged = laid(story(FIRE, f"{one}.", other), story(FIRE, MAYOR))
    assert merged[1] == (BlockChange.MERGED, f"{one}.[-\n\n-]{{+ +}}{other}")


def test_a_block_that_only_changes_its_kind_is_kept() -> None:
    def one(kind: BlockKind) -> Story:
        return Story(headline="A headline", blocks=(Block(kind=kind, text=FIRE),))

    found = diff(one(BlockKind.PARAGRAPH), one(BlockKind.NOTE))
    assert not found.changed
    assert found.blocks[0].kind is BlockKind.NOTE


def test_other_languages_are_paired_as_well() -> None:
    before = "昨日の地震による死者は12人に増えたと当局が発表した。"
    found = laid(story(before), story("津波の心配はない。", before.replace("12", "15")))
    assert found == [
        (BlockChange.ADDED, "{+津波の心配はない。+}"),
        (BlockChange.EDITED, "昨日の地震による死者は[-12-]{+15+}人に増えたと当局が発表した。"),
    ]


def test_two_empty_stories_have_no_blocks() -> None:
    assert laid(story(), story()) == []
