"""What a reading means beside the newest version: both read by the same walker, the host's other articles asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.core.detect import (
    STANDS_FOR_GOOD,
    Pages,
    detect,
    is_another_story,
    is_mostly_there,
    is_widened,
    line_keys,
    moved_lines,
    shared_lines,
    still_there,
    with_doubted,
    with_site_lines,
)
from tracker.errors import ReadingError
from tracker.jobs.looking import Sight
from tracker.jobs.world import World
from tracker.model import (
    Change,
    ChangeKind,
    Claim,
    Collapse,
    Doubt,
    Flip,
    Hold,
    PageState,
    SeenLine,
    Story,
    Surroundings,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A reading, judged.

    Attributes:
        story: what was read; where a new layout brought lines that are not news, these are marked as the site's.
        before: what it was compared with.
        reread: the newest version as today's walker reads its page; None where nothing had to be read again.
        lines: that came, went or moved, whatever the verdict.
        elsewhere: lines in doubt on other articles, which this page shows outside of its story.
        site_lines: keys of those that the host's other articles show to be the site's.
        lacking: how many of the host's other articles should be looked at before the verdict can be sure.
        widened: a live blog shows all that it showed and older entries too: no news, but what later looks compare with.
    """

    verdict: Verdict = None
    story: Story | None = None
    before: Story | None = None
    reread: Story | None = None
    lines: tuple[SeenLine, ...] = ()
    elsewhere: tuple[SeenLine, ...] = ()
    site_lines: frozenset[str] = frozenset()
    lacking: int = 0
    widened: bool = False

    @property
    def relaid(self) -> bool:
        """Whether the text had to be found anew on the page, and was."""
        return self.reread is not None

    @property
    def reason(self) -> str:
        """Say in words what came of it; empty where nothing differs at all."""
        if isinstance(self.verdict, (Change, Hold, Flip)):
            return self.verdict.reason
        if self.verdict is None and self.relaid:
            return "its place on the page was found anew, the text is the same"
        if self.widened:
            return "older entries came into sight"
        return "only lines of the site's own differ" if self.verdict is None and self.lines else ""


OTHERS_LOOKED_AT = 2
LED_ASTRAY = "its address leads elsewhere, where another text stands: {url}"


def judge(claim: Claim, sight: Sight, world: World) -> Judged:
    """Judge what a look has read; nothing to judge where it read nothing."""
    story, began = sight.story, claim.article.last_good or claim.article.added
    if story is None:
        return Judged()
    reread, pages = _read_anew(claim, sight, world)
    before = reread or claim.baseline or claim.latest
    if before == story and pages is None:  # Four of five looks: nothing needs to be compared line by line.
        return Judged(story=story, before=before, reread=reread, elsewhere=seen_elsewhere(sight))
    around = _surroundings(claim, sight, before, world) if before != story else Surroundings()
    verdict = detect(before, story, held=claim.held, now=sight.ended, since=began, around=around, pages=pages)
    if isinstance(verdict, Change) and _is_led_astray(claim, sight, before, story, world):
        verdict = Collapse(reason=LED_ASTRAY.format(url=sight.capture.url if sight.capture else ""))
    if isinstance(verdict, Change):
        story = with_doubted(before, story, claim.held)
    if pages is not None:
        return _relaid(verdict, replace(pages, after=story), around)
    return Judged(
        verdict=verdict,
        story=story,
        before=before,
        reread=reread,
        lines=moved_lines(before, story),
        elsewhere=seen_elsewhere(sight),
        site_lines=shared_lines(before, story, around, began=began, ended=sight.ended),
        lacking=_lacking(verdict, around),
        widened=verdict is None and is_widened(before, story),
    )


