"""The commented settings file that `tracker init` writes: the example, with the answers in their places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\"}


def example() -> str:
    """Give the text of `config.example.toml`: every key, commented, at its default."""
    return Path(__file__).with_name("config.example.toml").read_text(encoding="utf-8")


def written(*, contact: str = "", recipient: str = "", sender: str = "", smtp_host: str = "", site: str = "") -> str:
    """Give the example with answers filled in; an empty answer leaves the default.

    Nothing is checked here: hand the text to `parse`, which tells every mistake.

    Args:
        contact: how a site's owner reaches the user.
        recipient: the e-mail address that alerts go to.
        sender: the address they come from.
        smtp_host: the mail server; named, alerts leave through it instead of into a folder.
        site: the address of a page, section, feed or site to watch.
    """
    answers = {
        ("fetch", "contact"): contact,
        ("mail", "from"): sender,
        ("mail", "transport"): "smtp" if smtp_host else "",
        ("mail.smtp", "host"): smtp_host,
    }
    text = example()
    for (table, key), answer in answers.items():
        text = _answered(text, table=table, key=key, answer=answer) if answer else text
    text = _uncommented(text, "recipient", key="address", answer=recipient) if recipient else text
    return _uncommented(text, "watch", key="url", answer=site) if site else text


def _answered(text: str, *, table: str, key: str, answer: str) -> str:
    pattern = rf"(?ms)(^\[{re.escape(table)}\]$.*?^{key} = )[^\n]*$"
    return re.sub(pattern, lambda found: f"{found[1]}{_quoted(answer)}", text, count=1)


def _uncommented(text: str, name: str, *, key: str, answer: str) -> str:
    before, start, after = text.partition(f"# [[{name}]]\n")
    block, gap, rest = (start + after).partition("\n\n") if "\n\n" in after else (start + after, "", "")
    lines = [line.removeprefix("# ") for line in block.splitlines()]
    lines = [f"{key} = {_quoted(answer)}" if line.startswith(f"{key} = ") else line for line in lines]
    return before.removesuffix("#\n") + "\n" + "\n".join(lines) + (gap or "\n") + rest


def _quoted(answer: str) -> str:
    """Source: TOML 1.0, basic strings: quotes, backslashes and control characters are escaped."""
    escaped = "".join(
        _ESCAPES.get(letter) or (letter if letter.isprintable() else f"\\U{ord(letter):08x}") for letter in answer
    )
    return f'"{escaped}"'
