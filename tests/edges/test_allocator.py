"""What large answers took is kept in few places, whatever the number of threads."""

from __future__ import annotations

import subprocess
import sys

import pytest

SET_AND_GO_ON = """
import threading
from tracker.edges.allocator import give_memory_back

assert give_memory_back()
threads = [threading.Thread(target=lambda: [bytes(60_000) for _ in range(160)]) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("sound")
"""


FREE_BETWEEN = """
from pathlib import Path
from tracker.edges.allocator import give_back_what_is_free, give_memory_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

give_memory_back()
kept = [bytearray(20_000) for _ in range(2_000)]
del kept[::2], kept[500:900]
before = resident()
assert give_back_what_is_free()
print(before - resident() > 1_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_the_allocator_takes_its_bounds_and_goes_on() -> None:
    done = subprocess.run([sys.executable, "-c", SET_AND_GO_ON], capture_output=True, text=True, check=True)
    assert done.stdout == "sound\n"


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_what_is_free_between_pieces_in_use_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FREE_BETWEEN], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
