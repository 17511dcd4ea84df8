"""Everything that may go wrong, as one tree.

    TrackerError
    ├── UsageError              asked for something that cannot be (exit 2)
    │   └── ConfigurationError  the settings cannot be used; every mistake is in `.mistakes`
    ├── NotFoundError           no such article, version or file
    │   └── RedactedError       it was taken out of the record on purpose
    ├── AbandonedError          work was left half done, since nobody waited for it any more
    ├── AlreadyWatchedError     the address is under watch already
    ├── NotAnArticleError       the page was seen, but holds no article that could be watched
    ├── NamedElsewhereError     a page names another address of its site as its own
    ├── FetchError              no answer came that could be kept as evidence
    │   ├── AddressRefusedError the address is not http(s), or lies outside the public Internet
    │   ├── UnreachableError    no connection, no name, no handshake
    │   ├── DeadlineError       the answer took longer than it may
    │   ├── TooLargeError       the answer, or its headers, are larger than they may be
    │   ├── ProtocolError       what came was not sound HTTP, or in an encoding nobody asked for
    │   │   └── RedirectsError  one redirect led to another without end
    │   ├── RedirectForbiddenError  the robots.txt of where a page leads forbids that
    │   ├── HostBusyError       a page leads to a host that may not be asked now
    │   └── SubscriptionError   what proves a subscription cannot be read or used: nothing was asked
    ├── ReadingError            a page could not be read: nothing is known of its text
    │   ├── ReaderNotStartedError  this machine could start no reader
    │   └── ReaderKilledError   it killed its reader, hung it, or took more memory than a reader may have
    ├── StoreError              the record cannot be read or written
    │   ├── StoreBusyError      another daemon holds the store (exit 75)
    │   ├── StoreNewerError     the record was written by a newer tracker
    │   ├── StoreOlderError     the record was written by an older tracker, and was not brought up to date yet
    │   ├── StoreDamagedError   the record does not read back as it was written
    │   └── StoreUnwritableError  no room, no right, or no such folder
    │       └── StoreFullError    no room
    ├── DeliveryError           a message could not be handed over
    │   ├── TemporaryDeliveryError  worth another try
    │   └── PermanentDeliveryError  the server said never
    ├── TimestampError          nobody signed when the record stood as it does, or the signature does not hold
    ├── ReadMarksError          what the user has read cannot be looked up or noted
    ├── OutputError             what was asked for cannot be written out
    └── ControlError            the running daemon did not answer a request
        └── NoDaemonError       no daemon listens

A message says what, where, and the cure. `cli` prints it and leaves with `exit_code`.
"""

from __future__ import annotations

from datetime import timedelta


class TrackerError(Exception):
    """The root: whatever the tracker can explain."""

    exit_code = 1


class UsageError(TrackerError):
    """Asked for something that cannot be."""

    exit_code = 2


class ConfigurationError(UsageError):
    """The settings cannot be used; all mistakes are told at once.

    Args:
        where: the file, or what stands in its place.
        mistakes: one sentence each, beginning with the dotted path of the key.
    """

    def __init__(self, where: str, mistakes: tuple[str, ...]) -> None:
        self.where = where
        self.mistakes = mistakes
        super().__init__(
            "\n".join(
                [
                    f"{where}: {len(mistakes)} mistake{'s' * (len(mistakes) != 1)}",
                    *(f"  {mistake}" for mistake in mistakes),
                ]
            )
        )


class NotFoundError(TrackerError):
    """No such article, version or file."""


class RedactedError(NotFoundError):
    """It was taken out of the record on purpose."""


class AbandonedError(TrackerError):
    """Work was left half done, since nobody waited for it any more."""


class AlreadyWatchedError(TrackerError):
    """The address is under watch already."""


class NotAnArticleError(TrackerError):
    """The page was seen, but holds no article that could be watched."""


class FetchError(TrackerError):
    """No answer came that could be kept as evidence."""


class AddressRefusedError(FetchError):
    """The address is not http(s), or lies outside the public Internet."""


class UnreachableError(FetchError):
    """No connection, no name, no handshake."""


class DeadlineError(FetchError):
    """The answer took longer than it may."""


class TooLargeError(FetchError):
    """The answer, or its headers, are larger than they may be."""


class ProtocolError(FetchError):
    """What came was not sound HTTP, or in an encoding nobody asked for."""


class RedirectsError(ProtocolError):
    """One redirect led to another without end."""


class SubscriptionError(FetchError):
    """What proves a subscription cannot be read or used; the message never holds what was read."""


class RedirectForbiddenError(FetchError):
    """A page leads to an address that the robots.txt of that address's host forbids."""


class HostBusyError(FetchError):
    """A page leads to a host that may not be asked now.

    Attributes:
        host: its name.
    """

    def __init__(self, message: str, *, host: str = "") -> None:
        super().__init__(message)
        self.host = host


class NamedElsewhereError(TrackerError):
    """A page names another address of its site as its own.

    Attributes:
        address: that one, in its canonical form.
    """

    def __init__(self, message: str, *, address: str = "") -> None:
        super().__init__(message)
        self.address = address


class ReadingError(TrackerError):
    """A page could not be read: nothing is known of its text."""


class ReaderNotStartedError(ReadingError):
    """No process could be started to read a page in: that is this machine's fault, not the page's."""


class ReaderKilledError(ReadingError):
    """A page killed its reader, hung it, or took more memory than a reader may have."""


class StoreError(TrackerError):
    """The record cannot be read or written."""


class StoreBusyError(StoreError):
    """Another daemon holds the store."""

    exit_code = 75


class StoreNewerError(StoreError):
    """The record was written by a newer tracker."""


class StoreOlderError(StoreError):
    """The record was written by an older tracker, and was not brought up to date yet."""


class StoreDamagedError(StoreError):
    """The record does not read back as it was written."""


class StoreUnwritableError(StoreError):
    """No room, no right, or no such folder."""


class StoreFullError(StoreUnwritableError):
    """No room."""


class DeliveryError(TrackerError):
    """A message could not be handed over."""


class TemporaryDeliveryError(DeliveryError):
    """Worth another try.

    Args:
        wait: for how long the other side asked not to be tried again; None: it did not say.
    """

    def __init__(self, words: str, *, wait: timedelta | None = None) -> None:
        super().__init__(words)
        self.wait = wait


class PermanentDeliveryError(DeliveryError):
    """The server said never."""


class TimestampError(TrackerError):
    """Nobody signed when the record stood as it does, or the signature does not hold."""


class ReadMarksError(TrackerError):
    """What the user has read cannot be looked up or noted."""


class OutputError(TrackerError):
    """What was asked for cannot be written out."""


class ControlError(TrackerError):
    """The running daemon did not answer a request."""


class NoDaemonError(ControlError):
    """No daemon listens."""
