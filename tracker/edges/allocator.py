"""How much memory that is not needed any more a process may keep, which runs for months.

glibc by itself keeps what a large answer took: it raises the sizes above which memory is taken and given back piece by
piece with each large piece that is let go (mallopt(3), M_MMAP_THRESHOLD), to 32 MB, for each thread apart. What a gzip
bomb took that was cut off at ten megabytes then stays, once a thread. With two arenas it stays twice at most.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
_LARGE: Final = 128 * 1024
"""What glibc begins with; said aloud it stays."""
_ARENAS: Final = 2
"""Threads that hold the interpreter by turns need no more."""


def give_memory_back() -> bool:
    """Have the memory of large pieces given back soon; tells whether this system's allocator takes such bounds.

    For the whole process, and before its threads start.
    """
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        setting = ctypes.CDLL(None).mallopt
        wanted = ((_M_MMAP_THRESHOLD, _LARGE), (_M_TRIM_THRESHOLD, _LARGE), (_M_ARENA_MAX, _ARENAS))
        return all(setting(name, value) == 1 for name, value in wanted)
    return False


def give_back_what_is_free() -> bool:
    """Give the memory that lies free between pieces in use back to the system; tells whether any was.

    What is let go at the end of the heap goes back by itself. What lies before it does not: two megabytes in 10,000
    looks, as long as a soak ran. Source: malloc_trim(3).
    """
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).malloc_trim(0) == 1)
    return False
