"""Links of a block that stayed: those that lead elsewhere than before, came or went."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.model import Block

if TYPE_CHECKING:
    from tracker.model import Link, LinkChange

    Links = tuple[Link, ...]


def links_of(blocks: Iterable[Block]) -> Links:
    """All links of some blocks, in reading order."""
    return tuple(link for block in blocks for link in block.links)


def link_changes(before: Links, after: Links) -> tuple[LinkChange, ...]:
    """Compare links by their words and by where they lead; their order and what only tracks does not count.

    A link whose words were edited still leads where it led: the words are told by the spans of the text.
    """
    if before == after:
        return ()
    # Made when first needed, as are the patterns of addresses: most diffs meet no link that changed.
    from tracker.model import LinkChange

    old, new = _without(before, after), _without(after, before)
    pairs = _by_words(old, new)
    led, leads = set(map(_target, before)), set(map(_target, after))
    paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
    turned = [LinkChange(text=new[j].text, before=old[i].url, after=new[j].url) for i, j in pairs]
    gone = [link for i, link in enumerate(old) if i not in paired_old and _target(link) not in leads]
    come = [link for j, link in enumerate(new) if j not in paired_new and _target(link) not in led]
    return (
        *turned,
        *(LinkChange(text=link.text, before=link.url, after="") for link in gone),
        *(LinkChange(text=link.text, before="", after=link.url) for link in come),
    )


def _key(link: Link) -> tuple[str, str]:
    return _words(link), _target(link)


def _words(link: Link) -> str:
    return " ".join(link.text.split())


def _target(link: Link) -> str:
    from tracker.core.text.addresses import target

    return target(link.url)


def _without(links: Links, others: Links) -> Links:
    """The links that have no like among the others, each of which stands for one."""
    left = Counter(map(_key, others))
    found: list[Link] = []
    for link in links:
        if left[_key(link)]:
            left[_key(link)] -= 1
        else:
            found.append(link)
    return tuple(found)


def _by_words(old: Links, new: Links) -> list[tuple[int, int]]:
    """The places of links with the same words on both sides, first to first."""
    waiting: dict[str, deque[int]] = {}
    for i, link in enumerate(old):
        waiting.setdefault(_words(link), deque()).append(i)
    found: list[tuple[int, int]] = []
    for j, link in enumerate(new):
        places = waiting.get(_words(link))
        if places:
            found.append((places.popleft(), j))
    return found
