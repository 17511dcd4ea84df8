from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.kept import fill
from tracker.cli import main


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four data folders, told apart by a headline: nothing here writes into them."""
    folder = tmp_path_factory.mktemp("filled")
    for name in ("option", "environment", "settings", "snapshots"):
        fill(folder / name, headline=f"Kept in {name}")
    return folder


@pytest.fixture
def folders(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folders, and a configuration for two of them; the program runs beside."""
    for kept in filled.iterdir():
        (tmp_path / kept.name).symlink_to(kept)
    for name, data in (("config", "settings"), ("other", "option")):
        (tmp_path / f"{name}.toml").write_text(f'data = "{data}"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return str(found["headline"]).removeprefix("Kept in ")


def test_the_nearest_word_about_the_data_folder_counts(
    folders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listed(capsys, "list", "--json") == "settings"
    monkeypatch.setenv("TRACKER_DATA", "environment")
    assert listed(capsys, "list", "--json") == "environment"
    assert listed(capsys, "list", "--json", "--data", "option") == "option"
    monkeypatch.delenv("TRACKER_DATA")
    (folders / "config.toml").unlink()
    assert listed(capsys, "list", "--json") == "snapshots"


def test_the_nearest_word_about_the_configuration_counts(
    folders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listed(capsys, "list", "--json", "--config", "other.toml") == "option"
    monkeypatch.setenv("TRACKER_CONFIG", str(folders / "other.toml"))
    assert listed(capsys, "list", "--json") == "option"
    assert listed(capsys, "list", "--json", "--config", "config.toml") == "settings"


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--data", "option", "list"),
        ("list", "--json", "--data", "option"),
        ("--json", "list", "--data", "option"),
        ("--data", "option", "list", "--json"),
        ("--data=option", "list", "--json"),
    ],
)
def test_options_stand_before_the_verb_or_after_it(
    folders: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert listed(capsys, *words) == "option"


def test_the_word_after_the_verb_is_the_last_word(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, "--data", "environment", "list", "--json", "--data", "option") == "option"
    assert listed(capsys, "--color", "always", "list", "--color", "never", "--json") == "settings"


def test_one_call_leaves_nothing_behind_for_the_next(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed(capsys, "list", "--json", "--data", "option")

    assert main(["list"]) == 0

    assert "Kept in settings" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fly",), "No such command 'fly'"),
        (("list", "--fly"), "No such option"),
        (("list", "--color", "blue"), "'blue' is not one of 'auto', 'always', 'never'"),
        (("show",), "Missing argument"),
        (("show", "1", "0"), "0 is not in the range x>=1"),
        (("show", "1", "one"), "'one' is not a valid integer"),
        (("add",), "Missing argument"),
        (("list", "--data"), "requires an argument"),
        (("list", "--config", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_a_mistaken_call_exits_2_and_says_what_is_wrong(
    folders: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert main(words) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_help_and_version_are_data(capsys: pytest.CaptureFixture[str]) -> None:
    from tracker import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"tracker, version {__version__}\n", "")
    for words in (["--help"], ["-h"], ["list", "-h"]):
        assert main(words) == 0
        assert capsys.readouterr().out.startswith("Usage: tracker")
