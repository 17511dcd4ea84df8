from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker.model import BodyForm, Capture, ClockState, Redirect, Validators

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
CAPTURE = Capture(
    requested="https://a.example/1",
    url="https://a.example/2",
    status=200,
    status_line="HTTP/1.1 200 OK",
    headers=(
        ("Content-Type", "text/html"),
        ("ETag", 'W/"1"'),
        ("set-cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("last-modified", "Tue, 10 Mar 2026 12:00:00 GMT"),
    ),
    body=b"",
    began=NOON,
    ended=NOON,
)


def hop(status: int) -> Redirect:
    return Redirect(url="https://a.example/1", status=status, location="/2")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-type", "text/html"),
        ("ETAG", 'W/"1"'),
        ("Set-Cookie", "a=1"),
        ("Retry-After", None),
        ("", None),
    ],
)
def test_a_header_is_found_in_any_case_and_the_first_of_several_is_given(name: str, value: str | None) -> None:
    assert CAPTURE.header(name) == value


def test_validators_are_kept_as_they_were_sent() -> None:
    assert CAPTURE.validators == Validators(etag='W/"1"', last_modified="Tue, 10 Mar 2026 12:00:00 GMT")
    assert replace(CAPTURE, headers=()).validators == Validators()


@pytest.mark.parametrize(
    ("body", "digest"),
    [
        (None, None),
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"Fire", "c141faa80e43a11909f5736d1e767f12e1468aa06dadd446081746934e875fc3"),
    ],
)
def test_the_digest_is_of_the_bytes_and_no_body_is_no_empty_body(body: bytes | None, digest: str | None) -> None:
    assert replace(CAPTURE, body=body).body_sha256 == digest


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((), False),
        ((301,), True),
        ((308,), True),
        ((301, 308, 301), True),
        ((302,), False),
        ((303,), False),
        ((307,), False),
        ((301, 302), False),
        ((302, 301), False),
    ],
)
def test_only_a_way_of_permanent_hops_is_a_move_for_good(statuses: tuple[int, ...], moved: bool) -> None:
    assert replace(CAPTURE, redirects=tuple(hop(status) for status in statuses)).moved_for_good is moved


def test_a_capture_in_a_log_does_not_spill_its_body() -> None:
    assert "secret page" not in repr(replace(CAPTURE, body=b"secret page"))


def test_a_capture_of_an_older_tracker_reads_with_what_it_did_not_note_unknown() -> None:
    assert (CAPTURE.certificate_sha256, CAPTURE.clock, CAPTURE.clock_error) == (None, ClockState.UNKNOWN, None)
    assert (CAPTURE.body_form, CAPTURE.program) == (BodyForm.DECODED, "")
