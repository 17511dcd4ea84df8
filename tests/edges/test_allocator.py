"""Memory of large answers goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

THREADS_THAT_READ_MUCH = """
import threading
from pathlib import Path
from tracker.edges.allocator import give_memory_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

def read():
    for _ in range(2):
        pieces = [bytes(60_000) for _ in range(160)]
        whole = b"".join(pieces)
        kept.append(bytes(100))

kept = []
assert give_memory_back()
before = resident()
for _ in range(8):
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_what_large_answers_took_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS_THAT_READ_MUCH], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 4_000_000
