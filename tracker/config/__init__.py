"""TOML in, validated immutable settings out. Only this room knows pydantic, and imports it when a file is read."""

from tracker.config.finding import CONFIG_VARIABLE, DATA_VARIABLE, find_config
from tracker.config.loading import load, parse
from tracker.config.template import example, written

__all__ = ["CONFIG_VARIABLE", "DATA_VARIABLE", "example", "find_config", "load", "parse", "written"]
