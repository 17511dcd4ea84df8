"""Says where alerts go, for `run`, `check` and `status`."""

from __future__ import annotations

from pathlib import Path

from tracker.edges.email import mailer
from tracker.model import Settings, Transport


def alerts_go(settings: Settings) -> str:
    """Say in one sentence where alerts go, and that nobody is mailed yet where that is so."""
    way = f"alerts go {mailer(settings.mail, Path(settings.data)).describe()}"
    count = len(settings.recipients)
    if settings.mail.transport is Transport.FOLDER:
        wanted = "mail.transport" if count else "mail.transport and a [[recipient]]"
        return f"{way}; for mail, name {wanted} in the configuration"
    if not count:
        return f"{way}; nobody is mailed yet: name a [[recipient]] in the configuration"
    return f"{way}, to {count} recipient{'s' * (count != 1)}"
