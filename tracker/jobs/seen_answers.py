"""What places where articles may be found answered last: the same again need not be read again.

Kept in memory alone: after a restart each is read once more, and so is all after a reload, whose rules may be others.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tracker.model import Capture, Validators

MOST_KEPT: Final = 20_000
READ_EVERY: Final = timedelta(days=1)
"""What a source lists is noted as listed so often at least, though it lists the same."""
_NEVER: Final = Validators()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said of an answer of its, the sha256 of its body in hex, and what was said of it."""

    validators: Validators
    body_sha256: str | None
    said: str = ""
    read: datetime | None = None


class SeenAnswers:
    """The answers that were read, by their address; those noted longest ago are forgotten. Safe to share."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, url: str, capture: Capture | None, said: str = "") -> None:
        """Remember an answer that was read, and what was said of it; None forgets what was known."""
        with self._lock:
            self._known.pop(url, None)
            if capture is not None and capture.body is not None:
                self._known[url] = Answer(capture.validators, capture.body_sha256, said, capture.ended)
                if len(self._known) > MOST_KEPT:
                    self._known.popitem(last=False)

    def last(self, url: str) -> Answer:
        """Give what was read last; an answer that no other is like where nothing was."""
        with self._lock:
            return self._known.get(url, Answer(_NEVER, None))

    def is_same(self, url: str, capture: Capture) -> bool:
        """Tell whether an answer has the very bytes that were read last, within a day."""
        known = self.last(url)
        if known.read is None or capture.ended - known.read >= READ_EVERY:
            return False
        return capture.body_sha256 == known.body_sha256
