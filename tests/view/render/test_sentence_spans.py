"""A sentence cut out of its block: the very words of both sides, and each edit by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import marked, story
from tracker.core.diff import diff
from tracker.model import Op
from tracker.view.render.sentence_spans import sentence_spans

FIRST, LAST = "Rain fell on the hills of Tarn.", "Ferries run as usual to the islands."
OLD = "The ferry left with 168 people on board and hit the outer wall at about 18:40."
NEW = "The ferry left with 186 people on board and hit the outer wall at about 18:25."


def test_each_edit_of_a_sentence_stands_by_itself() -> None:
    found = diff(story(f"{FIRST} {OLD} {LAST}"), story(f"Heavy {FIRST} {NEW} {LAST}"))
    assert marked(sentence_spans(OLD, NEW, found)) == (
        "The ferry left with [-168-]{+186+} people on board and hit the outer wall at about [-18:40-]{+18:25+}."
    )


def test_a_sentence_that_no_block_holds_has_no_spans() -> None:
    assert sentence_spans(OLD, LAST, diff(story(OLD), story(NEW))) == ()


SENTENCES = st.lists(st.sampled_from([FIRST, LAST, OLD, NEW, "Nobody was hurt."]), min_size=1, max_size=4)


@given(before=SENTENCES, after=SENTENCES)
def test_what_is_cut_out_makes_up_both_sentences(before: list[str], after: list[str]) -> None:
    found = diff(story(" ".join(before)), story(" ".join(after)))
    spans = sentence_spans(before[-1], after[0], found)
    assert not spans or (
        "".join(span.text for span in spans if span.op is not Op.INSERTED),
        "".join(span.text for span in spans if span.op is not Op.DELETED),
    ) == (before[-1], after[0])
