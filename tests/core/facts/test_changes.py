"""The sentences that a diff touched, and their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.telling import edits, told, touched, written
from tracker.core.diff import diff
from tracker.core.facts.changes import Changed
from tracker.core.facts.edits import Edit
from tracker.core.facts.words.vocabulary import UNKNOWN
from tracker.model import FactKind

FIRE = "A fire broke out in the mill before dawn."
RAIN = "Rain is due at the weekend in the hills."
LINE = st.text(alphabet="ab .12", max_size=40)


def test_a_pair_knows_its_place_its_block_and_its_paragraph() -> None:
    before, after = written(f"{RAIN} ¶ {FIRE}"), written(f"{RAIN} ¶ {FIRE.replace('dawn', 'noon')} All got out.")
    found = touched(before, after)
    (pair,) = found.pairs
    assert (pair.before, pair.after) == (FIRE, FIRE.replace("dawn", "noon"))
    assert (pair.place, pair.block) == ("paragraph 2", 1)
    assert pair.whole is not None
    assert pair.whole.after.endswith("All got out.")
    assert found.come == ("All got out.",)
    assert found.gone == ()


def test_a_headline_has_a_place_and_no_block() -> None:
    before, after = written(FIRE, headline="Fire in the old mill"), written(FIRE, headline="Fire in the new mill")
    (pair,) = touched(before, after).pairs
    assert (pair.place, pair.block) == ("headline", None)


def test_a_paragraph_that_only_moved_is_not_touched() -> None:
    third = "The school on Mill Street stays closed until the end of the week."
    before, after = written(f"{FIRE} ¶ {RAIN} ¶ {third}"), written(f"{third} ¶ {FIRE} ¶ {RAIN}")
    assert touched(before, after).texts == ()


def test_the_words_of_two_sentences_are_laid_over_each_other() -> None:
    (edit,) = edits(FIRE, "A fire broke out in the old mill before noon.")
    assert [(edit.old[a:b], edit.new[c:d]) for a, b, c, d in edit.runs] == [([], ["old"]), (["dawn"], ["noon"])]
    assert [(edit.old[a:b], edit.new[c:d]) for a, b, c, d in edit.swaps()] == [(["dawn"], ["noon"])]


def test_a_sentence_of_endless_length_is_left_alone() -> None:
    long = "boat " * 5_000
    pair = Changed(before=long, after=f"{long} ship", place="paragraph 1", likeness=0.9)
    assert Edit(pair).runs == ()


def test_a_fact_points_at_its_block_of_the_diff() -> None:
    before, after = f"{RAIN} ¶ The storm killed 12 people.", f"{RAIN} ¶ {FIRE} ¶ The storm killed 45 people."
    (fact,) = [fact for fact in told(before, after) if fact.kind is FactKind.NUMBER]
    laid = diff(written(before), written(after))
    assert fact.block is not None
    assert "45" in "".join(span.text for span in laid.blocks[fact.block].spans)
    assert fact.place == "paragraph 3"


@given(st.lists(LINE, max_size=5), st.lists(LINE, max_size=5))
def test_whatever_the_texts_facts_point_into_the_diff(old: list[str], new: list[str]) -> None:
    before, after = " ¶ ".join(filter(str.strip, old)) or "a", " ¶ ".join(filter(str.strip, new)) or "b"
    count = len(diff(written(before), written(after)).blocks)
    for language in ("en", "de", "fr", "es", "nl"):
        for fact in told(before, after, language):
            assert fact.block is None or 0 <= fact.block < count
            assert fact.text


def test_nothing_of_an_unknown_language_is_taken_for_a_note() -> None:
    assert not UNKNOWN.notes.correction.match("Correction: It was noon.")
    assert not UNKNOWN.toll.search("killed")
