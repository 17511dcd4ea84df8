"""Values of the model made quickly: a list of versions or of articles makes thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")


def maker(kind: type[Value]) -> Callable[[Iterable[Any]], Value]:
    """Give what makes values of a frozen dataclass with slots from the values of all its fields, in their order.

    Its own constructor looks each slot up by name again for every value, which is most of its time; here they are
    looked up once. What the class checks after it was made is checked here too.

    Raises:
        TypeError: it is no dataclass with slots.
    """
    if not is_dataclass(kind) or "__slots__" not in vars(kind):
        raise TypeError(f"{kind.__name__} is no dataclass with slots")
    puts = [getattr(kind, field.name).__set__ for field in fields(kind)]
    new, check = object.__new__, getattr(kind, "__post_init__", _unchecked)

    def made(values: Iterable[Any]) -> Value:
        value = new(kind)
        for put, one in zip(puts, values, strict=True):
            put(value, one)
        check(value)
        return value

    return made


def _unchecked(value: object) -> None:
    """Find nothing wrong."""
