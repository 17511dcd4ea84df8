"""Column types that keep the model's promises: aware UTC times as microseconds, and text any database takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import BigInteger, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TEXTS = frozenset((str, type(None)))
MICROSECOND = timedelta(microseconds=1)

Identity = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """A time as whole microseconds since 1970, so that it compares and indexes as a number in every database."""

    impl = BigInteger
    cache_ok = True

    # A list reads hundreds of thousands of times: the plain functions spare the layers that TypeDecorator puts around.

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what turns a time into the number it is stored as."""
        return _number

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what turns a number into the time it stands for."""
        return _moment


def _number(value: datetime | None) -> int | None:
    return None if value is None else (value - EPOCH) // MICROSECOND


def _moment(value: int | None) -> datetime | None:
    # Quicker than `fromtimestamp`, and exact in every century.
    return None if value is None else EPOCH + value * MICROSECOND


def written(moment: datetime) -> str:
    """Give a UTC time as `isoformat` does, in less than half the time: most of a look's row are such."""
    if moment.tzinfo is not UTC:
        return moment.isoformat()
    since = moment - EPOCH
    minute, second = divmod(since.seconds, 60)
    broken = since.microseconds
    # Looked up, not formatted: to pad a number with zeros costs as much as all the rest.
    clock = f"{_day(since.days)}T{_MINUTES[minute]}:{_SECONDS[second]}"
    return f"{clock}.{str(broken).zfill(6)}+00:00" if broken else f"{clock}+00:00"


_SECONDS = [f"{second:02d}" for second in range(60)]
_MINUTES = [f"{hour}:{minute}" for hour in _SECONDS[:24] for minute in _SECONDS]


@lru_cache(maxsize=1024)
def _day(number: int) -> str:
    return (EPOCH + timedelta(days=number)).date().isoformat()


class Words(TypeDecorator[str]):
    """Text that may come from a hostile page: lone surrogates and NUL become U+FFFD, which every database takes."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what turns text into such as can be stored."""
        return _stored

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what refuses anything but text: one flipped bit in a row's head makes bytes of it for SQLite."""
        return read_text


class Label(TypeDecorator[str]):
    """A short text of our own making, such as a hash: nothing else is read back as one."""

    impl = String
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what refuses anything but text."""
        return read_text


def _stored(value: str | None) -> str | None:
    # Nearly all that is stored is plain: it is not handed on.
    return value if value is None or (value.isascii() and "\0" not in value) else storable(value)


def read_text(value: str | None) -> str | None:
    """Give a text as it was stored.

    Raises:
        ValueError: it is none.
    """
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{type(value).__name__} stands where text should")


def read_texts(values: Sequence[str | None]) -> Sequence[str | None]:
    """Give a whole column of texts, as `read_text` each of them, at a tenth of the price."""
    return values if _TEXTS.issuperset(map(type, values)) else [read_text(value) for value in values]


def storable(text: str) -> str:
    """Give text without what databases refuse."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")


def folded(text: str) -> str:
    """Give text as it is searched: case folded."""
    return storable(text).casefold()
