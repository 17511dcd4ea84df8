"""What one value in the file may be. Each check gives the value as the house holds it, or says what is needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tracker.core.links import host_of
from tracker.errors import UsageError
from tracker.model import QuietHours
from tracker.model.durations import parsed_duration
from tracker.model.places import parsed_place

_Choice = TypeVar("_Choice", bound=StrEnum)

_SIZE = re.compile(r"([0-9]{1,9})\s*(KB|MB|GB)", re.IGNORECASE | re.ASCII)
_UNITS = {"KB": 2**10, "MB": 2**20, "GB": 2**30}
_ADDRESS = re.compile(r"[^@\s<>,;:\"\\]+@[^@\s<>,;:\"\\]+")
_HOST = re.compile(r"[^/?#\\@\s]+")
LAST_YEAR = 9000
_LEAST_WORDING, _LONGEST_WORDING = 2, 200
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_SITE = re.compile(r"[^\s/:@.]+(?:\.[^\s/:@.]+)*", re.UNICODE)


def text(value: object) -> str:
    """Any single line of text."""
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError("needs one line of text in quotes")
    return value


def word(value: object) -> str:
    """Text that is not empty."""
    if not text(value).strip():
        raise ValueError("needs a name")
    return text(value)


def switch(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("needs true or false, without quotes")  # noqa: TRY004 - pydantic tells ValueErrors
    return value


def folder(value: object) -> Path:
    """A path that names something."""
    if not text(value).strip():
        raise ValueError("needs the path of a folder")
    return Path(text(value))


def header_text(value: object) -> str:
    """Text that can stand in an HTTP header."""
    if not text(value).isascii():
        raise ValueError("needs plain ASCII text, since it is sent in an HTTP header")
    return text(value)


def tag(value: object) -> str:
    """A tag: one or more printable characters without a comma."""
    word = text(value).strip()
    if not word or "," in word:
        raise ValueError("needs a tag, one or more letters without a comma")
    return word


def duration(value: object) -> timedelta:
    """A duration string, zero allowed."""
    return parsed_duration(value if isinstance(value, str) else "")


def positive_duration(value: object) -> timedelta:
    """A duration string above zero."""
    span = duration(value)
    if not span:
        raise ValueError("needs a duration above zero")
    return span


def optional_duration(value: object) -> timedelta | None:
    """A duration string above zero; an empty one is none."""
    return None if value == "" else positive_duration(value)


def day_or_duration(value: object) -> date | timedelta | None:
    """A day such as 2026-12-31, in quotes or without, or a duration above zero; an empty text is neither."""
    if value == "":
        return None
    words = value if isinstance(value, str) else ""
    try:
        day = value if type(value) is date else date.fromisoformat(words.strip())
    except ValueError:
        try:
            return positive_duration(words)
        except ValueError:
            raise ValueError('needs a day such as "2026-12-31", or a duration such as "14d"') from None
    if day.year > LAST_YEAR:
        raise ValueError(f"needs a day before the year {LAST_YEAR + 1}")
    return day


def whole_number(low: int, high: int) -> Callable[[object], int]:
    """A whole number from `low` to `high`."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"needs a whole number from {low} to {high}")
        return value

    return check


def size(value: object) -> int:
    """A number of bytes from one KB up, or a text such as `10MB`; a KB is 1024 bytes."""
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    amount = int(found[1]) * _UNITS[found[2].upper()] if found else value
    if not isinstance(amount, int) or isinstance(amount, bool) or not 2**10 <= amount <= 2**40:
        raise ValueError('needs a size such as "10MB", from "1KB" to "1024GB", or a number of bytes')
    return amount


def choice(kind: type[_Choice]) -> Callable[[object], _Choice]:
    """One of the words of an enumeration."""

    def check(value: object) -> _Choice:
        try:
            return kind(text(value))
        except ValueError:
            words = [f'"{word}"' for word in kind]
            raise ValueError(f"needs {', '.join(words[:-1])} or {words[-1]}") from None

    return check


def contact(value: object) -> str:
    """Nothing, an e-mail address or a web page: how a site's owner reaches us."""
    words = header_text(value)
    if words and "@" not in words and not words.startswith(("http://", "https://")):
        raise ValueError("needs an e-mail address or the address of a web page")
    return words


def address(value: object) -> str:
    """An e-mail address alone, such as every mail server takes."""
    if not _is_mailable(text(value)):
        raise ValueError('needs an e-mail address such as "desk@example.org"')
    return text(value)


