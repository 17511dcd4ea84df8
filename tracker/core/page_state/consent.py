"""Pages that ask for consent before they show anything: some hold a line of text, some a page of it."""

from __future__ import annotations

import re

from tracker.core.page_state.markup import ARTICLE_TYPE
from tracker.core.text import walls
from tracker.core.text.scripts import letters
from tracker.model import Story

CONSENT_PLACE = re.compile(
    r"//(?:consent\.|cmp\.|privacy\.|[\w.-]{0,80}/consent\b)|/privacygate|/privacy-gate|/cookiewall|/zustimmung|"
    r"/consent-wall|/cookie-consent|/collectconsent",
    re.IGNORECASE,
)
CONSENT_TOPIC = re.compile(
    r"cookie|consent|privacy|partners?|personal data|zustimm|einwillig|datenschutz|werbung|tracking|vie privée|"
    r"consentement|privacidad|consentimiento|privacidade|consenso|toestemming|zgod|prywatno|integritet|samtycke|"
    r"çerez|gizlilik|конфиденциальн|согласи|クッキー|プライバシー|隐私|쿠키|개인정보",
    re.IGNORECASE,
)
LEAST_OWN = 200
LONGEST = 3000
SEVERAL = 3


def is_consent_wall(html: str, url: str, story: Story, title: str) -> bool:
    """Whether a page is a request for consent and nothing else.

    A banner stands beside an article's text; on a wall there is no text but the request.
    """
    if len(story.text) > LONGEST:
        return False
    asks = bool(walls.CONSENT.search(f"{title}. {story.headline}. {story.text}"))
    if not asks and not CONSENT_PLACE.search(url):
        return False
    if CONSENT_PLACE.search(url) and not ARTICLE_TYPE.search(html):
        return True
    named = bool(walls.CONSENT.search(f"{title}. {story.headline}"))
    own = sum(letters(block.text) for block in story.blocks if not CONSENT_TOPIC.search(block.text))
    several = len({found.lower() for found in walls.CONSENT.findall(story.text)}) >= SEVERAL
    return own < LEAST_OWN if named or several or len(story.text) < LEAST_OWN * SEVERAL else False
