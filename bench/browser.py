"""A headless browser that is asked over a pipe: what a page looks like, and what it tries to do.

The DevTools protocol over file descriptors 3 and 4: no port is opened and no library is needed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final, Self

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars"),
    *("--disable-quic", "--force-color-profile=srgb", "--remote-debugging-pipe"),
)
_PATIENCE: Final = 60.0
_TALLEST: Final = 6_000


def found_browser() -> str | None:
    """Give the path of a browser that knows the protocol; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One browser with one tab. Scripts are on, and whatever they do is noted in `events`."""

    def __init__(self, path: str) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours_out, theirs_in = _high_pipe()
        theirs_out, ours_in = _high_pipe()

        def arranged() -> None:
            os.dup2(ours_out, 3)
            os.dup2(ours_in, 4)

        self._process = subprocess.Popen(
            [path, *_QUIET, f"--user-data-dir={self._folder.name}", "about:blank"],
            preexec_fn=arranged,  # noqa: PLW1509 - no thread runs yet
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(ours_out)
        os.close(ours_in)
        self._write, self._read = theirs_in, theirs_out
        self._rest = b""
        self._last = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        self._attach()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self._folder.cleanup()

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask one thing and wait for the answer; events on the way are noted.

        Raises:
            RuntimeError: the browser refuses it, or does not answer.
        """
        self._last += 1
        asked = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._last:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                result: dict[str, Any] = told["result"]
                return result
            self._note(told)

    def show(self, page: Path, *, width: int, dark: bool) -> None:
        """Open a file in a window of some width, in light or dark."""
        self.events.clear()
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Page.navigate", url=page.resolve().as_uri())
        end = time.monotonic() + _PATIENCE
        while not self.named("Page.loadEventFired") and time.monotonic() < end:
            self._note(self._next())
        # Whatever a script puts off by a moment is seen too.
        self.evaluate("new Promise(done => setTimeout(done, 150))")

    def named(self, method: str) -> list[dict[str, Any]]:
        """Give what events of one kind told since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Give what a script says of the page."""
        asked = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return asked["result"].get("value")

    def picture(self, path: Path) -> None:
        """Write the whole page as it looks, however long it is."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], _TALLEST), "scale": 1}
        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _attach(self) -> None:
        targets = self.ask("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = session["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def _note(self, told: dict[str, Any]) -> None:
        self.events.append(told)
        if told.get("method") == "Page.javascriptDialogOpening":
            self._last += 1
            asked = {"id": self._last, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
            os.write(self._write, json.dumps(asked | {"sessionId": self._session}).encode() + b"\0")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], _PATIENCE)
            piece = os.read(self._read, 1 << 20) if ready else b""
            if not piece:
                raise RuntimeError("the browser does not answer")
            self._rest += piece
        told, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(told)
        return found


def _high_pipe() -> tuple[int, int]:
    """Give a pipe whose ends are clear of the two descriptors that the browser takes."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
