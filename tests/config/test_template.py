from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.config.files import settings_of
from tracker.config import example, written
from tracker.config.mistakes import keys_of
from tracker.config.schema import FileTable
from tracker.model import (
    AlertSettings,
    FeedSettings,
    FetchSettings,
    MarkerSettings,
    MirrorSettings,
    Recipient,
    RetentionSettings,
    Rule,
    RunSettings,
    ScheduleSettings,
    Transport,
    WatchSettings,
)
from tracker.model.settings import DiscoverSettings, MetricsSettings


def keys_in(document: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys of a file; the host's name between `site` and its keys is no key."""
    for name, value in document.items():
        if above == ("site",) and isinstance(value, dict):
            yield from keys_in(value, above)
            continue
        yield (*above, name)
        inner = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        if isinstance(inner, dict):
            yield from keys_in(inner, (*above, name))


def keys_of_the_schema(table: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, held in keys_of(table).items():
        yield (*above, name)
        if held is not None:
            yield from keys_of_the_schema(held, (*above, name))


def test_the_example_copied_unchanged_is_the_defaults() -> None:
    assert settings_of(example()) == settings_of("")


def test_the_example_names_every_key_and_no_other() -> None:
    commented = r"(?m)^# (\[\[\w+\]\]|\[site.+\]|[a-z_]+ = .*)$"
    text = re.sub(commented, r"\1", example())
    rule = {field.name for field in dataclasses.fields(Rule)}
    # A webhook and a chat take all keys of a recipient's rule: the example says so, and lists them once.
    said_once = {(name, key) for name in ("webhook", "chat") for key in rule}
    assert sorted(keys_in(tomllib.loads(text))) == sorted(set(keys_of_the_schema(FileTable)) - said_once)


def test_every_key_of_the_example_has_a_comment_above_it_or_above_its_group() -> None:
    for group in example().split("\n\n"):
        if re.search(r"(?m)^\w+ = ", group):
            assert "# " in group, group


def test_the_example_in_the_package_is_the_one_beside_the_readme(project: Path) -> None:
    assert (project / "config.example.toml").read_text(encoding="utf-8") == example()


def test_every_setting_of_the_house_can_be_written_in_the_file() -> None:
    tables = keys_of(FileTable)
    assert set(tables) == {
        "data",
        "fetch",
        "schedule",
        "detect",
        "mail",
        "run",
        "retention",
        "display",
        "recipient",
        "watch",
        "discover",
        "site",
        "marker",
        "mirror",
        "evidence",
        "metrics",
        "alerts",
        "feed",
        "archive",
        "webhook",
        "chat",
    }
    for name, kind in (
        ("fetch", FetchSettings),
        ("schedule", ScheduleSettings),
        ("run", RunSettings),
        ("retention", RetentionSettings),
        ("marker", MarkerSettings),
        ("mirror", MirrorSettings),
        ("alerts", AlertSettings),
        ("feed", FeedSettings),
        ("watch", WatchSettings),
        ("discover", DiscoverSettings),
        ("recipient", Recipient),
        ("metrics", MetricsSettings),
    ):
        table = tables[name]
        assert table is not None
        assert set(keys_of(table)) == {field.name for field in dataclasses.fields(kind)}


def test_init_writes_the_answers_into_the_example() -> None:
    text = written(
        contact="ada@example.org",
        recipient="desk@example.org",
        sender="Tracker <tracker@example.org>",
        smtp_host="mail.example.org",
        site="https://example.org/news",
    )
    settings, usual = settings_of(text), settings_of("")
    assert settings.fetch == dataclasses.replace(usual.fetch, contact="ada@example.org")
    assert settings.mail.transport is Transport.SMTP
    assert settings.mail.smtp == dataclasses.replace(usual.mail.smtp, host="mail.example.org")
    assert settings.mail.sender == "Tracker <tracker@example.org>"
    assert settings.recipients == (Recipient(address="desk@example.org"),)
    assert settings.watches == (WatchSettings(url="https://example.org/news"),)
    assert text.count("# ") > 30


def test_init_without_answers_writes_the_example() -> None:
    assert written() == example()


def test_one_answer_leaves_the_other_blocks_commented_out() -> None:
    assert settings_of(written(recipient="desk@example.org")).watches == ()
    assert "# [[watch]]\n" in written(recipient="desk@example.org")
    assert settings_of(written(site="https://example.org")).recipients == ()
    assert "# [[recipient]]\n" in written(site="https://example.org")


@given(answer=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_answer_stands_in_the_file_as_it_was_given(answer: str) -> None:
    document = tomllib.loads(written(contact=answer, recipient=answer, site=answer, sender=answer, smtp_host=answer))
    assert document["fetch"]["contact"] == answer
    assert document["mail"]["from"] == answer
    assert document["mail"]["smtp"]["host"] == answer
    assert document["recipient"][0]["address"] == answer
    assert document["watch"][0]["url"] == answer


def test_pydantic_is_imported_only_when_a_file_is_read(project: Path) -> None:
    code = "import sys, tracker.config; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=project, check=False).returncode == 0
