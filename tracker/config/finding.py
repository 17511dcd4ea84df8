"""Where the settings lie, and how a path in them is meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tracker.errors import ConfigurationError

CONFIG_VARIABLE: Final = "TRACKER_CONFIG"
DATA_VARIABLE: Final = "TRACKER_DATA"
FILE_NAME: Final = "config.toml"


def find_config(option: Path | None, *, environment: Mapping[str, str], cwd: Path) -> Path | None:
    """Give the settings file that holds: the one named, else the nearest one there is, else None.

    Looked for at `option` (`--config`), `$TRACKER_CONFIG`, `config.toml` in `cwd`, and `tracker/config.toml` in the
    XDG configuration folder. An empty variable counts as none.

    Raises:
        ConfigurationError: a file was named and is not there.
    """
    if option is not None:
        return _named(cwd / at_home(option, environment), by="--config")
    if variable := environment.get(CONFIG_VARIABLE):
        return _named(cwd / at_home(Path(variable), environment), by=f"${CONFIG_VARIABLE}")
    places = (cwd / FILE_NAME, *_xdg_places(environment))
    return next((place for place in places if _is_there(place)), None)


def find_data(option: Path | None, *, written: Path, environment: Mapping[str, str], cwd: Path) -> Path:
    """Give the data folder: `option` (`--data`), else `$TRACKER_DATA`, else what is written; absolute."""
    if option is not None:
        return cwd / at_home(option, environment)
    variable = environment.get(DATA_VARIABLE)
    return cwd / at_home(Path(variable), environment) if variable else written


def at_home(path: Path, environment: Mapping[str, str]) -> Path:
    """Put the home folder in the place of a leading `~`; without a home the path stays as it is."""
    home = environment.get("HOME")
    if home and path.parts[:1] == ("~",):
        return Path(home).joinpath(*path.parts[1:])
    return path


def _named(path: Path, *, by: str) -> Path:
    if not _is_there(path):
        raise ConfigurationError(
            str(path),
            (f"{by}: names this file, which is not there; `tracker init` writes one, or name another",),
        )
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:  # A folder that we may not look into, such as a home under a service's protection.
        return False


def _xdg_places(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Source: XDG Base Directory Specification: a relative folder there is to be ignored."""
    folder = Path(environment.get("XDG_CONFIG_HOME") or "")
    if not folder.is_absolute() and (home := environment.get("HOME")):
        folder = Path(home) / ".config"
    return (folder / "tracker" / FILE_NAME,) if folder.is_absolute() else ()
