from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.config.files import SOURCE, settings_of
from tracker.model import (
    DetectSettings,
    DisplaySettings,
    FetchSettings,
    MailSettings,
    MarkerSettings,
    ReadingRules,
    Recipient,
    RunSettings,
    ScheduleSettings,
    Security,
    Settings,
    SiteSettings,
    SmtpSettings,
    Transport,
    WatchSettings,
)

MIDNIGHT = datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ('"2026-12-31"', MIDNIGHT),
        ("2026-12-31", MIDNIGHT),
        ('"14d"', timedelta(days=14)),
        ('""', None),
    ],
)
def test_a_watch_ends_at_the_midnight_after_its_day_or_lasts_so_long(
    written: str, until: datetime | timedelta | None
) -> None:
    text = f'[display]\ntimezone = "Europe/Paris"\n[[watch]]\nurl = "https://example.org/"\nuntil = {written}'
    assert settings_of(text).watches == (WatchSettings(url="https://example.org/", until=until),)


FULL = """
data = "~/kept"
[fetch]
contact = "https://example.org/bot"
deadline = "20s"
max_bytes = "500KB"
max_redirects = 0
gap = "0s"
per_hour = 0
accept_language = "de, en;q=0.5"
allow_private = ["localhost:8080", "10.0.0.0/8:80", "[::1]:8080"]
[schedule]
price = "15s"
lost = "0s"
min_interval = "2m"
max_interval = "2m"
[detect]
confirm_after = "0s"
[mail]
transport = "smtp"
from = "Desk <desk@example.org>"
folder = "mails"
sendmail = "bin/sendmail"
give_up_after = "30d"
unsubscribe = "ann@example.org"
[mail.smtp]
host = "127.0.0.1"
port = 25
security = "none"
username = "ada"
password_file = "secret.txt"
timeout = "5s"
ca_file = "/etc/ssl/own.pem"
[run]
workers = 1
parsers = 2
parse_seconds = "1m"
parse_memory = 536870912
lease = "81s"
[display]
timezone = "UTC"
[[recipient]]
address = "bob@example.org"
sites = ["Example.org"]
tags = ["storm"]
[[watch]]
url = "https://example.org/news"
tags = ["storm", "politics"]
[site."WWW.Example.org."]
content = " div.text > p, article[itemprop='articleBody']"
ignore = "aside, .promo:not(.story)"
accept_language = "fr"
[site."münchen.example:8443"]
[marker]
phrases = ["Our  reporters are on the way"]
vetoes = ["as the club announces"]
"""


def test_every_key_finds_its_place() -> None:
    assert settings_of(FULL) == Settings(
        data=Path("/home/ada/kept"),
        source=SOURCE,
        fetch=FetchSettings(
            contact="https://example.org/bot",
            deadline=timedelta(seconds=20),
            max_bytes=512000,
            max_redirects=0,
            gap=timedelta(0),
            per_hour=0,
            accept_language="de, en;q=0.5",
            allow_private=("localhost:8080", "10.0.0.0/8:80", "[::1]:8080"),
        ),
        schedule=ScheduleSettings(
            price=timedelta(seconds=15),
            lost=timedelta(0),
            min_interval=timedelta(minutes=2),
            max_interval=timedelta(minutes=2),
        ),
        detect=DetectSettings(confirm_after=timedelta(0)),
        mail=MailSettings(
            transport=Transport.SMTP,
            sender="Desk <desk@example.org>",
            folder=Path("/srv/desk/mails"),
            sendmail="/srv/desk/bin/sendmail",
            give_up_after=timedelta(days=30),
            unsubscribe="ann@example.org",
            smtp=SmtpSettings(
                host="127.0.0.1",
                port=25,
                security=Security.NONE,
                username="ada",
                password_file=Path("/srv/desk/secret.txt"),
                timeout=timedelta(seconds=5),
                ca_file=Path("/etc/ssl/own.pem"),
            ),
        ),
        run=RunSettings(
            workers=1,
            parsers=2,
            parse_seconds=timedelta(minutes=1),
            parse_memory=536870912,
            lease=timedelta(seconds=81),
        ),
        display=DisplaySettings(timezone="UTC"),
        recipients=(Recipient(address="bob@example.org", sites=("example.org",), tags=("storm",)),),
        watches=(WatchSettings(url="https://example.org/news", tags=("storm", "politics")),),
        sites=(
            SiteSettings(
                host="www.example.org",
                content="div.text > p, article[itemprop='articleBody']",
                ignore="aside, .promo:not(.story)",
                accept_language="fr",
            ),
            SiteSettings(host="xn--mnchen-3ya.example:8443"),
        ),
        marker=MarkerSettings(phrases=("Our reporters are on the way",), vetoes=("as the club announces",)),
    )


def test_an_empty_file_is_the_defaults_beside_the_file() -> None:
    assert settings_of("") == Settings(data=Path("/srv/desk/snapshots"), source=SOURCE)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("Example.org", "example.org"),
        ("example.org:443", "example.org"),
        ("example.org:80", "example.org"),
        ("example.org:8080", "example.org:8080"),
        ("[::1]:8080", "[::1]:8080"),
    ],
)
def test_a_site_is_named_as_its_articles_keep_it(written: str, host: str) -> None:
    assert [site.host for site in settings_of(f'[site."{written}"]').sites] == [host]


def test_a_site_holds_for_its_exact_host_alone() -> None:
    settings = settings_of('[site."example.org"]\ncontent = "main"\n[marker]\nphrases = ["more soon"]')
    assert settings.site("example.org").content == "main"
    assert settings.site("www.example.org") == SiteSettings(host="www.example.org")
    assert settings.reading_rules("example.org") == ReadingRules(content="main", phrases=("more soon",))
    assert settings.reading_rules("www.example.org") == ReadingRules(phrases=("more soon",))
