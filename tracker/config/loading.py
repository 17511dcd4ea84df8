"""One file read, checked as a whole, and given as settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tracker.config.finding import at_home, find_config, find_data
from tracker.errors import ConfigurationError
from tracker.model import (
    AlertSettings,
    ArchiveSettings,
    Chat,
    DetectSettings,
    DisplaySettings,
    EvidenceSettings,
    FeedSettings,
    FetchSettings,
    MailSettings,
    MarkerSettings,
    MirrorSettings,
    Recipient,
    RetentionSettings,
    RunSettings,
    ScheduleSettings,
    Secret,
    Settings,
    SiteSettings,
    SmtpSettings,
    WatchSettings,
    Webhook,
)
from tracker.model.settings import DiscoverSettings, MetricsSettings

if TYPE_CHECKING:
    from pydantic import BaseModel

    from tracker.config.place_tables import SiteTable, WatchTable
    from tracker.config.schema import EvidenceTable, FeedTable, FileTable, MailTable

_AT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def load(
    *, environment: Mapping[str, str], cwd: Path, config_option: Path | None = None, data_option: Path | None = None
) -> Settings:
    """Find the settings file, read it, and give the settings; the defaults where there is no file.

    Args:
        environment: the variables of the process.
        cwd: the folder that relative options and variables start from; absolute.
        config_option: what `--config` said; `data_option` what `--data` said. None: not given.

    Raises:
        ConfigurationError: the file is missing, cannot be read, or holds mistakes; all of them are told.
    """
    source = find_config(config_option, environment=environment, cwd=cwd)
    settings = Settings(data=cwd / "snapshots") if source is None else _loaded(source, environment)
    data = find_data(data_option, written=Path(settings.data), environment=environment, cwd=cwd)
    return replace(settings, data=data)


def parse(text: str, *, source: Path, environment: Mapping[str, str]) -> Settings:
    """Give the settings that a file's text holds.

    Args:
        source: the file, absolute: relative paths in the text start from its folder.

    Raises:
        ConfigurationError: the text holds mistakes; all of them are told.
    """
    return _settings(_checked(_document(text, source), source), source, environment)


def _loaded(source: Path, environment: Mapping[str, str]) -> Settings:
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cure = f"is not UTF-8 text at byte {error.start + 1}; save it as UTF-8"
        raise ConfigurationError(str(source), (cure,)) from None
    except OSError as error:
        raise ConfigurationError(str(source), (f"cannot be read: {error.strerror}; see to its rights",)) from None
    return parse(text, source=source, environment=environment)


def _document(text: str, source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.fullmatch(str(error))
        where = f"line {found[2]}, column {found[3]}" if found and found[2] else "the end of the file"
        what = found[1] if found else "it cannot be read"
        cure = 'texts stand in quotes (gap = "10s"), a key once in its table'
        raise ConfigurationError(str(source), (f"{where}: this is not TOML ({what}); {cure}",)) from None


def _checked(document: dict[str, Any], source: Path) -> FileTable:
    from pydantic import ValidationError

    from tracker.config import mistakes
    from tracker.config.schema import FileTable

    found: list[tuple[mistakes.Path, str]] = []
    try:
        table = FileTable.model_validate(document)
    except ValidationError as error:
        found = mistakes.told(error)
        table = FileTable.model_validate(_without(document, [path for path, _ in found]))
    faulty = {path for path, _ in found}
    found += mistakes.told_twice(document)
    found += [(keys[0], rest) for keys, rest in mistakes.at_odds(table) if not _any_within(keys, faulty)]
    if found:
        raise ConfigurationError(str(source), tuple(f"{mistakes.dotted(path)}: {rest}" for path, rest in found))
    return table


def _without(document: dict[str, Any], faulty: list[tuple[str | int, ...]]) -> dict[str, Any]:
    """The document without its faulty keys, so that what contradicts itself in the rest is found at once too.

    A list goes as a whole when one entry is faulty.
    """
    rest = deepcopy(document)
    for path in faulty:
        table: Any = rest
        *above, last = takewhile(lambda step: isinstance(step, str), path)
        for step in above:
            table = table.get(step, {})
        table.pop(last, None)
    return rest


def _any_within(keys: tuple[tuple[str | int, ...], ...], faulty: set[tuple[str | int, ...]]) -> bool:
    return any(key[: len(path)] == path or path[: len(key)] == key for key in keys for path in faulty)


def _settings(table: FileTable, source: Path, environment: Mapping[str, str]) -> Settings:
    return Settings(
        data=_path(table.data, source, environment),
        source=source,
        fetch=FetchSettings(**_fields(table.fetch)),
        schedule=ScheduleSettings(**_fields(table.schedule)),
        detect=DetectSettings(**_fields(table.detect)),
        mail=_mail(table.mail, source, environment),
        run=RunSettings(**_fields(table.run)),
        retention=RetentionSettings(**_fields(table.retention)),
        display=DisplaySettings(**_fields(table.display)),
        alerts=AlertSettings(**_fields(table.alerts)),
        feed=_feed(table.feed, source, environment),
        archive=ArchiveSettings(**_fields_with(table.archive, "keys", source, environment)),
        recipients=tuple(Recipient(**_fields(entry)) for entry in table.recipient),
        webhooks=tuple(Webhook(**_fields_with(entry, "secret", source, environment)) for entry in table.webhook),
        chats=tuple(Chat(**_fields_with(entry, "url", source, environment)) for entry in table.chat),
        watches=tuple(_watch(entry, table.display.timezone) for entry in table.watch),
        discover=DiscoverSettings(same_site=tuple(map(tuple, table.discover.same_site))),
        sites=tuple(_site(host, entry, source, environment) for host, entry in table.site.items()),
        marker=MarkerSettings(**_fields(table.marker)),
        mirror=MirrorSettings(**_fields(table.mirror)),
        evidence=_evidence(table.evidence, source, environment),
        metrics=MetricsSettings(file=_file(table.metrics.file, source, environment), port=table.metrics.port),
    )


def _site(host: str, table: SiteTable, source: Path, environment: Mapping[str, str]) -> SiteSettings:
    fields = _fields(table)
    for name in ("cookies_file", "headers_file"):
        fields[name] = _file(fields[name], source, environment)
    return SiteSettings(host=host, **fields)


def _watch(table: WatchTable, zone: str) -> WatchSettings:
    """A day lasts until its midnight, where times are shown."""
    fields, day = _fields(table), table.until
    if isinstance(day, date):
        midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(zone) if zone else None)
        fields["until"] = midnight.astimezone(UTC)
    return WatchSettings(**fields)


def _evidence(table: EvidenceTable, source: Path, environment: Mapping[str, str]) -> EvidenceSettings:
    ca_file = _file(table.timestamp_ca_file, source, environment)
    return EvidenceSettings(timestamp_server=table.timestamp_server, timestamp_ca_file=ca_file)


def _feed(table: FeedTable, source: Path, environment: Mapping[str, str]) -> FeedSettings:
    folder = _path(Path(table.folder), source, environment) if table.folder else None
    return FeedSettings(enabled=table.enabled, folder=folder, entries=table.entries)


def _fields_with(table: BaseModel, secret: str, source: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a table, with the three that say where a secret is read as one."""
    fields = _fields(table)
    file, env, command = (fields.pop(f"{secret}_{place}") for place in ("file", "env", "command"))
    path = _path(Path(file), source, environment) if file else None
    return fields | {secret: Secret(file=path, env=env, command=command)}


def _mail(table: MailTable, source: Path, environment: Mapping[str, str]) -> MailSettings:
    smtp = _fields(table.smtp)
    for name in ("password_file", "ca_file"):
        smtp[name] = _path(Path(smtp[name]), source, environment) if smtp[name] else None
    mail = _fields(table)
    mail["folder"] = _path(Path(table.folder), source, environment) if table.folder else None
    if "/" in table.sendmail:  # A bare name is looked for in $PATH.
        mail["sendmail"] = str(_path(Path(table.sendmail), source, environment))
    return MailSettings(**{**mail, "smtp": SmtpSettings(**smtp)})


def _fields(table: BaseModel) -> dict[str, Any]:
    values = {name: getattr(table, name) for name in type(table).model_fields}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _file(named: str, source: Path, environment: Mapping[str, str]) -> Path | None:
    return _path(Path(named), source, environment) if named else None


def _path(path: Path, source: Path, environment: Mapping[str, str]) -> Path:
    return source.parent / at_home(path, environment)
