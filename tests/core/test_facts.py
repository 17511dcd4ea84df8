"""Facts: what is said of a step is so, and the most important comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import Fact, FactKind, Marker, MarkerKind, Note, NoteKind, Photograph, Story, Strength

MODIFIED = datetime(2031, 5, 1, 8, 0, tzinfo=UTC)
FIRE = "A fire broke out at the harbour early on Friday, and smoke could be seen for miles."


def found(before: Story, after: Story) -> tuple[Fact, ...]:
    return facts(before, after, diff(before, after))


def kinds(before: Story, after: Story) -> list[FactKind]:
    return [fact.kind for fact in found(before, after)]


def texts(before: str, after: str, kind: FactKind) -> list[str]:
    """The texts of the facts of one kind between two paragraphs."""
    return [fact.text for fact in found(story(before), story(after)) if fact.kind is kind]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The flood has killed 174 people.", "The flood has killed 177 people.", "174 → 177 people (killed)"),
        ("In all 174 killed in the flood.", "In all 177 killed in the flood.", "174 → 177 killed"),
        (
            "It hit a boat, killing four people.",
            "It hit a boat, killing three people.",
            "four → three people (killing)",
        ),
        ("So far 52 boats were sunk.", "So far 53 boats were sunk.", "52 → 53 boats"),
        ("At least twelve houses burned.", "At least 45 houses burned.", "twelve → 45 houses"),
        ("It cost $3 million to mend.", "It cost $5 million to mend.", "$3 million → $5 million"),
        ("Turnout rose to 51.5% by noon.", "Turnout rose to 53% by noon.", "51.5% → 53%"),
        ("Some 1,029,605 homes are dark.", "Some 990,000 homes are dark.", "1,029,605 → 990,000 homes"),
        ("He is 45 years old and lives alone.", "He is 46 years old and lives alone.", "45 → 46 years old"),
        ("It began at 10:30 a.m. on the coast.", "It began at 11:30 a.m. on the coast.", "10:30 a.m. → 11:30 a.m."),
        ("The vote is on May 5 in the city.", "The vote is on May 7 in the city.", "May 5 → May 7"),
        ("It was built in 1988 by monks.", "It was built in 1989 by monks.", "1988 → 1989"),
    ],
)
def test_a_number_is_told_with_what_it_counts(before: str, after: str, told: str) -> None:
    assert texts(before, after, FactKind.NUMBER) == [told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fire killed twelve people.", "The fire killed 12 people."),
        ("It was shown at Expo 1988 by monks.", "It was shown at Expo 1989 by monks."),
        ("One of the two men ran.", "Both men ran."),
        ("He has 3 dogs.", "Snow closed 40 roads."),
    ],
)
def test_what_is_no_changed_count_is_not_told_as_one(before: str, after: str) -> None:
    assert texts(before, after, FactKind.NUMBER) == []


def test_an_altered_quote_is_told() -> None:
    before, after = (
        "“We have never seen such a tragedy here,” he said.",
        "“We have rarely seen such a tragedy here,” he said.",
    )
    (fact,) = [fact for fact in found(story(before), story(after)) if fact.kind is FactKind.QUOTE]
    assert (fact.text, fact.place) == ("quote altered", "paragraph 1")
    assert (fact.before, fact.after) == (
        "We have never seen such a tragedy here,",
        "We have rarely seen such a tragedy here,",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“We saw it come, and then we ran to the hill,” she said.", "“We saw it come,” she said."),
        ("“We saw it come and we ran,” she said.", "“We saw it come – and we ran,” she told us."),
        ("“We saw it come and we ran,” she said.", "She said: “We saw it come and we ran.”"),
    ],
)
def test_a_quote_that_was_trimmed_or_set_otherwise_is_not_altered(before: str, after: str) -> None:
    assert texts(before, after, FactKind.QUOTE) == []


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: An earlier version gave the wrong age of the pilot.", FactKind.CORRECTION_ADDED),
        ("This story has been corrected to give the right name of the ship.", FactKind.CORRECTION_ADDED),
        ("Clarification: The mayor spoke on Friday.", FactKind.CLARIFICATION_ADDED),
        ("Editor’s note: This story holds descriptions of violence.", FactKind.NOTE_ADDED),
        ("This story has been updated with more details.", FactKind.UPDATE_NOTED),
        ("This is a breaking news story and will be updated.", FactKind.NOTICE_ADDED),
    ],
)
def test_a_note_in_the_text_is_told_before_the_counts(note: str, kind: FactKind) -> None:
    assert kinds(story(FIRE), story(FIRE, note)) == [kind, FactKind.ADDED]


@pytest.mark.parametrize(
    "text",
    [
        "The correction of the river bed took ten years.",
        "Officials updated reporters at noon.",
        "Editors noted the silence in the room.",
        "The breaking of the dam will be followed by more rain.",
        "More to the point, nobody called the police.",
    ],
)
def test_a_sentence_that_only_sounds_like_a_note_is_none(text: str) -> None:
    assert kinds(story(FIRE), story(FIRE, text)) == [FactKind.ADDED]


def test_the_notes_and_the_notice_that_a_story_names_are_believed() -> None:
    notice = Marker(kind=MarkerKind.PROMISE, phrase="follows shortly", where="last paragraph", strength=Strength.STRONG)
    before = replace(story(FIRE), marker=notice)
    after = replace(story(FIRE, "Berichtigung: Es waren zwei."), notes=(_correction("Berichtigung: Es waren zwei."),))
    assert kinds(before, after) == [FactKind.CORRECTION_ADDED, FactKind.NOTICE_REMOVED, FactKind.ADDED]


def test_a_notice_that_only_moves_from_one_paragraph_to_another_is_not_told() -> None:
    notice = "This is a breaking news story and will be updated."
    assert kinds(story(FIRE, notice), story(notice, FIRE)) == [FactKind.MOVED]


def test_headline_dek_and_byline_are_told_with_both_sides() -> None:
    before = replace(story(FIRE, headline="Fire at harbour", byline="A. Moss"), dek="Smoke over the bay")
    after = replace(story(FIRE, headline="Fire at old harbour", byline="A. Moss and B. Lind"), dek="")
    told = {fact.text: (fact.before, fact.after) for fact in found(before, after)}
    assert told == {
        "headline changed": ("Fire at harbour", "Fire at old harbour"),
        "dek removed": ("Smoke over the bay", ""),
        "byline changed": ("A. Moss", "A. Moss and B. Lind"),
    }


def test_signs_blanks_and_capitals_alone_are_form_only() -> None:
    before, after = story("“It’s over” - he said."), story('"It\'s Over" – he said')
    assert kinds(before, after) == [FactKind.COSMETIC]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It fell by 1.5 metres.", "It fell by 15 metres."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It cost $5 in all.", "It cost €5 in all."),
        ("He has left.", "He has left?"),
        ("Up 10% in May.", "Up 10 in May."),
    ],
)
def test_a_sign_that_carries_meaning_is_not_form(before: str, after: str) -> None:
    assert FactKind.COSMETIC not in kinds(story(before), story(after))


def test_text_that_changes_under_a_date_that_does_not_is_said_in_so_many_words() -> None:
    before = replace(story(FIRE), modified=MODIFIED)
    after = replace(story(FIRE.replace("Friday", "Sunday")), modified=MODIFIED)
    assert found(before, after)[-1].text == "no date, update line or note moved"


@pytest.mark.parametrize(
    "after",
    [
        replace(story("Another text altogether, on something else."), modified=MODIFIED.replace(hour=9)),
        replace(story("Another text altogether, on something else."), modified=None),
        replace(story(FIRE, "Correction: It was the old harbour."), modified=MODIFIED),
        replace(story(FIRE.upper()), modified=MODIFIED),
        replace(story(FIRE, byline="A. Moss"), modified=MODIFIED),
    ],
)
def test_it_is_not_said_where_a_date_or_note_moved_or_little_happened(after: Story) -> None:
    assert FactKind.UNDECLARED not in kinds(replace(story(FIRE), modified=MODIFIED), after)


def test_the_summary_says_corrections_first_then_counts_then_the_rest() -> None:
    before = story(FIRE, "The fire killed 174 people.", "Rain is due at night.", headline="174 killed in fire")
    after = story(
        FIRE,
        "The fire killed 177 people.",
        "Roads to the north are closed, and trains stand still.",
        "Correction: The fire began on Friday.",
        headline="177 killed in fire",
    )
    assert summary(found(before, after)) == (
        "correction added · +2 −1 ~1 paragraphs · headline changed · 174 → 177 killed"
    )


def test_a_summary_of_nothing_is_empty_and_a_long_one_names_what_is_left() -> None:
    assert summary(()) == ""
    many = [Fact(kind=FactKind.NUMBER, text=f"{number} → {number + 1} boats") for number in range(9)]
    assert summary(many).endswith(" · 5 → 6 boats · 3 more")


def _correction(text: str) -> Note:
    return Note(kind=NoteKind.CORRECTION, text=text)


def test_another_lead_photograph_is_told_and_another_size_of_the_same_is_not() -> None:
    first, second = (
        Story(headline="Ferry", photograph=Photograph(identity=name, url=f"https://a.example/{name}.jpg"))
        for name in ("pier", "quay")
    )
    (fact,) = facts(first, second, diff(first, second))
    assert (fact.kind, fact.before, fact.after) == (
        FactKind.PHOTOGRAPH,
        "https://a.example/pier.jpg",
        "https://a.example/quay.jpg",
    )
    larger = replace(first, photograph=Photograph(identity="pier", url="https://b.example/pier-2048.jpg"))
    assert facts(first, larger, diff(first, larger)) == ()


def test_an_editors_note_that_corrects_is_a_correction_and_a_note_of_two_sentences_is_one() -> None:
    told = "Editor’s note: An earlier version of this story misstated the year. It was corrected by the desk."
    named = Note(kind=NoteKind.EDITORS_NOTE, text=told)
    for after in (story(FIRE, told), replace(story(FIRE, told), notes=(named,))):
        assert kinds(story(FIRE), after) == [FactKind.CORRECTION_ADDED, FactKind.ADDED]
        assert kinds(after, story(FIRE)) == [FactKind.NOTE_REMOVED, FactKind.REMOVED]


def test_a_second_correction_in_the_words_of_the_first_is_told_when_it_comes_and_when_it_goes() -> None:
    first, second = (
        f"Correction: An earlier version of this story placed the reservoir in {town}. It stands in Kelfenworth."
        for town in ("Nornorstead", "Penquinmouth")
    )
    one = replace(story(FIRE, first), notes=(_correction(first),))
    both = replace(story(FIRE, first, second), notes=(_correction(first), _correction(second)))
    reworded = replace(story(FIRE, second), notes=(_correction(second),))
    assert kinds(one, both) == [FactKind.CORRECTION_ADDED, FactKind.ADDED]
    assert FactKind.NOTE_REMOVED in kinds(both, one)
    assert FactKind.CORRECTION_ADDED not in kinds(one, reworded)
