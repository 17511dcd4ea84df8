"""Polls of whole pages, read for real: walls come and go, and the watch recovers; edits are seen, noise is not."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest

from tests.jobs.real_pages import watched
from tests.pages.edits import EDITS
from tests.pages.furniture import NOISE, PLAIN, Furniture
from tests.pages.layouts import LAYOUTS, UNICODE_LAYOUTS, Layout, semantic
from tests.pages.matter import ENGLISH, Matter
from tests.pages.walls import WALLS
from tracker.model import Outcome, PageState

EDIT = EDITS["a toll from 12 to 45"]
# What says little of the rest of its story might be the site's: how much is for the gate to say.
LOOKED_AT_AGAIN = ("a paragraph added", "a paragraph moved", "a paragraph removed")


@pytest.mark.parametrize(
    ("status", "state"), [(404, PageState.GONE), (403, PageState.BLOCKED), (500, PageState.SERVER_ERROR)]
)
def test_a_refusal_is_a_state_and_the_watch_recovers(status: int, state: PageState) -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(b"<html><body>no</body></html>", status=status)
    refused = here.look()
    here.pages.publish(semantic(EDIT(ENGLISH), PLAIN))
    back = here.look()

    assert (refused.visit.state, refused.version) == (state, None)
    assert back.visit.outcome is Outcome.CHANGED


@pytest.mark.parametrize("name", [name for name in EDITS if name not in LOOKED_AT_AGAIN])
def test_every_edit_in_its_place_is_a_version_of_the_first_poll_that_sees_it(name: str) -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(semantic(EDITS[name](ENGLISH), NOISE["a stamp with a date"]))
    polled = here.look()

    assert polled.visit.outcome is Outcome.CHANGED
    assert polled.version is not None


@pytest.mark.parametrize("name", LOOKED_AT_AGAIN)
def test_a_paragraph_that_came_went_or_moved_is_a_version_once_it_stands(name: str) -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(semantic(EDITS[name](ENGLISH), NOISE["a stamp with a date"]))
    looks = [here.look(), here.look()]

    assert [polled.visit.outcome for polled in looks].count(Outcome.CHANGED) == 1
    assert [polled.version is not None for polled in looks].count(True) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_day_of_noise_makes_no_version(layout: Layout) -> None:
    charset = "text/html" if layout.__name__ == "old_bytes" else "text/html; charset=utf-8"
    here = watched(layout(ENGLISH, PLAIN), charset)

    for around in (*NOISE.values(), PLAIN, replace(PLAIN, modified="2026-03-02T23:00:00+00:00"), Furniture()):
        here.pages.publish(layout(ENGLISH, around), content_type=charset)
        assert here.look().visit.outcome in (Outcome.SAME, Outcome.IDENTICAL)

    assert len(here.log.stories) == 1


def closed_early(matter: Matter) -> bytes:
    """A page whose container of the text ends after its second line; the others stand beside it."""
    page = semantic(matter, PLAIN).decode()
    second = f"<p>{escape(matter.lines[1], quote=False)}</p>"
    return page.replace(second, f"{second}</div><div>", 1).encode()


def test_an_edit_made_as_a_container_ends_early_is_seen() -> None:
    here = watched(semantic(ENGLISH, PLAIN))
    here.pages.publish(closed_early(EDIT(ENGLISH)))

    assert Outcome.CHANGED in [here.look().visit.outcome, here.look().visit.outcome]


def undressed(page: bytes) -> bytes:
    """A page without a single class name, as a new build of a site's styles leaves it at first."""
    return re.sub(rb'\sclass="[^"]*"', b"", page)


@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_class_names_that_go_and_come_back_make_no_version(layout: Layout) -> None:
    here = watched(layout(ENGLISH, PLAIN))
    for page in (undressed(layout(ENGLISH, Furniture())), layout(ENGLISH, PLAIN)):
        here.pages.publish(page)
        assert [here.look().version for _ in range(3)] == [None] * 3


@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_an_edit_made_as_the_class_names_go_is_seen(layout: Layout) -> None:
    here = watched(layout(ENGLISH, PLAIN))
    here.pages.publish(undressed(layout(EDIT(ENGLISH), PLAIN)))
    assert Outcome.CHANGED in [here.look().visit.outcome for _ in range(2)]


STUB = WALLS["a paywall stub"][0]


def test_a_stub_at_the_first_look_is_a_teaser_whose_edits_are_versions_until_the_full_text_is_shown() -> None:
    here = watched(STUB)
    first = here.log.stories[-1]
    here.pages.publish(STUB.replace(b"killing 12 people", b"killing 45 people"))
    edited = here.look()
    teased = here.log.reports[-1].change
    here.pages.publish(semantic(EDIT(ENGLISH), PLAIN))
    looks = [here.look(), here.look()]
    whole = here.log.stories[-1]
    here.pages.publish(STUB)
    stub = here.look()

    assert (first.teaser, first.text) == (True, ENGLISH.paragraphs[0])
    assert edited.visit.outcome is Outcome.CHANGED
    assert teased is not None
    assert teased.teaser
    assert Outcome.CHANGED in [polled.visit.outcome for polled in looks]
    assert not whole.teaser
    assert ENGLISH.paragraphs[-1] in whole.text
    assert (stub.visit.state, stub.version) == (PageState.PAYWALL, None)


def test_full_text_behind_a_stub_for_a_while_is_no_version_and_no_teaser_when_it_is_back() -> None:
    here = watched(semantic(ENGLISH, PLAIN))
    here.pages.publish(STUB)
    behind = [here.look(), here.look()]
    here.pages.publish(semantic(ENGLISH, PLAIN))
    back = here.look()

    assert [polled.visit.state for polled in behind] == [PageState.PAYWALL] * 2
    assert back.visit.outcome in (Outcome.SAME, Outcome.IDENTICAL)
    assert [told.teaser for told in here.log.stories] == [False]