def found_whole(claim: Claim, sight: Sight, judged: Judged, world: World) -> Sight:
    """Look for a text that seems to have shrunk all over its page: a layout may close the known container early.

    Returns:
        The look as a first reading of the same bytes gives it, where that holds more of the known text; else as it was.
    """
    story, before, capture = judged.story, judged.before, sight.capture
    doubted = isinstance(judged.verdict, (Hold, Collapse)) and not judged.relaid
    if not doubted or story is None or before is None or capture is None or still_there(before, story) == 1:
        return sight
    try:
        reading = world.reader.read(capture, None, claim.article.kind, sight.ended, whole=True)
    except ReadingError:
        return sight
    if reading.state is not PageState.ARTICLE or reading.story is None:
        return sight
    if not is_mostly_there(before, reading.story) or still_there(before, reading.story) <= still_there(before, story):
        return sight
    return replace(sight, story=reading.story, memory=reading.memory, page_text=reading.page_text)


def seen_elsewhere(sight: Sight) -> tuple[SeenLine, ...]:
    """Give the lines in doubt on other articles that a page shows outside of its story: they are none of its matter."""
    return tuple(SeenLine(key=key, exact="", matter=0.0) for key in sorted(sight.found))


def _lacking(verdict: Verdict, around: Surroundings) -> int:
    wanted = min(OTHERS_LOOKED_AT, around.neighbours) - around.looked
    return max(wanted, 0) if isinstance(verdict, Hold) and verdict.doubt is Doubt.LINES else 0


def _is_led_astray(claim: Claim, sight: Sight, before: Story | None, story: Story, world: World) -> bool:
    """Whether a redirect leads to a page that has nothing of the article, and has not done so for a day."""
    capture = sight.capture
    if before is None or capture is None or not capture.redirects or not is_another_story(before, story):
        return False
    if claim.held is not None and sight.ended - claim.held.since >= STANDS_FOR_GOOD:
        return False
    known = world.watches.newest_page(claim.article.id)
    return known is not None and known.url != capture.url


def _relaid(verdict: Verdict, pages: Pages, around: Surroundings) -> Judged:
    return Judged(
        verdict=verdict,
        story=with_site_lines(pages.after, pages.old, pages.before),
        before=pages.before,
        reread=with_site_lines(_as_counted(verdict, pages), pages.new, pages.after),
        lines=moved_lines(pages.before, pages.after, pages=pages),
        lacking=_lacking(verdict, around),
    )


def _as_counted(verdict: Verdict, pages: Pages) -> Story:
    """Give the old story with the fields of the new one where the gate saw no edit of them, but another place."""
    before, after = pages.before, pages.after
    kinds = verdict.kinds if isinstance(verdict, Change) else frozenset()
    before = before if ChangeKind.HEADLINE in kinds else replace(before, headline=after.headline)
    before = before if ChangeKind.DEK in kinds else replace(before, dek=after.dek)
    return replace(before, byline=after.byline, photograph=after.photograph)


def _surroundings(claim: Claim, sight: Sight, before: Story | None, world: World) -> Surroundings:
    if not claim.article.versions:
        return Surroundings()
    held_since = claim.held.since if claim.held else None
    lines = line_keys(before, sight.story, claim.held.story if claim.held else None)
    return world.watches.surroundings(claim.article.id, sight.ended, held_since=held_since, lines=lines)


def _read_anew(claim: Claim, sight: Sight, world: World) -> tuple[Story | None, Pages | None]:
    """Read the newest version's page again where the text had to be found anew; nothing where it stood in its place.

    Returns:
        The newest version's story as today's reader reads it; and both pages where the page was laid out anew, not
        where only the reader learned better and finds the story in one place on both, nor where both read the same:
        pages whose elements go by other names at each request are found anew at each look.
    """
    story, memory = sight.story, sight.memory
    if story is None or memory is None or claim.memory is None or memory.finds_like(claim.memory):
        return None, None
    known = claim.baseline or claim.latest
    if known == story and claim.memory.walker == memory.walker:
        return known, None
    old = world.watches.newest_page(claim.article.id)
    if old is None:
        return None, None
    try:
        reading = world.reader.read(old, replace(memory, fingerprint=""), claim.article.kind, sight.ended, whole=True)
    except ReadingError:
        return None, None
    if reading.story is None or reading.memory is None:
        return None, None
    if claim.memory.walker != memory.walker and reading.memory.finds_like(memory):
        return reading.story, None
    return reading.story, Pages(old=reading.page_text, new=sight.page_text, before=reading.story, after=story)
