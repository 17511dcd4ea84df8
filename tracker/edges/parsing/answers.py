"""What a child says, read without believing it: a page that took over its reader gets no further by its answer."""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from datetime import date, timedelta, tzinfo
from enum import Enum
from functools import lru_cache
from importlib import import_module

from tracker.edges.parsing.confined import Told
from tracker.errors import ReaderKilledError, TrackerError

MOST_BYTES = 64 * 2**20
"""Of one answer: many times what the largest page that may be read could give."""
_TIMES = frozenset(("datetime", name) for name in ("datetime", "date", "timedelta", "timezone"))
_OURS = ("tracker.model.", "tracker.errors", "tracker.core.", "tracker.jobs.", "tracker.edges.parsing.")
# What bytes that are no pickle, or one that was made to harm, end in.
_UNSOUND = (
    *(pickle.UnpicklingError, ValueError, TypeError, LookupError, AttributeError, ImportError, EOFError),
    *(ArithmeticError, MemoryError, RecursionError),
)


class _Answers(pickle.Unpickler):
    """Makes values of ours and nothing else: a pickle may name any function there is, to have it called."""

    def find_class(self, module: str, name: str) -> type:
        """Give a class that an answer may hold; refuse all else."""
        return _value_class(module, name)


@lru_cache(maxsize=256)
def _value_class(module: str, name: str) -> type:
    if (module, name) in _TIMES or (module.startswith(_OURS) and "." not in name):
        found = getattr(import_module(module), name)
        if isinstance(found, type) and found.__module__ == module and _is_value(found):
            return found
    raise pickle.UnpicklingError(f"no answer holds a {module}.{name}")


def _is_value(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, Enum | TrackerError | tuple | date | timedelta | tzinfo)


def read_answer(said: bytes) -> tuple[Told, object]:
    """Give what a child told, and the value with it.

    Raises:
        ReaderKilledError: it is no answer of a reader.
    """
    try:
        told, value = _Answers(io.BytesIO(said)).load()
        return Told(told), value
    except _UNSOUND as error:
        raise ReaderKilledError(
            f"the page broke its reader, which answered what no reader does ({type(error).__name__}); its text is not "
            "known, please report the address"
        ) from error
