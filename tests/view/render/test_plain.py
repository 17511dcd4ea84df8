"""Plain text: balanced marks around whole runs, blanks outside them, nothing that steers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.view.render.diffs import any_diff, any_facts, steering
from tests.view.render.stories import GONE, KEPT, NEW, harbour, kept, spans
from tracker.model import Diff, Fact, Op, Span
from tracker.view.render.excerpts import changed_words
from tracker.view.render.plain import marked, plain, plain_spans, shown, text_blocks

MARKS = (("{+", "+}"), ("[-", "-]"), ("{>", "<}"), ("[<", ">]"))
# Blanks around a run stand outside its marks, and are in both texts: these runs have none.
_NEW, _GONE = re.compile(r"\{[+>](.*?)[+<]\}"), re.compile(r"\[[-<](.*?)[->]\]")
letters = st.sampled_from(("a", "b c", "It moved.", " "))
changes = st.lists(
    st.builds(Span, op=st.sampled_from(Op), text=letters, move=st.none())
    | st.builds(Span, op=st.sampled_from((Op.DELETED, Op.INSERTED)), text=letters, move=st.just(0)),
    max_size=10,
)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(op=KEPT, text="a "), "a "),
        (Span(op=NEW, text="a"), "{+a+}"),
        (Span(op=NEW, text=" a "), " {+a+} "),
        (Span(op=GONE, text="a b "), "[-a b-] "),
        (Span(op=GONE, text=" "), "[- -]"),
        (Span(op=NEW, text="It moved. ", move=0), "{>It moved.<} "),
        (Span(op=GONE, text="It moved. ", move=0), "[<It moved.>] "),
        (Span(op=NEW, text="One.\n\nTwo."), "{+One. ¶ Two.+}"),
        (Span(op=KEPT, text="\x1b[2J\u202e"), "␛[2J⟨U+202E⟩"),
    ],
)
def test_a_run_is_marked_inside_its_blanks(span: Span, text: str) -> None:
    assert marked(span) == text


def test_a_break_between_paragraphs_is_a_sign_in_the_line() -> None:
    assert shown(Span(op=KEPT, text="One.\n\nTwo.")) == "One. ¶ Two."
    assert plain_spans(spans((KEPT, "One."), (GONE, " "), (NEW, "\n\n"), (KEPT, "Two."))) == "One. {+¶+} Two."


@given(changes)
def test_marks_are_balanced_and_both_texts_are_read_from_them(row: list[Span]) -> None:
    text = plain_spans(row)
    assert all(text.count(start) == text.count(end) for start, end in MARKS)
    assert _NEW.sub("", _GONE.sub(r"\1", text)) == "".join(span.text for span in row if span.op is not Op.INSERTED)
    assert _GONE.sub("", _NEW.sub(r"\1", text)) == "".join(span.text for span in row if span.op is not Op.DELETED)


@given(found=any_diff, facts=any_facts)
def test_no_output_steers_a_terminal(found: Diff, facts: list[Fact]) -> None:
    assert not steering(plain(found, summary="\x1b[2J\u202e", facts=facts))
    assert not steering(plain(found, excerpt=changed_words))
    assert not steering(text_blocks(found, facts=facts))


@given(found=any_diff, width=st.integers(40, 240))
def test_the_text_of_a_mail_keeps_to_its_width_where_words_allow(found: Diff, width: int) -> None:
    for line in text_blocks(found, width=width).splitlines():
        assert cell_len(line) <= width or len(line.split()) <= 2


def test_a_whole_diff_is_one_line_a_paragraph_and_ends_with_a_line_feed() -> None:
    lines = plain(harbour()).split("\n")
    assert lines[-1] == ""
    assert sum(line.startswith(("~", "+", "-", "↕", "⑂")) for line in lines) == 9


def test_a_summary_stands_first_and_only_where_it_is_given() -> None:
    same = Diff(fields=(), blocks=(kept(0, "Rain."),))
    assert plain(same, summary="form only") == "form only\n\n\n  ⋮ 1 unchanged paragraph\n"
    assert plain(same) == "\n  ⋮ 1 unchanged paragraph\n"


def test_the_lines_above_the_text_are_named() -> None:
    assert plain(harbour()).startswith(
        "~ Headline: Fire kills [-12-]{+15+} at harbour\n~ Byline: A. Moss{+, B. Lind+}\n"
    )


def test_where_there_are_no_other_signs_ours_are_ascii_and_the_text_is_as_it_was() -> None:
    text = plain(harbour(), summary="↕1 · “12” → “15”", ascii_signs=True)
    assert text.isascii() is False
    assert text.splitlines()[0] == '^1 | "12" -> "15"'
    assert "\n^ (moved here, was paragraph 7) Four schools" in text
    assert "\n  : 1 unchanged paragraph\n" in text
    # What a paragraph says, and its break, is not ours.
    assert "< (split into 2 paragraphs) The mayor spoke. {+¶+} She left early." in text
