from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.excerpts.examples import edit, kept, sentence, step
from tracker.model import Part, SentenceEdit, SentenceOp
from tracker.view.excerpts import ExcerptStep, chosen
from tracker.view.excerpts.choosing import LARGEST_SHARE


def quoted(*steps: ExcerptStep) -> list[list[str]]:
    return [[one.new or one.old for one in found.edits] for found in chosen(steps)]


def test_only_what_changed_is_quoted() -> None:
    found = quoted(step(2, [*kept(1, 2, 3), edit(SentenceOp.EDITED, sentence(4), sentence(5))]))

    assert found == [[sentence(5)]]


def test_an_article_that_grows_is_never_quoted_in_full() -> None:
    steps = [
        step(number, [*kept(*range(1, number)), edit(SentenceOp.ADDED, new=sentence(number))])
        for number in range(2, 21)
    ]

    found = chosen(steps)

    shown = [one.new for one_step in found for one in one_step.edits]
    assert len(shown) == 10
    assert sum(one_step.left_out for one_step in found) == 9


def test_an_article_that_loses_its_sentences_one_by_one_is_never_quoted_in_full() -> None:
    steps = [
        step(number, [edit(SentenceOp.REMOVED, old=sentence(number)), *kept(*range(number + 1, 21))])
        for number in range(2, 20)
    ]

    assert sum(len(one) for one in quoted(*steps)) <= 10


def test_a_rewritten_article_is_not_quoted_in_full() -> None:
    removed = [edit(SentenceOp.REMOVED, old=sentence(number)) for number in range(10)]
    added = [edit(SentenceOp.ADDED, new=sentence(number)) for number in range(10, 20)]

    (found,) = chosen([step(2, [*removed, *added])])

    assert [one.op for one in found.edits].count(SentenceOp.REMOVED) == 5
    assert [one.op for one in found.edits].count(SentenceOp.ADDED) == 5
    assert found.left_out == 10


def test_edits_are_chosen_before_additions_and_stand_in_the_order_of_the_text() -> None:
    added = [edit(SentenceOp.ADDED, new=sentence(number)) for number in range(10, 14)]
    edited = edit(SentenceOp.EDITED, sentence(4), sentence(5))

    (found,) = chosen([step(2, [*added, *kept(1), edited])])

    assert found.edits[-1] == edited
    assert len(found.edits) == 3


def test_one_sentence_may_always_be_quoted() -> None:
    assert quoted(step(2, [edit(SentenceOp.EDITED, sentence(1), sentence(2))])) == [[sentence(2)]]


def test_headlines_are_always_quoted_and_do_not_count() -> None:
    lines = [
        edit(SentenceOp.EDITED, f"Old {part} line", f"New {part} line", part=part) for part in Part if part != "text"
    ]

    (found,) = chosen([step(2, [*lines, edit(SentenceOp.EDITED, sentence(1), sentence(2))])])

    assert len(found.edits) == 4
    assert found.left_out == 0


def test_moves_are_counted_and_not_quoted() -> None:
    (found,) = chosen([step(2, [*kept(1, 2), edit(SentenceOp.MOVED, sentence(3), sentence(3))])])

    assert (found.edits, found.moved, found.left_out) == ((), 1, 0)


def test_a_sentence_that_is_quoted_already_costs_nothing_more() -> None:
    back_and_forth = [
        step(2, [*kept(1), edit(SentenceOp.EDITED, sentence(2), sentence(3))]),
        step(3, [*kept(1), edit(SentenceOp.EDITED, sentence(3), sentence(2))]),
    ]

    assert quoted(*back_and_forth) == [[sentence(3)], [sentence(2)]]


def test_a_script_without_blanks_is_counted_too() -> None:
    long = [f"第{number}段落は地震の被害とその後の復旧の見通しを詳しく伝えるものである。" for number in range(10)]
    added = [edit(SentenceOp.ADDED, new=text) for text in long]

    (found,) = chosen([step(2, added)])

    assert len(found.edits) == 5


_numbers = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(st.lists(_numbers, min_size=2, max_size=8))
@settings(max_examples=80, deadline=None)
def test_of_no_version_more_than_half_is_quoted(versions: list[list[int]]) -> None:
    steps = [
        step(place, _edits(before, after))
        for place, (before, after) in enumerate(zip(versions, versions[1:]), start=2)  # noqa: B905, RUF007
    ]

    shown = {text for one in chosen(steps) for made in one.edits for text in (made.old, made.new) if text}

    words: dict[str, int] = defaultdict(int) | {sentence(number): 10 for number in range(13)}
    for version in versions:
        standing = [sentence(number) for number in version]
        given_away = [text for text in standing if text in shown]
        assert len(given_away) <= 1 or sum(words[text] for text in given_away) <= LARGEST_SHARE * 10 * len(standing)


def _edits(before: list[int], after: list[int]) -> list[SentenceEdit]:
    gone = [edit(SentenceOp.REMOVED, old=sentence(number)) for number in before if number not in after]
    came = [edit(SentenceOp.ADDED, new=sentence(number)) for number in after if number not in before]
    return [*kept(*(number for number in before if number in after)), *gone, *came]
