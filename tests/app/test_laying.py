from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.view.letters import AFTER, BEFORE, NEW, story
from tracker.app.laying import lay_over
from tracker.model import FactKind, Story


def test_a_change_is_named_and_summed_up() -> None:
    laid = lay_over(BEFORE, AFTER)

    assert laid.summary == "~1 paragraph · 12 → 45 people (injured)"
    assert FactKind.NUMBER in {fact.kind for fact in laid.facts}
    assert laid.diff.before == tuple(block.text for block in BEFORE.blocks)
    assert laid.diff.after == tuple(block.text for block in AFTER.blocks)


def test_a_story_laid_over_itself_has_no_facts_and_no_words() -> None:
    laid = lay_over(AFTER, AFTER)

    assert not laid.diff.changed
    assert laid.facts == ()
    assert laid.summary == ""


def test_what_came_out_of_nothing_was_added_and_what_went_was_removed() -> None:
    nothing = Story(headline="")
    told = story("Fire", "It burns in the harbour of Aldern.")

    came, went = lay_over(nothing, told), lay_over(told, nothing)

    assert {fact.kind for fact in came.facts} >= {FactKind.HEADLINE, FactKind.ADDED}
    assert {fact.kind for fact in went.facts} >= {FactKind.HEADLINE, FactKind.REMOVED}
    assert came.diff.after == went.diff.before == ("It burns in the harbour of Aldern.",)


def test_nothing_is_said_of_silence_where_the_record_shows_that_a_page_lies_about_its_dates() -> None:
    before, after = replace(BEFORE, modified=NEW.first_seen), replace(AFTER, modified=NEW.first_seen)
    honest = replace(NEW, modified=NEW.first_seen)
    lying = replace(NEW, modified=NEW.first_seen + timedelta(days=1))

    told = lay_over(before, after, versions=[honest])
    untold = lay_over(before, after, versions=[lying])

    assert FactKind.UNDECLARED in {fact.kind for fact in told.facts}
    assert FactKind.UNDECLARED not in {fact.kind for fact in untold.facts}
    assert FactKind.UNDECLARED in {fact.kind for fact in lay_over(before, after).facts}
