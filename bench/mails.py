"""How mails look, and that nothing in them acts: written as HTML, and looked at by a real browser where one is found.

    .venv/bin/python -m bench.mails [--folder FOLDER]

Each mail is opened with scripts on, at 360 and at 700 pixels, in light and in dark. It must ask for nothing, open no
dialog, hold no element or attribute that the templates do not have, be no wider than the window, have a contrast of at
least 4.5 for every word, and 80 kB of HTML at most. Pictures and texts stay in the folder, to be looked at. Exit 1 says
that something does not hold; without a browser only sizes are measured, and that is said.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import mail_examples as examples
from bench.browser import Browser, found_browser
from tracker.edges.email import compose
from tracker.model import Message
from tracker.view.letter import MOST_HTML_BYTES

WIDTHS: Final = (360, 700)
LEAST_CONTRAST: Final = 4.5
ELEMENTS: Final = frozenset(
    ("HTML", "HEAD", "META", "TITLE", "STYLE", "BODY", "DIV", "P", "H2", "TABLE", "TBODY", "TR", "TD", "SPAN", "A")
) | {"INS", "DEL", "S", "BR"}
ATTRIBUTES: Final = frozenset(
    ("lang", "dir", "charset", "name", "content", "class", "style", "role", "cellpadding", "cellspacing", "border")
) | {"href"}
_LOOK: Final = """(() => {
  const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => { for (; node; node = node.parentElement) {
      const found = numbers(getComputedStyle(node).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found; }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]; };
  let least = [99, ''];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    if (!words) continue;
    const node = walker.currentNode.parentElement;
    const pair = [light(numbers(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
    const found = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (found < least[0]) least = [found, words.slice(0, 40)];
  }
  const all = [...document.querySelectorAll('*')];
  return {
    elements: [...new Set(all.map(node => node.nodeName))],
    attributes: [...new Set(all.flatMap(node => node.getAttributeNames()))],
    links: all.filter(node => node.href).map(node => node.href),
    wide: document.documentElement.scrollWidth,
    contrast: least,
  };
})()"""


def mails() -> Iterator[tuple[str, Message, bool]]:
    """Give each mail with its name, and whether it is photographed."""
    named = {
        "headline": examples.headline_change(),
        "toll-and-correction": examples.toll_and_correction(),
        "long-merge": examples.long_merge(),
        "digest": examples.digest(),
        "flip": examples.flip(),
        "gone": examples.gone(),
        "right-to-left": examples.right_to_left(),
    }
    yield from ((name, message, True) for name, message in named.items())
    yield "2000-paragraphs", examples.long_change(), False
    yield "200-stories", examples.digest(200), True
    for place, words in enumerate(examples.HOSTILE):
        for form, message in zip(("change", "news", "digest"), examples.hostile(words), strict=True):
            yield f"hostile-{place:02}-{form}", message, words.startswith("</style>")


def main() -> int:
    """Write, measure and look at all mails; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where pictures and texts go; one of its own by default")
    folder = parser.parse_args().folder or Path(tempfile.mkdtemp(prefix="mails-"))
    folder.mkdir(parents=True, exist_ok=True)
    told = list(mails())
    faults = [fault for name, message, _ in told for fault in _written(folder, name, message)]
    path = found_browser()
    if path is None:
        print("no browser is found (chromium): the mails are measured and not looked at")
    else:
        with Browser(path) as browser:
            for name, _, pictured in told:
                faults += _looked_at(browser, folder, name, pictured=pictured)
    for fault in faults:
        print(f"BEYOND {fault}")
    print(f"{len(told)} mails in {folder}, {len(faults)} faults")
    return int(bool(faults))


def _written(folder: Path, name: str, message: Message) -> Iterator[str]:
    (folder / f"{name}.html").write_text(message.html, encoding="utf-8")
    (folder / f"{name}.txt").write_text(
        f"Subject: {message.subject!r}\n\n{message.text}", encoding="utf-8", errors="replace"
    )
    size = len(message.html.encode())
    compose(message)
    if size > MOST_HTML_BYTES:
        yield f"{name}: {size} bytes of HTML"
    if not name.startswith("hostile"):
        print(f"{name:22} {size:6} bytes of HTML, {len(message.text.encode()):7} of text")


def _looked_at(browser: Browser, folder: Path, name: str, *, pictured: bool) -> Iterator[str]:
    for width in WIDTHS:
        for dark in (False, True):
            if name.startswith("hostile") and not pictured and (width, dark) != (WIDTHS[0], False):
                continue
            browser.show(folder / f"{name}.html", width=width, dark=dark)
            look = f"{name} at {width} px in {'dark' if dark else 'light'}"
            yield from (f"{look}: {words}" for words in _faults(browser, width))
            if pictured:
                browser.picture(folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")


def _faults(browser: Browser, width: int) -> Iterator[str]:
    requests = [asked["request"]["url"] for asked in browser.named("Network.requestWillBeSent")]
    if len(requests) != 1:
        yield f"asks for {requests}"
    if browser.named("Page.javascriptDialogOpening"):
        yield "opens a dialog"
    seen = browser.evaluate(_LOOK)
    if strange := sorted({*seen["elements"]} - ELEMENTS):
        yield f"holds {strange}"
    if strange := sorted({*seen["attributes"]} - ATTRIBUTES):
        yield f"has attributes {strange}"
    if strange := [link for link in seen["links"] if not link.startswith(("https://lantern.", "https://coast."))]:
        yield f"leads to {strange}"
    if seen["wide"] > width:
        yield f"is {seen['wide']} pixels wide"
    contrast, words = seen["contrast"]
    if contrast < LEAST_CONTRAST:
        yield f"contrast of {contrast:.2f} at “{words}”"


if __name__ == "__main__":
    sys.exit(main())
