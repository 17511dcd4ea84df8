"""Checks for bots that stand before a page: told by name, never evaded."""

from __future__ import annotations

import re

from tracker.core.text import walls
from tracker.model import Capture

BOT_WALL = "a bot wall: the site asks whether we are human"
LOOKED_AT = 30_000
TITLE = re.compile(r"<title[^>]{0,300}>(.{0,300}?)</title>", re.DOTALL | re.IGNORECASE)
BOT_SCRIPT = re.compile(
    r"captcha-delivery\.com|cf-chl-|challenges\.cloudflare\.com|_Incapsula_Resource|px-captcha|"
    r"distil_|/cdn-cgi/challenge-platform|datadome|g-recaptcha|h-captcha|awswaf\.com|aws-waf-token|perimeterx|"
    r"akamai-privacy|sec-if-cpt-container|hcaptcha\.com/1/api\.js|turnstile/v0",
    re.IGNORECASE,
)


def is_bot_wall(capture: Capture) -> bool:
    """Whether a refusal comes from a check for bots: its header says so, or its words or scripts do."""
    if (capture.header("cf-mitigated") or "").strip().lower() == "challenge":
        return True
    start = (capture.body or b"")[:LOOKED_AT].decode("utf-8", errors="replace")
    return bool(BOT_SCRIPT.search(start) or walls.BOT.search(start))
