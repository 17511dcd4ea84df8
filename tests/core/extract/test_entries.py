from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.pages.live_blogs import (
    ARABIC,
    DEK,
    ENTRIES,
    GERMAN,
    HEADLINE,
    JAPANESE,
    NEWEST,
    URL,
    Said,
    Writing,
    articles,
    flat,
    items,
    live_page,
    microdata,
    unnamed,
)
from tracker.core.extract import extract, read_story
from tracker.model import BlockKind, MarkerKind, Story

NAMED: dict[Writing, str] = {articles: "block-{id}", items: "{id}"}
ALL = (articles, items, microdata, unnamed)


def told(story: Story) -> list[tuple[str, str]]:
    """The lines of a story, each with its entry."""
    return [(block.entry, block.text) for block in story.blocks]


def expected(entries: Sequence[Said], name: str) -> list[tuple[str, str]]:
    return [(name.format(id=entry.id), text) for entry in entries for text in (entry.headline, *entry.lines)]


@pytest.mark.parametrize("entries", [ENTRIES, GERMAN, JAPANESE, ARABIC], ids=["en", "de", "ja", "ar"])
@pytest.mark.parametrize("writing", NAMED, ids=lambda writing: writing.__name__)
def test_every_line_carries_the_id_of_its_entry(writing: Writing, entries: Sequence[Said]) -> None:
    story = extract(live_page(entries, writing), URL)
    assert told(story) == expected(entries, NAMED[writing])
    assert [entry.id for entry in story.entries] == [NAMED[writing].format(id=entry.id) for entry in entries]
    assert [entry.headline for entry in story.entries] == [entry.headline for entry in entries]
    assert [entry.published for entry in story.entries] == [datetime.fromisoformat(entry.time) for entry in entries]
    assert {block.kind for block in story.blocks} == {BlockKind.HEADING, BlockKind.PARAGRAPH}


@pytest.mark.parametrize("writing", ALL, ids=lambda writing: writing.__name__)
def test_a_live_blog_is_read_whole(writing: Writing) -> None:
    story = extract(live_page(ENTRIES, writing), URL)
    assert (story.headline, story.dek) == (HEADLINE, DEK)
    assert [text for _, text in told(story)] == [text for entry in ENTRIES for text in (entry.headline, *entry.lines)]
    assert all(block.entry for block in story.blocks)
    assert story.marker is not None
    assert story.marker.kind is MarkerKind.LIVE_BLOG


@pytest.mark.parametrize("writing", [microdata, unnamed], ids=lambda writing: writing.__name__)
def test_an_entry_without_an_id_is_named_by_its_time(writing: Writing) -> None:
    story = extract(live_page(ENTRIES, writing), URL)
    assert [entry.id for entry in story.entries] == [
        "at-20260302T093000",
        "at-20260302T091000",
        "at-20260302T080000",
    ]


@pytest.mark.parametrize("declared", [False, True], ids=["undeclared", "declared"])
@pytest.mark.parametrize("writing", ALL, ids=lambda writing: writing.__name__)
def test_ids_stay_when_entries_are_added_edited_and_their_stamps_move(writing: Writing, declared: bool) -> None:
    first, memory = read_story(live_page(ENTRIES, writing, declared=ENTRIES if declared else None), URL)
    later = [
        NEWEST,
        replace(ENTRIES[0], stamp="18 minutes ago", headline="Breach!", lines=("One person is missing after all.",)),
        replace(ENTRIES[1], stamp="38 minutes ago"),
        replace(ENTRIES[2], stamp="3 hours ago"),
    ]
    # Many pages declare but their newest entries.
    again, _ = read_story(live_page(later, writing, declared=later[:2] if declared else None), URL, memory=memory)
    assert [entry.id for entry in again.entries][1:] == [entry.id for entry in first.entries]
    assert told(again)[2:4] == [
        (first.entries[0].id, "Breach!"),
        (first.entries[0].id, "One person is missing after all."),
    ]
    assert told(again)[4:] == told(first)[3:]


