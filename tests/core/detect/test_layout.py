"""A page that was laid out anew: what merely moved on it is no edit, and an edit at the same moment is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.detect.stories import FERRY, NOON, PROMOTION, block, longer
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.detect import Pages, detect, with_site_lines
from tracker.model import BlockKind, Change, ChangeKind, Held, Hold, Story, Verdict

BESIDE = "Home Harbour Sport The Aldern Post Fish prices double within a month"


def words(told: Story, *beside: str) -> str:
    """All words that a page shows."""
    return "\n".join((BESIDE, told.headline, told.dek, told.text, *beside))


def relaid(before: Story, after: Story, *, old: tuple[str, ...] = (), new: tuple[str, ...] = ()) -> Verdict:
    """Judge two readings of the same walker; `old` and `new` are what the pages show outside of what was read.

    What is held is read a second time, and stands.
    """
    pages = Pages(old=words(before, *old), new=words(after, *new), before=before, after=after)
    first = detect(before, after, held=None, now=NOON, pages=pages)
    if not isinstance(first, Hold):
        return first
    held = Held(story=after, reason=first.reason, since=NOON, until=NOON)
    return detect(before, after, held=held, now=NOON, pages=pages)


def edited(told: Story, was: str, now: str) -> Story:
    return replace(told, blocks=tuple(one._replace(text=one.text.replace(was, now)) for one in told.blocks))


def test_the_same_text_in_another_layout_is_no_version() -> None:
    assert relaid(FERRY, FERRY) is None


@pytest.mark.parametrize("line", [PROMOTION, "Mira Holt has covered the harbour since the bridge was built.", "By Ana"])
def test_words_that_the_other_page_shows_are_no_edit(line: str) -> None:
    assert relaid(FERRY, longer(FERRY, line), old=(line,)) is None
    assert relaid(longer(FERRY, line), FERRY, new=(line,)) is None


def test_a_paragraph_that_only_moved_out_of_what_is_read_is_no_edit() -> None:
    last = FERRY.blocks[-1].text
    assert relaid(FERRY, replace(FERRY, blocks=FERRY.blocks[:-1]), new=(last,)) is None


@pytest.mark.parametrize("texts", [(0, 1), (1, 3)])
def test_paragraphs_merged_and_split_are_no_edit(texts: tuple[int, int]) -> None:
    first, last = texts
    merged = block(" ".join(one.text for one in FERRY.blocks[first : last + 1]))
    glued = replace(FERRY, blocks=(*FERRY.blocks[:first], merged, *FERRY.blocks[last + 1 :]))
    assert relaid(FERRY, glued) is None
    assert relaid(glued, FERRY) is None


def test_a_paragraph_glued_to_words_that_the_other_page_shows_elsewhere_is_no_edit() -> None:
    first, *rest = FERRY.blocks
    glued = replace(FERRY, blocks=(block(f"{first.text} {PROMOTION}"), *rest))
    assert relaid(FERRY, glued, old=(PROMOTION,)) is None
    assert relaid(glued, FERRY, new=(PROMOTION,)) is None


def test_other_quotes_dashes_and_spaces_are_no_edit() -> None:
    typed = longer(FERRY, '"It was dark" - said the master\'s mate, who had been on the bridge of the ferry.')
    printed = longer(FERRY, "“It was dark” – said the master’s mate, who had been on the bridge of the ferry.")
    assert relaid(typed, printed) is None


def test_a_headline_taken_from_another_place_of_the_page_is_no_edit() -> None:
    kicker = replace(FERRY, headline=f"Harbour: {FERRY.headline}")
    assert relaid(FERRY, kicker) is None
    assert relaid(kicker, FERRY) is None


def test_a_standfirst_that_the_layout_brought_or_took_is_no_edit() -> None:
    with_dek = replace(FERRY, dek="Traffic is diverted over the old bridge, and trams turn round at the market.")
    assert relaid(FERRY, with_dek) is None
    assert relaid(with_dek, FERRY) is None


@pytest.mark.parametrize(
    ("was", "now"),
    [("Twelve passengers", "Forty-five passengers"), ("with 168", "with 186"), ("northern pier", "southern pier")],
)
def test_an_edit_at_the_same_moment_is_seen(was: str, now: str) -> None:
    changed = relaid(longer(FERRY, PROMOTION), edited(FERRY, was, now), new=(PROMOTION,))
    assert isinstance(changed, Change)
    assert changed.layout
    assert changed.kinds == {ChangeKind.TEXT}


def test_an_edit_is_seen_though_its_paragraph_was_merged_with_the_next() -> None:
    after = edited(FERRY, "Twelve", "Forty-five")
    merged = replace(after, blocks=(block(" ".join(one.text for one in after.blocks)),))
    assert isinstance(relaid(FERRY, merged), Change)


def test_a_new_headline_at_the_same_moment_is_seen() -> None:
    changed = relaid(FERRY, replace(FERRY, headline="Bridge reopens after ferry accident"))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.HEADLINE}


def test_a_note_that_came_or_went_at_the_same_moment_is_seen() -> None:
    noted = longer(FERRY, "Correction: An earlier version named the wrong pier.", kind=BlockKind.NOTE)
    assert isinstance(relaid(FERRY, noted), Change)
    assert isinstance(relaid(noted, FERRY), Change)


def test_a_paragraph_of_the_story_that_neither_page_showed_elsewhere_is_seen() -> None:
    more = longer(FERRY, "The ferry had struck the same pier of the harbour bridge before, the port authority said.")
    assert isinstance(relaid(FERRY, more), Change)
    assert isinstance(relaid(more, FERRY), Change)


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
def test_in_every_script_a_layout_is_no_edit_and_an_edit_beside_it_is_seen(matter: Matter) -> None:
    before = Story(headline=matter.headline, blocks=tuple(block(text) for text in matter.paragraphs))
    after = replace(before, blocks=(*before.blocks[1:2], *before.blocks[:1], *before.blocks[2:]))
    assert relaid(before, after) is None
    first, end = matter.paragraphs[0], matter.paragraphs[2][-9:]
    assert isinstance(relaid(before, edited(after, first, first[: len(first) * 2 // 3] + end)), Change)


def test_what_the_layout_brought_is_marked_and_kept() -> None:
    after = longer(FERRY, PROMOTION)
    marked = with_site_lines(after, words(FERRY, PROMOTION), FERRY)
    assert [one.text for one in marked.blocks] == [one.text for one in after.blocks]
    assert [one.site for one in marked.blocks] == [False] * 4 + [True]


def test_notes_and_what_was_read_before_are_never_marked() -> None:
    note = "Correction: An earlier version named the wrong pier."
    noted = longer(FERRY, note, kind=BlockKind.NOTE)
    assert with_site_lines(noted, words(noted), FERRY) == noted
    assert with_site_lines(FERRY, words(FERRY), FERRY) == FERRY
    new = longer(FERRY, "The ferry had struck the same pier before.")
    assert with_site_lines(new, words(FERRY), FERRY) == new


ASIDE = "Keep your eyes on the prize and never let your fingers do the walking, an old saying goes on the quays."


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_paragraph_gone_from_within_the_text_is_an_edit_whatever_it_speaks_of(place: int) -> None:
    changed = relaid(longer(FERRY, ASIDE, place=place), FERRY)
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.TEXT}


def test_a_line_of_another_matter_that_a_layout_drops_from_the_end_is_no_edit() -> None:
    assert relaid(longer(FERRY, ASIDE), FERRY) is None


def test_the_caption_of_a_photographer_that_a_layout_drops_is_no_edit() -> None:
    credited = longer(FERRY, "© Ana Pier The ferry beside the northern pier of the harbour bridge on Monday.", place=2)
    assert relaid(credited, FERRY) is None


def test_a_kicker_with_a_sign_or_without_is_the_same_headline() -> None:
    kicker, signed = (replace(FERRY, headline=f"Harbour{sign} {FERRY.headline}") for sign in ("", ":"))
    assert relaid(kicker, signed) is None


def test_a_figure_edited_in_its_place_is_seen_though_the_old_line_stands_in_another() -> None:
    line, other = "Boats leave 60 to 90 minutes before the tide", "Boats leave 69 to 90 minutes before the tide"
    twice, once = longer(longer(FERRY, line, place=1), line), longer(longer(FERRY, other, place=1), line)
    assert isinstance(relaid(twice, once), Change)


def test_a_paragraph_of_the_storys_matter_that_changed_places_is_seen() -> None:
    long = replace(FERRY, blocks=FERRY.blocks)
    third = "The harbour master said the ferry had struck the pier of the bridge when the wind turned to the north."
    told = longer(long, third)
    first, second, *rest, last = told.blocks
    changed = relaid(told, replace(told, blocks=(first, last, second, *rest)))
    assert isinstance(changed, Change)


def test_a_first_paragraph_that_changed_places_is_seen_where_a_standfirst_stands_before_it() -> None:
    third = "The harbour master said the ferry had struck the pier of the bridge when the wind turned to the north."
    told = longer(FERRY, third)
    first, second, *rest = told.blocks
    swapped = replace(told, blocks=(second, first, *rest))
    assert relaid(told, swapped) is None
    dek = "What is known of the ferry, its passengers and the bridge."
    assert isinstance(relaid(replace(told, dek=dek), replace(swapped, dek=dek)), Change)


def test_a_story_whose_parts_are_ordered_anew_is_no_edit() -> None:
    assert relaid(FERRY, replace(FERRY, blocks=FERRY.blocks[::-1])) is None


def test_a_line_that_only_the_layout_brought_goes_again_without_a_version() -> None:
    after = longer(FERRY, "More on this in the evening", place=2)
    baseline = with_site_lines(after, words(FERRY), FERRY)
    assert [one.site for one in baseline.blocks] == [False, False, True, False, False]
    assert detect(baseline, FERRY, held=None, now=NOON) is None
    assert detect(FERRY, after, held=None, now=NOON) is not None


def test_an_edit_of_a_line_that_the_layout_brought_is_seen() -> None:
    said = "The harbour master will speak on the quay at six in the evening."
    baseline = replace(longer(FERRY, said), blocks=(*FERRY.blocks, block(said)._replace(site=True)))
    assert isinstance(detect(baseline, edited(baseline, "at six", "at eight"), held=None, now=NOON), Change)
