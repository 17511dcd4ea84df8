from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tracker.config import find_config, load
from tracker.errors import ConfigurationError
from tracker.model import (
    Settings,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a settings file at each place that is looked at, told apart by their contact."""
    for place in (
        "option.toml",
        "variable.toml",
        "config.toml",
        "xdg/tracker/config.toml",
        ".config/tracker/config.toml",
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'[fetch]\ncontact = "{place}@example.org"\n')
    return tmp_path


def contact_in(folder: Path, environment: Mapping[str, str], option: Path | None = None) -> str:
    return load(environment=environment, cwd=folder, config_option=option).fetch.contact.removesuffix("@example.org")


def test_the_settings_are_looked_for_in_order(folder: Path) -> None:
    environment = {"HOME": str(folder), "TRACKER_CONFIG": "variable.toml", "XDG_CONFIG_HOME": str(folder / "xdg")}
    assert contact_in(folder, environment, Path("option.toml")) == "option.toml"
    assert contact_in(folder, environment) == "variable.toml"
    del environment["TRACKER_CONFIG"]
    assert contact_in(folder, environment) == "config.toml"
    (folder / "config.toml").unlink()
    assert contact_in(folder, environment) == "xdg/tracker/config.toml"
    del environment["XDG_CONFIG_HOME"]
    assert contact_in(folder, environment) == ".config/tracker/config.toml"


def test_empty_variables_and_a_relative_configuration_folder_count_as_none(folder: Path) -> None:
    (folder / "config.toml").unlink()
    environment = {"HOME": str(folder), "TRACKER_CONFIG": "", "TRACKER_DATA": "", "XDG_CONFIG_HOME": "xdg"}
    assert contact_in(folder, environment) == ".config/tracker/config.toml"
    assert load(environment=environment, cwd=folder).data == folder / ".config/tracker/snapshots"


def test_without_a_file_the_defaults_hold_and_data_lies_in_snapshots(tmp_path: Path) -> None:
    assert load(environment={}, cwd=tmp_path) == Settings(data=tmp_path / "snapshots")
    assert find_config(None, environment={}, cwd=tmp_path) is None


@pytest.mark.parametrize(
    ("option", "environment", "named_by"),
    [(Path("none.toml"), {}, "--config"), (None, {"TRACKER_CONFIG": "none.toml"}, "$TRACKER_CONFIG")],
)
def test_a_named_file_that_is_missing_is_a_mistake(
    folder: Path, option: Path | None, environment: dict[str, str], named_by: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(environment=environment, cwd=folder, config_option=option)
    assert caught.value.where == str(folder / "none.toml")
    assert caught.value.mistakes == (
        f"{named_by}: names this file, which is not there; `tracker init` writes one, or name another",
    )
    assert caught.value.exit_code == 2


def test_the_data_folder_is_named_by_option_then_variable_then_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('data = "kept"\n')
    environment = {"HOME": "/home/ada", "TRACKER_DATA": "elsewhere"}
    assert load(environment=environment, cwd=tmp_path, data_option=Path("here")).data == tmp_path / "here"
    assert load(environment=environment, cwd=tmp_path, data_option=Path("~/here")).data == Path("/home/ada/here")
    assert load(environment=environment, cwd=tmp_path).data == tmp_path / "elsewhere"
    assert load(environment={}, cwd=tmp_path).data == tmp_path / "kept"


def test_a_file_that_cannot_be_read_says_why_and_the_cure(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'data = "caf\xe9"\n')
    with pytest.raises(ConfigurationError) as caught:
        load(environment={}, cwd=tmp_path, config_option=Path("latin.toml"))
    assert caught.value.mistakes == ("is not UTF-8 text at byte 12; save it as UTF-8",)
    with pytest.raises(ConfigurationError) as caught:
        load(environment={}, cwd=tmp_path, config_option=Path())
    assert caught.value.mistakes == ("cannot be read: Is a directory; see to its rights",)


def test_a_byte_order_mark_and_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbf[fetch]\r\ncontact = "me@example.org"\r\n')
    assert load(environment={}, cwd=tmp_path).fetch.contact == "me@example.org"


def test_a_folder_that_may_not_be_looked_into_holds_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    # Tests may run as root, whom no folder refuses.
    monkeypatch.setattr(Path, "exists", refuse)
    assert find_config(None, environment={"HOME": "/root"}, cwd=tmp_path) is None
