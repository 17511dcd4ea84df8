"""Pages saved at a stand-in of the Internet Archive, over real HTTP and through the real gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.edges.fetch.gates import NOON, gate
from tests.servers.wayback import SavePageNow
from tracker.edges.wayback import WaybackMachine
from tracker.errors import PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import ArchiveSettings, Secret
from tracker.model.archiving import Saved, SaveJob, SaveSlots, Saving, Unsaved

STORY = "https://news.example/fire?id=1&part=ü"
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def keys(tmp_path: Path) -> Secret:
    (tmp_path / "keys").write_text(SavePageNow.keys + "\n")
    return Secret(file=tmp_path / "keys")


@contextmanager
def machine(
    archive: SavePageNow, keys: Secret, *, per_minute: int = 60, at_once: int = 10, deadline: timedelta = MINUTE
) -> Iterator[WaybackMachine]:
    asked = ArchiveSettings(server=archive.url + "/", keys=keys, per_minute=per_minute, at_once=at_once)
    with gate(archive.place) as opened:
        yield WaybackMachine(asked, get=opened.get, post=opened.post, deadline=deadline)


def test_a_page_is_begun_is_pending_and_is_saved(keys: Secret) -> None:
    with SavePageNow(polls=2) as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        assert (job.url, job.begun, job.note) == (STORY, NOON, "")
        assert wayback.look(job, NOON + 10 * SECOND) == Saving(wait=10 * SECOND)
        assert wayback.look(job, NOON + MINUTE) == Saving(wait=15 * SECOND)
        assert wayback.look(job, NOON + 2 * MINUTE) == Saved(
            address=f"{archive.url}/web/20261122120130/{STORY}",
            original=STORY,
            at=datetime(2026, 11, 22, 12, 1, 30, tzinfo=UTC),
        )
    assert archive.saved == [STORY]
    assert archive.forms == [{"url": [STORY], "skip_first_archive": ["1"], "if_not_archived_within": ["60"]}]


def test_a_page_that_takes_long_is_looked_at_more_and_more_seldom(keys: Secret) -> None:
    with SavePageNow(polls=10) as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        waits = [wayback.look(job, NOON + after) for after in (-HOUR, 4 * MINUTE, 59 * MINUTE)]
        assert waits == [Saving(wait=10 * SECOND), Saving(wait=MINUTE), Saving(wait=2 * MINUTE)]
        over = wayback.look(job, NOON + HOUR)
    assert isinstance(over, Unsaved)
    assert "begun anew" in over.told
    assert not over.for_good


@pytest.mark.parametrize(
    "error",
    [
        "bad-request",
        "blocked",
        "blocked-url",
        "filesize-limit",
        "ftp-access-denied",
        "http-version-not-supported",
        "invalid-url-syntax",
        "method-not-allowed",
        "network-authentication-required",
        "no-access",
        "not-found",
        "not-implemented",
        "too-many-redirects",
        "unauthorized",
    ],
)
def test_what_a_page_is_refused_for_is_for_good(keys: Secret, error: str) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        archive.refuse(f"error:{error}", "We do not.")
        with pytest.raises(PermanentDeliveryError, match=rf"the Wayback Machine \(127.*\): {error}: We do not\."):
            wayback.begin(STORY, NOON)
        job = wayback.begin(STORY, NOON)
        archive.fail(f"error:{error}", "We do not.")
        over = wayback.look(job, NOON + MINUTE)
        assert over == Unsaved(
            told=f"the Wayback Machine ({archive.place}): {error}: We do not.", for_good=True, wait=None
        )


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        ("user-session-limit", MINUTE),
        ("too-many-requests", 10 * MINUTE),
        ("blocked-client-ip", HOUR),
        ("bandwidth-limit-exceeded", HOUR),
        ("too-many-daily-captures", 12 * HOUR + 5 * MINUTE),
        ("max-daily-bandwidth", 12 * HOUR + 5 * MINUTE),
        ("max-daily-bandwidth-from-ip", 12 * HOUR + 5 * MINUTE),
        ("max-daily-bandwidth-host", 12 * HOUR + 5 * MINUTE),
        ("bad-gateway", None),
        ("browsing-timeout", None),
        ("capture-location-error", None),
        ("cannot-fetch", None),
        ("celery", None),
        ("gateway-timeout", None),
        ("internal-server-error", None),
        ("invalid-server-response", None),
        ("invalid-host-resolution", None),
        ("job-failed", None),
        ("no-browsers-available", None),
        ("proxy-error", None),
        ("protocol-error", None),
        ("read-timeout", None),
        ("soft-time-limit-exceeded", None),
        ("service-unavailable", None),
        ("something-new", None),
    ],
)
def test_what_passes_is_worth_another_try_after_its_time(keys: Secret, error: str, wait: timedelta | None) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        archive.refuse(f"error:{error}")
        with pytest.raises(TemporaryDeliveryError, match=error) as told:
            wayback.begin(STORY, NOON)
        assert told.value.wait == wait
        archive.fail(f"error:{error}")
        over = wayback.look(job, NOON)
    assert isinstance(over, Unsaved)
    assert (over.for_good, over.wait) == (False, wait)


def test_no_more_is_begun_a_minute_than_may_be_and_nobody_is_asked_above_it(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys, per_minute=2) as wayback:
        wayback.begin(STORY, NOON)
        wayback.begin(STORY, NOON + 20 * SECOND)
        assert wayback.wait(NOON + 30 * SECOND) == 30 * SECOND
        with pytest.raises(TemporaryDeliveryError, match="saved later") as told:
            wayback.begin(STORY, NOON + 30 * SECOND)
        assert told.value.wait == 30 * SECOND
        assert len(archive.forms) == 2
        wayback.begin(STORY, NOON + 60 * SECOND)


def test_no_more_is_under_way_than_may_be_jobs_from_before_a_restart_too(keys: Secret) -> None:
    with SavePageNow(polls=0) as archive, machine(archive, keys, at_once=2) as wayback:
        wayback.resume(SaveJob(id="spn2-old", url=STORY, begun=NOON - MINUTE))
        job = wayback.begin(STORY, NOON)
        with pytest.raises(TemporaryDeliveryError) as told:
            wayback.begin(STORY + "2", NOON)
        assert told.value.wait == 15 * SECOND
        assert isinstance(wayback.look(job, NOON + SECOND), Saved)
        wayback.begin(STORY + "2", NOON + SECOND)
        assert wayback.wait(NOON + 2 * SECOND) > timedelta(0)
        assert wayback.wait(NOON + 10 * MINUTE) == timedelta(0)


def test_a_429_closes_the_door_for_all_pages_until_its_time(keys: Secret) -> None:
    with SavePageNow(per_minute=1) as archive, machine(archive, keys) as wayback:
        wayback.begin(STORY, NOON)
        with pytest.raises(TemporaryDeliveryError, match="asked too much") as told:
            wayback.begin(STORY + "2", NOON)
        assert told.value.wait == 30 * SECOND
        archive.new_minute(5)
        with pytest.raises(TemporaryDeliveryError, match="saved later") as told:
            wayback.begin(STORY + "2", NOON + 10 * SECOND)
        assert told.value.wait == 20 * SECOND
        assert len(archive.forms) == 2
        wayback.begin(STORY + "2", NOON + 30 * SECOND)


def test_a_429_without_a_time_waits_a_minute(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        archive.answer("/save", b"", status=429)
        with pytest.raises(TemporaryDeliveryError) as told:
            wayback.begin(STORY, NOON)
    assert told.value.wait == MINUTE


def test_the_limit_of_the_account_closes_the_door_that_of_a_page_does_not(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        archive.refuse("error:too-many-daily-captures")
        with pytest.raises(TemporaryDeliveryError):
            wayback.begin(STORY, NOON)
        assert wayback.wait(NOON) == timedelta(0)
        archive.refuse("error:user-session-limit")
        with pytest.raises(TemporaryDeliveryError):
            wayback.begin(STORY, NOON)
        assert wayback.wait(NOON) == MINUTE


def test_a_copy_of_some_minutes_ago_is_told_as_what_it_is(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        note = "The same snapshot had been made 2 minutes ago."
        archive.answer("/save", json.dumps({"url": STORY, "job_id": "spn2-1", "message": note}).encode())
        assert wayback.begin(STORY, NOON).note == note


def test_what_an_account_may_still_save_can_be_asked(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        assert wayback.slots(NOON) == SaveSlots(available=5, processing=1, saved_today=10, daily_limit=30000)
        archive.answer("/save/status/user", b'{"available": 0, "processing": 6}')
        assert wayback.slots(NOON) == SaveSlots(available=0, processing=6)
        for odd in (b'{"available": true, "processing": 1}', b'{"available": -1}', b"[]", b"{}"):
            archive.answer("/save/status/user", odd)
            with pytest.raises(TemporaryDeliveryError, match="cannot be understood"):
                wayback.slots(NOON)


def test_wrong_keys_are_told_with_the_cure_and_without_the_keys(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("accesskey:wrongsecret")
    with SavePageNow() as archive, machine(archive, Secret(file=tmp_path / "keys")) as wayback:
        with pytest.raises(
            TemporaryDeliveryError, match=r"401 .*logged in.* check the keys that archive\.keys_file"
        ) as told:
            wayback.begin(STORY, NOON)
        archive.answer("/save", b"who is accesskey:wrongsecret? not wrongsecret", status=500)
        with pytest.raises(TemporaryDeliveryError) as echoed:
            wayback.begin(STORY, NOON)
    for error in (told, echoed):
        assert "accesskey" not in str(error.value)
        assert "wrongsecret" not in str(error.value)


@pytest.mark.parametrize("odd", ["accesskey", ":", "a b:c", "clé:c", "a:b:c", "a:b\x00"])
def test_keys_that_are_none_are_told_without_them_and_nobody_is_asked(tmp_path: Path, odd: str) -> None:
    (tmp_path / "keys").write_text(odd)
    with SavePageNow() as archive, machine(archive, Secret(file=tmp_path / "keys")) as wayback:
        with pytest.raises(TemporaryDeliveryError, match="are not `access:secret`"):
            wayback.begin(STORY, NOON)
        assert archive.forms == []


def test_without_keys_the_settings_are_named() -> None:
    named = r"name one of archive\.keys_file, keys_env or keys_command"
    with (
        SavePageNow() as archive,
        machine(archive, Secret()) as wayback,
        pytest.raises(TemporaryDeliveryError, match=named),
    ):
        wayback.begin(STORY, NOON)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>Sorry</html>",
        b"null",
        b"[]",
        b'"pending"',
        b"{",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe",
        b"9" * 9999,
    ],
)
def test_garbage_is_asked_again_and_never_an_end(keys: Secret, garbage: bytes) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        archive.answer("/save", garbage)
        archive.answer(f"/save/status/{job.id}", garbage)
        with pytest.raises(TemporaryDeliveryError, match="cannot be understood"):
            wayback.begin(STORY, NOON)
        with pytest.raises(TemporaryDeliveryError, match="cannot be understood"):
            wayback.look(job, NOON)


@pytest.mark.parametrize("status", [500, 502, 503, 520])
def test_a_trouble_of_the_archive_keeps_the_job(keys: Secret, status: int) -> None:
    with SavePageNow(polls=0) as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        archive.answer(f"/save/status/{job.id}", b"<h1>down</h1>", status=status, headers={"Retry-After": "90"})
        with pytest.raises(TemporaryDeliveryError, match=str(status)) as told:
            wayback.look(job, NOON)
        assert told.value.wait == 90 * SECOND


def test_a_dropped_connection_keeps_the_job(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        archive.answer(f"/save/status/{job.id}", b"", status=0)
        archive.answer("/save", b"", status=0)
        with pytest.raises(TemporaryDeliveryError, match="closed the connection"):
            wayback.look(job, NOON)
        with pytest.raises(TemporaryDeliveryError, match="closed the connection"):
            wayback.begin(STORY, NOON)


def test_a_job_that_is_forgotten_is_begun_anew(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        over = wayback.look(SaveJob(id="spn2-old", url=STORY, begun=NOON), NOON + MINUTE)
    assert isinstance(over, Unsaved)
    assert (over.for_good, over.wait) == (False, None)


def test_a_private_archive_is_asked_only_where_the_settings_name_it(keys: Secret) -> None:
    with SavePageNow() as archive, gate() as opened:
        wayback = WaybackMachine(ArchiveSettings(server=archive.url, keys=keys), get=opened.get, post=opened.post)
        with pytest.raises(TemporaryDeliveryError, match=r"fetch\.allow_private"):
            wayback.begin(STORY, NOON)
        assert archive.forms == []


@pytest.mark.parametrize("job", ["", "../../evil", "a/b", "a?b", "a b", "é", "a" * 201, 7, None, ["a"], "a\r\nHost: x"])
def test_a_job_name_that_could_lead_elsewhere_is_no_job(keys: Secret, job: object) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        archive.answer("/save", json.dumps({"url": STORY, "job_id": job}).encode())
        with pytest.raises(TemporaryDeliveryError):
            wayback.begin(STORY, NOON)


@pytest.mark.parametrize(
    "original", ["javascript:alert(1)", "http://a b", 'http://a/"><script>', "http://a/\u202e\n", 7, None, "\x1b[2J"]
)
def test_an_address_of_a_copy_that_is_none_is_not_believed(keys: Secret, original: object) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        told = {"status": "success", "timestamp": "20261122120130", "original_url": original}
        archive.answer(f"/save/status/{job.id}", json.dumps(told).encode())
        found = wayback.look(job, NOON)
        assert isinstance(found, Saved)
        assert found.address == f"{archive.url}/web/20261122120130/{STORY}"


@pytest.mark.parametrize("stamp", ["", "2026", "20261399999999", "/../../../", "²0261122120130", 20261122120130, None])
def test_a_time_that_is_none_is_no_copy(keys: Secret, stamp: object) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        job = wayback.begin(STORY, NOON)
        told = {"status": "success", "timestamp": stamp, "original_url": STORY}
        archive.answer(f"/save/status/{job.id}", json.dumps(told).encode())
        with pytest.raises(TemporaryDeliveryError, match="cannot be understood"):
            wayback.look(job, NOON)


def test_what_the_archive_says_is_one_clean_short_line(keys: Secret) -> None:
    with SavePageNow() as archive, machine(archive, keys) as wayback:
        archive.refuse("error:\x1b[2Jodd\r\nBcc: x", "\u202eevil\x00 accesskey secretkey " + "x" * 9999)
        with pytest.raises(TemporaryDeliveryError) as told:
            wayback.begin(STORY, NOON)
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 400
    assert "secretkey" not in str(told.value)
