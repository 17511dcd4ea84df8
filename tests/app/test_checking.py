from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, opening
from tests.servers.smtp import MailServer
from tracker.app.checking import Finding, findings
from tracker.edges.store import Store
from tracker.model import (
    ArticleState,
    FetchSettings,
    Heat,
    MailSettings,
    Plan,
    Recipient,
    Security,
    Settings,
    SiteSettings,
    SmtpSettings,
    Transport,
    WatchSettings,
)
from tracker.model.settings import Take
from tracker.model.source import SourceKind, SourceReport


def found(settings: Settings) -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings(settings)}


@pytest.fixture
def plain(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def test_each_subject_is_looked_at_once_and_in_order(plain: Settings) -> None:
    assert [finding.subject for finding in findings(plain)] == [
        "configuration",
        "contact",
        "store",
        "database",
        "mail",
    ]


def test_the_defaults_are_good_and_say_what_could_be_better(plain: Settings) -> None:
    looked = found(plain)

    assert all(finding.good for finding in looked.values())
    assert looked["configuration"].words == "no file: the defaults hold; `tracker init` writes one"
    assert "name an address as fetch.contact" in looked["contact"].words
    assert looked["store"].words == f"{plain.data} holds 0 articles"
    assert looked["database"].words.startswith("SQLite 3.")
    assert looked["mail"].words.startswith(f"alerts go into the Maildir {plain.data}/mail on this machine")


def test_what_is_set_is_told(plain: Settings, tmp_path: Path) -> None:
    settings = replace(plain, source=tmp_path / "config.toml", fetch=FetchSettings(contact="desk@example.org"))
    with Store.open(Path(plain.data), clock=lambda: NOON) as store:
        store.open_watch(opening())

    looked = found(settings)

    assert looked["configuration"].words == str(tmp_path / "config.toml")
    assert looked["contact"].words == "desk@example.org is sent with every request"
    assert looked["store"].words == f"{plain.data} holds 1 article"


def test_looking_makes_no_record(plain: Settings) -> None:
    list(findings(plain))

    assert not (Path(plain.data) / "archive.db").exists()


def test_a_store_that_is_none_is_named(plain: Settings) -> None:
    Path(plain.data).mkdir()
    (Path(plain.data) / "archive.db").write_bytes(b"somebody's letter " * 400)

    store = found(plain)["store"]

    assert not store.good
    assert "archive.db" in store.words


def test_a_store_whose_folder_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    store = found(Settings(data=tmp_path / "file" / "data"))["store"]

    assert not store.good
    assert str(tmp_path / "file") in store.words


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_store_that_may_not_be_written_is_told_with_the_cure(plain: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        store = found(plain)["store"]
    finally:
        tmp_path.chmod(0o700)

    assert not store.good
    assert (
        store.words == f"{tmp_path} cannot be written: change its owner or rights, or give another folder with --data"
    )


def smtp(port: int, *, username: str = "", password_env: str = "") -> MailSettings:
    server = SmtpSettings(
        host="127.0.0.1", port=port, security=Security.NONE, username=username, password_env=password_env
    )
    return MailSettings(transport=Transport.SMTP, smtp=server)


def test_a_mail_server_that_answers_is_good_and_one_that_does_not_is_named(plain: Settings) -> None:
    desk = (Recipient(address="desk@example.org"),)
    with MailServer() as server:
        answering = found(replace(plain, mail=smtp(server.port), recipients=desk))["mail"]
        port = server.port
    closed = found(replace(plain, mail=smtp(port), recipients=desk))["mail"]

    assert answering.good
    assert answering.words.endswith(", to 1 recipient")
    assert server.received == []
    assert not closed.good
    assert f"127.0.0.1:{port}" in closed.words


def test_a_password_is_never_told_whatever_is_wrong_with_it(plain: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", "correct horse")
    with MailServer(accounts={"desk": "battery staple"}) as server:
        mail = found(replace(plain, mail=smtp(server.port, username="desk", password_env="MAIL_SECRET")))["mail"]

    assert not mail.good
    assert "correct horse" not in mail.words


def test_a_mail_folder_that_cannot_be_made_is_named(plain: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    mail = found(replace(plain, mail=MailSettings(folder=tmp_path / "file" / "mail")))["mail"]

    assert not mail.good
    assert "mail.folder" in mail.words


def test_a_sendmail_that_is_not_there_is_named(plain: Settings, tmp_path: Path) -> None:
    settings = MailSettings(transport=Transport.SENDMAIL, sendmail=str(tmp_path / "sendmail"))

    mail = found(replace(plain, mail=settings))["mail"]

    assert not mail.good
    assert str(tmp_path / "sendmail") in mail.words


def test_a_subscription_is_told_with_what_is_sent_or_why_nothing_is(tmp_path: Path) -> None:
    cookies, headers = tmp_path / "cookies.txt", tmp_path / "headers.txt"
    cookies.write_text("#HttpOnly_.example.org\tTRUE\t/\tTRUE\t4102444800\tsid\tsecret1\n")
    headers.write_text("X-Reader: secret1")
    cookies.chmod(0o600)
    headers.chmod(0o640)
    sites = (
        SiteSettings(host="www.example.org", cookies_file=cookies, headers_file=headers),
        SiteSettings(host="www.example.net", cookies_file=cookies),
        SiteSettings(host="example.com", content="main"),
    )
    told = [one for one in findings(Settings(data=tmp_path, sites=sites)) if one.subject.startswith("subscription ")]

    assert [(one.subject, one.good, one.words) for one in told] == [
        (
            "subscription www.example.org",
            True,
            "1 cookie and 1 header sent over https alone, the first runs out 2100-01-01",
        ),
        (
            "subscription www.example.net",
            False,
            f"{cookies}, line 1: a cookie of another site than www.example.net; export this site's cookies alone",
        ),
    ]


def test_each_watch_is_told_with_what_it_brought_and_one_that_takes_everything_by_name(tmp_path: Path) -> None:
    place = "https://news.example.org/"
    everything = WatchSettings(url=place, take=Take.ALL, include=("*",), most=7)
    told = findings(Settings(data=tmp_path, watches=(everything,)))

    assert [one.words for one in told if one.subject == f"watch {place}"] == [
        "it takes every article there, 7 at a time; narrow it by keywords or include",
        "not looked at yet: the daemon does, `tracker run` starts it",
    ]


def test_a_watch_whose_last_day_has_passed_is_told(tmp_path: Path) -> None:
    place = "https://news.example.org/"
    over = WatchSettings(url=place, until=datetime(2020, 1, 1, tzinfo=UTC))
    told = [one.words for one in findings(Settings(data=tmp_path, watches=(over,))) if one.subject == f"watch {place}"]
    assert told[0] == "the day of its `until` has passed: nothing is watched there any more; remove it, or name another"


@pytest.mark.parametrize("told", ["it declares entities", ""])
def test_a_watch_that_cannot_be_followed_is_a_mistake(tmp_path: Path, told: str) -> None:
    place = "https://news.example.org/feed.xml"
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.name_source(place, "news.example.org", place, NOON)
        plan = Plan(at=None, why="", state=ArticleState.SETTLED, heat=Heat(at=NOON, born=NOON))
        store.record_source(SourceReport(source=1, kind=SourceKind.FEED, at=NOON, plan=plan, told=told, read=not told))
    said = findings(Settings(data=tmp_path, watches=(WatchSettings(url=place),)))

    assert [one.good for one in said if one.subject == f"watch {place}"] == [not told]
