"""The facts of a live blog: an old entry edited or deleted first, what slid out of sight never as a loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.core.diff.test_entries import LONG, SIX, Posts, live
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import Block, BlockKind, Entry, Fact, FactKind, Note, NoteKind, Story


def found(before: Story, after: Story) -> tuple[Fact, ...]:
    return facts(before, after, diff(before, after))


def window(first: int, last: int) -> Posts:
    return {
        str(number): (f"Call {number} came from street {number}{number}.",) for number in range(last, first - 1, -1)
    }


def titled(story: Story, name: str, headline: str) -> Story:
    entries = tuple(replace(entry, headline=headline) if entry.id == name else entry for entry in story.entries)
    return replace(story, entries=entries)


def test_new_entries_are_counted_as_entries_and_not_as_paragraphs() -> None:
    told = found(live(window(1, 5)), live(window(1, 9)))
    assert [(fact.kind, fact.text) for fact in told] == [(FactKind.ENTRIES_ADDED, "4 new entries")]


def test_an_entry_that_comes_among_older_ones_is_not_called_new() -> None:
    before, after = window(1, 6), window(1, 8)
    del before["3"]
    told = found(live(before), live(after))
    assert [(fact.text, fact.after) for fact in told] == [("2 new entries, 1 added among older ones", "3")]
    assert summary(found(live(before), live(window(1, 6)))) == "1 entry added among older ones"


def test_an_edited_entry_is_told_by_time_and_headline_with_what_changed() -> None:
    before = titled(live({**window(1, 5), "3": ("The bridge is open.", LONG.format(count=4))}), "3", "The bridge")
    after = titled(live({**window(1, 5), "3": ("The bridge is shut.", LONG.format(count=4))}), "3", "The bridge")
    told = found(before, after)
    (fact,) = [fact for fact in told if fact.kind is FactKind.ENTRY_EDITED]
    assert fact.text == "entry of 06:03 UTC edited: “The bridge”"
    assert (fact.before, fact.after) == ("The bridge is open.", "The bridge is shut.")
    assert diff(before, after).blocks[fact.block or 0].entry == "3"
    assert FactKind.EDITED not in {one.kind for one in told}


def test_a_deleted_entry_is_told_with_its_text_and_by_its_first_words_where_it_has_no_headline() -> None:
    after = window(1, 5)
    del after["3"]
    (fact,) = found(live(window(1, 5)), live(after))
    assert (fact.kind, fact.text) == (
        FactKind.ENTRY_DELETED,
        "entry of 06:03 UTC deleted: “Call 3 came from street 33.”",
    )
    assert fact.before == "Call 3 came from street 33."


def test_a_blog_of_several_days_tells_the_day() -> None:
    after = {**window(1, 5), "2000": ("A new day has begun.",)}
    del after["3"]
    before = live({"2000": ("A new day has begun.",), **window(1, 5)})
    texts = [fact.text for fact in found(before, live({"2000": after.pop("2000"), **after}))]
    assert texts == ["entry of 2 March 06:03 UTC deleted: “Call 3 came from street 33.”"]


def test_what_slid_out_of_sight_stands_in_a_summary_only_alone() -> None:
    alone = found(live(window(1, 5)), live(window(3, 5)))
    assert [fact.text for fact in alone] == ["2 older entries out of sight"]
    assert summary(alone) == "2 older entries out of sight"
    assert summary(found(live(window(1, 5)), live(window(3, 7)))) == "2 new entries"


def test_the_summary_leads_with_entries_deleted_and_edited() -> None:
    before = live({**window(1, 5), "4": (LONG.format(count=4),)})
    after = {**window(1, 5), "4": (LONG.format(count=5),)}
    del after["2"]
    line = summary(found(before, live({"6": ("Call 6 came.",), **after})))
    assert line.startswith(
        "entry of 06:02 UTC deleted: “Call 2 came from street 22.” · entry of 06:04 UTC edited: “The"
    )
    assert " · 1 new entry" in line


def test_a_correction_that_slid_out_of_sight_was_not_removed() -> None:
    note = "Correction: an earlier entry gave the wrong street."
    before = live({**window(3, 6), "2": (note,)})
    before = replace(before, notes=(Note(kind=NoteKind.CORRECTION, text=note),))
    kinds = {fact.kind for fact in found(before, live(window(3, 7)))}
    assert kinds == {FactKind.ENTRIES_ADDED, FactKind.ENTRIES_OUT_OF_SIGHT}


def test_a_correction_in_an_older_entry_that_came_into_sight_was_not_added() -> None:
    note = "Correction: an earlier entry gave the wrong street."
    after = replace(live({**window(3, 6), "2": (note,)}), notes=(Note(kind=NoteKind.CORRECTION, text=note),))
    assert found(live(window(3, 6)), after) == ()


def test_a_correction_in_a_new_entry_is_told() -> None:
    note = "Correction: an earlier entry gave the wrong street."
    after = replace(live({"7": (note,), **window(3, 6)}), notes=(Note(kind=NoteKind.CORRECTION, text=note),))
    assert [fact.kind for fact in found(live(window(3, 6)), after)] == [
        FactKind.CORRECTION_ADDED,
        FactKind.ENTRIES_ADDED,
    ]


def test_an_entry_edited_in_form_only_is_form_only() -> None:
    after = {**window(1, 5), "3": ("Call 3 “came” from street 33.",)}
    assert [fact.kind for fact in found(live(window(1, 5)), live(after))] == [FactKind.COSMETIC]


def test_a_page_turned_round_has_no_facts() -> None:
    posts = window(1, 9)
    assert found(live(posts), live(dict(reversed(posts.items())))) == ()


def test_a_toll_in_an_edited_entry_is_told_too() -> None:
    before = {**window(1, 5), "3": ("The flood has killed 12 people.",)}
    after = {**window(1, 5), "3": ("The flood has killed 45 people.",)}
    assert [fact.text for fact in found(live(before), live(after)) if fact.kind is FactKind.NUMBER] == [
        "12 → 45 people (killed)"
    ]


def test_new_entries_alone_are_never_called_undeclared() -> None:
    before = replace(live(window(1, 5)), modified=SIX)
    after = replace(live(window(1, 7)), modified=SIX)
    assert FactKind.UNDECLARED not in {fact.kind for fact in found(before, after)}


def test_an_edited_entry_that_tells_when_it_was_changed_is_declared() -> None:
    before = replace(live(window(1, 5)), modified=SIX)
    after = replace(live({**window(1, 5), "3": ("Call 3 came from street 34.",)}), modified=SIX)
    dated = tuple(replace(one, modified=SIX + timedelta(hours=2)) if one.id == "3" else one for one in after.entries)
    assert FactKind.UNDECLARED in {fact.kind for fact in found(before, after)}
    assert FactKind.UNDECLARED not in {fact.kind for fact in found(before, replace(after, entries=dated))}


def test_an_entry_without_a_time_is_named_without_one() -> None:
    def timeless(posts: Posts) -> Story:
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text, entry=name) for name in posts for text in posts[name])
        return Story(headline="Storm", blocks=blocks, entries=tuple(Entry(id=name) for name in posts))

    after = {**window(1, 5), "3": ("Call 3 came from street 34.",)}
    assert [
        fact.text for fact in found(timeless(window(1, 5)), timeless(after)) if fact.kind is FactKind.ENTRY_EDITED
    ] == ["entry edited: “Call 3 came from street 34.”"]
