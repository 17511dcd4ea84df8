"""Our own words put together in one language: phrases, counts, times and spans of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import reduce

from tracker.view.alert_words import ALERT_WORDS, PLURALS
from tracker.view.zoned_times import shifted

ENGLISH = "en"
# Shorter brackets are told to the second: minutes would be too coarse.
_FINE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words of one language, and the zone in which they tell times; English where the language has no words."""

    zone: tzinfo
    language: str = ENGLISH

    @property
    def tag(self) -> str:
        """The language in which they really are, as a tag for HTML."""
        return self.language if self.language in ALERT_WORDS else ENGLISH

    def say(self, key: str, **values: object) -> str:
        """Give a phrase with its values filled in; braces in a value stay what they are.

        Raises:
            KeyError: no phrase has this key, or a value is missing.
        """
        words = ALERT_WORDS[self.tag][key]
        return (words if isinstance(words, str) else words[0]).format(**values)

    def count(self, key: str, count: int, **values: object) -> str:
        """Give the form of a phrase that fits the count."""
        forms = ALERT_WORDS[self.tag][key]
        chosen = forms if isinstance(forms, str) else forms[PLURALS[self.tag](count)]
        return chosen.format(count=f"{count:,}", **values)

    def listed(self, parts: Iterable[str]) -> str:
        """Give several phrases as one."""
        return reduce(lambda first, second: self.say("list.and", first=first, second=second), parts)

    def duration(self, span: timedelta) -> str:
        """Say a span of time: `45 seconds`, `12 minutes`, `2 hours 5 minutes`, `3 days 4 hours`."""
        seconds = max(round(span.total_seconds()), 0)
        minutes, hours = round(seconds / 60), round(seconds / 3600)
        if seconds < 60:
            return self.count("duration.seconds", seconds)
        if minutes < 60:
            return self.count("duration.minutes", minutes)
        if minutes < 24 * 60:
            return self._pair("hours", "minutes", *divmod(minutes, 60))
        return self._pair("days", "hours", *divmod(hours, 24))

    def date_words(self, local: datetime) -> str:
        """Say the day of a time as it stands: `22 November 2026`."""
        return self.say("time.date", day=local.day, month=self._month(local), year=local.year)

    def day(self, moment: datetime) -> str:
        """Say the day of a time in the reader's zone without its year: `22 November`."""
        local = shifted(moment, self.zone)
        return self.say("time.day", day=local.day, month=self._month(local))

    def local(self, moment: datetime, day: date) -> str:
        """Say a time in the reader's zone, with its date where that is another one."""
        local = shifted(moment, self.zone)
        time = f"{local:%H:%M} {_zone_name(local)}"
        return time if local.date() == day else self.say("time.on", date=self.date_words(local), time=time)

    def moment(self, moment: datetime, day: date) -> str:
        """Say a time in the reader's zone, and in UTC where that differs."""
        words = self.local(moment, day)
        apart = shifted(moment, self.zone).utcoffset()
        return self.say("time.utc", words=words, utc=f"{moment:%H:%M}") if apart else words

    def dated(self, moment: datetime) -> str:
        """Say a time with its date in the reader's zone, and in UTC where that differs."""
        local = shifted(moment, self.zone)
        return self.say("time.on", date=self.date_words(local), time=self.moment(moment, local.date()))

    def bracket(self, begin: datetime, end: datetime) -> str:
        """Say between which two times it was, what they share once; with seconds where minutes are too coarse."""
        first, last = shifted(begin, self.zone), shifted(end, self.zone)
        form = _form(begin, end)
        values = {"begin": f"{first:{form}}", "end": f"{last:{form}}", "zone": _zone_name(last)}
        if first.date() == last.date():
            words = self.say("time.between", date=self.date_words(last), **values)
        else:
            words = self.say(
                "time.over_days", begin_date=self.date_words(first), end_date=self.date_words(last), **values
            )
        if not last.utcoffset():
            return words
        return self.say("time.between_utc", words=words, begin=f"{begin:{form}}", end=f"{end:{form}}")

    def clock_bracket(self, begin: datetime, end: datetime) -> str:
        """Say between which two times it was, in few words: the days alone where they are not the same."""
        form = _form(begin, end)
        day = shifted(end, self.zone).date()
        last = f"{shifted(end, self.zone):{form}} {_zone_name(shifted(end, self.zone))}"
        first = shifted(begin, self.zone)
        start = f"{first:{form}}" if first.date() == day else self.local(begin, day)
        return self.say("digest.when", begin=start, end=last)

    def day_of(self, moment: datetime) -> date:
        """Give the reader's day of a time."""
        return shifted(moment, self.zone).date()

    def _month(self, local: datetime) -> str:
        return self.say("months").split()[local.month - 1]

    def _pair(self, large: str, small: str, whole: int, rest: int) -> str:
        first = self.count(f"duration.{large}", whole)
        if not rest:
            return first
        return self.say("list.pair", first=first, second=self.count(f"duration.{small}", rest))


def _form(begin: datetime, end: datetime) -> str:
    return "%H:%M:%S" if end - begin < _FINE else "%H:%M"


def _zone_name(local: datetime) -> str:
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local:%z}"
