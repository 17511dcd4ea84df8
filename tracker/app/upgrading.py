"""A record that an older tracker wrote is brought up to date before it is read."""

from __future__ import annotations

import time
from pathlib import Path

from tracker.app.clock import now
from tracker.edges.store import Record
from tracker.errors import StoreBusyError, StoreOlderError
from tracker.model import Settings

_PATIENCE = 5.0
_STEP = 0.1


def current_record(settings: Settings, *, patience: float = _PATIENCE) -> Record:
    """Open the record of these settings to read it; one of an older schema is copied and brought up to date first.

    Args:
        patience: seconds to wait for another program that is just bringing it up to date.

    Raises:
        StoreOlderError: an older tracker still holds it.
        StoreError: it cannot be read, or not be brought up to date.
    """
    deadline = time.monotonic() + patience
    while True:
        record = Record.open(Path(settings.data))
        try:
            record.expect_current()
        except StoreOlderError as older:
            try:
                _bring_up_to_date(settings)
            except StoreBusyError as busy:
                _expect_no_daemon(settings)
                if time.monotonic() > deadline:
                    raise StoreOlderError(f"{older}, once nobody else holds it: {busy}") from busy
                time.sleep(_STEP)
        else:
            return record


def _bring_up_to_date(settings: Settings) -> None:
    # Nearly every record is current: what writes one is imported when it is needed.
    from tracker.edges.lock import StoreLock
    from tracker.edges.store import Store

    folder = Path(settings.data)
    with StoreLock(folder):
        Store.open(folder, clock=now).close()


def _expect_no_daemon(settings: Settings) -> None:
    from tracker.app.requests import running_daemon

    pid = running_daemon(settings)
    if pid is not None:
        raise StoreOlderError(
            f"the record in {settings.data} is of an older tracker that still runs (process {pid}): "
            "restart it, then try again"
        )