@pytest.mark.parametrize("writing", [articles, items], ids=lambda writing: writing.__name__)
def test_a_page_that_does_not_call_itself_live_has_entries_by_its_structure(writing: Writing) -> None:
    story = extract(live_page(ENTRIES, writing, kind="NewsArticle"), URL)
    assert told(story) == expected(ENTRIES, NAMED[writing])


def test_what_a_live_blog_declares_names_and_dates_entries_that_no_element_holds() -> None:
    story = extract(live_page(ENTRIES, flat, declared=ENTRIES, around="div"), URL)
    assert told(story) == expected(ENTRIES, "block-{id}")
    assert [entry.published for entry in story.entries] == [datetime.fromisoformat(entry.time) for entry in ENTRIES]


def test_a_time_that_the_element_lacks_is_taken_from_what_is_declared() -> None:
    def timeless(entry: Said) -> str:
        return articles(entry).replace(f" datetime='{entry.time}'", "")

    story = extract(live_page(ENTRIES, timeless, declared=ENTRIES), URL)
    assert [entry.published for entry in story.entries] == [datetime.fromisoformat(entry.time) for entry in ENTRIES]
    assert [entry.id for entry in story.entries] == ["block-7c1d", "block-5b77", "block-3a90"]


def test_a_time_of_the_last_edit_is_told_as_such() -> None:
    def edited(entry: Said) -> str:
        return articles(entry).replace(
            "</header>", "<time class=updated datetime='2026-03-02T10:00Z'>edited</time></header>"
        )

    story = extract(live_page(ENTRIES, edited), URL)
    assert {entry.modified for entry in story.entries} == {datetime(2026, 3, 2, 10, tzinfo=UTC)}
    assert [entry.published for entry in story.entries] == [datetime.fromisoformat(entry.time) for entry in ENTRIES]


def test_a_teacher_who_saw_one_long_entry_does_not_hide_the_others() -> None:
    long = replace(ENTRIES[0], lines=tuple(f"{ENTRIES[0].lines[0]} That was word {place}." for place in range(30)))
    story = extract(live_page((long, *ENTRIES[1:]), articles), URL)
    assert [entry.id for entry in story.entries] == ["block-7c1d", "block-5b77", "block-3a90"]
    assert [text for _, text in told(story)][-1] == ENTRIES[2].lines[0]


def test_comments_and_cards_are_no_entries() -> None:
    text = "".join(f"<p>{entry.lines[0]}</p>" for entry in ENTRIES)
    comments = "".join(
        f"<li class='remark' id='comment-{place}'><time datetime='{entry.time}'>{entry.stamp}</time><p>I say so "
        f"too, and more than once.</p></li>"
        for place, entry in enumerate(ENTRIES)
    )
    cards = "".join(
        f"<article class='post' id='post-{entry.id}'><time datetime='{entry.time}'>{entry.stamp}</time>"
        f"<h3><a href='/{entry.id}/'>{entry.headline} and much more beside it</a></h3></article>"
        for entry in ENTRIES
    )
    for extra in (f"<ol class='comment-list'>{comments}</ol>", f"<div>{cards}</div>"):
        body = f"<article><h1>{HEADLINE}</h1><div class='story-body'>{text}{extra}</div></article>"
        page = f"<html><body>{body}</body></html>"
        story = extract(page.encode(), URL)
        assert story.entries == ()
        assert [block.entry for block in story.blocks[:3]] == ["", "", ""]


def test_a_paragraph_that_tells_a_time_keeps_it() -> None:
    told_time = replace(
        ENTRIES[0], lines=("The wall broke at <time>09:12</time>, the coast guard says of the breach.",)
    )
    page = live_page((told_time, *ENTRIES[1:]), articles).replace(b"&lt;", b"<").replace(b"&gt;", b">")
    assert "The wall broke at 09:12, the coast guard says of the breach." in extract(page, URL).text
