"""What is not to be kept: raw pages dropped by age, and words taken out for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path

from tracker.app.clearing import FILES, backups, exports, files_with, sent
from tracker.app.naming import the_article
from tracker.app.wiring import House
from tracker.edges.store.opening import archive_path
from tracker.edges.store.pruning import Age
from tracker.errors import OutputError, RedactedError, StoreError, StoreFullError, UsageError
from tracker.model import Article, DeliveryState, Kept, Story, Tombstone, Version
from tracker.model.durations import parsed_duration, written_duration
from tracker.view.records import JSON, article_json

NOT_WIPED = "a reader holds an older state of the record; a daemon wipes it within ten minutes, else the next verb does"

NO_ROOM = (
    "the words were taken out of the record, and its file is still to be written anew without them, for which no room "
    "is left: make room (up to its size twice over); a daemon finishes it within ten minutes, else the next verb does"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What a person asks to have taken out.

    Attributes:
        numbers: of versions; none means all.
        phrase: words to look for in what is left; empty: none.
        delete_backups: whether the copies in the data folder go too.
    """

    numbers: tuple[int, ...]
    reason: str
    phrase: str = ""
    delete_backups: bool = False


def age_of(older: str, keep: int | None, now: datetime) -> Age:
    """Give which raw pages are old, from a span such as `90d`.

    Raises:
        UsageError: it is no span of time, or reaches back before all time.
    """
    try:
        span = parsed_duration(older)
        return Age(before=now - span, reason=f"older than {written_duration(span)}", keep=keep)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--older {older!r}: {error}") from error


def prune(
    house: House, age: Age, words: Sequence[str], now: datetime, *, dry_run: bool, stop: Callable[[], bool]
) -> dict[str, JSON]:
    """Drop the raw pages that are old, some at a time, and give the room back; says what was freed.

    Args:
        words: which articles; none means all.
        stop: asked between two transactions; True ends it, and the next time it goes on from there.
    """
    articles = {the_article(house.record, one).id for one in words}
    found, path = house.store.prunable(age, articles), archive_path(Path(house.settings.data))
    before = path.stat().st_size
    done = [(one.pages, one.freed) for one in found] if dry_run else []
    for one in [] if dry_run else found:
        while not stop() and (some := house.store.prune_some(one.article_id, age, now)).pages:
            done.append((some.pages, some.freed))
    while done and not dry_run and not stop() and house.store.give_back():
        pass
    return {
        "articles": len(found),
        "pages": sum(pages for pages, _ in done),
        "freed": sum(freed for _, freed in done),
        "before": before,
        "after": path.stat().st_size,
        "dry_run": dry_run,
    }


def prune_daily(house: House, now: datetime, *, stop: Callable[[], bool]) -> int:
    """Prune as the settings say, where they do; gives how many pages were dropped."""
    span = house.settings.retention.keep_raw
    if span is None:
        return 0
    age = Age(before=now - span, reason=f"older than {written_duration(span)}, by retention.keep_raw")
    pages = prune(house, age, (), now, dry_run=False, stop=stop)["pages"]
    return pages if isinstance(pages, int) else 0


def redact(
    house: House, words: str, asked: Redaction, now: datetime, *, owed: Sequence[Tombstone] = ()
) -> dict[str, JSON]:
    """Take words out of the record, and wipe them from its file and folder; says what it could not reach.

    What is asked for a second time while the first is not wiped yet is finished.

    Args:
        owed: redactions that were unfinished until this process began.

    Raises:
        NotFoundError, RedactedError, UsageError: nothing was changed.
        StoreError: nothing was changed.
    """
    article = the_article(house.record, words)
    if not asked.reason.strip():
        raise UsageError("a redaction needs a reason: it stays in the record in place of the words")
    if asked.phrase and asked.phrase.casefold() in asked.reason.casefold():
        raise UsageError("the reason holds the very words that are to go, and it stays: give another")
    waiting = _pending(house, article)
    redacted, again = _taken_out(house, article, asked, now, owed)
    written = [one for one in house.record.tombstones(article.id) if one.what is Kept.REDACTED and one.written == now]
    unwiped, cleared = finish(house)
    data = Path(house.settings.data)
    copies = backups(data)
    for copy in copies if asked.delete_backups else ():
        copy.unlink(missing_ok=True)
    return {
        **article_json(house.store.article(article.id)),
        "redacted": [*redacted],
        "reason": asked.reason,
        "withdrawn": waiting - _pending(house, article),
        # What of it lay in our own folder was erased before, by whoever tells of it now.
        "sent": 0 if again else max((sent(house, stone) for stone in written), default=0),
        "mails": cleared,
        "finished": [one.number or None for one in again] if not unwiped else [],
        "wiped": not unwiped,
        "unwiped": unwiped,
        "backups": _named(data, copies),
        "deleted": _named(data, copies) if asked.delete_backups else [],
        "exports": _named(data, exports(data)),
        **_left(house, article, asked.phrase),
    }


