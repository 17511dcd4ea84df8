"""A page that kills its reader: three times in a row, and it is put in quarantine."""

from __future__ import annotations

from dataclasses import replace

from tracker.jobs.looking import Sight
from tracker.model import Claim, PageState

STRIKES = 3


def struck(sight: Sight, claim: Claim) -> Sight:
    """Give a look as it counts: one whose page has killed its reader three times in a row is a quarantine."""
    if not sight.killed or claim.strikes + 1 < STRIKES:
        return sight
    reason = f"{sight.reason}; at least {STRIKES} times in a row, so its bytes are kept and it is tried once a day"
    return replace(sight, state=PageState.QUARANTINED, reason=reason)


def strikes_after(claim: Claim, sight: Sight) -> int:
    """Count the looks in a row that killed their reader; a look that had nothing to read changes nothing."""
    if sight.killed:
        return claim.strikes + 1
    read = sight.good or (sight.capture is not None and sight.capture.body is not None and sight.capture.status < 300)
    return 0 if read else claim.strikes
