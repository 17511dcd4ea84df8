"""Settings read from a text, as if from a file of a home that is not this machine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.config import parse
from tracker.errors import ConfigurationError
from tracker.model import (
    Settings,
)

HOME = {"HOME": "/home/ada"}
SOURCE = Path("/srv/desk/config.toml")


def settings_of(text: str) -> Settings:
    return parse(text, source=SOURCE, environment=HOME)


def mistakes_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        settings_of(text)
    assert caught.value.where == str(SOURCE)
    return caught.value.mistakes
