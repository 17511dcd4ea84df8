"""Alerts to chat and push services by apprise, an extra: some 170 services, each named by an address that is a secret.

Apprise opens its own connections, outside the gate: its addresses come from your configuration alone. It runs in a
child process, since a service that hangs can be cut off in no other way.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import tracker
from tracker.edges.email.headers import clean
from tracker.edges.fault_points import fault_point
from tracker.edges.secrets import read_secret
from tracker.errors import TemporaryDeliveryError
from tracker.model import Chat

INSTALL = "pip install 'breaking-news-tracker[notify]'"
DEADLINE = timedelta(seconds=60)

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A headline must not call all members of a room to their screens.
_CALL = re.compile(r"@(?=(?:everyone|here|channel|all|room)\b)|<(?=[@!#&])", re.IGNORECASE)
_CODE = re.compile(r"[1-5][0-9]{2}")


def can_be_sent() -> bool:
    """Whether the library that knows the services is installed."""
    return find_spec("apprise") is not None


class ChatSender:
    """Hands alerts to one service.

    Args:
        deadline: for one message, the start of the child included.
    """

    def __init__(self, settings: Chat, *, deadline: timedelta = DEADLINE) -> None:
        self._settings = settings
        self._seconds = deadline.total_seconds()
        self._who = f"chat {clean(settings.name)}"

    def describe(self) -> str:
        """Say where alerts go, in words that follow `alerts go`."""
        return f"to {self._who} by apprise" + ("" if can_be_sent() else f", which is missing: {INSTALL}")

    def send(self, title: str, body: str) -> str:
        """Hand one alert over as plain text; give words for the record.

        Raises:
            TemporaryDeliveryError: the service did not take it, apprise is missing, or the address cannot be read.
                Apprise tells no refusal for good from one for now.
        """
        if not can_be_sent():
            raise TemporaryDeliveryError(f"{self._who}: alerts to chats need one package more: {INSTALL}")
        url = read_secret(self._settings.url, what=f"the address of {self._who}", setting="chat.url").strip()
        asked = json.dumps({"url": url, "title": plain(clean(title)), "body": plain(body)})
        fault_point("chat.child.start")
        answer = self._answer(asked)
        fault_point("chat.child.done")
        if answer.get("outcome") == "sent":
            return "handed over by apprise"
        raise self._refusal(answer)

    def _refusal(self, answer: dict[str, Any]) -> TemporaryDeliveryError:
        if answer.get("outcome") == "no address":
            return TemporaryDeliveryError(
                f"{self._who}: its address is none that apprise knows; correct what chat.url_file, url_env or "
                "url_command gives, by apprise's list of services"
            )
        codes = [code for code in answer.get("codes", []) if _CODE.fullmatch(str(code))]
        told = f" (HTTP {', '.join(codes)})" if codes else ""
        return TemporaryDeliveryError(
            f"{self._who}: the service did not take it{told}; see that its address still holds; it is tried again"
        )

    def _answer(self, asked: str) -> dict[str, Any]:
        with _child() as child:
            try:
                told, _ = child.communicate(asked.encode(), timeout=self._seconds)
            except subprocess.TimeoutExpired:
                raise TemporaryDeliveryError(
                    f"{self._who}: cut off after {self._seconds:g} s without an answer; it is tried again"
                ) from None
            finally:
                if child.returncode is None:
                    _end(child)
        return _parsed(told)


def plain(text: str) -> str:
    """Give text that a chat can show: no controls but line ends and tabs, and no call to all members of a room."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CALL.sub(lambda call: call[0] + "\N{WORD JOINER}", _UNFIT.sub("\N{REPLACEMENT CHARACTER}", lines))


def _child() -> subprocess.Popen[bytes]:
    # -P: what lies in the folder that the daemon was started in is not imported.
    ours = str(Path(tracker.__file__).parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([ours, inherited]) if inherited else ours
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "tracker.edges.chat_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _parsed(told: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(told)
    except ValueError:
        answer = None
    return answer if isinstance(answer, dict) else {}
