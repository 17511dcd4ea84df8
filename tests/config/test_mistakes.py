from __future__ import annotations

import re
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.config.files import SOURCE, mistakes_of, settings_of
from tracker.errors import ConfigurationError
from tracker.model import Channel, NewsKind, QuietHours, Secret, Security

_LANGUAGE = 'site."www.example.org".accept_language: needs one line of text in quotes, has 3'


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('[mail.smtp]\nport = "twenty"', 'mail.smtp.port: needs a whole number from 1 to 65535, has "twenty"'),
        ("[mail.smtp]\nport = 65536", "mail.smtp.port: needs a whole number from 1 to 65535, has 65536"),
        ("[run]\nworkers = true", "run.workers: needs a whole number from 1 to 256, has true"),
        ("[fetch]\ndeadline = 30", 'fetch.deadline: needs a duration such as "90s", "5m", "2h" or "30d", has 30'),
        ('[fetch]\ndeadline = "0s"', 'fetch.deadline: needs a duration above zero, has "0s"'),
        ('[schedule]\nlost = "1y"', 'schedule.lost: needs a duration such as "90s", "5m", "2h" or "30d", has "1y"'),
        (
            '[fetch]\nmax_bytes = "10XB"',
            'fetch.max_bytes: needs a size such as "10MB", from "1KB" to "1024GB", or a number of bytes, has "10XB"',
        ),
        ('[fetch]\ncontact = "me"', 'fetch.contact: needs an e-mail address or the address of a web page, has "me"'),
        (
            '[fetch]\ncontact = "a@b\\r\\nX: y"',
            "fetch.contact: needs one line of text in quotes, has '\"a@b\\r\\nX: y\"'",
        ),
        (
            '[fetch]\naccept_language = "grün"',
            'fetch.accept_language: needs plain ASCII text, since it is sent in an HTTP header, has "grün"',
        ),
        (
            '[fetch]\nallow_private = ["localhost:80", "localhost"]',
            'fetch.allow_private[2]: needs places such as "localhost:8080", "10.0.0.0/8:80" or "[::1]:8080", '
            'has "localhost"',
        ),
        (
            '[fetch]\nallow_private = "localhost:80"',
            'fetch.allow_private: needs a list in square brackets, has "localhost:80"',
        ),
        ('[mail]\ntransport = "pigeon"', 'mail.transport: needs "folder", "smtp" or "sendmail", has "pigeon"'),
        ("[mail]\ntransport = 3", 'mail.transport: needs "folder", "smtp" or "sendmail", has 3'),
        (
            '[mail]\nfrom = "bob"',
            'mail.from: needs an e-mail address such as "News desk <desk@example.org>", has "bob"',
        ),
        ('[mail.smtp]\nhost = " "', 'mail.smtp.host: needs a name, has " "'),
        ('data = ""', 'data: needs the path of a folder, has ""'),
        ("fetch = 3", "fetch: needs to be a table, written under [fetch]"),
        (
            '[display]\ntimezone = "Europe/Nowhere"',
            'display.timezone: needs an IANA time zone such as "Europe/Paris" (and the time zone data installed), '
            'has "Europe/Nowhere"',
        ),
        (
            '[display]\ntimezone = "../../etc/passwd"',
            'display.timezone: needs an IANA time zone such as "Europe/Paris" (and the time zone data installed), '
            'has "../../etc/passwd"',
        ),
        (
            '[[recipient]]\naddress = "bob"',
            'recipient[1].address: needs an e-mail address such as "desk@example.org", has "bob"',
        ),
        (
            '[[recipient]]\naddress = "-oQ@example.org"',
            'recipient[1].address: needs an e-mail address such as "desk@example.org", has "-oQ@example.org"',
        ),
        (
            '[[recipient]]\naddress = "ü@example.org"',
            'recipient[1].address: needs an e-mail address such as "desk@example.org", has "ü@example.org"',
        ),
        (
            '[mail]\nunsubscribe = "ann"',
            'mail.unsubscribe: needs an e-mail address such as "desk@example.org", has "ann"',
        ),
        ("[[recipient]]\nsites = []", "recipient[1].address: is missing, and this entry needs it"),
        (
            '[[recipient]]\naddress = "a@example.org"\nsites = ["https://example.org"]',
            'recipient[1].sites[1]: needs the name of a site such as "example.org", has "https://example.org"',
        ),
        (
            '[[watch]]\nurl = "https://example.org"\ntags = ["a,b"]',
            'watch[1].tags[1]: needs a tag, one or more letters without a comma, has "a,b"',
        ),
        (
            '[[watch]]\nurl = "https://example.org"\ntake = "some"',
            'watch[1].take: needs "marked" or "all", has "some"',
        ),
        (
            '[[watch]]\nurl = "https://example.org"\ninclude = ["*"]',
            'watch[1].include[1]: needs a piece of an address, "*" standing for any letters, such as "*/world/*", '
            'has "*"',
        ),
        (
            '[[watch]]\nurl = "https://example.org"\nmost = 0',
            "watch[1].most: needs a whole number from 1 to 100000, has 0",
        ),
        (
            '[discover]\nsame_site = [["https://example.org"]]',
            'discover.same_site[1][1]: needs a host such as "www.example.org", without https:// and path, '
            'has "https://example.org"',
        ),
        (
            '[[watch]]\nurl = "ftp://example.org"',
            'watch[1].url: needs an address such as "https://example.org/news", without a user name in it',
        ),
        ('[fetch]\ncontcat = "x"', "fetch.contcat: is not known; did you mean 'contact'?"),
        ('contact = "x"', "contact: is not known; did you mean 'fetch.contact'?"),
        ('[mail]\nsmpt = "x"', "mail.smpt: is not known; did you mean 'smtp'?"),
        (
            '[[recipient]]\naddress = "a@b.example"\nquiet_hours = "22:00-06:00"',
            "recipient[1].quiet_hours: is not known; did you mean 'quiet'?",
        ),
        (
            '[[recipient]]\naddress = "a@b.example"\nhour = 3',
            "recipient[1].hour: is not known; did you mean 'per_hour'?",
        ),
        ("[[recipients]]\na = 1", "recipients: is not known; did you mean 'recipient'?"),
        (
            '[[recipient]]\naddress = "a@example.org"\nsite = []',
            "recipient[1].site: is not known; did you mean 'sites'?",
        ),
        ("[zebra]\nx = 1", "zebra: is not known; config.example.toml lists every key"),
        ('[fetch]\ngap = "0s"', "fetch.gap: may be 0 only for private places, and fetch.allow_private names none"),
        (
            "[fetch]\nper_hour = 0",
            "fetch.per_hour: may be 0 only for private places, and fetch.allow_private names none",
        ),
        (
            '[schedule]\nmin_interval = "2d"',
            "schedule.min_interval: must not be longer than schedule.max_interval (1d), has 2d",
        ),
        (
            '[run]\nlease = "30s"',
            "run.lease: needs to be longer than fetch.deadline and run.parse_seconds together (50s), has 30s",
        ),
        (
            '[mail.smtp]\nhost = "mail.example.org"\nsecurity = "none"',
            'mail.smtp.security: may be "none" only to this machine itself, not to mail.example.org; '
            'use "starttls" or "tls"',
        ),
        (
            '[mail.smtp]\npassword_file = "a"\npassword_env = "B"',
            "mail.smtp.password_env: one source of the password is enough, password_file is set too; "
            "remove one of them",
        ),
        (
            '[mail]\ntransport = "smtp"\n[mail.smtp]\nusername = "ada"',
            "mail.smtp.username: needs a password with it: set password_file, password_env or password_command",
        ),
        (
            '[[recipient]]\naddress = "a@example.org"\n[[recipient]]\naddress = "A@example.org"',
            "recipient[2].address: stands in recipient[1] already; remove one of them",
        ),
        (
            '[[watch]]\nurl = "https://example.org"\n[[watch]]\nurl = "https://example.org"',
            "watch[2].url: stands in watch[1] already; remove one of them",
        ),
        (
            '[site."www.example.org"]\ncontent = "div["',
            'site."www.example.org".content: needs a CSS selector such as "div.article-text" or "aside, .promo", '
            'has "div["',
        ),
        (
            '[site."www.example.org"]\ncontnet = "main"',
            "site.\"www.example.org\".contnet: is not known; did you mean 'content'?",
        ),
        ('[site."www.example.org"]\naccept_language = 3', _LANGUAGE),
        (
            '[site."https://example.org/"]\ncontent = "main"',
            'site."https://example.org/": needs a host such as "www.example.org", without https:// and path',
        ),
        ('[site]\n"example.org" = 3', 'site."example.org": needs to be a table, written under [site."example.org"]'),
        ("site = 3", "site: needs to be a table, written under [site]"),
        (
            '[site."Example.org"]\n[site."example.org:443"]',
            'site."example.org:443": means the same host as site."Example.org"; remove one of them',
        ),
        (
            '[marker]\nphrases = ["more soon", "."]',
            'marker.phrases[2]: needs words as they stand on a page, from 2 letters to 200, has "."',
        ),
        (
            '[[watch]]\nurl = "https://example.org/"\nuntil = "31.12.2026"',
            'watch[1].until: needs a day such as "2026-12-31", or a duration such as "14d", has "31.12.2026"',
        ),
        (
            '[[watch]]\nurl = "https://example.org/"\nuntil = 9999-12-31',
            "watch[1].until: needs a day before the year 9001, has 9999-12-31",
        ),
        ('[marker]\nveto = ["x"]', "marker.veto: is not known; did you mean 'vetoes'?"),
    ],
)
def test_a_mistake_is_one_sentence_that_begins_with_its_key(text: str, mistake: str) -> None:
    assert mistakes_of(text) == (mistake,)


