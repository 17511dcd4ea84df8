"""Who is told of an article's changes."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Owed, Recipient, Settings, Transport

LOCAL_READER = "reader@localhost"
"""Stands for whoever opens the Maildir, while nobody is named in the configuration."""


def everyone(settings: Settings) -> tuple[Recipient, ...]:
    """Give the recipients of the settings; with a Maildir and nobody named, whoever reads it."""
    if settings.recipients or settings.mail.transport is not Transport.FOLDER:
        return settings.recipients
    return (Recipient(address=LOCAL_READER),)


def owed_to(host: str, tags: Iterable[str], settings: Settings) -> tuple[Owed, ...]:
    """Give what a change of an article on `host` owes, one a recipient whose rule it matches."""
    name, known = host.partition(":")[0], frozenset(tags)
    return tuple(
        Owed(recipient=recipient.address)
        for recipient in everyone(settings)
        if _wants_site(recipient, name) and (not recipient.tags or known.intersection(recipient.tags))
    )


def _wants_site(recipient: Recipient, name: str) -> bool:
    return not recipient.sites or any(name == site or name.endswith(f".{site}") for site in recipient.sites)
