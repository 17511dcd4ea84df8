"""Where an address leads, whatever it says beside that about the reader who follows it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

# Parameters that say where a reader came from and never which text is shown.
TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|"
    r"igsh|mc_cid|mc_eid|pk_\w+|mtm_\w+|piwik_\w+|mkt_tok"
    r"|_ga|_gl|_hsenc|_hsmi|vero_id|at_(?:medium|campaign|link_\w+|bbc_team|format|ptr_name)|"
    r"ns_(?:mchannel|source|campaign"
    r"|linkname|fee)|cmpid|s_cid|wt_?mc|xtor|spm|ref_src|ref_url|guccounter|guce_referrer\w*|smid|"
    r"ocid|sr_share|taid|__twitter_impression)",
    re.IGNORECASE,
)
# Parameters that name a visit, a placement or a moment: they may tell articles apart, but not places to go to.
_PASSING = re.compile(
    r"(?:ref(?:errer|erer|id)?|source|src|cid|n?cid|icid|intcid|int_\w+|itm_\w+|cmp|campaign\w*|via|ito|partner|placement"
    r"|affiliate\w*|aff_?id|clickid|click_id|s?session(?:_?id)?|sid|jsessionid|phpsessid|ts|timestamp|token|sig|signature"
    r"|expires|cb|cache_?bust(?:er)?|rnd|rand|nonce)",
    re.IGNORECASE,
)
_SCHEMES = frozenset(("http", "https"))
_DEFAULT_PORTS = (80, 443)


@lru_cache(maxsize=2048)
def target(url: str) -> str:
    """Give the form in which two addresses are equal exactly if they lead a reader to the same page.

    Scheme, `www.`, default port, fragment, final slash, the order of parameters and those that only track are left
    out. What is no web address stays as it is.
    """
    bare = url.strip()
    try:
        parts = urlsplit(bare)
        port = parts.port
    except ValueError:
        return bare
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname:
        return bare
    host = parts.hostname.removeprefix("www.").rstrip(".")
    path = parts.path.partition(";jsessionid=")[0].rstrip("/")
    query = "&".join(sorted(filter(_tells, parts.query.split("&"))))
    place = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{'' if port is None or port in _DEFAULT_PORTS else f':{port}'}{path}?{query}{place}"


def _tells(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return bool(name) and not TRACKING.fullmatch(name) and not _PASSING.fullmatch(name)
