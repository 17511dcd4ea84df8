"""The page of an article's life: self-contained, without scripts, and bounded however long the life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from markupsafe import Markup

from tracker.model import Kept, Version
from tracker.view.language import direction, language_tag
from tracker.view.render import html_blocks
from tracker.view.restyling import Sheet, style_hash
from tracker.view.safe import one_line, safe
from tracker.view.templating import environment, web_address
from tracker.view.timeline.happenings import happening_rows
from tracker.view.timeline.words import NO_CHANGES, Life, Row, Step, version_row
from tracker.view.zoned_times import dated, utc_words

MOST_VERSIONS = 500
"""So many of the newest versions stand on a page; the first one always does."""
MOST_DIFFS_BYTES = 4_000_000
"""So many bytes may the diffs of one page take together."""

_MOST_DIFF_BYTES = 120_000
_MOST_HEADLINES = 40
_MOST_ANCHORS = 60
_SHARE = 8


def timeline_page(
    life: Life, steps: Iterable[Step], *, most_versions: int = MOST_VERSIONS, most_bytes: int = MOST_DIFFS_BYTES
) -> str:
    """Write the page: no script, no picture, nothing that is loaded, one style sheet that its policy names by hash.

    Diffs are bounded together: the newest are shown fullest, and what is left out is said in its place.

    Args:
        steps: the newest first; they are asked for one by one, and as far as they find room.
        most_versions: so many of the newest stand on the page; the first one always does.
        most_bytes: so many may all diffs take together.
    """
    sheet = Sheet()
    versions = list(_version_rows(life, islice(steps, most_versions), sheet, most_bytes))
    rows = sorted([*versions, *happening_rows(life)], key=lambda row: row.moment, reverse=True)
    style = f"{environment().get_template('page.css').render()}\n{sheet.rules()}\n"
    headlines = _headlines(life)
    return (
        environment()
        .get_template("timeline.html")
        .render(
            style=Markup(style),  # noqa: S704 - written by us
            style_hash=style_hash(style),
            title=one_line(life.versions[-1].headline or life.article.headline or life.article.host),
            language=language_tag(life.language),
            direction=direction(life.language),
            link=web_address(life.article.url),
            address=safe(life.article.url),
            host=safe(life.article.host),
            counted=_counted(life),
            headlines=headlines[:_MOST_HEADLINES],
            headlines_left_out=max(0, len(headlines) - _MOST_HEADLINES),
            numbers=_anchors(versions),
            rows=rows,
            article_id=life.article.id,
            record=safe(life.record),
            program=safe(life.program),
            chain_hash=life.versions[-1].chain_hash,
            newest=life.versions[-1].number,
            written=f"{dated(life.now, life.zone)}",
            written_utc=utc_words(life.now),
            language_of=language_tag,
        )
    )


def _version_rows(life: Life, steps: Iterable[Step], sheet: Sheet, room: int) -> Iterator[Row]:
    left, newest, last_shown = len(life.versions), True, 1
    for step in steps:
        limit = min(_MOST_DIFF_BYTES, max(room // max(left, 1), room // _SHARE))
        changes = _changes(step, limit)
        room, left = room - len(changes.encode("utf-8", "replace")), left - 1
        is_open, newest = newest and bool(changes), newest and not changes
        drawn = sheet.restyled(changes, direction=direction(step.language))
        yield version_row(step, beside=life.beside, zone=life.zone, changes=drawn, is_open=is_open)
        last_shown = step.after.number
    yield from _older(life, last_shown)


def _changes(step: Step, limit: int) -> Markup:
    """Give the diff of a step, as much of it as there is room for; empty where nothing is to be seen."""
    if step.diff is None or not step.diff.changed:
        return NO_CHANGES
    found = html_blocks(step.diff, context=1, most_bytes=limit, facts=step.facts)
    if len(found.encode("utf-8", "replace")) <= limit + 1_000:
        return found
    words = (
        f"Too long to be shown here: tracker diff {step.after.article_id} {step.after.number - 1} {step.after.number}"
    )
    return Markup("<p>{}</p>").format(words)


def _older(life: Life, last_shown: int) -> Iterator[Row]:
    """Say which versions are left out, and tell the first of all."""
    if last_shown > 2:
        count = last_shown - 2
        title = f"{count} version{'s' * (count > 1)} left out: 2 to {last_shown - 1}"
        when = f"all of them: tracker log {life.article.id}"
        moment = life.versions[last_shown - 2].first_seen
        yield Row(moment=moment, sign="…", kind="omitted", title=title, when=when, machine="")
    if last_shown > 1:
        first = Step(before=None, after=life.versions[0])
        yield version_row(first, beside=life.beside, zone=life.zone, changes=NO_CHANGES, is_open=False)


def _anchors(rows: Sequence[Row]) -> list[str]:
    """Give where the list of versions leads: the newest ones and the first, for each is a stop of the tab key."""
    found = [row.anchor for row in rows if row.anchor]
    return found if len(found) <= _MOST_ANCHORS else [*found[: _MOST_ANCHORS - 1], found[-1]]


def _headlines(life: Life) -> list[tuple[str, str, str]]:
    """Give each headline that stood, the newest first: its words, the version that brought it, and when."""
    found: list[tuple[str, str, str]] = []
    before = ""
    for version in life.versions:
        if version.headline and version.headline != before:
            found.append((one_line(version.headline), f"v{version.number}", dated(version.first_seen, life.zone)))
            before = version.headline
    return found[::-1]


def _counted(life: Life) -> list[str]:
    """Say in a few lines what is on the page, and what is not."""
    first, last = life.versions[0], life.versions[-1]
    count, looks = len(life.versions), sum(visit.looks for visit in life.visits)
    times = "once" if looks == 1 else f"{looks} times"
    return [
        f"{count} version{'s' * (count > 1)}, the first seen {dated(first.first_seen, life.zone)}",
        f"last seen {dated(last.last_seen, life.zone)}; looked at {times}",
        *_gone(life.versions),
    ]


def _gone(versions: Sequence[Version]) -> Iterator[str]:
    redacted = [version.number for version in versions if version.kept is Kept.REDACTED]
    pruned = [version.number for version in versions if version.kept is Kept.PRUNED]
    if redacted:
        yield f"redacted, and not shown: {_numbers(redacted)}"
    if pruned:
        yield f"of {_numbers(pruned)} the page’s bytes were pruned; text and hashes are kept"


def _numbers(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""
    return f"version{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers[:20]))}{more}"
