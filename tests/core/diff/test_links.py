"""Links of a block that stayed: told where they lead elsewhere, came or went, and never for what only tracks."""

from __future__ import annotations

import pytest

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.core.diff.links import link_changes
from tracker.model import Block, BlockChange, BlockKind, Link, LinkChange, Op, Story

TEXT = "The ministry published its report on the flood in the lower town."
REPORT = "https://example.org/report"


def one(*links: tuple[str, str], text: str = TEXT) -> Story:
    """A story of one paragraph with links."""
    made = tuple(Link(text=words, url=url) for words, url in links)
    return Story(headline="A headline", blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, links=made),))


def test_a_block_whose_link_alone_leads_elsewhere_is_edited_and_its_text_kept() -> None:
    found = diff(one(("its report", REPORT)), one(("its report", "https://example.org/summary")))
    (block,) = found.blocks
    assert found.changed
    assert (block.change, [(span.op, span.text) for span in block.spans]) == (BlockChange.EDITED, [(Op.EQUAL, TEXT)])
    assert block.links == (LinkChange(text="its report", before=REPORT, after="https://example.org/summary"),)


@pytest.mark.parametrize(
    "url",
    [
        f"{REPORT}?utm_source=home&utm_campaign=x",
        f"{REPORT}?session=81&ref=top",
        f"{REPORT}/",
        "http://www.example.org/report#top",
        "HTTPS://EXAMPLE.org:443/report;jsessionid=8F",
    ],
)
def test_a_link_that_only_rotates_its_tracking_is_the_same_link(url: str) -> None:
    found = diff(one(("its report", REPORT)), one(("its report", url)))
    assert not found.changed
    assert found.blocks[0].links == ()


def test_order_does_not_count() -> None:
    links = (("ministry", "https://example.org/m"), ("report", REPORT), ("report", "https://example.org/r2"))
    assert not diff(one(*links), one(*reversed(links))).changed


def test_a_link_that_came_or_went_is_told_with_its_words() -> None:
    report = Link(text="report", url=REPORT)
    assert link_changes((), (report,)) == (LinkChange(text="report", before="", after=REPORT),)
    assert link_changes((report,), ()) == (LinkChange(text="report", before=REPORT, after=""),)


def test_two_links_that_changed_places_both_lead_elsewhere() -> None:
    here, there = "https://example.org/1", "https://example.org/2"
    before = Link(text="one", url=here), Link(text="two", url=there)
    after = Link(text="one", url=there), Link(text="two", url=here)
    assert link_changes(before, after) == (
        LinkChange(text="one", before=here, after=there),
        LinkChange(text="two", before=there, after=here),
    )


def test_a_link_whose_words_were_edited_still_leads_where_it_led() -> None:
    edited = TEXT.replace("its report", "its first report")
    (block,) = diff(one(("its report", REPORT)), one(("its first report", REPORT), text=edited)).blocks
    assert block.change is BlockChange.EDITED
    assert block.links == ()


def test_a_block_that_moved_tells_its_links_where_it_stands_now() -> None:
    others = story("A ferry ran aground near the cape at noon.", "Schools stay closed until Monday.").blocks
    before, after = one(("its report", REPORT)).blocks, one(("its report", "https://example.org/new")).blocks
    found = diff(
        Story(headline="A headline", blocks=(*before, *others)), Story(headline="A headline", blocks=(*others, *after))
    )
    assert [(block.change, len(block.links)) for block in found.blocks if block.move is not None] == [
        (BlockChange.MOVED_AWAY, 0),
        (BlockChange.MOVED_HERE, 1),
    ]


def test_a_block_that_is_new_has_no_links_to_tell_of() -> None:
    found = diff(story(), one(("its report", REPORT)))
    assert [(block.change, block.links) for block in found.blocks] == [(BlockChange.ADDED, ())]
