"""The settings as immutable values: what `config` reads and the rest is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import PurePath

from tracker.model.rules import AlertSettings, ArchiveSettings, Chat, FeedSettings, Recipient, Webhook
from tracker.model.site_settings import MarkerSettings, ReadingRules, SiteSettings

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Transport(StrEnum):
    """How a mail leaves us."""

    FOLDER = "folder"
    SMTP = "smtp"
    SENDMAIL = "sendmail"


class Security(StrEnum):
    """How an SMTP connection is protected; `none` only to loopback."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How pages are asked for.

    Attributes:
        contact: an address or page at which a site's owner reaches you; stands in the User-Agent.
        deadline: for one request with all its redirects, absolute.
        max_bytes: of a body, after decoding.
        gap: between two requests to one host; `per_hour` requests at most (0 and 0: no bound, private places only).
        allow_private: `host:port` or `network:port` outside the public Internet that may be asked.
    """

    contact: str = ""
    deadline: timedelta = 30 * SECOND
    max_bytes: int = 10 * 2**20
    max_redirects: int = 5
    gap: timedelta = 10 * SECOND
    per_hour: int = 60
    accept_language: str = ""
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """How often it is worth looking again; see docs/schedule.md.

    Attributes:
        price: how much lateness one request is worth: smaller is more eager.
        lost: extra lateness charged for a version that was overwritten before it was seen.
        end_after: a watch ends so long after the article's last change; `end_after_marked` while its notice stands.
        per_hour: requests to all sites together; 0: no bound. The liveliest articles go first.
    """

    price: timedelta = MINUTE
    lost: timedelta = 2 * HOUR
    min_interval: timedelta = MINUTE
    max_interval: timedelta = DAY
    end_after: timedelta = 30 * DAY
    end_after_marked: timedelta = 90 * DAY
    per_hour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectSettings:
    """When a difference is believed: `confirm_after` is the pause before a doubtful one is read again."""

    confirm_after: timedelta = 45 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The mail server. The password is read when it is needed: from a file, a variable or a command's output."""

    host: str = "localhost"
    port: int = 587
    security: Security = Security.STARTTLS
    username: str = ""
    password_file: PurePath | None = None
    password_env: str = ""
    password_command: str = ""
    timeout: timedelta = 30 * SECOND
    ca_file: PurePath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How alerts are mailed.

    Attributes:
        folder: the Maildir of the `folder` transport; None: `mail` in the data folder.
        give_up_after: how long a delivery is tried before it is shown as failed.
        unsubscribe: the address of a person who takes readers off; empty: mails name none.
    """

    transport: Transport = Transport.FOLDER
    sender: str = "Breaking news tracker <tracker@localhost>"
    folder: PurePath | None = None
    sendmail: str = "/usr/sbin/sendmail"
    give_up_after: timedelta = 3 * DAY
    unsubscribe: str = ""
    smtp: SmtpSettings = field(default_factory=SmtpSettings)


class Take(StrEnum):
    """Which articles of a place are taken under watch."""

    MARKED = "marked"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """A place named in the configuration that is to be watched: an article, or where articles are found.

    Attributes:
        take: those that say they will be updated, or all.
        keywords: of which one must stand in title or text; empty: none need.
        include: patterns of addresses, `*` for any letters; empty: all. `exclude` those that are never taken.
        most: how many articles found here are looked at, at the same time.
        until: when all watching here ends, or how long that of each article lasts; None: it ends by itself.
    """

    url: str
    tags: tuple[str, ...] = ()
    take: Take = Take.MARKED
    keywords: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    most: int = 100
    until: datetime | timedelta | None = None

    def end_of(self, begun: datetime) -> datetime | None:
        """Give when the watch of an article ends that began at a moment; None: by itself."""
        return begun + self.until if isinstance(self.until, timedelta) else self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverSettings:
    """How articles are found: `same_site` are groups of hosts that are one site, their subdomains included."""

    same_site: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """How the daemon works: threads that fetch, child processes that parse (0: one a core), and their bounds."""

    workers: int = 8
    parsers: int = 0
    parse_seconds: timedelta = 20 * SECOND
    parse_memory: int = 1024 * 2**20
    lease: timedelta = 2 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """What is not kept for ever: `keep_raw` is for how long raw pages are; None: for good."""

    keep_raw: timedelta | None = None


class DiffLayout(StrEnum):
    """How a diff is laid out on a terminal."""

    INLINE = "inline"
    SIDE_BY_SIDE = "side-by-side"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """How things are shown to you.

    Attributes:
        timezone: an IANA zone such as `Europe/Paris`; empty: this machine's.
        layout: of a diff, where the terminal is broad enough.
        context: unchanged paragraphs that a diff shows around each change.
    """

    timezone: str = ""
    layout: DiffLayout = DiffLayout.INLINE
    context: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorSettings:
    """Whether each version is written as a text file beside the record too."""

    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """How the record is proven to others.

    Attributes:
        timestamp_server: an RFC 3161 server that signs each day's hash; empty: none is asked.
        timestamp_ca_file: certificates of authorities to trust with timestamps, beside the usual ones.
    """

    timestamp_server: str = ""
    timestamp_ca_file: PurePath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSettings:
    """Where numbers of how the tracker fares are given to Prometheus.

    Attributes:
        file: written every quarter of a minute, for a collector of text files; None: none is.
        port: of this machine's loopback, answered over HTTP; 0: none is.
    """

    file: PurePath | None = None
    port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. `source` is the file it came from; None where there was none."""

    data: PurePath
    source: PurePath | None = None
    fetch: FetchSettings = field(default_factory=FetchSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    detect: DetectSettings = field(default_factory=DetectSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    run: RunSettings = field(default_factory=RunSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
    feed: FeedSettings = field(default_factory=FeedSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    recipients: tuple[Recipient, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    chats: tuple[Chat, ...] = ()
    watches: tuple[WatchSettings, ...] = ()
    discover: DiscoverSettings = field(default_factory=DiscoverSettings)
    sites: tuple[SiteSettings, ...] = ()
    marker: MarkerSettings = field(default_factory=MarkerSettings)
    mirror: MirrorSettings = field(default_factory=MirrorSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)

    def watch(self, url: str) -> WatchSettings | None:
        """Give the `[[watch]]` of an address as it is written there; None where there is none any more."""
        return next((watch for watch in self.watches if watch.url == url), None)

    def site(self, host: str) -> SiteSettings:
        """Give what is set for one host; nothing for most."""
        return next((site for site in self.sites if site.host == host), SiteSettings(host=host))

    def reading_rules(self, host: str) -> ReadingRules:
        """Give what the readers of a host's pages are told."""
        site = self.site(host)
        return ReadingRules(
            content=site.content,
            ignore=site.ignore,
            phrases=self.marker.phrases,
            vetoes=self.marker.vetoes,
            subscribed=site.subscribed,
        )
