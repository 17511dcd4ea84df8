"""Colours that can be read on their ground, and their counterparts for a dark page.

Source: WCAG 2.2, "contrast ratio" and "relative luminance"; success criterion 1.4.3 asks for 4.5 to 1.
"""

from __future__ import annotations

import colorsys
import re

LEAST_CONTRAST = 4.5

_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_STEP = 0.02
_Channels = tuple[float, float, float]


def is_colour(word: str) -> bool:
    """Whether a word is a colour such as `#003f73` or `#fff`."""
    return _HEX.fullmatch(word) is not None


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(_channels(one)), _luminance(_channels(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str) -> str:
    """Give the colour of the same hue, nearest in lightness, that can be read on a ground."""
    if contrast(colour, ground) >= LEAST_CONTRAST:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    up = contrast("#ffffff", ground) > contrast("#000000", ground)
    while 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + (_STEP if up else -_STEP)))
        found = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        if contrast(found, ground) >= LEAST_CONTRAST:
            return found
    return "#ffffff" if up else "#000000"


def inverted(colour: str) -> str:
    """Give the counterpart of a colour on a dark page: the same hue, light for dark."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    # Grounds stay apart from the darkest, and pale ones less colourful than they would come out.
    return _hex(colorsys.hls_to_rgb(hue, 0.10 + 0.85 * (1 - lightness), min(saturation, 0.6)))


def _channels(colour: str) -> _Channels:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _hex(channels: _Channels) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in channels)


def _luminance(channels: _Channels) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
