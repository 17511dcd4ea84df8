"""What the daemon says on standard error: lines for people or programs, without secrets and endless repeats."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

QUIET_SECONDS: Final = 60.0
"""For how long the same words are not said again."""
MOST_KNOWN: Final = 512
_FIELD: Final = re.compile(r"(\w+)=%[a-z]")
_NAMES: Final = r"(?:[\w-]*(?:token|secret|password|passwd|signature|api_?key|access_?key|auth|session|sid)|key|sig)"
_HEADERS: Final = r"(?:proxy-)?authorization|set-cookie2?|cookie|x-[\w-]*(?:key|token|secret)"
_SECRETS: Final = (
    (re.compile(r"(?i)(https?://)[^/\s@'\"]*@"), r"\1…@"),
    (re.compile(rf"(?i)([?&;]{_NAMES}=)[^&;\s'\"#]+"), r"\1…"),
    (re.compile(rf"(?i)\b({_HEADERS})(['\"]?\s*[:=]\s*['\"]?)[^\r\n'\"]+"), r"\1\2…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 …"),
)  # fmt: skip
_PRIORITIES: Final = {logging.ERROR: 3, logging.WARNING: 4, logging.INFO: 6, logging.DEBUG: 7}
"""Source: sd-daemon(3)."""


class LogFormat(StrEnum):
    """How a line is written: for people, or as one JSON object."""

    TEXT = "text"
    JSON = "json"


def without_secrets(text: str) -> str:
    """Give a line in which nothing stands that looks like a secret: of an address, or of a header."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class TextLines(logging.Formatter):
    """Writes one line an event, with nothing in it that a terminal could obey; with journald's priorities, if asked."""

    def __init__(self, *, prefixed: bool = False) -> None:
        plain = "%(levelname)s %(message)s" if prefixed else "%(asctime)s %(levelname)s %(message)s"
        super().__init__(plain, datefmt="%Y-%m-%dT%H:%M:%S%z")
        self._prefixed = prefixed

    def format(self, record: logging.LogRecord) -> str:
        """Write the event."""
        from tracker.view.safe import safe

        prefix = f"<{_PRIORITIES.get(record.levelno, 5)}>" if self._prefixed else ""
        lines = without_secrets(super().format(record)).splitlines()
        return "\n".join(prefix + safe(line) for line in lines)


class JsonLines(logging.Formatter):
    """Writes one JSON object an event: `time`, `level`, `event`, `message`, the fields by their names, `error`."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the event."""
        from tracker.view.safe import safe_json

        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = {name: _plain(value) for name, value in _fields(record).items()}
        found = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": _event(record),
            "message": without_secrets(record.getMessage()),
        }
        if record.exc_info:
            found["error"] = without_secrets(self.formatException(record.exc_info))
        return safe_json(json.dumps({**fields, **found}, ensure_ascii=False))


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    """Give what an event says by name: our lines are written `words name=%s name=%d`."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    places = list(re.finditer(r"%[a-z]", str(record.msg)))
    names = {found.end() - 2: found[1] for found in _FIELD.finditer(str(record.msg))}
    if len(places) != len(arguments):
        return {}
    return {names[at.start()]: value for at, value in zip(places, arguments, strict=True) if at.start() in names}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, float)) else without_secrets(str(value))


def _event(record: logging.LogRecord) -> str:
    """Name what happened: the words before the first field or colon."""
    return re.split(r"\s+\w+=%|:|;| %", str(record.msg), maxsplit=1)[0].strip()


class Sparing(logging.Filter):
    """Lets the same words pass once a minute, and says how often they were said meanwhile.

    Args:
        clock: seconds that nobody can set.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether an event is to be written; one that is said again after a while says how often it was not."""
        if record.levelno < logging.WARNING:
            return True
        words = self._words(record)
        since, kept_back = self._known.get(words, (float("-inf"), 0))
        if self._clock() - since < QUIET_SECONDS:
            self._known[words] = (since, kept_back + 1)
            return False
        self._known[words] = (self._clock(), 0)
        self._known.move_to_end(words)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        if kept_back:
            record.msg = f"{record.msg} (and {kept_back} times more in {self._clock() - since:.0f} s before)"
        return True

    @staticmethod
    def _words(record: logging.LogRecord) -> str:
        kind = record.exc_info[1] if record.exc_info else None
        return f"{record.levelno} {record.getMessage()} {type(kind).__name__} {kind}"


class Lines(logging.Handler):
    """Writes to a descriptor that may be full or closed: lines that are lost are counted, and told once there is room.

    Nothing is buffered: what could not be written would come out as half a line, hours later.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._is_broken = False
        self.lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event, with how many before it were lost."""
        if self.lost and self._is_written(_lost(self.lost)):
            self.lost = 0
        if self.lost or not self._is_written(record):
            self.lost += 1

    def _is_written(self, record: logging.LogRecord) -> bool:
        rest = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
        rest = b"\n" * self._is_broken + rest
        try:
            while rest:
                written = os.write(self._descriptor, rest)
                self._is_broken, rest = True, rest[written:]
        except OSError:
            return False
        self._is_broken = False
        return True


def _lost(count: int) -> logging.LogRecord:
    words = "the log could not be written lost=%d"
    return logging.LogRecord("tracker", logging.WARNING, "", 0, words, (count,), None)


def log_to_stderr(level: int, form: LogFormat = LogFormat.TEXT) -> None:
    """Write what the tracker says from here on to standard error."""
    lines = Lines(sys.stderr.fileno())
    lines.setFormatter(JsonLines() if form is LogFormat.JSON else TextLines(prefixed=is_journal(os.environ)))
    lines.addFilter(Sparing())
    ours = logging.getLogger("tracker")
    ours.addHandler(lines)
    ours.setLevel(level)
    # APScheduler tells of every ring; only what goes wrong there is worth a line.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def is_journal(environment: Mapping[str, str]) -> bool:
    """Tell whether standard error is systemd's journal. Source: JOURNAL_STREAM in systemd.exec(5)."""
    named = environment.get("JOURNAL_STREAM", "")
    try:
        found = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    return named == f"{found.st_dev}:{found.st_ino}"
