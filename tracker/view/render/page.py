"""A diff as one HTML page by itself: no script, nothing from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from tracker.model import Diff, Fact
from tracker.view.render.excerpts import Excerpt
from tracker.view.render.html import html_blocks
from tracker.view.safe import safe

# A browser has room for more than a mail.
_MOST_BYTES = 50_000_000
# Styles alone are allowed, since they stand in the page; with them nothing can be fetched, sent or run.
_POLICY = Markup("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
_RULES = Markup("""\
:root { color-scheme: light dark; }
body { max-width: 42em; margin: 0 auto; padding: 1.2em 1em 3em; background: #ffffff; color: #1b1f24; \
font: 1.05em/1.55 Georgia, "Times New Roman", serif; }
header { font-family: system-ui, sans-serif; font-size: .9em; overflow-wrap: anywhere; }
header p { margin: .3em 0; }
.summary { font-size: 1.25em; line-height: 1.35; font-weight: bold; }
.when { color: #5b6672; }
ins, del { border-radius: 2px; }
del + ins { margin-left: 2px; }
@media (prefers-color-scheme: dark) {
  body { background: #14171b; color: #eceff3; }
  .when { color: #a4adb8; }
  ins { background: #12335c !important; color: #d4e6ff !important; }
  del { background: #4a2a12 !important; color: #ffd9bd !important; }
  ins[style*="#ece3f9"], del[style*="#ece3f9"] { background: #35245a !important; color: #e2d5fb !important; }
  [style*="color:#666666"] { color: #a4adb8 !important; }
  [style*="solid #ffffff"] { border-left-color: #14171b !important; }
  [style*="color:#6a3bad"] { color: #b795ea !important; }
  [style*="color:#1a62a8"] { color: #7db7f5 !important; }
  [style*="color:#9c4a12"] { color: #f0a26b !important; }
}
@media print { body { max-width: none; } }""")
_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{rules}
</style>
</head>
<body>
<header>
<p class="summary" dir="auto">{summary}</p>
{lines}
</header>
<main>
{blocks}
</main>
</body>
</html>
""")


def html_page(
    diff: Diff,
    *,
    title: str,
    lines: Iterable[str] = (),
    summary: str = "",
    facts: Iterable[Fact] = (),
    context: int = 1,
    excerpt: Excerpt | None = None,
) -> str:
    """Write a whole page that shows a diff.

    Args:
        title: of the page.
        lines: stand under the summary, such as which versions are compared.
        summary: the facts in one line.
        facts, context, excerpt: as in `html_blocks`.
    """
    shown = html_blocks(diff, facts=facts, context=context, excerpt=excerpt, most_bytes=_MOST_BYTES)
    told = (Markup('<p class="when" dir="auto">{}</p>').format(safe(line)) for line in lines)
    return _PAGE.format(
        policy=_POLICY,
        title=safe(title),
        rules=_RULES,
        summary=safe(summary or "no difference that a reader would see"),
        lines=Markup("\n").join(told),
        blocks=shown,
    )
