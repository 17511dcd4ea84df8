"""What libraries raise, told in our words."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import requests
import urllib3.exceptions

from tracker.edges.fetch.deadline import Deadline
from tracker.errors import FetchError, ProtocolError, TooLargeError, UnreachableError

_LIBRARY_ERRORS = (
    OSError,
    ValueError,
    http.client.HTTPException,
    urllib3.exceptions.HTTPError,
    requests.RequestException,
)

# The first that fits; a kind stands before its own kind's kind.
_WORDS: tuple[tuple[type[BaseException], type[FetchError], str], ...] = (
    (ssl.SSLCertVerificationError, UnreachableError, "has no valid certificate: {reason}; nothing was asked of it"),
    (ssl.SSLError, UnreachableError, "does not agree to a TLS connection ({reason}); is it an https port?"),
    (http.client.RemoteDisconnected, ProtocolError, "closed the connection without an answer; it is asked again later"),
    (ConnectionError, ProtocolError, "closed the connection before its answer was whole; it is asked again later"),
    (http.client.LineTooLong, TooLargeError, "sends a header line without end; nothing was kept"),
    (http.client.IncompleteRead, ProtocolError, "stopped in the middle of its answer; it is asked again later"),
    (http.client.BadStatusLine, ProtocolError, "does not answer in HTTP; is the port right?"),
    (OSError, UnreachableError, "cannot be asked: {reason}; are you online?"),
)


@contextmanager
def told(place: str, *, deadline: Deadline) -> Iterator[None]:
    """Turn whatever goes wrong in a `with` block into one of our errors.

    Raises:
        DeadlineError: the time was up, whatever it looked like.
        FetchError: by its kind.
    """
    try:
        yield
    except FetchError as error:
        if deadline.passed:
            raise deadline.error() from error
        raise
    except _LIBRARY_ERRORS as error:
        if deadline.passed:
            raise deadline.error() from error
        raise _in_our_words(_innermost(error), place, deadline) from error
    if deadline.passed:
        raise deadline.error()


def _innermost(error: BaseException) -> BaseException:
    while isinstance(error, urllib3.exceptions.HTTPError) and error.args and isinstance(error.args[-1], Exception):
        error = error.args[-1]
    return error


def _in_our_words(error: BaseException, place: str, deadline: Deadline) -> FetchError:
    if isinstance(error, TimeoutError):
        return deadline.error()
    for kind, ours, words in _WORDS:
        if isinstance(error, kind):
            return ours(f"{place} {words}".format(reason=_reason(error)))
    return ProtocolError(f"{place} does not send sound HTTP ({_reason(error)}); nothing was kept")


def _reason(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message.rstrip(".")
    if isinstance(error, ssl.SSLError):
        return error.reason or str(error)
    return str(getattr(error, "strerror", None) or error).lower()
