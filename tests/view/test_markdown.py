from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Block, BlockKind, Change, ChangeKind, Entry, Story, Version
from tracker.view.markdown import escaped, version_markdown

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
VERSION = Version(
    article_id=7,
    number=3,
    first_seen=NOON,
    last_seen_old=NOON - timedelta(minutes=5),
    last_seen=NOON + timedelta(hours=1),
    headline="Bridge closed",
    published=None,
    modified=None,
    url="https://news.example/bridge",
    status_line="HTTP/1.1 200 OK",
    body_sha256="aa",
    text_sha256="bb",
    chain_hash="cc",
    change=Change(kinds=frozenset({ChangeKind.TEXT}), reason="a paragraph changed"),
)
STORY = Story(
    headline="Bridge closed",
    dek="Traffic is diverted.",
    byline="By A. Writer",
    published=NOON - timedelta(hours=1),
    blocks=(
        Block(kind=BlockKind.PARAGRAPH, text="It began."),
        Block(kind=BlockKind.HEADING, text="What we know"),
        Block(kind=BlockKind.LIST_ITEM, text="One"),
        Block(kind=BlockKind.QUOTE, text="No comment."),
        Block(kind=BlockKind.CAPTION, text="The bridge."),
        Block(kind=BlockKind.TABLE_ROW, text="Dead | 12"),
        Block(kind=BlockKind.PARAGRAPH, text="Subscribe", site=True),
        Block(kind=BlockKind.PARAGRAPH, text="Later.", entry="e1"),
        Block(kind=BlockKind.NOTE, text="Corrected: it was 12."),
    ),
    entries=(Entry(id="e1", headline="Toll rises", published=NOON),),
)


def test_a_version_is_written_with_its_head_and_its_blocks_by_kind() -> None:
    assert version_markdown(VERSION, STORY, summary="11 -> 12 killed") == (
        '---\narticle: 7\nversion: 3\nurl: "https://news.example/bridge"\nheadline: "Bridge closed"\n'
        'changed: "11 -> 12 killed"\nlast_seen_old: 2026-03-14T11:55:00Z\nfirst_seen: 2026-03-14T12:00:00Z\n'
        'published: 2026-03-14T11:00:00Z\nbyline: "By A. Writer"\nbody_sha256: aa\ntext_sha256: bb\nchain_hash: cc\n'
        "---\n\n# Bridge closed\n\n**Traffic is diverted.**\n\nIt began.\n\n## What we know\n\n- One\n\n"
        "> No comment.\n\n"
        "*Caption:* The bridge.\n\n*Row:* Dead \\| 12\n\n### 2026-03-14T12:00:00Z · Toll rises\n\nLater.\n\n"
        "*Note:* Corrected: it was 12.\n"
    )


def test_what_changes_later_is_not_in_the_file() -> None:
    later = replace(VERSION, last_seen=NOON + timedelta(days=9))

    assert version_markdown(later, STORY, summary="") == version_markdown(VERSION, STORY, summary="")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("1. no item", "1\\. no item"),
        ("1.5 million", "1.5 million"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("![x](http://e.example/a.png)", "!\\[x\\](http://e.example/a.png)"),
        ("`code` *bold* _it_ snake_case", "\\`code\\` \\*bold\\* \\_it\\_ snake_case"),
        ("&lt; & 5 < 6", "\\&lt; & 5 < 6"),
        ("\x1b[2J\u202e", "␛\\[2J⟨U+202E⟩"),
        ("a\nb\r\n---", "a␊b␍␊---"),
    ],
)
def test_hostile_text_stays_text(text: str, written: str) -> None:
    assert escaped(text) == written


@given(text=st.text(st.characters()))
def test_no_text_brings_a_line_or_a_control_into_the_file(text: str) -> None:
    story = replace(STORY, headline=text, byline=text, blocks=(Block(kind=BlockKind.PARAGRAPH, text=text or "a"),))
    written = version_markdown(replace(VERSION, url=text), story, summary=text)
    head = written.split("\n---\n")[0].splitlines()

    assert {unicodedata.category(letter) for letter in written.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert [line.split(":")[0] for line in head[1:6]] == ["article", "version", "url", "headline", "changed"]
    assert all(isinstance(json.loads(line.split(": ", 1)[1]), str) for line in head[3:6])
