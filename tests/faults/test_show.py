"""Hostile words on the terminal, in mails, in logs and as names of files: they stay words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from bench.mail_examples import hostile
from tests.app.pages import EDITED, FIRE, page
from tests.cli.test_running import site as _site
from tests.program import Program
from tests.servers.http import Newsroom
from tests.view.hostile import HOSTILE, steering
from tests.view.letter.test_change import ALLOWED, Outline
from tests.view.letter.test_hostile import FORMS, STEERING, outline, usual
from tests.view.test_safe import BIDI, anything
from tracker.cli.output import Output
from tracker.core.text.equality import comparable
from tracker.edges.mirror import article_folder
from tracker.view.letter import MOST_HTML_BYTES
from tracker.view.safe import safe

site = _site


@given(anything)
def test_trm_1_no_control_bidi_or_separator_ever_survives(text: str) -> None:
    shown = safe(text)
    assert not BIDI & set(shown)
    assert not [character for character in shown if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")]
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\rb\nc\td\x7f", "a␍b␊c␉d␡"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("evil\u202etxt.exe", "evil⟨U+202E⟩txt.exe"),
        ("pass\u200bword", "pass⟨U+200B⟩word"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("soft\xadhyphen", "soft⟨U+00AD⟩hyphen"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
    ],
)
def test_trm_3_what_hides_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_trm_2_a_text_that_looks_like_markup_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False, color="auto").draw("[bold]a[/] :bomb: https://a.example", Text("[red]b"))

    assert capsys.readouterr().out == "[bold]a[/] :bomb: https://a.example\n[red]b\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE)
def test_htm_1_hostile_words_stay_words_in_every_form(words: str, form: str) -> None:
    message = hostile(words)[FORMS.index(form)]
    assert outline(message.html) <= usual(form)
    links = [dict(attributes)["href"] for tag, attributes in Outline(message.html).elements if tag == "a"]
    assert all(str(link).startswith("https://lantern.example/") for link in links)
    assert {tag for tag, _ in Outline(message.html).elements} <= ALLOWED
    assert not STEERING.search(message.html + message.text)
    assert len(message.html.encode()) <= MOST_HTML_BYTES


@given(host=st.text(max_size=40), path=st.text(max_size=80))
def test_pth_1_no_address_leads_out_of_the_folder(host: str, path: str) -> None:
    try:
        folder = article_folder(7, f"https://{host}/{path}")
    except ValueError:
        return
    assert len(folder.parts) == 2
    assert all(re.fullmatch(r"[a-z0-9_.-]{1,120}", part, re.ASCII) for part in folder.parts)
    assert not any(part.strip(".") == "" or part.endswith(".") for part in folder.parts)


def test_log_1_what_a_site_says_cannot_write_into_the_log(tmp_path: Path, site: Newsroom) -> None:
    program = Program(tmp_path)
    program.configure(site.place, pace="1s")
    program("add", site.url("/fire"))
    # A redirect to where nobody may go: the reason of the failed look holds the address as the site gave it.
    site.redirect("/fire", "ftp://evil.example/\u0080\u009b31m\t]52;c;ZXZpbA==")
    program("pause", "1")
    program("resume", "1")

    said = program("run", "--once")

    visited = [line for line in said.err.splitlines() if "article=1" in line]
    assert said.code == 0
    assert len(visited) >= 1
    assert "outcome='failed'" in visited[0]
    assert steering(said.err) == []


def test_htm_2_no_stored_page_is_ever_shown_as_a_page(tmp_path: Path) -> None:
    program = Program(tmp_path)
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)><base href=//evil.example/>"
    with Newsroom() as newsroom:
        program.configure(newsroom.place)
        newsroom.publish("/fire", page(*FIRE).replace("</article>", f"{evil}</article>"))
        program("add", newsroom.url("/fire"))
        newsroom.publish("/fire", page(*EDITED).replace("</article>", f"{evil}</article>"))
        program("poll", "1")
    made = tmp_path / "life.html"
    assert program("export", "1", "--timeline", str(made)).code == 0
    for shown in (made.read_text("utf-8"), program("diff", "1", "--format", "html").out):
        assert "default-src 'none'" in shown
        assert not re.search(r"<script|<img|<base|onerror=", shown, re.IGNORECASE)


def test_csv_1_nothing_is_exported_that_a_spreadsheet_calculates(tmp_path: Path) -> None:
    for verb in ("export", "log", "list", "diff", "search", "facts"):
        assert "csv" not in Program(tmp_path)(verb, "--help").out.lower()


UNSEEN = {
    "a zero width space": ("killed", "kil\u200bled"),
    "a soft hyphen": ("killed", "kil\u00adled"),
    "isolates": ("killed", "\u2066killed\u2069"),
    "an embedding": ("killed", "\u202bkilled\u202c"),
    "tags": ("killed", "killed\U000e0041\U000e007f"),
    "the style of a sign": ("killed ❤", "killed ❤\ufe0f"),
    "a control": ("killed", "kil\x9bled"),
    "a blank that does not break": ("two killed", "two\u00a0killed"),
}
SEEN = {
    "another alphabet": ("killed", "kill\u0435d"),
    "a right-to-left override": ("killed", "\u202ekilled"),
    "another flag": ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0066\U000e0062\U000e007f"),
    "a joiner of spelling": ("می خواهم", "می\u200cخواهم"),
}


@pytest.mark.parametrize(("before", "after"), UNSEEN.values(), ids=UNSEEN.keys())
def test_trm_3_what_no_reader_sees_is_no_edit(before: str, after: str) -> None:
    assert comparable(before) == comparable(after)


@pytest.mark.parametrize(("before", "after"), SEEN.values(), ids=SEEN.keys())
def test_trm_3_what_a_reader_sees_is_one(before: str, after: str) -> None:
    assert comparable(before) != comparable(after)