def test_what_contradicts_a_faulty_key_is_not_told_twice() -> None:
    assert mistakes_of('[schedule]\nmin_interval = "2x"\nmax_interval = "30s"') == (
        'schedule.min_interval: needs a duration such as "90s", "5m", "2h" or "30d", has "2x"',
    )


def test_security_none_is_taken_to_loopback() -> None:
    for host in ("localhost", "127.8.9.10", "::1", "[::1]"):
        settings = settings_of(f'[mail.smtp]\nhost = "{host}"\nsecurity = "none"')
        assert settings.mail.smtp.security is Security.NONE


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[fetch]\ncontact = me@example.org\n", "line 2, column 11"),
        ("[fetch]\n[fetch]\n", "line 2, column 7"),
        ('data = "x', "the end of the file"),
    ],
)
def test_a_file_that_is_not_toml_says_where_and_the_cure(text: str, where: str) -> None:
    (mistake,) = mistakes_of(text)
    assert re.fullmatch(
        rf"{where}: this is not TOML \(.+\); texts stand in quotes \(gap = \"10s\"\), a key once in its table", mistake
    )


def test_a_long_value_is_told_in_part() -> None:
    (mistake,) = mistakes_of(f'[mail]\ntransport = "{"x" * 5000}"')
    assert len(mistake) < 150


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["data", "fetch", "schedule", "mail", "run", "display", "recipient", "watch", "site", "marker", "x"]
        ),
        VALUES
        | st.dictionaries(
            st.sampled_from(["gap", "smtp", "from", "lease", "timezone", "url", "a.example", "phrases"]), VALUES
        ),
        max_size=4,
    )
)
def test_no_document_ends_otherwise_than_in_settings_or_sentences(document: dict[str, Any]) -> None:
    from tracker.config.loading import _checked

    told: tuple[str, ...] = ("settings",)
    try:
        _checked(document, SOURCE)
    except ConfigurationError as error:
        told = error.mistakes
    assert told
    assert all(mistake.isprintable() for mistake in told)


