"""The client of Save Page Now 2: one request a call, through the gate, and nobody waits in it.

    job = machine.begin(url, now)          the archive took the page
    found = machine.look(job, later)       Saved, Saving (look again after its wait) or Unsaved (the job is over)

Source: "Save Page Now 2 Public API Docs", Internet Archive.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

from tracker.edges.fault_points import fault_point
from tracker.edges.secrets import read_secret
from tracker.edges.service_answers import Get, Post, answered_words, is_taken, place_of, silence
from tracker.edges.wayback import answers
from tracker.edges.wayback.limits import Limits
from tracker.errors import DeliveryError, FetchError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import ArchiveSettings, Capture
from tracker.model.archiving import Saved, SaveJob, SaveSlots, Saving, Unsaved
from tracker.model.retry_after import asked_wait

DEADLINE = timedelta(seconds=60)
REMEMBERED = timedelta(hours=1)
"""For how long the archive knows a job."""

_KEYS = re.compile(r"[!-9;-~]{1,200}:[!-9;-~]{1,200}")
_SOONEST, _LATEST = timedelta(seconds=10), timedelta(minutes=2)
_BUSY = timedelta(minutes=1)
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
# A copy of the last minutes would show the version before; how soon a new one is made is the archive's to say.
_OPTIONS = {"skip_first_archive": "1", "if_not_archived_within": "60"}


class WaybackMachine:
    """Has pages saved, within the limits of the settings and those that the archive tells.

    Args:
        get: makes one request; from the gate, as `post`.
    """

    def __init__(self, settings: ArchiveSettings, *, get: Get, post: Post, deadline: timedelta = DEADLINE) -> None:
        self._settings = settings
        self._server = settings.server.rstrip("/")
        self._get = get
        self._post = post
        self._deadline = deadline
        self._who = f"the Wayback Machine ({place_of(settings.server)})"
        self._limits = Limits(per_minute=settings.per_minute, at_once=settings.at_once)

    def describe(self) -> str:
        """Say where versions are saved, in words that follow `versions are saved`."""
        return f"at {self._who}, {self._settings.per_minute} a minute at most"

    def wait(self, now: datetime) -> timedelta:
        """Give how long to wait before `begin` may be called; zero: it may now."""
        return self._limits.wait(now)

    def resume(self, job: SaveJob) -> None:
        """Count a job that was begun before a restart."""
        self._limits.opened(job.id, job.begun)

    def begin(self, url: str, now: datetime) -> SaveJob:
        """Have one page saved; give the job to look for.

        Raises:
            TemporaryDeliveryError: worth another try, after `wait`; also where it would pass a limit, and then
                nothing was asked.
            PermanentDeliveryError: the archive does not save this page.
        """
        keys = self._keys()
        taken = self._limits.take(now)
        if taken is None:
            raise TemporaryDeliveryError(
                f"{self._who}: as much is asked of it as may be; the page is saved later", wait=self._limits.wait(now)
            )
        try:
            job = self._begun(url, keys, now)
            self._limits.opened(job.id, now)
        finally:
            self._limits.closed(taken)
        return job

    def _begun(self, url: str, keys: str, now: datetime) -> SaveJob:
        form = urlencode({"url": url} | _OPTIONS, errors="replace").encode()
        address = f"{self._server}/save"
        fault_point("wayback.begin")
        try:
            capture = self._post(
                address, form, content_type=_FORM, accept=_JSON, headers=_authorization(keys), deadline=self._deadline
            )
        except FetchError as error:
            raise silence(self._who, address, error, setting="archive.server", secrets=_parts(keys)) from None
        fault_point("wayback.begun")
        answer = self._understood(capture, keys, now)
        job = answers.begun(answer, *_parts(keys))
        if answers.is_error(answer) or job is None:
            raise self._refused(answer, keys, now)
        return SaveJob(id=job.job, url=url, begun=now, note=job.note)

    def look(self, job: SaveJob, now: datetime) -> Saved | Saving | Unsaved:
        """Look what became of a job.

        Raises:
            TemporaryDeliveryError: nobody said; the job may go on: look again.
        """
        keys = self._keys()
        capture = self._asked(f"status/{job.id}", keys)
        if capture.status == 404:
            return self._over(job, Unsaved(told=f"{self._who} knows the job no more; it is begun anew"))
        answer = self._understood(capture, keys, now)
        if answers.is_error(answer):
            return self._over(job, self._judged(answer, keys, now))
        found = answers.saved(answer, server=self._server, asked=job.url)
        if answer.get("status") == "success" and found is not None:
            return self._over(job, found)
        if now - job.begun >= REMEMBERED:
            return self._over(job, Unsaved(told=f"{self._who} did not end the job in an hour; it is begun anew"))
        if answer.get("status") != "pending":
            raise self._strange(capture, keys)
        return Saving(wait=min(max((now - job.begun) / 4, _SOONEST), _LATEST))

    def slots(self, now: datetime) -> SaveSlots:
        """Ask what the account may still save.

        Raises:
            TemporaryDeliveryError: it did not say.
        """
        keys = self._keys()
        capture = self._asked("status/user", keys)
        found = answers.slots(self._understood(capture, keys, now))
        if found is None:
            raise self._strange(capture, keys)
        return found

    def _asked(self, path: str, keys: str) -> Capture:
        address = f"{self._server}/save/{path}"
        try:
            return self._get(address, accept=_JSON, headers=_authorization(keys), deadline=self._deadline)
        except FetchError as error:
            raise silence(self._who, address, error, setting="archive.server", secrets=_parts(keys)) from None

    def _understood(self, capture: Capture, keys: str, now: datetime) -> dict[str, object]:
        """Give the object that was answered, whatever the status: errors of Save Page Now come with any."""
        if capture.status in (401, 403):
            raise TemporaryDeliveryError(
                f"{self._who} answered {answered_words(capture, *_parts(keys))}; check the keys that "
                "archive.keys_file, keys_env or keys_command gives, against https://archive.org/account/s3.php"
            )
        if capture.status == 429:
            wait = asked_wait(capture.header("Retry-After"), now) or _BUSY
            self._limits.pause(now + wait)
            raise TemporaryDeliveryError(f"{self._who} is asked too much and wants us to wait", wait=wait)
        answer = answers.parsed(capture.body)
        if answer is None or not (is_taken(capture) or answers.is_error(answer)):
            raise self._strange(capture, keys, now)
        return answer

    def _strange(self, capture: Capture, keys: str, now: datetime | None = None) -> TemporaryDeliveryError:
        told = f"{self._who} answered what cannot be understood: {answered_words(capture, *_parts(keys))}"
        wait = asked_wait(capture.header("Retry-After"), now) if now else None
        return TemporaryDeliveryError(f"{told}; it is asked again", wait=wait)

    def _judged(self, answer: dict[str, object], keys: str, now: datetime) -> Unsaved:
        found = answers.unsaved(self._who, answer, now, *_parts(keys))
        if found.wait is not None and answers.error_name(answer) in answers.OF_THE_ACCOUNT:
            self._limits.pause(now + found.wait)
        return found

    def _refused(self, answer: dict[str, object], keys: str, now: datetime) -> DeliveryError:
        found = self._judged(answer, keys, now)
        if found.for_good:
            return PermanentDeliveryError(found.told)
        return TemporaryDeliveryError(found.told, wait=found.wait)

    def _over(self, job: SaveJob, found: Saved | Unsaved) -> Saved | Unsaved:
        self._limits.closed(job.id)
        return found

    def _keys(self) -> str:
        keys = read_secret(self._settings.keys, what="the keys of the Wayback Machine", setting="archive.keys").strip()
        if not _KEYS.fullmatch(keys):
            raise TemporaryDeliveryError(
                "the keys of the Wayback Machine are not `access:secret`: take them from "
                "https://archive.org/account/s3.php, and check their source in archive"
            )
        return keys


def _authorization(keys: str) -> dict[str, str]:
    return {"Authorization": f"LOW {keys}"}


def _parts(keys: str) -> tuple[str, ...]:
    return (keys, *keys.split(":"))