def _taken_out(
    house: House, article: Article, asked: Redaction, now: datetime, owed: Sequence[Tombstone]
) -> tuple[Sequence[int], list[Tombstone]]:
    """Give the versions whose words went, or else the redactions of before that are to be finished."""
    unfinished = (*owed, *house.store.unfinished_redactions())
    try:
        return house.store.redact(article.id, asked.numbers, reason=asked.reason, now=now), []
    except RedactedError:
        again = [one for one in dict.fromkeys(unfinished) if one.article_id == article.id and _is_meant(one, asked)]
        done = [one for one in house.record.tombstones(article.id) if one.what is Kept.REDACTED]
        if not again or not all(any(one.covers(number) for one in done) for number in asked.numbers):
            raise
        return (), again


def _is_meant(stone: Tombstone, asked: Redaction) -> bool:
    return not asked.numbers or any(stone.covers(number) for number in asked.numbers)


def _named(data: Path, files: Sequence[Path]) -> list[JSON]:
    return [str(path.relative_to(data)) for path in files]


def finish(house: House) -> tuple[str, int]:
    """Finish redactions, those too that were killed in the middle: clear files, and wipe the record's.

    Returns:
        Why it is not done yet, empty where it is, and how many files went.
    """
    stones = house.store.unfinished_redactions()
    if not stones:
        return "", 0
    cleared, left = _clear_files(house, stones)
    return _wiped(house, cleared=not left) or left, cleared


def _clear_files(house: House, stones: Sequence[Tombstone]) -> tuple[int, str]:
    """Clear the files of redactions; gives how many went, and why not all of them did."""
    cleared = 0
    try:
        for clear, stone in product(FILES, stones):
            cleared += clear(house, stone)
    except (StoreError, OutputError, OSError) as error:
        return cleared, str(error)
    return cleared, ""


def _wiped(house: House, *, cleared: bool) -> str:
    """Wipe the record's file; gives why it is not done yet, empty where it is."""
    try:
        return "" if house.store.finish_redactions(cleared=cleared) else NOT_WIPED
    except StoreFullError:
        return NO_ROOM
    except StoreError as error:
        return str(error)


def _pending(house: House, article: Article) -> int:
    return sum(one.state is DeliveryState.PENDING for one in house.record.deliveries(article.id))


def _left(house: House, article: Article, phrase: str) -> dict[str, JSON]:
    """Say which versions of an article, and which files, hold a phrase yet."""
    if not phrase.strip():
        return {"versions": [], "files": []}
    data = Path(house.settings.data)
    numbers = [one.number for one in house.record.versions(article.id) if _says(house, one, phrase.casefold())]
    return {"versions": [*numbers], "files": [str(path.relative_to(data)) for path in files_with(data, phrase)]}


def _says(house: House, version: Version, phrase: str) -> bool:
    if version.kept is Kept.REDACTED:
        return False
    key = version.article_id, version.number
    # As it was read then, and as today's reader read the same page where that was kept too.
    texts = [text for ask in (house.record.story, house.record.story_before) for text in _texts(ask(*key))]
    if version.kept is Kept.WHOLE:
        texts.append(house.record.body(*key).decode("utf-8", "replace"))
    return any(phrase in text.casefold() for text in texts)


def _texts(story: Story) -> list[str]:
    return [story.headline, story.dek, story.byline, story.text, *(note.text for note in story.notes)]
