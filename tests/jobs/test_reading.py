from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.furniture import NOISE, PLAIN
from tests.pages.layouts import UNICODE_LAYOUTS, Layout
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.detect import line_key
from tracker.core.extract import extract
from tracker.errors import ReadingError
from tracker.jobs.reading import Reading, read_page
from tracker.model import Memory, PageState, ReadingRules, WatchKind

PAGE = (Path(__file__).parents[1] / "pages" / "harbour_bridge.html").read_bytes()
URL = "https://quayside.example/harbour/ferry-strikes-pier/"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def read(
    body: bytes,
    *,
    content_type: str | None = "text/html; charset=utf-8",
    memory: Memory | None = None,
    kind: WatchKind = WatchKind.ARTICLE,
) -> Reading:
    return read_page(body, URL, content_type, memory, kind, NOON)


def test_a_poll_reads_what_extract_reads() -> None:
    first = read(PAGE)
    assert first.state is PageState.ARTICLE
    assert first.story == extract(PAGE, URL)
    assert first.memory is not None
    again = read(PAGE, memory=replace(first.memory, fingerprint=""))
    assert (again.story, again.memory) == (first.story, first.memory)


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_extract_and_a_poll_agree_on_every_page_at_the_first_look_and_later(layout: Layout, matter: Matter) -> None:
    body = layout(matter, PLAIN)
    extracted = extract(body, URL, now=NOON)
    first = read(body)
    assert first.memory is not None
    again = read(layout(matter, NOISE["counters"]), memory=first.memory)
    assert first.story == extracted
    assert again.story is not None
    for story in (first.story, again.story):
        assert story is not None
        assert (story.headline, story.dek, story.blocks) == (extracted.headline, extracted.dek, extracted.blocks)
    in_full = read(body, memory=replace(first.memory, fingerprint=""))
    assert in_full.story == extract(body, URL, now=NOON, memory=first.memory) == extracted


def test_a_page_that_says_what_it_said_passes_the_quick_test_and_is_not_read() -> None:
    memory = read(PAGE).memory
    assert memory is not None
    assert read(PAGE, memory=memory) == Reading(state=PageState.ARTICLE, unchanged=True)
    assert memory.sent == len(PAGE)
    hurt = PAGE.replace(b"injuring 12 people", b"injuring 45 people")
    assert hurt != PAGE
    assert not read(hurt, memory=memory).unchanged


def test_a_reading_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(read(PAGE))) == read(PAGE)
    assert pickle.loads(pickle.dumps(read_page)) is read_page


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", PageState.COLLAPSED),
        (b"%PDF-1.7", PageState.NOT_HTML),
        (
            b"<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>",
            PageState.GONE,
        ),
        (
            b"<html><head><title>Just a moment...</title></head><body><p>Verify you are human.</p></body></html>",
            PageState.BLOCKED,
        ),
        (
            (
                b"<html><head><title>News</title></head><body><h1>We value your privacy</h1>"
                b"<p>We and our 800 partners store and/or access information on a device.</p></body>"
                b"</html>"
            ),
            PageState.CONSENT,
        ),
        (
            (
                b"<html><head><title>News</title></head><body><div id='root'></div>"
                b"<script src='/app.js'></script></body></html>"
            ),
            PageState.NEEDS_BROWSER,
        ),
        (PAGE[: len(PAGE) // 2] + b"<p>The ferry had lost po", PageState.COLLAPSED),
    ],
)
def test_what_is_no_article_has_a_state_and_no_story(body: bytes, state: PageState) -> None:
    reading = read(body)
    assert reading.state is state
    assert reading.reason
    assert reading.story is None


STUB = (
    b"<html><head><title>Ferry</title></head><body><article><h1>Ferry strikes pier</h1>"
    b"<p>A ferry struck the pier of the harbour bridge.</p>"
    b"<p>Already a subscriber? Subscribe to continue reading this story.</p></article>"
    b"</body></html>"
)


