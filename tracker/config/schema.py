"""The shape of the file: one class a table, one field a key, defaults from the settings themselves."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from tracker.config import values
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
    SiteSettings,
    SmtpSettings,
    Transport,
    WatchSettings,
)
from tracker.model.settings import Take

_FETCH, _SCHEDULE, _DETECT, _MAIL = FetchSettings(), ScheduleSettings(), DetectSettings(), MailSettings()
_SMTP, _RUN, _RETENTION, _DISPLAY = SmtpSettings(), RunSettings(), RetentionSettings(), DisplaySettings()
_SITE, _WATCH = SiteSettings(host=""), WatchSettings(url="")
_MIRROR, _EVIDENCE = MirrorSettings(), EvidenceSettings()
_RULE, _ALERTS, _FEED, _ARCHIVE = Rule(), AlertSettings(), FeedSettings(), ArchiveSettings()


def _selector(value: object) -> str:
    # Few have selectors in their settings: the grammar of them is compiled for those alone.
    from tracker.config.selectors import selector

    return selector(value)


Text = Annotated[str, PlainValidator(values.text)]
Word = Annotated[str, PlainValidator(values.word)]
HeaderText = Annotated[str, PlainValidator(values.header_text)]
Tag = Annotated[str, PlainValidator(values.tag)]
Duration = Annotated[timedelta, PlainValidator(values.duration)]
PositiveDuration = Annotated[timedelta, PlainValidator(values.positive_duration)]
Selector = Annotated[str, PlainValidator(_selector)]
Wording = Annotated[str, PlainValidator(values.wording)]
Keyword = Annotated[str, PlainValidator(values.keyword)]
Kind = Annotated[NewsKind, PlainValidator(values.choice(NewsKind))]
ThePace = Annotated[Pace, PlainValidator(values.choice(Pace))]
ChannelName = Annotated[str, PlainValidator(values.channel_name)]
Size = Annotated[int, PlainValidator(values.size)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class FetchTable(_Table):
    """`[fetch]`: how pages are asked for."""

    contact: Annotated[str, PlainValidator(values.contact)] = _FETCH.contact
    deadline: PositiveDuration = _FETCH.deadline
    max_bytes: Size = _FETCH.max_bytes
    max_redirects: Annotated[int, PlainValidator(values.whole_number(0, 20))] = _FETCH.max_redirects
    gap: Duration = _FETCH.gap
    per_hour: Annotated[int, PlainValidator(values.whole_number(0, 3600))] = _FETCH.per_hour
    accept_language: HeaderText = _FETCH.accept_language
    allow_private: list[Annotated[str, PlainValidator(values.place)]] = Field(default_factory=list)


class ScheduleTable(_Table):
    """`[schedule]`: how often it is worth looking again."""

    price: PositiveDuration = _SCHEDULE.price
    lost: Duration = _SCHEDULE.lost
    min_interval: PositiveDuration = _SCHEDULE.min_interval
    max_interval: PositiveDuration = _SCHEDULE.max_interval
    end_after: PositiveDuration = _SCHEDULE.end_after
    end_after_marked: PositiveDuration = _SCHEDULE.end_after_marked
    per_hour: Annotated[int, PlainValidator(values.whole_number(0, 1_000_000))] = _SCHEDULE.per_hour


class DetectTable(_Table):
    """`[detect]`: when a difference is believed."""

    confirm_after: Duration = _DETECT.confirm_after


class SmtpTable(_Table):
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


class MailTable(_Table):
    """`[mail]`: how alerts are mailed."""

    transport: Annotated[Transport, PlainValidator(values.choice(Transport))] = _MAIL.transport
    sender: Annotated[str, PlainValidator(values.sender)] = Field(default=_MAIL.sender, alias="from")
    folder: Text = ""
    sendmail: Word = _MAIL.sendmail
    give_up_after: PositiveDuration = _MAIL.give_up_after
    unsubscribe: Annotated[str, PlainValidator(values.address_or_nothing)] = _MAIL.unsubscribe
    smtp: SmtpTable = Field(default_factory=SmtpTable)


class RunTable(_Table):
    """`[run]`: how the daemon works."""

    workers: Annotated[int, PlainValidator(values.whole_number(1, 256))] = _RUN.workers
    parsers: Annotated[int, PlainValidator(values.whole_number(0, 256))] = _RUN.parsers
    parse_seconds: PositiveDuration = _RUN.parse_seconds
    parse_memory: Size = _RUN.parse_memory
    lease: PositiveDuration = _RUN.lease


class RetentionTable(_Table):
    """`[retention]`: what is not kept for ever."""

    keep_raw: Annotated[timedelta | None, PlainValidator(values.optional_duration)] = _RETENTION.keep_raw


class DisplayTable(_Table):
    """`[display]`: how times and diffs are shown."""

    timezone: Annotated[str, PlainValidator(values.timezone)] = _DISPLAY.timezone
    layout: Annotated[DiffLayout, PlainValidator(values.choice(DiffLayout))] = _DISPLAY.layout
    context: Annotated[int, PlainValidator(values.whole_number(0, 100_000))] = _DISPLAY.context


class _RuleTable(_Table):
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


class AlertTable(_Table):
    """`[alerts]`: how alerts are gathered, and how you learn that the tracker fell silent."""

    burst: Duration = _ALERTS.burst
    longest_burst: Duration = _ALERTS.longest_burst
    daily_at: Annotated[time | None, PlainValidator(values.optional_time)] = None
    heartbeat_url: Annotated[str, PlainValidator(values.web_address_or_nothing)] = _ALERTS.heartbeat_url
    heartbeat_every: PositiveDuration = _ALERTS.heartbeat_every
    stuck_after: PositiveDuration = _ALERTS.stuck_after
    fallback: Text = _ALERTS.fallback


class FeedTable(_Table):
    """`[feed]`: changes as Atom files. An empty path counts as none."""

    enabled: Annotated[bool, PlainValidator(values.switch)] = _FEED.enabled
    folder: Text = ""
    entries: Annotated[int, PlainValidator(values.whole_number(1, 10_000))] = _FEED.entries


class ArchiveTable(_Table):
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


class WatchTable(_Table):
    """`[[watch]]`: an article, or a place where articles are found."""

    url: Annotated[str, PlainValidator(values.web_address)]
    tags: list[Tag] = Field(default_factory=list)
    take: Annotated[Take, PlainValidator(values.choice(Take))] = _WATCH.take
    keywords: list[Keyword] = Field(default_factory=list)
    include: list[Annotated[str, PlainValidator(values.pattern)]] = Field(default_factory=list)
    exclude: list[Annotated[str, PlainValidator(values.pattern)]] = Field(default_factory=list)
    most: Annotated[int, PlainValidator(values.whole_number(1, 100_000))] = _WATCH.most
    until: Annotated[date | timedelta | None, PlainValidator(values.day_or_duration)] = None


class DiscoverTable(_Table):
    """`[discover]`: how articles are found."""

    same_site: list[list[Annotated[str, PlainValidator(values.host)]]] = Field(default_factory=list)


class SiteTable(_Table):
    """`[site."host"]`: what a person knows better of one site."""

    content: Selector = _SITE.content
    ignore: Selector = _SITE.ignore
    accept_language: HeaderText = _SITE.accept_language
    ignore_robots: Annotated[bool, PlainValidator(values.switch)] = _SITE.ignore_robots


class MarkerTable(_Table):
    """`[marker]`: a person's own wordings of notices."""

    phrases: list[Wording] = Field(default_factory=list)
    vetoes: list[Wording] = Field(default_factory=list)


class MirrorTable(_Table):
    """`[mirror]`: versions as text files."""

    enabled: Annotated[bool, PlainValidator(values.switch)] = _MIRROR.enabled


class EvidenceTable(_Table):
    """`[evidence]`: how the record is proven to others. An empty path counts as none."""

    timestamp_server: Annotated[str, PlainValidator(values.web_address_or_nothing)] = _EVIDENCE.timestamp_server
    timestamp_ca_file: Text = ""


class FileTable(_Table):
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
