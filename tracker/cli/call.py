"""What every verb is called with: settings, streams, and the options that may stand before or after the verb."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tracker.cli.output import Output
    from tracker.model import Settings

Verb = TypeVar("Verb", bound=Callable[..., Any])


@dataclass
class Call:
    """One call of the program: its options as they are read, from wherever they stand."""

    config: Path | None = None
    data: Path | None = None
    as_json: bool = False
    color: str = "auto"
    no_pager: bool = False

    @cached_property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            ConfigurationError: they cannot be used.
        """
        return self.load()

    def load(self) -> Settings:
        """Read the settings anew."""
        from tracker.config import load

        return load(config_option=self.config, data_option=self.data, environment=os.environ, cwd=Path.cwd())

    @cached_property
    def zone(self) -> tzinfo:
        """The zone in which times are shown."""
        from tracker.app.clock import display_zone

        return display_zone(self.settings.display.timezone)

    @cached_property
    def out(self) -> Output:
        """Where data goes."""
        from tracker.cli.output import Output

        return Output(as_json=self.as_json, color=self.color, pager=not self.no_pager)


def call_of(context: click.Context) -> Call:
    """Give the call that a context belongs to, made at the first question."""
    return context.ensure_object(Call)


def _kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's
        if value is not None:
            setattr(context.find_root().ensure_object(Call), name, value)

    return keep


_PATH = click.Path(path_type=Path, dir_okay=True)


def shared_options(verb: Verb) -> Verb:
    """Take --config, --data, --color, --no-pager and --json, before the verb or after it."""
    options = (
        click.option(
            "--config",
            type=_PATH,
            expose_value=False,
            callback=_kept("config"),
            metavar="FILE",
            help="Settings to use [else $TRACKER_CONFIG, ./config.toml, the XDG config folder].",
        ),
        click.option(
            "--data",
            type=_PATH,
            expose_value=False,
            callback=_kept("data"),
            metavar="FOLDER",
            help="Where everything is kept [else $TRACKER_DATA, the settings, ./snapshots].",
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            expose_value=False,
            callback=_kept("color"),
            help="When to colour [auto: on a terminal without NO_COLOR].",
        ),
        click.option(
            "--no-pager",
            is_flag=True,
            default=None,
            expose_value=False,
            callback=_kept("no_pager"),
            help="Print long texts at once [else by $TRACKER_PAGER, $PAGER, less on a terminal].",
        ),
        click.option(
            "--json",
            "as_json",
            is_flag=True,
            default=None,
            expose_value=False,
            callback=_kept("as_json"),
            help="Print one JSON object a line (docs/json.md).",
        ),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb
