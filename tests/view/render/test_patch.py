"""The patch: a real one, that leads from the old text to the new one, and steers nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.render.diffs import any_diff, steering
from tests.view.render.stories import GONE, KEPT, NEW, block, crossing, harbour, hostile, kept, spans
from tracker.model import BlockChange, Diff, FieldDiff
from tracker.view.render.patch import TextFile, patch, text_after, text_before

OLD = TextFile(name="article-1-version-1.txt", first_seen=datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC))
NEW_FILE = TextFile(name="article-1-version-2.txt", first_seen=datetime(2026, 3, 1, 13, tzinfo=UTC))
PATCH = """\
--- article-1-version-1.txt\t2026-03-01 12:00:00.250000000 +0000
+++ article-1-version-2.txt\t2026-03-01 13:00:00.000000000 +0000
@@ -1,3 +1,4 @@
-Fire kills 12 at harbour
+Fire kills 15 at harbour
 Smoke over the bay
-A. Moss
+A. Moss, B. Lind
+Four schools stay closed until further notice, and buses run on a holiday timetable.
@@ -7,4 +8,6 @@
-It killed 174 people.
-Trains run as planned.
-The mayor spoke. She left early.
-Four schools stay closed until further notice, and buses run on a holiday timetable.
+It killed 177 people.
+Trains stand still.
+What we know
+The mayor spoke.
+She left early.
"""
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def written(diff: Diff, *, context: int = 3) -> str:
    return patch(diff, before=OLD, after=NEW_FILE, context=context)


def lines(text: str) -> list[str]:
    """Lines as a file has them: they end at line feeds and nowhere else."""
    return text.split("\n")[:-1]


def applied(text: str, old: list[str]) -> list[str]:
    """The new lines, by the rules of the format alone: every range and every line of context is checked."""
    if not text:
        return old
    head, *rest = re.split(r"(?m)^(?=@@ )", text)
    assert [line[:4] for line in lines(head)] == ["--- ", "+++ "]
    new: list[str] = []
    done = 0
    for hunk in rest:
        first, *body = lines(hunk)
        found = _HUNK.fullmatch(first)
        assert found
        start, olds, start_new, news = (int(one if one is not None else 1) for one in found.groups())
        place = start - 1 if olds else start
        new += old[done:place]
        assert len(new) == (start_new - 1 if news else start_new)
        assert [line[1:] for line in body if line[0] in " -"] == old[place : place + olds]
        told = [line[1:] for line in body if line[0] in " +"]
        assert len(told) == news
        new += told
        done = place + olds
    return new + old[done:]


def test_a_patch_looks_as_patch_programs_expect_it() -> None:
    found = [line for line in lines(written(harbour(), context=0)) if line[0] in "-+"]
    assert sorted(found) == sorted(line for line in lines(PATCH) if line[0] in "-+")
    assert written(harbour(), context=0).startswith(PATCH[: PATCH.index("@@")])


@settings(max_examples=60)
@given(found=any_diff, context=st.integers(0, 5))
def test_any_patch_leads_from_the_old_text_to_the_new_one_and_steers_nothing(found: Diff, context: int) -> None:
    text = written(found, context=context)
    assert applied(text, lines(text_before(found))) == lines(text_after(found))
    assert not steering(text.replace("\t", "") + text_before(found) + text_after(found))


@pytest.mark.parametrize("context", [0, 1, 3])
@pytest.mark.parametrize("found", [harbour(), crossing(), hostile()], ids=["harbour", "crossing", "hostile"])
def test_the_real_program_applies_it(tmp_path: Path, found: Diff, context: int) -> None:
    program = shutil.which("patch")
    if program is None:
        pytest.skip("no patch program here: the reader of this file holds the format")
    (tmp_path / OLD.name).write_text(text_before(found), encoding="utf-8")

    done = subprocess.run(
        [program, "-p0"], input=written(found, context=context).encode(), cwd=tmp_path, capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / OLD.name).read_text(encoding="utf-8") == text_after(found)


def test_where_nothing_differs_there_is_no_patch() -> None:
    assert written(Diff(fields=(), blocks=(kept(0, "Rain."),))) == ""


def test_a_text_from_nothing_and_to_nothing_is_a_patch_too() -> None:
    come = Diff(fields=(FieldDiff(name="headline", spans=spans((NEW, "Rain"))),), blocks=())
    gone = Diff(fields=(), blocks=(block(BlockChange.REMOVED, (GONE, "Rain."), before=(0,)),))
    assert lines(written(come))[2:] == ["@@ -0,0 +1 @@", "+Rain"]
    assert lines(written(gone))[2:] == ["@@ -1 +0,0 @@", "-Rain."]


def test_an_edit_of_links_alone_changes_no_line() -> None:
    assert written(Diff(fields=(), blocks=(block(BlockChange.EDITED, (KEPT, "A."), before=(0,), after=(0,)),))) == ""


def test_a_line_feed_in_a_paragraph_does_not_end_its_line() -> None:
    found = Diff(fields=(), blocks=(block(BlockChange.ADDED, (NEW, "One.\nTwo.\n\nThree."), after=(0,)),))
    assert text_after(found) == "One.␊Two.␊␊Three.\n"


@settings(max_examples=20)
@given(st.integers(0, 30), st.integers(0, 4))
def test_hunks_whose_context_touches_are_one(between: int, context: int) -> None:
    edit = block(BlockChange.EDITED, (GONE, "a"), (NEW, "b"), before=(0,), after=(0,))
    diff = Diff(fields=(), blocks=(edit, *(kept(place, "Rain.") for place in range(between)), edit))
    assert written(diff, context=context).count("@@ -") == (1 if between <= 2 * context else 2)
