"""Text from outside made fit to be shown: what could steer a terminal or hide in a line becomes a visible sign.

Source: Unicode Standard Annex 9 (bidirectional controls), Unicode Technical Report 36 (security), CVE-2021-42574.
"""

from __future__ import annotations

import json
import re

_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_LONGEST_LINE = 300
_JOINERS = "\u200c\u200d"

# Controls, soft hyphen, format characters, separators of lines and paragraphs, fillers that look like nothing,
# lone surrogates, variation selectors, tags and the ends of planes.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SUSPECT = re.compile(f"[{_HIDDEN}]")
# Scripts in which joiners are spelling: Arabic to Syriac, N'Ko and Mandaic, the Indic scripts to Khmer, Mongolian.
_JOINED_LETTER = (
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ua840-\ua87f"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
)
_PICTURE = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_NEEDED = (
    # A family, a profession, a coloured flag: pictures tied by joiners, with selectors and skin tones.
    rf"{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?)+"
    rf"|{_PICTURE}[\ufe0e\ufe0f]"
    r"|[0-9#*]\ufe0f\u20e3"
    # The flags of England, Scotland, Wales: a black flag, two to six tags, the cancel tag.
    "|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"
    # A joiner between letters that need it.
    rf"|(?<={_JOINED_LETTER})[{_JOINERS}](?={_JOINED_LETTER})"
    # An ideograph and its variant.
    "|[\u3400-\u9fff\U00020000-\U0003ffff][\ufe00-\ufe02\U000e0100-\U000e01ef]"
)
_TOKEN = re.compile(rf"(?P<needed>{_NEEDED})|(?P<hidden>[{_HIDDEN}])")


def safe(text: str) -> str:
    """Make every control, bidirectional and invisible character visible; nothing else is touched.

    Controls become their pictures (`␛`), the rest their numbers (`⟨U+202E⟩`). Emoji, combining marks and the joiners
    that Arabic and Indic spelling needs stay.
    """
    if not _SUSPECT.search(text):
        return text
    return _TOKEN.sub(_shown, text)


def one_line(text: str) -> str:
    """Do as `safe`, white space folded, and cut what is longer than a line can be."""
    folded = safe(" ".join(text.split()))
    return folded if len(folded) <= _LONGEST_LINE else folded[: _LONGEST_LINE - 1] + "…"


def safe_lines(text: str) -> str:
    """Do as `safe`, but keep line feeds: for texts that are meant to have lines."""
    return "\n".join(safe(line) for line in text.split("\n"))


def safe_json(line: str) -> str:
    """Escape in JSON what `safe` would make visible: whoever reads the JSON gets the same text.

    White space between values stays, and so does half a character: whoever writes knows what the encoding takes.
    """
    return _SUSPECT.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if sign in "\n\r\t" or "\ud800" <= sign <= "\udfff" else json.dumps(sign)[1:-1]


def _shown(found: re.Match[str]) -> str:
    if found["needed"] is not None:
        return found["needed"]
    point = ord(found["hidden"])
    if point < 0x20:
        return chr(_PICTURES + point)
    return _DELETE_PICTURE if point == 0x7F else f"⟨U+{point:04X}⟩"
