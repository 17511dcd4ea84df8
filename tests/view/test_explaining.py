from __future__ import annotations

from tests.view.hostile import HOSTILE, lines, steering
from tracker.model import (
    Block,
    BlockKind,
    Explanation,
    LeftOut,
    Marker,
    MarkerKind,
    Photograph,
    Sources,
    Story,
    Strength,
)
from tracker.view.explaining import explanation_json, explanation_lines


def explanation(text: str = "Advertisement", *, share: float | None = 0.9) -> Explanation:
    marker = Marker(kind=MarkerKind.PROMISE, phrase=text, where="last paragraph", strength=Strength.STRONG)
    return Explanation(
        story=Story(
            headline=text,
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),),
            marker=marker,
            photograph=Photograph(identity=text, url=text),
        ),
        selector="main > div",
        index=1,
        matches=3,
        teacher_paragraphs=10,
        teacher_share=share,
        embedded=text,
        zone=(text,),
        left_out=(
            LeftOut(text=text, reason="label"),
            LeftOut(text=text, reason="label"),
            LeftOut(text="x", reason="stamp"),
        ),
        vetoes=(text,),
        sources=Sources(headline="the h1 element", dek="", published="JSON-LD"),
    )


def test_a_reading_is_explained_for_people() -> None:
    assert lines(explanation_lines(explanation())) == [
        "Advertisement",
        "container:  main > div (2 of 3 matches)",
        "teacher:    90% of its 10 paragraphs are in the container",
        "embedded:   the text is read from data in the page's scripts: Advertisement",
        "text:       1 blocks, 0 notes, 0 entries",
        "marker:     promise: “Advertisement” (last paragraph, strong)",
        "vetoed:     “Advertisement”",
        "headline:   the h1 element",
        "dek:        none",
        "published:  JSON-LD",
        "modified:   none",
        "photograph: none",
        "picture:    Advertisement (Advertisement)",
        "zone:       Advertisement",
        "",
        "left out, label",
        "  Advertisement",
        "  Advertisement",
        "",
        "left out, stamp",
        "  x",
    ]


def test_a_teacher_who_said_nothing_is_told_so() -> None:
    assert "teacher:    said nothing, the container was found without it" in lines(
        explanation_lines(explanation(share=None))
    )


def test_a_reading_is_explained_for_programs() -> None:
    told = explanation_json(explanation(share=2 / 3))
    assert told["teacher_share"] == 0.667
    assert told["left_out"] == [
        {"text": "Advertisement", "reason": "label"},
        {"text": "Advertisement", "reason": "label"},
        {"text": "x", "reason": "stamp"},
    ]
    assert told["sources"] == {
        "headline": "the h1 element",
        "dek": "",
        "published": "JSON-LD",
        "modified": "",
        "photograph": "",
    }


def test_no_line_of_a_hostile_page_steers_the_terminal() -> None:
    assert steering("\n".join(lines(explanation_lines(explanation(HOSTILE))))) == []
