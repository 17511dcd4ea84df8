from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest

from tests.app.bridge import DAMAGE, QUIET, TEXTS, filled, redacted
from tests.edges.export.examples import change
from tests.edges.store.examples import at, opening
from tests.view.outline import Outline, faults
from tracker.app.publishing import write_excerpts, write_timeline
from tracker.edges.export import Tally
from tracker.edges.store import Store
from tracker.errors import NotFoundError, OutputError, UsageError
from tracker.model import Settings

Writer = Callable[[Settings, str, Path], Tally]
timeline: Writer = partial(write_timeline, now=at(120), zone=UTC)
excerpts: Writer = partial(write_excerpts, since=None, now=at(120), zone=UTC)


def words_of(page: Path) -> str:
    return " ".join(Outline(page.read_text()).words.split())


def test_the_page_of_a_life_tells_its_versions_and_their_proof(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    target = tmp_path / "life.html"

    tally = timeline(settings, "1", target)

    assert faults(target.read_text()) == []
    words = words_of(target)
    assert "12 → 45 people" in words
    assert "3 versions, the first seen 14 Mar 2026, 12:00 UTC" in words
    assert "Version 3 changed 14 Mar 2026, between 12:01 and 12:04 UTC" in words
    assert "tracker verify 1" in words
    assert (tally.versions, tally.articles, tally.damaged, tally.remarks) == (3, {1}, 0, [])
    assert tally.size == target.stat().st_size
    assert target.stat().st_mode & 0o777 == 0o600


def test_excerpts_hold_the_changed_sentences_and_no_other(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    target = tmp_path / "e.html"

    excerpts(settings, "1", target)

    words = words_of(target)
    assert faults(target.read_text()) == []
    assert all(text in words for text in TEXTS)
    assert not any(text in words for text in QUIET)


def test_excerpts_are_markdown_where_the_file_says_so(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")

    excerpts(settings, "1", tmp_path / "e.md")

    text = (tmp_path / "e.md").read_text()
    assert text.startswith("# Bridge closed: what changed\n")
    assert f"> **Was:** {TEXTS[0]}\n>\n> **Is:** {TEXTS[1]}\n" in text
    assert not any(one in text for one in QUIET)


def test_excerpts_can_begin_later(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")

    write_excerpts(settings, "1", tmp_path / "e.md", since=at(3), now=at(120), zone=UTC)

    text = (tmp_path / "e.md").read_text()
    assert "Version 2 → 3" in text
    assert "Version 1 → 2" not in text


@pytest.mark.parametrize(("write", "name"), [(timeline, "a.html"), (excerpts, "a.html"), (excerpts, "a.md")])
def test_a_redacted_version_is_told_and_not_shown(write: Writer, name: str, tmp_path: Path) -> None:
    settings = redacted(tmp_path / "data", 2)

    tally = write(settings, "1", tmp_path / name)

    text = (tmp_path / name).read_text()
    assert "The words of version 2 were taken out of the record" in text
    assert TEXTS[1] not in text
    assert tally.remarks == ["article 1, version 2: redacted, and not shown"]
    assert tally.damaged == 0


@pytest.mark.parametrize(("write", "name"), [(timeline, "a.html"), (excerpts, "a.md")])
def test_a_version_that_does_not_read_back_is_told(write: Writer, name: str, tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    change(tmp_path / "data", DAMAGE)

    tally = write(settings, "1", tmp_path / name)

    assert "damaged: " in (tmp_path / name).read_text()
    assert tally.damaged == 1


@pytest.mark.parametrize(
    ("write", "words", "name", "error", "told"),
    [
        (timeline, "9", "a.html", NotFoundError, "no article is called '9'"),
        (timeline, "1", "a.txt", UsageError, "tells no format: let it end in .html"),
        (timeline, "1", "a.md", UsageError, "tells no format: let it end in .html"),
        (excerpts, "1", "a.txt", UsageError, "tells no format: let it end in .html or .md"),
        (excerpts, "2", "a.md", NotFoundError, "nothing has changed in article 2 so far"),
        (timeline, "1", "nowhere/a.html", OutputError, "is not there: make it first"),
        (timeline, "1", "there.html", OutputError, "is there already and stays as it is"),
        (excerpts, "1", "there.html", OutputError, "is there already and stays as it is"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is_left(
    write: Writer, words: str, name: str, error: type[Exception], told: str, tmp_path: Path
) -> None:
    settings = filled(tmp_path / "data")
    (tmp_path / "there.html").write_text("mine")

    with pytest.raises(error, match=told):
        write(settings, words, tmp_path / name)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "there.html"]
    assert (tmp_path / "there.html").read_text() == "mine"


def test_an_article_of_one_version_has_a_page(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")

    timeline(settings, "2", tmp_path / "a.html")

    assert "The first version that was seen." in words_of(tmp_path / "a.html")


def test_an_article_whose_words_are_all_gone_has_a_page_that_says_so(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    with Store.open(tmp_path / "data", clock=lambda: at(60)) as store:
        store.redact(1, [], reason="court order", now=at(60))

    timeline(settings, "1", tmp_path / "a.html")

    words = words_of(tmp_path / "a.html")
    assert faults((tmp_path / "a.html").read_text()) == []
    assert "redacted, and not shown: versions 1, 2, 3" in words
    assert "Redacted: all versions" in words
    assert not any(text in words for text in TEXTS)


def test_the_page_is_read_from_one_article_alone(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    with Store.open(tmp_path / "data", clock=lambda: at(60)) as store:
        store.open_watch(opening("https://news.example/secret", text="A secret of another article."))

    timeline(settings, "1", tmp_path / "a.html")

    assert "secret" not in (tmp_path / "a.html").read_text()
