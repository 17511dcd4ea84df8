"""How a diff is asked to look: every form, every part, and what contradicts itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.kept import AFTER, BEFORE, fill
from tests.cli.terminal import in_terminal
from tests.program import Program, Said
from tests.view.hostile import HOSTILE, steering
from tracker.cli.looks import Form, Looks, Part
from tracker.errors import UsageError
from tracker.model import DiffLayout, DisplaySettings

OLD = ["The fire began at noon. It killed 12 people, police said on Friday.", "Trains run.", "Rain is due."]
NEW = ["The fire began at noon. It killed 15 people, police said on Friday.", "Trains run.", "Snow is due on Monday."]


def story(*paragraphs: str, headline: str = "Fire at harbour") -> str:
    """A story as `extract --json` prints it."""
    blocks = [{"kind": "paragraph", "text": text, "links": []} for text in paragraphs]
    return json.dumps({"headline": headline, "dek": "", "byline": "", "blocks": blocks, "notes": []})


@pytest.fixture
def pages(tmp_path: Path) -> Program:
    """Two stories in files."""
    (tmp_path / "a.json").write_text(story(*OLD))
    (tmp_path / "b.json").write_text(story(*NEW))
    return Program(tmp_path)


def compared(program: Program, *options: str, **environment: str) -> Said:
    said = program("compare", "a.json", "b.json", *options, **environment)
    assert said.err == ""
    return said


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A record with a story of two versions: nothing here writes into it."""
    folder = tmp_path_factory.mktemp("kept")
    fill(folder / "snapshots")
    return Program(folder)


@pytest.mark.parametrize(
    ("given", "drawn", "form"),
    [
        (Looks(), False, Form.PLAIN),
        (Looks(), True, Form.TEXT),
        (Looks(width=60), False, Form.TEXT),
        (Looks(beside=True), False, Form.TEXT),
        (Looks(form=Form.PATCH), True, Form.PATCH),
    ],
)
def test_a_pipe_gets_lines_and_eyes_get_text(given: Looks, drawn: bool, form: Form) -> None:
    assert given.settled(DisplaySettings(), as_json=False, drawn=drawn).form is form


def test_what_is_not_given_is_as_it_is_set() -> None:
    display = DisplaySettings(layout=DiffLayout.SIDE_BY_SIDE, context=3)
    found = Looks().settled(display, as_json=False, drawn=True)
    assert (found.beside, found.context) == (True, 3)
    given = Looks(beside=False, context=0).settled(display, as_json=False, drawn=True)
    assert (given.beside, given.context) == (False, 0)
    assert Looks(form=Form.PATCH).settled(display, as_json=False, drawn=True).context is None


@pytest.mark.parametrize(
    ("given", "as_json", "told"),
    [
        (Looks(form=Form.PATCH), True, "--json and --format patch are two formats"),
        (Looks(form=Form.PATCH, part=Part.WORDS), False, "--words has no form as patch"),
        (Looks(part=Part.SENTENCES), True, "--sentences has no form as json"),
        (Looks(form=Form.HTML, part=Part.STAT), False, "--stat has no form as html"),
        (Looks(form=Form.PLAIN, width=80), False, "--width is for --format text"),
        (Looks(form=Form.PATCH, beside=True), False, "--side-by-side or --inline is for --format text"),
    ],
)
def test_what_contradicts_itself_is_told_with_the_cure(given: Looks, as_json: bool, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        given.settled(DisplaySettings(), as_json=as_json, drawn=False)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--stat", "--words"), 2),
        (("--format", "nonsense"), 2),
        (("--context", "-1"), 2),
        (("--width", "3"), 2),
        (("--json", "--format", "html"), 2),
        (("--exit-code",), 1),
        (("--exit-code", "--format", "patch"), 1),
        (("--exit-code", "--stat", "--json"), 1),
        ((), 0),
    ],
)
def test_wrong_words_are_no_difference(pages: Program, options: tuple[str, ...], code: int) -> None:
    said = pages("compare", "a.json", "b.json", *options)
    assert said.code == code
    assert "Traceback" not in said.err


def test_words_and_sentences_show_that_part_with_its_place(pages: Program) -> None:
    told = "~ (paragraph 1) … at noon. It killed [-12-]{+15+} people, police said on Friday.\n"
    assert told in compared(pages, "--words").out
    assert "~ (paragraph 1) … It killed [-12-]{+15+} people, police said on Friday.\n" in (
        compared(pages, "--sentences").out
    )
    assert "Trains run." not in compared(pages, "--sentences").out


def test_context_is_as_many_paragraphs_as_asked_for(pages: Program) -> None:
    assert "⋮ 1 unchanged paragraph" in compared(pages, "--context", "0").out
    assert "⋮" not in compared(pages, "-U", "1").out


def test_numbers_are_told_as_text_and_as_json(pages: Program) -> None:
    (told,) = compared(pages, "--stat", "--json").objects
    assert told["counts"]["sentences"] == {"added": 1, "removed": 1, "edited": 1, "total": 4}
    assert "sentences: 1 added, 1 removed, 1 edited (now 4)" in compared(pages, "--stat").out