def address_or_nothing(value: object) -> str:
    """Nothing, or an e-mail address alone."""
    return address(value) if text(value) else ""


def sender(value: object) -> str:
    """An e-mail address, with a name before it or without."""
    if not _is_mailable(parseaddr(text(value))[1]):
        raise ValueError('needs an e-mail address such as "News desk <desk@example.org>"')
    return text(value)


def _is_mailable(words: str) -> bool:
    """Whether mail can be sent there: a program takes a dash for an option, few servers take more than ASCII."""
    return bool(_ADDRESS.fullmatch(words)) and words.isascii() and not words.startswith("-")


def place(value: object) -> str:
    """A private place as `host:port`, `network/len:port` or `[v6]:port`."""
    parsed_place(text(value))
    return text(value)


def site(value: object) -> str:
    """A site's name without scheme, port and path."""
    if not _SITE.fullmatch(text(value)):
        raise ValueError('needs the name of a site such as "example.org"')
    return text(value).lower()


def host(value: object) -> str:
    """A host's exact name, with its port where that is not the usual one; in the form in which articles keep it."""
    name = text(value).strip()
    scheme = "http" if name.endswith(":80") else "https"
    try:
        kept = host_of(f"{scheme}://{name}")
    except UsageError:
        kept = ""
    if not kept or not _HOST.fullmatch(name):
        raise ValueError('needs a host such as "www.example.org", without https:// and path')
    return kept


def pattern(value: object) -> str:
    """A pattern of addresses: letters as they stand in one, and `*` for any."""
    words = text(value).strip()
    if not words or any(letter.isspace() for letter in words) or len(words) > _LONGEST_WORDING or not words.strip("*"):
        raise ValueError('needs a piece of an address, "*" standing for any letters, such as "*/world/*"')
    return words


def wording(value: object) -> str:
    """Plain words of a notice: at least two letters or digits."""
    words = " ".join(text(value).split())
    if sum(map(str.isalnum, words)) < _LEAST_WORDING or len(words) > _LONGEST_WORDING:
        raise ValueError("needs words as they stand on a page, from 2 letters to 200")
    return words


def web_address(value: object) -> str:
    """An http or https address without a password in it."""
    words = text(value).strip()
    try:
        parts = urlsplit(words)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound or "@" in parts.netloc or " " in words:
        raise ValueError('needs an address such as "https://example.org/news", without a user name in it')
    return words


def web_address_or_nothing(value: object) -> str:
    """Nothing, or an http or https address without a password in it."""
    return web_address(value) if text(value).strip() else ""


def timezone(value: object) -> str:
    """Nothing, or an IANA time zone that this machine knows."""
    name = text(value)
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):
        raise ValueError('needs an IANA time zone such as "Europe/Paris" (and the time zone data installed)') from None


def time_of_day(value: object) -> time:
    """A time of the day such as `07:30`; `24:00` is midnight."""
    found = _TIME.fullmatch(text(value).strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 1)
    if hour * 60 + minute > 24 * 60:
        raise ValueError('needs a time of the day such as "07:30"')
    return time(hour % 24, minute)


def optional_time(value: object) -> time | None:
    """A time of the day, or nothing."""
    return time_of_day(value) if text(value).strip() else None


def quiet_hours(value: object) -> QuietHours | None:
    """Two times of the day such as `22:00-07:00`, or nothing."""
    words = text(value).strip()
    if not words:
        return None
    begins, _, ends = words.replace("–", "-").partition("-")
    try:
        found = QuietHours(begins=time_of_day(begins), ends=time_of_day(ends))
    except ValueError:
        found = None
    if found is None or found.begins == found.ends:
        raise ValueError('needs two times of the day such as "22:00-07:00"')
    return found


def channel_name(value: object) -> str:
    """A short name of ours for a channel: letters, digits, dots and dashes."""
    if not _NAME.fullmatch(text(value)):
        raise ValueError('needs a short name of letters, digits, dots and dashes, such as "newsroom-chat"')
    return text(value)


def keyword(value: object) -> str:
    """A word or a few that are looked for in a text."""
    words = " ".join(text(value).split())
    if not any(map(str.isalnum, words)) or len(words) > _LONGEST_WORDING:
        raise ValueError("needs a word, or a few, as they stand in a text")
    return words
