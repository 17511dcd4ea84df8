"""Plain text, HTML and JSON: the same blocks, each in its own dress."""

from __future__ import annotations

import json

from tests.view.render.stories import GONE, KEPT, NEW, block, harbour, hostile, kept
from tracker.model import BlockChange, Diff, Fact, FactKind
from tracker.view.render import as_json, html_blocks, plain, text_blocks

PLAIN = """\
+2 −1 paragraphs

~ Headline: Fire kills [-12-]{+15+} at harbour
~ Byline: A. Moss{+, B. Lind+}

↕ (moved here, was paragraph 7) Four schools stay closed until further notice, and buses run on a holiday timetable.

  The fire began early on Friday.

  ⋮ 1 unchanged paragraph

  The alarm was late.

~ It killed [-174-]{+177+} people.

- [-Trains run as planned.-]

+ {+Trains stand still.+}

+ (heading) {+What we know+}

⑂ (split into 2 paragraphs) The mayor spoke. {+¶+} She left early.

↕ (moved away, now paragraph 1) Four schools stay closed until further notice, and buses …

  Rain is due.

  ⋮ 1 unchanged paragraph
"""


def test_plain_text_marks_what_came_and_what_went() -> None:
    assert plain(harbour(), summary="+2 −1 paragraphs") == PLAIN


def test_the_text_of_a_mail_is_the_same_wrapped_under_its_gutter() -> None:
    lines = text_blocks(harbour(), width=40).splitlines()
    assert lines[4:7] == [
        "↕ (moved here, was paragraph 7) Four",
        "  schools stay closed until further",
        "  notice, and buses run on a holiday",
    ]
    assert max(map(len, lines)) <= 40


def test_html_marks_changes_with_elements_and_with_styles() -> None:
    html = html_blocks(harbour())
    assert '<del style="background:#ffe6d1;color:#8a3b00;text-decoration:line-through"><s>174</s></del>' in html
    new = "background:#d6ebff;color:#003f73;text-decoration:underline;font-weight:bold"
    # Told apart from what went before it by programs that read no style sheet too.
    assert f'</del><ins style="{new};margin:0 2px">177</ins>' in html
    assert "moved here, was paragraph 7" in html
    assert "⋮ 1 unchanged paragraph" in html


def test_html_lets_no_markup_of_a_page_through() -> None:
    html = html_blocks(hostile())
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "&amp;amp;" in html
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\ud800"} & set(html)


def test_html_keeps_to_its_size_and_names_what_it_left_out() -> None:
    long = block(BlockChange.ADDED, (NEW, "word " * 2_000), after=(1,))
    short = block(BlockChange.ADDED, (NEW, "Rain."), after=(2,))
    html = html_blocks(Diff(fields=(), blocks=(kept(0, "Snow."), long, long, short)), most_bytes=2_000)
    assert "Rain." in html
    assert "… 2 more changes, too long for here" in html
    assert len(html.encode()) < 2_200


def test_json_holds_both_texts_to_the_byte() -> None:
    fact = Fact(kind=FactKind.NUMBER, text="174 → 177 people", before="174", after="177", place="paragraph 4")
    found = as_json(harbour(), [fact], summary="one line")
    assert json.loads(json.dumps(found)) == found
    assert (found["schema"], found["engine"], found["changed"], found["summary"]) == (1, 1, True, "one line")
    assert found["facts"] == [
        {
            "kind": "number changed",
            "text": "174 → 177 people",
            "before": "174",
            "after": "177",
            "place": "paragraph 4",
            "block": None,
            "confidence": "exact",
            "number": "",
            "noun": "",
            "sentences": [],
        }
    ]
    blocks = found["blocks"]
    assert isinstance(blocks, list)
    assert blocks[4] == {
        "change": "edited",
        "kind": "paragraph",
        "before": [3],
        "after": [4],
        "move": None,
        "entry": "",
        "spans": [
            {"op": "=", "text": "It killed "},
            {"op": "-", "text": "174"},
            {"op": "+", "text": "177"},
            {"op": "=", "text": " people."},
        ],
        "links": [],
    }


def test_a_diff_without_changes_is_one_fold_and_more_context_shows_more() -> None:
    same = Diff(fields=(), blocks=tuple(kept(place, f"Paragraph {place}.") for place in range(5)))
    assert plain(same) == "\n  ⋮ 5 unchanged paragraphs\n"
    edited = block(
        BlockChange.EDITED, (KEPT, "It is "), (GONE, "hot"), (NEW, "cold"), (KEPT, "."), before=(5,), after=(5,)
    )
    assert "Paragraph 3." not in plain(Diff(fields=(), blocks=(*same.blocks, edited)))
    assert "Paragraph 3." in plain(Diff(fields=(), blocks=(*same.blocks, edited)), context=2)
