from __future__ import annotations

import io
import json
import sys
from pathlib import Path, PurePath

import pytest

from tests.app.pages import FIRE, NOTICE, page
from tracker.app.pages import read_file, story_of
from tracker.errors import NotFoundError, ReadingError, UsageError
from tracker.model import PageState, RunSettings, Settings
from tracker.view.records import story_json

URL = "https://news.example/fire"
SETTINGS = Settings(data=PurePath("nowhere"), run=RunSettings(parsers=1))
TEXTS = (*FIRE, NOTICE)


def file(tmp_path: Path, content: str | bytes, name: str = "page.html") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_page_in_a_file_is_read_as_the_first_look_would(tmp_path: Path) -> None:
    reading = read_file(file(tmp_path, page()), url=URL, settings=SETTINGS)

    assert reading.state is PageState.ARTICLE
    assert reading.story is not None
    assert reading.story.headline == "Fire in the harbour of Aldern"
    assert tuple(block.text for block in reading.story.blocks) == TEXTS


def test_links_are_resolved_against_the_address_of_the_page(tmp_path: Path) -> None:
    linked = page(*FIRE[:3], 'The <a href="/quay">quay</a> is closed, and so is the road that leads to it from town.')

    story = story_of(file(tmp_path, linked), url=URL, settings=SETTINGS)

    assert [link.url for block in story.blocks for link in block.links] == ["https://news.example/quay"]


def test_standard_input_is_read_once_and_wholly(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(content: bytes) -> Path:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return Path("-")

    reading = read_file(given(page().encode()), url=URL, settings=SETTINGS)
    story = story_of(given(page().encode()), url=URL, settings=SETTINGS)

    assert reading.story == story
    assert tuple(block.text for block in story.blocks) == TEXTS
    assert story_of(given(json.dumps(story_json(story)).encode()), url=URL, settings=SETTINGS) == story


def test_the_json_that_extract_prints_is_the_same_story(tmp_path: Path) -> None:
    story = story_of(file(tmp_path, page()), url=URL, settings=SETTINGS)
    for written in (json.dumps(story_json(story)), "\n  " + json.dumps(story_json(story), indent=2) + "\n"):
        assert story_of(file(tmp_path, written, "story.json"), url=URL, settings=SETTINGS) == story


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b'{"headline": "Fire"}',
        b'{"headline": "Fire", "blocks": [1]}',
        b'{"headline": "Fire", "blocks": [], "published": "soon"}',
        b"{ no json at all",
        b'{"headline": "\xff\xfe"}',
        b'{"headline":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_json_that_is_no_story_is_told_by_its_file(tmp_path: Path, content: bytes) -> None:
    path = file(tmp_path, content, "story.json")

    with pytest.raises(ReadingError) as told:
        story_of(path, url=URL, settings=SETTINGS)
    assert str(told.value).startswith(f"{path}: not the JSON that `tracker extract --json` prints: ")


@pytest.mark.parametrize("content", ["", "   ", "<html><body></body></html>", "\x00" * 64])
def test_a_page_without_a_text_is_told_with_the_cure(tmp_path: Path, content: str) -> None:
    path = file(tmp_path, content)

    with pytest.raises(ReadingError) as told:
        story_of(path, url=URL, settings=SETTINGS)
    assert str(told.value).startswith(f"{path}: ")
    assert str(told.value).endswith(": give a page with a text in it")


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "nowhere.html", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(NotFoundError) as told:
            read_file(path, url=URL, settings=SETTINGS)
        assert str(told.value) == f"{path}: {reason}: give a file that can be read"


@pytest.mark.parametrize("address", ["https://example.org/ferry", f"http://example.org/{'f' * 300}"])
def test_an_address_in_the_place_of_a_file_is_told_with_the_cure(address: str) -> None:
    with pytest.raises(UsageError) as told:
        read_file(Path(address), url=URL, settings=SETTINGS)
    assert str(told.value).startswith(f"{address} is an address")
    assert "--url" in str(told.value)


def test_an_address_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_file(file(tmp_path, page()), url="no address", settings=SETTINGS)
