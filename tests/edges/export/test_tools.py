"""Exports before the programs of the field: warcio checks, wacz validates, pywb replays them byte for byte."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edges.store.examples import at
from tracker.edges.export import Format, export
from tracker.edges.store import Record

WANTED = Path(__file__).with_name("tools.txt")
PLACE = Path(__file__).resolve().parents[3] / ".cache" / "archive-tools"
ASKED_FOR = "TRACKER_ARCHIVE_TOOLS"
# Read before the tests begin: none of them is shown what TRACKER_ says.
IS_ASKED_FOR = ASKED_FOR in os.environ
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def tools() -> Path:
    """Make the environment once for a checkout, where it is asked for: it takes a minute and an index."""
    done = PLACE / "done.txt"
    if not done.exists() or done.read_text() != WANTED.read_text():
        if not IS_ASKED_FOR:
            pytest.skip(f"pywb and wacz are not installed in {PLACE}; set {ASKED_FOR}=1 to have it done")
        shutil.rmtree(PLACE, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True, capture_output=True, timeout=120)
        words = [str(PLACE / "bin" / "pip"), "install", "-q", "--no-compile", "--retries", "1", "-r", str(WANTED)]
        said = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
        if said.returncode:
            pytest.skip(f"pywb and wacz cannot be installed here: {(said.stderr.splitlines() or ['?'])[-1]}")
        done.write_text(WANTED.read_text())
    return PLACE / "bin"


def ran(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, text=True, timeout=200, check=False)


@pytest.fixture
def folder(record: Record, tmp_path: Path) -> Path:
    """Export to both formats."""
    export(record.kept(), tmp_path / "a.warc.gz", form=Format.WARC, now=at(9))
    export(record.kept(), tmp_path / "a.wacz", form=Format.WACZ, now=at(9))
    return tmp_path


def test_warcio_finds_every_digest_right(tools: Path, folder: Path) -> None:
    said = ran(tools / "warcio", "check", "-v", "a.warc.gz", folder=folder)

    assert said.returncode == 0, said.stdout
    assert "digest pass" in said.stdout
    assert "fail" not in said.stdout


def test_wacz_validates_it(tools: Path, folder: Path) -> None:
    said = ran(tools / "wacz", "validate", "-f", "a.wacz", folder=folder)

    assert "Validation succeeded" in said.stdout, said.stdout + said.stderr


def test_the_index_is_the_one_that_the_fields_own_indexer_makes(tools: Path, folder: Path) -> None:
    ran(sys.executable, "-m", "zipfile", "-e", "a.wacz", "opened", folder=folder)
    theirs = ran(tools / "cdxj-indexer", "opened/archive/data.warc.gz", folder=folder).stdout.splitlines()
    ours = (folder / "opened" / "indexes" / "index.cdx").read_text().splitlines()

    wanted = [line for line in theirs if not line.startswith("urn:")]
    assert sorted(line.split(" {")[0] for line in ours) == sorted(line.split(" {")[0] for line in wanted)


@pytest.fixture
def replay(tools: Path, folder: Path) -> Iterator[str]:
    """Give the address of a pywb on loopback that replays both exports."""
    for name, words in (("warc", ("add", "warc", "a.warc.gz")), ("wacz", ("add", "--unpack-wacz", "wacz", "a.wacz"))):
        assert ran(tools / "wb-manager", "init", name, folder=folder).returncode == 0
        assert ran(tools / "wb-manager", *words, folder=folder).returncode == 0
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with (folder / "pywb.log").open("wb") as log:
        command = [str(tools / "wayback"), "-b", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _await(port: int) -> None:
    for _ in range(300):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("pywb does not listen")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def test_pywb_replays_every_version_byte_for_byte_and_the_redirect(replay: str, record: Record) -> None:
    asking = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    for name in ("warc", "wacz"):
        for article_id in (1, 2):
            for version in record.versions(article_id):
                # Exports date an answer by when it was asked for: a second before, in these examples.
                stamp = version.first_seen.timestamp() - 1
                moment = time.strftime("%Y%m%d%H%M%S", time.gmtime(stamp))
                with asking.open(f"{replay}/{name}/{moment}id_/{version.url}", timeout=60) as answer:
                    assert answer.read() == record.body(article_id, version.number)
        with pytest.raises(urllib.error.HTTPError) as moved:
            asking.open(f"{replay}/{name}/20260314120359id_/http://news.example/old", timeout=60)
        assert (moved.value.code, moved.value.headers["Location"]) == (301, "https://news.example/bridge")
        moved.value.close()
