"""The child process in which apprise sends: whatever hangs or dies there takes nothing else along.

    echo '{"url": "json://localhost", "title": "Fire", "body": "Two dead"}' | python -m tracker.edges.chat_child

Answers with one line of JSON: `outcome` is `sent`, `refused` or `no address`; `codes` are those that services answered
with. Apprise's own words stay here: they may hold what the address does.
"""

from __future__ import annotations

import json
import re
import sys

_CODE = re.compile(r"\berror=([1-5][0-9]{2})\b")


def main() -> None:
    """Send what stands on standard input, and say on standard output what came of it."""
    asked = json.load(sys.stdin)
    print(json.dumps(sent(asked["url"], asked["title"], asked["body"])))  # noqa: T201  the parent reads it


def sent(url: str, title: str, body: str) -> dict[str, object]:
    """Hand one message to the service that an address of apprise names."""
    import apprise

    # One message for one alert: what is longer than the service takes is cut, unless the address says `overflow=split`.
    service = apprise.Apprise.instantiate(url, asset=apprise.AppriseAsset(async_mode=False), suppress_exceptions=True)
    if not isinstance(service, apprise.NotifyBase):
        return {"outcome": "no address", "codes": []}
    if service.overflow_mode is apprise.OverflowMode.UPSTREAM:
        service.overflow_mode = apprise.OverflowMode.TRUNCATE
    result = apprise.Apprise(service).notify(
        body=body, title=title, body_format=apprise.NotifyFormat.TEXT, interpret_escapes=False
    )
    codes = sorted({code for entry in result.logs() for code in _CODE.findall(entry.message)})
    return {"outcome": "sent" if result else "refused", "codes": codes}


if __name__ == "__main__":
    main()