ANNE = '[[recipient]]\naddress = "a@example.org"\n'
CHAT = '[[chat]]\nname = "room"\nurl_env = "ROOM"\n'


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (ANNE + 'quiet = "22-7"', 'recipient[1].quiet: needs two times of the day such as "22:00-07:00", has "22-7"'),
        (
            ANNE + 'quiet = "07:00-07:00"',
            'recipient[1].quiet: needs two times of the day such as "22:00-07:00", has "07:00-07:00"',
        ),
        (
            ANNE + 'digest_at = ["8 o\'clock"]',
            'recipient[1].digest_at[1]: needs a time of the day such as "07:30", has "8 o\'clock"',
        ),
        (
            ANNE + 'timezone = "Europe/Atlantis"',
            'recipient[1].timezone: needs an IANA time zone such as "Europe/Paris" (and the time zone data installed), '
            'has "Europe/Atlantis"',
        ),
        (ANNE + "per_hour = -1", "recipient[1].per_hour: needs a whole number from 0 to 3600, has -1"),
        (
            ANNE + 'keywords = [" , "]',
            'recipient[1].keywords[1]: needs a word, or a few, as they stand in a text, has " , "',
        ),
        (ANNE + 'pace = "soon"', 'recipient[1].pace: needs "instant", "digest" or "never", has "soon"'),
        (
            ANNE + 'kinds = ["daily"]',
            'recipient[1].kinds: names "daily", and alerts.daily_at does not say when; set it, such as "08:00"',
        ),
        (
            '[alerts]\nburst = "1h"',
            "alerts.burst: must not be longer than alerts.longest_burst (30m), has 1h",
        ),
        (
            ANNE + '[alerts]\nfallback = "room"',
            "alerts.fallback: needs the address or name of a [[recipient]], [[webhook]] or [[chat]], "
            'one of a@example.org, has "room"',
        ),
        (
            '[alerts]\nfallback = "room"',
            "alerts.fallback: needs the address or name of a [[recipient]], [[webhook]] or [[chat]], "
            'none is there yet, has "room"',
        ),
        (CHAT + CHAT, "chat[2].name: stands in chat[1] already; remove one of them"),
        (
            '[[chat]]\nname = "room"',
            "chat[1]: needs its address, which holds secrets, from elsewhere: set url_file, url_env or url_command",
        ),
        (
            '[[webhook]]\nname = "desk"\nurl = "https://example.org/"\nsecret_env = "A"\nsecret_file = "b"',
            "webhook[1].secret_env: one source of the secret is enough, secret_file is set too; remove one of them",
        ),
        (
            '[[webhook]]\nname = "the desk"\nurl = "https://example.org/"',
            'webhook[1].name: needs a short name of letters, digits, dots and dashes, such as "newsroom-chat", '
            'has "the desk"',
        ),
        (
            '[[webhook]]\nname = "desk"\nurl = "https://u:p@example.org/"',
            'webhook[1].url: needs an address such as "https://example.org/news", without a user name in it',
        ),
        (
            "[archive]\nenabled = true",
            "archive.enabled: needs your keys of archive.org with it: set keys_file, keys_env or keys_command",
        ),
    ],
)
def test_a_mistake_in_the_settings_of_alerts_is_told_with_its_cure(text: str, mistake: str) -> None:
    assert mistakes_of(text) == (mistake,)


