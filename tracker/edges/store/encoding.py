"""Model values to canonical JSON and back.

Canonical: UTF-8, keys sorted, no spaces, so that equal values have equal bytes and hashes can be made again by
anyone. Tolerant when reading: a key that is missing takes the field's default, a key that is unknown is passed
over, so that rows written before the model grew still read.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from tracker.errors import StoreDamagedError
from tracker.model import Story

Value = TypeVar("Value")
Decoder = Callable[[Any], object]
Encoder = Callable[[Any], object]

_DECODERS: dict[object, Decoder] = {}
_ENCODERS: dict[type, Encoder] = {}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
# Values of the model are trees: nothing stands inside itself.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def canonical(value: object) -> bytes:
    """Give a value's canonical JSON; dataclasses, enums, times, tuples and frozensets included."""
    return _as_json(plain(value))


def _as_json(data: object) -> bytes:
    return _JSON.encode(data).encode("utf-8", "surrogatepass")


def plain(value: object) -> object:
    """Give what JSON knows for a model value: fields that are None or empty tuples are left out."""
    kind = value.__class__
    if kind in _AS_THEY_ARE:
        return value
    encode = _ENCODERS.get(kind)
    if encode is None:
        encode = _ENCODERS[kind] = _encoder(kind)
    return encode(value)


def _encoder(kind: type) -> Encoder:
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if issubclass(kind, str | int | float):
        return _itself
    if issubclass(kind, datetime):
        return datetime.isoformat
    if issubclass(kind, frozenset):
        return lambda value: sorted(str(plain(item)) for item in value)
    if issubclass(kind, tuple | list):
        return lambda value: [plain(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(key): plain(item) for key, item in value.items()}
    return _dataclass_encoder(kind)


def _dataclass_encoder(kind: type) -> Encoder:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a value of the model")
    # In the order that JSON wants them, so that it finds nothing to sort.
    names = sorted(field.name for field in fields(kind))

    def encode(value: object) -> object:
        found: dict[str, object] = {}
        for name in names:
            item = getattr(value, name)
            if item.__class__ is str:
                found[name] = item
            elif item is not None and item != ():
                found[name] = plain(item)
        return found

    return encode


def decoded(kind: type[Value], data: bytes | str) -> Value:
    """Give the model value that canonical JSON stands for.

    Raises:
        StoreDamagedError: it is not JSON, or lacks what the value cannot be without.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8", "surrogatepass")
        value = _decoder(kind)(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamagedError(
            f"a {kind.__name__} in the record does not read ({error!r}); see: tracker verify"
        ) from error
    return cast("Value", value)


def _decoder(kind: object) -> Decoder:
    if kind not in _DECODERS:
        _DECODERS[kind] = _made(kind)
    return _DECODERS[kind]


def _made(kind: object) -> Decoder:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(_decoder(next(one for one in inner if one is not type(None))))
    if origin is tuple:
        return _tuple_decoder(inner)
    if origin is frozenset:
        return _frozenset_decoder(inner[0])
    if kind is datetime:
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _dataclass_decoder(kind) if isinstance(kind, type) and is_dataclass(kind) else _itself


def _itself(data: object) -> object:
    return data


def _optional(decoder: Decoder) -> Decoder:
    return lambda data: None if data is None else decoder(data)


def _frozenset_decoder(inner: object) -> Decoder:
    item = _decoder(inner)
    return lambda data: frozenset(item(one) for one in data)


def _tuple_decoder(inner: tuple[object, ...]) -> Decoder:
    if inner[-1] is Ellipsis:
        item = _decoder(inner[0])
        return lambda data: tuple(item(one) for one in data)
    items = [_decoder(one) for one in inner]
    return lambda data: tuple(decode(one) for decode, one in zip(items, data, strict=True))


def _dataclass_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    known = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    # None and empty tuples are left out when written, also where the field has no default.
    empty: dict[str, object] = {name: () for name in known if get_origin(hints[name]) is tuple}
    empty |= {name: None for name in known if type(None) in get_args(hints[name])}

    def decode(data: Mapping[str, object]) -> object:
        given = {name: known[name](item) for name, item in data.items() if name in known}
        return kind(**(empty | given))

    return decode


def text_fields(story: Story) -> bytes:
    """Give the canonical JSON that `text_sha256` covers: headline, dek, byline, blocks and notes.

    The list is fixed: a field that the model gains later is not part of it, so that old hashes can be made again.
    """
    return _as_json(
        {
            "headline": story.headline,
            "dek": story.dek,
            "byline": story.byline,
            "blocks": [[block.kind.value, block.text] for block in story.blocks],
            "notes": [[note.kind.value, note.text] for note in story.notes],
        }
    )
