"""The shape of the file: one class a table, one field a key, defaults from the settings themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from tracker.config import values
from tracker.model import (
    DetectSettings,
    DiffLayout,
    DisplaySettings,
    EvidenceSettings,
    FetchSettings,
    MailSettings,
    MirrorSettings,
    RetentionSettings,
    RunSettings,
    ScheduleSettings,
    Security,
    SiteSettings,
    SmtpSettings,
    Transport,
)

_FETCH, _SCHEDULE, _DETECT, _MAIL = FetchSettings(), ScheduleSettings(), DetectSettings(), MailSettings()
_SMTP, _RUN, _RETENTION, _DISPLAY = SmtpSettings(), RunSettings(), RetentionSettings(), DisplaySettings()
_MIRROR = MirrorSettings()
_SITE = SiteSettings(host="")
_EVIDENCE = EvidenceSettings()


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


class RecipientTable(_Table):
    """`[[recipient]]`: who is told of what."""

    address: Annotated[str, PlainValidator(values.address)]
    sites: list[Annotated[str, PlainValidator(values.site)]] = Field(default_factory=list)
    tags: list[Tag] = Field(default_factory=list)


class WatchTable(_Table):
    """`[[watch]]`: a place that is to be watched."""

    url: Annotated[str, PlainValidator(values.web_address)]
    tags: list[Tag] = Field(default_factory=list)


class SiteTable(_Table):
    """`[site."host"]`: what a person knows better of one site."""

    content: Selector = _SITE.content
    ignore: Selector = _SITE.ignore
    accept_language: HeaderText = _SITE.accept_language


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
    recipient: list[RecipientTable] = Field(default_factory=list)
    watch: list[WatchTable] = Field(default_factory=list)
    site: dict[Annotated[str, PlainValidator(values.host)], SiteTable] = Field(default_factory=dict)
    marker: MarkerTable = Field(default_factory=MarkerTable)
    mirror: MirrorTable = Field(default_factory=MirrorTable)
    evidence: EvidenceTable = Field(default_factory=EvidenceTable)