def test_facts_alone_are_one_a_line(pages: Program) -> None:
    lines = compared(pages, "--format", "facts").out.splitlines()
    assert any("12 → 15" in line for line in lines)


def test_the_formats_json_and_the_option_say_the_same(pages: Program) -> None:
    assert compared(pages, "--format", "json").out == compared(pages, "--json").out


def test_a_page_is_written_whole(pages: Program) -> None:
    page = compared(pages, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "Fire at harbour" in page
    assert page.endswith("</html>\n")


def test_the_two_texts_and_the_patch_between_them_belong_together(pages: Program) -> None:
    program = shutil.which("patch")
    if program is None:
        pytest.skip("no patch program here: tests/view/render/test_patch.py reads the format by itself")
    old, new, patch = (compared(pages, "--format", form).out for form in ("old", "new", "patch"))
    (pages.folder / "old.txt").write_text(old)

    done = subprocess.run([program, "-p0"], input=patch.encode(), cwd=pages.folder, capture_output=True, check=False)

    assert done.returncode == 0
    assert (pages.folder / "old.txt").read_text() == new
    assert old.splitlines()[1:] == OLD


def test_a_patch_of_versions_names_them_with_their_times(kept: Program) -> None:
    head = kept("diff", "1", "--format", "patch").out.splitlines()
    assert head[0] == "--- article-1-version-1.txt\t2026-03-14 12:00:00.000000000 +0000"
    assert head[1] == "+++ article-1-version-2.txt\t2026-03-14 12:01:00.000000000 +0000"
    assert f"-{BEFORE}" in head
    assert f"+{AFTER}" in head


def test_since_a_time_is_from_the_version_that_stood_then(kept: Program) -> None:
    (early,) = kept("diff", "1", "--since", "2026-03-14T12:00:30", "--json").objects
    (before,) = kept("diff", "1", "--since", "2026-02-01", "--json").objects
    (late,) = kept("diff", "1", "--since", "1m", "--json").objects
    assert [(one["before"]["number"], one["after"]["number"]) for one in (early, before, late)] == [
        (1, 2),
        (1, 2),
        (2, 2),
    ]
    assert not late["changed"]
    assert kept("diff", "1", "--since", "1m").out == (
        "1  Bridge closed\nversion 2, nothing changed since 2026-03-14 12:01\n"
    )
    assert kept("diff", "1", "--since", "1m", "--exit-code").code == 0


@pytest.mark.parametrize(("words", "told"), [("yesterdayish", "is no time"), ("", "is no time")])
def test_a_time_that_is_none_is_told(kept: Program, words: str, told: str) -> None:
    said = kept("diff", "1", "--since", words)
    assert said.code == 2
    assert told in said.err


def test_numbers_and_a_time_are_one_too_many(kept: Program) -> None:
    assert "leave the numbers out" in kept("diff", "1", "1", "--since", "2h").err


def test_side_by_side_on_a_narrow_page_is_inline_and_says_so(pages: Program) -> None:
    said = pages("compare", "a.json", "b.json", "--side-by-side", "--width", "100")
    assert said.err == "side by side needs 110 columns, here are 100: shown inline\n"
    assert "It killed [-12-] {+15+} people" in said.out


def test_side_by_side_in_a_pipe_fills_the_columns_that_were_asked_for(pages: Program) -> None:
    lines = compared(pages, "-y", "--width", "120").out.splitlines()
    assert max(map(len, lines)) <= 120
    assert any("[-12-]" in line and line.index("{+15+}") > 60 for line in lines)


def test_a_page_in_a_language_of_another_century_gets_a_gutter_of_ascii(pages: Program) -> None:
    for options in (("--width", "60"), ()):
        out = compared(pages, *options, LC_ALL="C").out
        assert out.isascii()
        assert "12 -> 15" in out


@pytest.mark.parametrize("form", [*(form.value for form in Form), "stat", "words", "sentences", "beside"])
def test_in_no_form_does_a_page_steer_the_terminal(tmp_path: Path, form: str) -> None:
    clean = HOSTILE.replace("\ud800", "")
    (tmp_path / "a.json").write_text(story(clean, f"Rain {clean}.", headline=clean))
    (tmp_path / "b.json").write_text(story(f"{clean}\u2028 and \x85more", f"Snow {clean}.", headline=f"So {clean}"))
    options = {"stat": ["--stat"], "words": ["--words"], "sentences": ["--sentences"], "beside": ["-y"]}
    chosen = options.get(form, ["--format", form])

    for color in ("never", "always"):
        said = Program(tmp_path)("compare", "a.json", "b.json", *chosen, "--color", color)
        ours = said.out.replace("\t", "") if form == "patch" else said.out
        sent = ours.replace("\x1b[", "") if color == "always" else ours
        assert said.code == 0
        assert not steering(sent)


def test_on_a_terminal_no_line_is_cut(pages: Program) -> None:
    columns = 40
    code, text = in_terminal(pages, "compare", "a.json", "b.json", "--color", "never", columns=columns)
    assert code == 0
    assert max(map(len, text.splitlines())) <= columns
    assert "police said on Friday." in " ".join(text.split())
