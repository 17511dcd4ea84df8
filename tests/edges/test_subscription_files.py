"""Files that prove a subscription: what is read of them, and what is refused without a word of theirs."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.edges.subscription_files import cookie_header, cookies_of, headers_of, read_private
from tracker.errors import SubscriptionError

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER, BEFORE = "1800000000", "1700000000"
FILE = Path("cookies.txt")
HOST = "www.example.org"


def line(
    domain: str = HOST,
    below: str = "FALSE",
    path: str = "/",
    ends: str = LATER,
    name: str = "sid",
    value: str = "secret1",
) -> str:
    return f"{domain}\t{below}\t{path}\tTRUE\t{ends}\t{name}\t{value}"


def sent(*lines: str, path: str = "/", host: str = HOST) -> str:
    found = cookies_of("\n".join(lines), file=FILE, host=host, now=NOON)
    return cookie_header(found, path, file=FILE, now=NOON)


def test_a_file_as_an_add_on_writes_it_is_read_whole() -> None:
    text = [
        "# Netscape HTTP Cookie File",
        "# https://curl.se/docs/http-cookies.html",
        "",
        f"#HttpOnly_{line(domain='.example.org', below='TRUE', name='login')}\r",
        line(name="theme", value="", ends="0"),
        line(name="old", ends=BEFORE),
    ]
    assert sent(*text) == "login=secret1; theme="


@pytest.mark.parametrize(
    ("domain", "below", "is_sent"),
    [
        ("www.example.org", "FALSE", True),
        (".example.org", "TRUE", True),
        (".www.example.org", "TRUE", True),
        ("WWW.Example.org", "FALSE", True),
        ("example.org", "FALSE", False),
        ("accounts.example.org", "FALSE", False),
        (".accounts.example.org", "TRUE", False),
    ],
)
def test_a_cookie_is_sent_to_the_hosts_that_it_is_for(domain: str, below: str, is_sent: bool) -> None:
    found = sent(line(name="ours"), line(domain=domain, below=below, name="other"))
    assert found == ("ours=secret1; other=secret1" if is_sent else "ours=secret1")


@pytest.mark.parametrize(
    ("of", "path", "is_sent"),
    [("/", "/a/b?c=d", True), ("/a", "/a", True), ("/a", "/a/b", True), ("/a", "/ab", False), ("/a/", "/a/b", True)],
)
def test_a_cookie_is_sent_to_the_paths_that_it_is_for(of: str, path: str, is_sent: bool) -> None:
    assert sent(line(path=of), path=path) == ("sid=secret1" if is_sent else "")


def test_cookies_of_longer_paths_come_first() -> None:
    assert sent(line(name="a"), line(name="b", path="/news"), path="/news/1") == "b=secret1; a=secret1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cookies.txt holds no cookie for www.example.org; log in there with a browser and export them"),
        (
            "sid=secret1",
            "cookies.txt, line 1: no cookie: needs seven fields with tabs between, as cookies.txt has them",
        ),
        (
            f"{line()}\n{line(domain='ads.example.net')}",
            "cookies.txt, line 2: a cookie of another site than www.example.org; export this site's cookies alone",
        ),
        (line(below="yes"), "cookies.txt, line 1: a field is not as cookies.txt has it; export the cookies anew"),
        (
            line(value="secret1\x1b"),
            "cookies.txt, line 1: a field is not as cookies.txt has it; export the cookies anew",
        ),
        (
            line(value="secret1; x"),
            "cookies.txt, line 1: a field is not as cookies.txt has it; export the cookies anew",
        ),
        (line(ends="soon"), "cookies.txt, line 1: the fifth field is no time; export the cookies anew"),
        (
            line(ends=BEFORE),
            "all cookies for www.example.org in cookies.txt have run out; log in with a browser, export anew",
        ),
        (
            line(value="secret1" * 2000),
            "the cookies in cookies.txt are over 8 KB, which servers refuse; keep those of the login",
        ),
    ],
)
def test_what_is_no_file_of_cookies_is_refused_without_a_word_of_its_content(text: str, told: str) -> None:
    with pytest.raises(SubscriptionError) as refused:
        sent(text)
    assert str(refused.value) == told


def test_headers_are_read_line_by_line() -> None:
    text = "# of the newsroom\n\nAuthorization: Bearer secret1\r\nX-Reader:  7 \n"
    assert headers_of(text, file=FILE) == {"Authorization": "Bearer secret1", "X-Reader": "7"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cookies.txt holds no header; write lines such as `Authorization: Bearer ...`"),
        ("secret1", "cookies.txt, line 1: no header: needs `Name: value` in plain ASCII"),
        ("X-Key: sécret1", "cookies.txt, line 1: no header: needs `Name: value` in plain ASCII"),
        ("X-Key:", "cookies.txt, line 1: no header: needs `Name: value` in plain ASCII"),
        ("X Key: secret1", "cookies.txt, line 1: no header: needs `Name: value` in plain ASCII"),
        ("A: b\na: secret1", "cookies.txt, line 2: a header that stands above already; remove one"),
        ("User-Agent: secret1", "cookies.txt, line 1: User-Agent is the tracker's own to send; remove the line"),
        (
            "Proxy-Authorization: secret1",
            "cookies.txt, line 1: Proxy-Authorization is the tracker's own to send; remove the line",
        ),
        (f"X-Key: {'s' * 9000}", "cookies.txt, line 1: longer than 8 KB, which servers refuse; shorten it"),
    ],
)
def test_what_is_no_file_of_headers_is_refused_without_a_word_of_its_content(text: str, told: str) -> None:
    with pytest.raises(SubscriptionError) as refused:
        headers_of(text, file=FILE)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (0o600, ""),
        (0o640, ""),
        (0o644, "can be read by other users of this machine, who could use your subscription; chmod 600 {file}"),
        (0o620, "can be changed by other users of this machine, who could use your subscription; chmod 600 {file}"),
    ],
)
def test_a_file_is_for_its_owner_alone(tmp_path: Path, mode: int, told: str) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text("text")
    file.chmod(mode)
    if not told:
        assert read_private(file) == "text"
        return
    with pytest.raises(SubscriptionError) as refused:
        read_private(file)
    assert str(refused.value) == f"{file} {told.format(file=file)}"


def test_what_is_no_readable_text_is_refused(tmp_path: Path) -> None:
    pipe, raw, large = tmp_path / "pipe", tmp_path / "raw", tmp_path / "large"
    os.mkfifo(pipe, 0o600)
    raw.write_bytes(b"secret\xff")
    large.write_bytes(b"#" * (2**20 + 1))
    for file in (raw, large):
        file.chmod(0o600)
    told = []
    for file in (tmp_path / "none", tmp_path, pipe, raw, large):
        with pytest.raises(SubscriptionError) as refused:
            read_private(file)
        told.append(str(refused.value).removeprefix(f"{file} "))
    assert told == [
        "cannot be read (No such file or directory); name one that is there",
        "is no plain file; name one",
        "is no plain file; name one",
        "is not UTF-8 text at byte 7; save it as UTF-8",
        "is larger than 1 MB; export what belongs to this site alone",
    ]
