from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from tracker.view.templating import environment, web_address


def test_whatever_is_no_markup_is_escaped() -> None:
    assert environment().from_string("{{ words }}").render(words="<b> & \"'") == "&lt;b&gt; &amp; &#34;&#39;"


def test_a_word_that_is_missing_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("url", "may_be_a_link"),
    [
        ("https://lantern.example/ferry?a=1&b=2#c", True),
        ("http://lantern.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//lantern.example/", False),
        ("lantern.example", False),
        ("https://lantern.example/\u202egpj.exe", False),
        ("https://lantern.example/a b", False),
        ("https://lantern.example/\n", False),
        ("https://[broken", False),
        ("https://lantern.example/" + "x" * 2_000, False),
        ("", False),
    ],
)
def test_only_plain_web_addresses_lead_out(url: str, may_be_a_link: bool) -> None:
    assert web_address(url) == (url if may_be_a_link else "")
