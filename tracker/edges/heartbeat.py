"""A sign of life for whoever watches over the watcher: an address that is asked while all is well.

Services of this kind (a dead man's switch) raise the alarm when they are asked no more: so the daemon's end, a machine
without power and a cut cable are all told, which the tracker itself could not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tracker.edges.service_answers import READ_BYTES, Get, is_taken, place_of, refusal, secret_parts, silence
from tracker.errors import DeliveryError, FetchError

DEADLINE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What came of one sign of life.

    Attributes:
        answered: whether it was taken.
        told: what is to be said of it; empty where it is as it was the time before.
    """

    answered: bool
    told: str


class Heartbeat:
    """Asks one address, as often as it is called.

    Args:
        get: makes one request; from the gate.
        deadline: for one request: a slow service must not hold up whoever calls.
    """

    def __init__(self, url: str, *, get: Get, deadline: timedelta = DEADLINE) -> None:
        self._url = url
        self._get = get
        self._deadline = deadline
        self._who = f"the heartbeat service {place_of(url)}"
        self._failing = False

    def beat(self) -> Beat:
        """Give one sign of life; never raises, and tells a trouble once, and that it is over once."""
        trouble = self._trouble()
        failed_before, self._failing = self._failing, trouble is not None
        if trouble is None:
            return Beat(answered=True, told=f"{self._who} answers again" if failed_before else "")
        told = f"{trouble}; it will take us for dead, and is asked again and again"
        return Beat(answered=False, told="" if failed_before else told)

    def _trouble(self) -> DeliveryError | None:
        setting, secrets = "alerts.heartbeat_url", secret_parts(self._url)
        try:
            capture = self._get(self._url, accept="*/*", deadline=self._deadline, beginning=READ_BYTES)
        except FetchError as error:
            return silence(self._who, self._url, error, setting=setting, secrets=secrets)
        return None if is_taken(capture) else refusal(self._who, capture, setting=setting, secrets=secrets)
