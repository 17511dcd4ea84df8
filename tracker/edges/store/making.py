"""Values of the model made quickly: a list of versions or of articles makes thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, make_dataclass
from typing import Any, TypeVar, cast

Value = TypeVar("Value")


def maker(kind: type[Value], *, checks: bool = True) -> Callable[[Iterable[Any]], Value]:
    """Give what makes values of a frozen dataclass with slots from the values of all its fields, in their order.

    Its own constructor goes round its own guard for every field of every value, which is most of its time. Here a value
    is written as one of a twin, with the same slots and no guard, and is then given its class: the layout is the same,
    or Python refuses.

    Args:
        checks: whether what the class checks after it was made is checked here too. Rows whose times were all made by
            the store's own converter cannot fail the one check there is, which costs a tenth of a long list.

    Raises:
        TypeError: it is no dataclass with slots.
    """
    twin, count = _twin(kind), len(_slots(kind))
    check = getattr(kind, "__post_init__", _unchecked) if checks else _unchecked

    def made(values: Iterable[Any]) -> Value:
        given = tuple(values)
        if len(given) != count:
            raise ValueError(f"{len(given)} values cannot be zipped with the {count} fields of {kind.__name__}")
        value = twin(*given)
        value.__class__ = kind
        check(value)
        return cast("Value", value)

    return made


def maker_of_columns(kind: type[Value]) -> Callable[[Sequence[Iterable[Any]]], list[Value]]:
    """Give what makes many values at once from one column for each field, as `maker` does it without its checks.

    Raises:
        TypeError: it is no dataclass with slots.
    """
    twin, count = _twin(kind), len(_slots(kind))

    def made(columns: Sequence[Iterable[Any]]) -> list[Value]:
        if len(columns) != count:
            raise ValueError(f"{len(columns)} columns cannot be zipped with the {count} fields of {kind.__name__}")
        values = list(map(twin, *columns))
        for value in values:
            value.__class__ = kind
        return cast("list[Value]", values)

    return made


def _slots(kind: type) -> list[str]:
    if not is_dataclass(kind) or "__slots__" not in vars(kind):
        raise TypeError(f"{kind.__name__} is no dataclass with slots")
    return [field.name for field in fields(kind)]


def _twin(kind: type) -> Any:  # noqa: ANN401 - a class that no checker knows
    names = _slots(kind)
    written: Any = make_dataclass(kind.__name__, names, eq=False, repr=False)
    # Both guards that a frozen base would hand on are lifted: with one alone Python still asks at every field.
    unguarded = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    own = {"__slots__": tuple(names), "__init__": written.__init__}
    return type(kind.__name__, kind.__bases__, own | unguarded)


def _unchecked(value: object) -> None:
    """Find nothing wrong."""
