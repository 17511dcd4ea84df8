"""The shape of the file: one class a table, one field a key, defaults from the settings themselves."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator

from tracker.config import values
from tracker.config.place_tables import DiscoverTable, Keyword, MarkerTable, SiteTable, Tag, Text, WatchTable
from tracker.config.table import Table
from tracker.model import (
    AlertSettings,
    ArchiveSettings,
    DetectSettings,
    DiffLayout,
    DisplaySettings,
    EvidenceSettings,
    FeedSettings,
    FetchSettings,
    MailSettings,
    MirrorSettings,
    NewsKind,
    Pace,
    QuietHours,
    RetentionSettings,
    Rule,
    RunSettings,
    ScheduleSettings,
    Security,
    SmtpSettings,
    Transport,
)
from tracker.model.settings import MetricsSettings

_FETCH, _SCHEDULE, _DETECT, _MAIL = FetchSettings(), ScheduleSettings(), DetectSettings(), MailSettings()
_SMTP, _RUN, _RETENTION, _DISPLAY = SmtpSettings(), RunSettings(), RetentionSettings(), DisplaySettings()
_MIRROR, _METRICS = MirrorSettings(), MetricsSettings()
_EVIDENCE = EvidenceSettings()
_RULE, _ALERTS, _FEED, _ARCHIVE = Rule(), AlertSettings(), FeedSettings(), ArchiveSettings()


Word = Annotated[str, PlainValidator(values.word)]
HeaderText = Annotated[str, PlainValidator(values.header_text)]
Duration = Annotated[timedelta, PlainValidator(values.duration)]
PositiveDuration = Annotated[timedelta, PlainValidator(values.positive_duration)]
Kind = Annotated[NewsKind, PlainValidator(values.choice(NewsKind))]
ThePace = Annotated[Pace, PlainValidator(values.choice(Pace))]
ChannelName = Annotated[str, PlainValidator(values.channel_name)]
Size = Annotated[int, PlainValidator(values.size)]


class FetchTable(Table):
    """`[fetch]`: how pages are asked for."""

    contact: Annotated[str, PlainValidator(values.contact)] = _FETCH.contact
    deadline: PositiveDuration = _FETCH.deadline
    max_bytes: Size = _FETCH.max_bytes
    max_redirects: Annotated[int, PlainValidator(values.whole_number(0, 20))] = _FETCH.max_redirects
    gap: Duration = _FETCH.gap
    per_hour: Annotated[int, PlainValidator(values.whole_number(0, 3600))] = _FETCH.per_hour
    accept_language: HeaderText = _FETCH.accept_language
    allow_private: list[Annotated[str, PlainValidator(values.place)]] = Field(default_factory=list)


class ScheduleTable(Table):
    """`[schedule]`: how often it is worth looking again."""

    price: PositiveDuration = _SCHEDULE.price
    lost: Duration = _SCHEDULE.lost
    min_interval: PositiveDuration = _SCHEDULE.min_interval
    max_interval: PositiveDuration = _SCHEDULE.max_interval
    end_after: PositiveDuration = _SCHEDULE.end_after
    end_after_marked: PositiveDuration = _SCHEDULE.end_after_marked
    per_hour: Annotated[int, PlainValidator(values.whole_number(0, 1_000_000))] = _SCHEDULE.per_hour


class DetectTable(Table):
    """`[detect]`: when a difference is believed."""

    confirm_after: Duration = _DETECT.confirm_after


class SmtpTable(Table):
    """`[mail.smtp]`: the mail server. An empty path counts as none."""

    host: Word = _SMTP.host
    port: Annotated[int, PlainValidator(values.whole_number(1, 65535))] = _SMTP.port
    security: Annotated[Security, PlainValidator(values.choice(Security))] = _SMTP.security
    username: Text = _SMTP.username
    password_file: Text = ""
    password_env: Text = _SMTP.password_env
    password_command: Text = _SMTP.password_command
    timeout: PositiveDuration = _SMTP.timeout
    ca_file: Text = ""


class MailTable(Table):
    """`[mail]`: how alerts are mailed."""

    transport: Annotated[Transport, PlainValidator(values.choice(Transport))] = _MAIL.transport
    sender: Annotated[str, PlainValidator(values.sender)] = Field(default=_MAIL.sender, alias="from")
    folder: Text = ""
    sendmail: Word = _MAIL.sendmail
    give_up_after: PositiveDuration = _MAIL.give_up_after
    unsubscribe: Annotated[str, PlainValidator(values.address_or_nothing)] = _MAIL.unsubscribe
    smtp: SmtpTable = Field(default_factory=SmtpTable)


class RunTable(Table):
    """`[run]`: how the daemon works."""

    workers: Annotated[int, PlainValidator(values.whole_number(1, 256))] = _RUN.workers
    parsers: Annotated[int, PlainValidator(values.whole_number(0, 256))] = _RUN.parsers
    parse_seconds: PositiveDuration = _RUN.parse_seconds
    parse_memory: Size = _RUN.parse_memory
    lease: PositiveDuration = _RUN.lease


class RetentionTable(Table):
    """`[retention]`: what is not kept for ever."""

    keep_raw: Annotated[timedelta | None, PlainValidator(values.optional_duration)] = _RETENTION.keep_raw


class DisplayTable(Table):
    """`[display]`: how times and diffs are shown."""

    timezone: Annotated[str, PlainValidator(values.timezone)] = _DISPLAY.timezone
    layout: Annotated[DiffLayout, PlainValidator(values.choice(DiffLayout))] = _DISPLAY.layout
    context: Annotated[int, PlainValidator(values.whole_number(0, 100_000))] = _DISPLAY.context


class _RuleTable(Table):
    """What one recipient is told, and when."""

    sites: list[Annotated[str, PlainValidator(values.site)]] = Field(default_factory=list)
    tags: list[Tag] = Field(default_factory=list)
    keywords: list[Keyword] = Field(default_factory=list)
    keywords_added: list[Keyword] = Field(default_factory=list)
    keywords_removed: list[Keyword] = Field(default_factory=list)
    keywords_text: list[Keyword] = Field(default_factory=list)
    kinds: list[Kind] = Field(default_factory=list)
    pace: ThePace = _RULE.pace
    digest_at: list[Annotated[time, PlainValidator(values.time_of_day)]] = Field(default_factory=list)
    live_entries: ThePace = _RULE.live_entries
    quiet: Annotated[QuietHours | None, PlainValidator(values.quiet_hours)] = None
    timezone: Annotated[str, PlainValidator(values.timezone)] = ""
    breakthrough: list[Kind] = Field(default_factory=list)
    per_hour: Annotated[int, PlainValidator(values.whole_number(0, 3600))] = _RULE.per_hour


class RecipientTable(_RuleTable):
    """`[[recipient]]`: who is mailed what."""

    address: Annotated[str, PlainValidator(values.address)]


class WebhookTable(_RuleTable):
    """`[[webhook]]`: a program of yours that is told over HTTP. The key of the signature is one of three."""

    name: ChannelName
    url: Annotated[str, PlainValidator(values.web_address)]
    secret_file: Text = ""
    secret_env: Text = ""
    secret_command: Text = ""


class ChatTable(_RuleTable):
    """`[[chat]]`: a chat or push service. Its address holds secrets, and is one of three."""

    name: ChannelName
    url_file: Text = ""
    url_env: Text = ""
    url_command: Text = ""


class AlertTable(Table):
    """`[alerts]`: how alerts are gathered, and how you learn that the tracker fell silent."""

    burst: Duration = _ALERTS.burst
    longest_burst: Duration = _ALERTS.longest_burst
    daily_at: Annotated[time | None, PlainValidator(values.optional_time)] = None
    heartbeat_url: Annotated[str, PlainValidator(values.web_address_or_nothing)] = _ALERTS.heartbeat_url
    heartbeat_every: PositiveDuration = _ALERTS.heartbeat_every
    stuck_after: PositiveDuration = _ALERTS.stuck_after
    fallback: Text = _ALERTS.fallback


class FeedTable(Table):
    """`[feed]`: changes as Atom files. An empty path counts as none."""

    enabled: Annotated[bool, PlainValidator(values.switch)] = _FEED.enabled
    folder: Text = ""
    entries: Annotated[int, PlainValidator(values.whole_number(1, 10_000))] = _FEED.entries


class ArchiveTable(Table):
    """`[archive]`: versions saved to the Wayback Machine. Your keys there are one of three."""

    enabled: Annotated[bool, PlainValidator(values.switch)] = _ARCHIVE.enabled
    server: Annotated[str, PlainValidator(values.web_address)] = _ARCHIVE.server
    keys_file: Text = ""
    keys_env: Text = ""
    keys_command: Text = ""
    per_minute: Annotated[int, PlainValidator(values.whole_number(1, 60))] = _ARCHIVE.per_minute
    at_once: Annotated[int, PlainValidator(values.whole_number(1, 12))] = _ARCHIVE.at_once
    sites: list[Annotated[str, PlainValidator(values.site)]] = Field(default_factory=list)
    tags: list[Tag] = Field(default_factory=list)


class MirrorTable(Table):
    """`[mirror]`: versions as text files."""

    enabled: Annotated[bool, PlainValidator(values.switch)] = _MIRROR.enabled


class EvidenceTable(Table):
    """`[evidence]`: how the record is proven to others. An empty path counts as none."""

    timestamp_server: Annotated[str, PlainValidator(values.web_address_or_nothing)] = _EVIDENCE.timestamp_server
    timestamp_ca_file: Text = ""


class MetricsTable(Table):
    """`[metrics]`: numbers for Prometheus. An empty path, and port 0, count as none."""

    file: Text = ""
    port: Annotated[int, PlainValidator(values.whole_number(0, 65535))] = _METRICS.port


class FileTable(Table):
    """The whole file."""

    data: Annotated[Path, PlainValidator(values.folder)] = Path("snapshots")
    fetch: FetchTable = Field(default_factory=FetchTable)
    schedule: ScheduleTable = Field(default_factory=ScheduleTable)
    detect: DetectTable = Field(default_factory=DetectTable)
    mail: MailTable = Field(default_factory=MailTable)
    run: RunTable = Field(default_factory=RunTable)
    retention: RetentionTable = Field(default_factory=RetentionTable)
    display: DisplayTable = Field(default_factory=DisplayTable)
    alerts: AlertTable = Field(default_factory=AlertTable)
    feed: FeedTable = Field(default_factory=FeedTable)
    archive: ArchiveTable = Field(default_factory=ArchiveTable)
    recipient: list[RecipientTable] = Field(default_factory=list)
    webhook: list[WebhookTable] = Field(default_factory=list)
    chat: list[ChatTable] = Field(default_factory=list)
    watch: list[WatchTable] = Field(default_factory=list)
    discover: DiscoverTable = Field(default_factory=DiscoverTable)
    site: dict[Annotated[str, PlainValidator(values.host)], SiteTable] = Field(default_factory=dict)
    marker: MarkerTable = Field(default_factory=MarkerTable)
    mirror: MirrorTable = Field(default_factory=MirrorTable)
    evidence: EvidenceTable = Field(default_factory=EvidenceTable)
    metrics: MetricsTable = Field(default_factory=MetricsTable)