def test_an_unknown_kind_is_told_with_all_that_there_are() -> None:
    (mistake,) = mistakes_of(ANNE + 'kinds = ["tolls"]')
    assert mistake.startswith('recipient[1].kinds[1]: needs "headline", "dek", ')
    assert mistake.endswith('"mail stuck" or "daily", has "tolls"')


def test_the_settings_of_alerts_are_read() -> None:
    settings = settings_of(
        ANNE
        + 'quiet = "22:00–07:30"\nkinds = ["toll"]\nbreakthrough = ["correction"]\ndigest_at = ["24:00"]\n'
        + CHAT
        + '[[webhook]]\nname = "desk"\nurl = "https://example.org/"\nsecret_file = "key"\n'
        + '[alerts]\ndaily_at = "08:00"\nfallback = "room"\n[feed]\nenabled = true\nfolder = "feeds"\n'
    )
    (anne,), (chat,), (webhook,) = settings.recipients, settings.chats, settings.webhooks
    assert anne.quiet == QuietHours(begins=time(22), ends=time(7, 30))
    assert (anne.kinds, anne.breakthrough, anne.digest_at) == ((NewsKind.TOLL,), (NewsKind.CORRECTION,), (time(0),))
    assert (anne.name, anne.channel) == ("a@example.org", Channel.MAIL)
    assert (chat.url, chat.channel) == (Secret(env="ROOM"), Channel.APPRISE)
    assert (webhook.secret, webhook.channel) == (Secret(file=SOURCE.parent / "key"), Channel.WEBHOOK)
    assert (settings.alerts.daily_at, settings.feed.folder) == (time(8), SOURCE.parent / "feeds")
