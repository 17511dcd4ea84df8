from __future__ import annotations

import pytest

from tests.pages.live_blogs import ENTRIES, HEADLINE, NEWEST, URL, Said
from tracker.core.extract import extract
from tracker.model import Story

INTRODUCTION = "All that happens on the coast tonight, as it is told to us by the people who are there."
CLOCKS = {"7c1d": "09.30", "5b77": "09.10", "3a90": "08.00", "91fe": "09.45"}


def ticker(*entries: Said, heading: str = "{clock} Uhr: {headline}", note: str = "") -> Story:
    """Read a page whose entries are but headings and paragraphs."""
    told = "".join(
        f"<h2>{heading.format(clock=CLOCKS[entry.id], headline=entry.headline)}</h2>"
        + "".join(f"<p>{line}</p>" for line in entry.lines)
        for entry in entries
    )
    body = f"<h1>{HEADLINE}</h1><div class='story-body'><p>{INTRODUCTION}</p>{told}{note}</div>"
    page = f"<html><head><title>{HEADLINE}</title></head><body><article>{body}</article></body></html>"
    return extract(page.encode(), URL)


def test_headings_that_begin_with_a_clock_begin_entries() -> None:
    story = ticker(*ENTRIES, note="<p>This is a developing story and will be updated.</p>")
    assert [block.entry for block in story.blocks] == [
        "",
        *("at-0930", "at-0930", "at-0930"),
        *("at-0910", "at-0910"),
        *("at-0800", "at-0800"),
        "",
    ]
    assert [(entry.id, entry.headline) for entry in story.entries] == [
        ("at-0930", "09.30 Uhr: The wall is breached"),
        ("at-0910", "09.10 Uhr: The bridge is shut"),
        ("at-0800", "08.00 Uhr: A red warning"),
    ]


@pytest.mark.parametrize("heading", ["+++ {clock} {headline} +++", "{clock} | {headline}", "({clock}) {headline}"])
def test_ids_stay_when_an_entry_is_added_on_top(heading: str) -> None:
    before, after = ticker(*ENTRIES, heading=heading), ticker(NEWEST, *ENTRIES, heading=heading)
    assert after.entries[1:] == before.entries
    assert after.entries[0].id == "at-0945"


def test_two_headings_with_clocks_are_no_live_blog() -> None:
    assert ticker(*ENTRIES[:2]).entries == ()
    assert ticker(*ENTRIES, heading="{headline} at {clock}").entries == ()


def test_one_time_told_twice_names_two_entries() -> None:
    twice = ticker(ENTRIES[0], ENTRIES[0], ENTRIES[1], ENTRIES[2])
    assert [entry.id for entry in twice.entries] == ["at-0930-2", "at-0930", "at-0910", "at-0800"]


def clocked(entry: str, *, first: int = 0, last: int = 4, live: bool = True) -> Story:
    """Read a page with an entry at each hour, newest on top, each written by a template."""
    lines = [f"The water at gauge {hour} of the Tesk stood {hour + 3} centimetres higher." for hour in range(12)]
    told = "".join(
        entry.format(clock=f"{hour + 8:02}:15", text=f"<p>{lines[hour]}</p>", line=lines[hour])
        for hour in reversed(range(first, last))
    )
    kind = "LiveBlogPosting" if live else "NewsArticle"
    said = f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "{HEADLINE}"}}</script>'
    body = f"<h1>{HEADLINE}</h1><div class='story-body'><p>{INTRODUCTION}</p>{told}</div>"
    return extract(f"<html><head>{said}</head><body><article>{body}</article></body></html>".encode(), URL)


WRITINGS = (
    "<h3>{clock}</h3>{text}",
    "<p><strong>{clock} GMT</strong></p>{text}",
    "<p><strong>{clock}:</strong> {line}</p>",
    '<div class="post"><span>{clock}</span>{text}</div>',
    '<div class="post"><h3><span>{clock}</span></h3>{text}</div>',
)


@pytest.mark.parametrize("entry", WRITINGS)
def test_entries_that_show_a_clock_alone_keep_their_ids_while_the_window_slides(entry: str) -> None:
    before, after = clocked(entry), clocked(entry, first=2, last=6)
    assert [one.id for one in before.entries] == ["at-1115", "at-1015", "at-0915", "at-0815"]
    assert [one.id for one in after.entries] == ["at-1315", "at-1215", "at-1115", "at-1015"]
    assert [block.text for block in before.blocks if block.entry == "at-1115"] == [
        block.text for block in after.blocks if block.entry == "at-1115"
    ]


@pytest.mark.parametrize("entry", WRITINGS[1:4])
def test_lines_with_clocks_begin_entries_of_live_blogs_alone(entry: str) -> None:
    assert clocked(entry, live=False).entries == ()


def test_a_lone_clock_above_a_text_is_its_stamp() -> None:
    assert [block.text for block in clocked(WRITINGS[0], last=1).blocks][1:] == [
        "The water at gauge 0 of the Tesk stood 3 centimetres higher."
    ]