def test_a_paywall_at_the_first_reading_leaves_a_teaser_which_is_read_again_as_one() -> None:
    first = read(STUB)
    assert (first.state, first.story is not None and first.story.teaser) == (PageState.ARTICLE, True)
    assert first.reason
    assert first.story is not None
    assert first.story.text == "A ferry struck the pier of the harbour bridge."
    assert first.memory is not None
    assert first.memory.teaser
    again = read(STUB, memory=replace(first.memory, fingerprint=""))
    assert (again.state, again.story, again.memory) == (first.state, first.story, first.memory)


def test_full_text_that_turns_into_a_paywall_is_a_state() -> None:
    turned = read(STUB, memory=read(PAGE).memory)
    assert turned.state is PageState.PAYWALL
    assert turned.reason


def test_a_body_in_a_wrong_charset_is_a_failed_reading() -> None:
    page = "<html><body><h1>Паром</h1><p>Новость дополняется, следите за обновлениями на сайте.</p></body></html>"
    with pytest.raises(ReadingError, match="broken"):
        read(page.encode("cp1251"))


def test_the_watch_recovers_after_any_of_them() -> None:
    memory = read(PAGE).memory
    assert memory is not None
    assert read(b"<html><body><h1>Page not found</h1></body></html>", memory=memory).state is PageState.GONE
    assert read(PAGE, memory=memory).unchanged
    assert read(PAGE, memory=replace(memory, fingerprint="")).story == extract(PAGE, URL)


def test_a_notice_is_read_as_it_is_when_the_page_is_watched() -> None:
    notice = (
        b"<html><head><title>Beach closed</title></head><body><h1>Beach closed</h1>"
        b"<p>The north beach is closed until Friday.</p></body></html>"
    )
    reading = read(notice, kind=WatchKind.PAGE)
    assert reading.state is PageState.ARTICLE
    assert reading.story is not None
    assert reading.story.text == "The north beach is closed until Friday."


def test_a_setting_that_does_nothing_is_told_and_the_page_read_all_the_same() -> None:
    rules = ReadingRules(content="div.gone")
    reading = read_page(PAGE, URL, None, None, WatchKind.ARTICLE, NOON, rules)
    assert reading.state is PageState.ARTICLE
    assert reading.reason == "the site's setting content matches no text here, which was found without it: div.gone"
    assert reading.story == read(PAGE).story
    assert read_page(PAGE, URL, None, None, WatchKind.ARTICLE, NOON, ReadingRules(content="body")).reason == ""


def test_remarks_are_made_at_a_first_reading_alone() -> None:
    page = PAGE.replace(
        b'rel="canonical" href="' + URL.encode(), b'rel="canonical" href="https://agency.example/original'
    )
    first = read(page)
    assert first.remarks == ("The page names another as its main address: https://agency.example/original.",)
    assert read(page, memory=first.memory).remarks == ()


def test_lines_in_doubt_elsewhere_cost_no_full_reading_where_the_page_does_not_show_them() -> None:
    memory, hangs = read(PAGE).memory, PAGE.replace(b"</body>", b"<div><p>Ferries are cancelled</p></div></body>")
    wanted = frozenset((line_key("Ferries are cancelled"), line_key("The harbour master resigns")))

    def looked_at(body: bytes) -> Reading:
        return read_page(body, URL, None, memory, WatchKind.ARTICLE, NOON, wanted=wanted)

    assert (looked_at(PAGE).unchanged, looked_at(PAGE).found) == (True, frozenset())
    assert (looked_at(hangs).unchanged, looked_at(hangs).found) == (
        False,
        frozenset((line_key("Ferries are cancelled"),)),
    )


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html", "text/html; charset=utf-16", "text/html; charset=nonsense", "a/b"]),
)
def test_any_bytes_give_a_reading_or_a_reading_error(body: bytes, content_type: str | None) -> None:
    with suppress(ReadingError):
        assert isinstance(read(body, content_type=content_type), Reading)
