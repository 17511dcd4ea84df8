"""What a live blog does not show is out of sight; it is deleted only where its neighbours are still shown."""

from __future__ import annotations

from tracker.model import Story


def hidden_entries(before: Story, after: Story) -> frozenset[str]:
    """Give the ids of entries that went out of sight: no entry before, or none behind them, is still shown.

    Entries slide off the page's end, or onto another page; a false "deleted" is the most damaging claim there is.
    """
    shown = {entry.id for entry in after.entries} | {block.entry for block in after.blocks}
    order = [entry.id for entry in before.entries]
    still = [place for place, name in enumerate(order) if name in shown]
    if not still:
        return frozenset(order)
    return frozenset(name for place, name in enumerate(order) if name not in shown and not still[0] < place < still[-1])
