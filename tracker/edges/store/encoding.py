"""Model values to canonical JSON and back.

Canonical: UTF-8, keys sorted, no spaces, so that equal values have equal bytes and hashes can be made again by
anyone. Tolerant when reading: a key that is missing takes the field's default, a key that is unknown is passed
over, so that rows written before the model grew still read.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from tracker.edges.store.columns import written
from tracker.errors import StoreDamagedError
from tracker.model import Block, Story, story_parts

Value = TypeVar("Value")
Decoder = Callable[[Any], object]
Encoder = Callable[[Any], bytes]

_DECODERS: dict[object, Decoder] = {}
_FLAT: dict[type, _Flat] = {}
_FLAT_SIGNS = {bool: "%s", datetime: '"%s"'}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_CONTROLS = bytes(range(32))
LONGEST_KNOWN = 1000
MOST_KNOWN = 4096
"""So many texts, and blocks, of up to so many characters are remembered as they are written: a few MB at most."""
_JSON = json.JSONEncoder(ensure_ascii=False)


def canonical(value: object) -> bytes:
    """Give a value's canonical JSON; dataclasses, enums, times, tuples and frozensets included.

    Fields that are None or empty tuples are left out.
    """
    kind = value.__class__
    encode = _ENCODERS.get(kind)
    if encode is None:
        encode = _ENCODERS[kind] = _encoder(kind)
    return encode(value)


def plain(value: object) -> object:
    """Give what JSON knows for a model value: that which its canonical JSON reads back as."""
    if value.__class__ in _AS_THEY_ARE:
        return value
    return json.loads(canonical(value).decode("utf-8", "surrogatepass"))


def _quoted(text: str) -> bytes:
    return _known(text) if len(text) <= LONGEST_KNOWN else _quote(text)


def _quote(text: str) -> bytes:
    # Most of what is kept is text, and nearly none of it holds what JSON has a sign of its own for.
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _CONTROLS)) != len(data):
        return _JSON.encode(text).encode("utf-8", "surrogatepass")
    return b'"%b"' % data.replace(b"\\", b"\\\\").replace(b'"', b'\\"')


_known = lru_cache(maxsize=MOST_KNOWN)(_quote)


def _whole(value: int) -> bytes:
    return b"%d" % value


def _broken(value: float) -> bytes:
    return _JSON.encode(value).encode()


def _dated(value: datetime) -> bytes:
    # Not remembered: hardly any time comes again.
    return b'"%b"' % written(value).encode()


def _listed(values: Iterable[object]) -> bytes:
    return b"[%b]" % b",".join([canonical(one) for one in values])


def _mapped(values: Mapping[object, object]) -> bytes:
    named = {str(key): item for key, item in values.items()}
    return b"{%b}" % b",".join([b"%b:%b" % (_quoted(name), canonical(named[name])) for name in sorted(named)])


# Values of the model are trees: nothing stands inside itself.
_ENCODERS: dict[type, Encoder] = {
    str: _quoted,
    int: _whole,
    float: _broken,
    bool: {False: b"false", True: b"true"}.__getitem__,
    type(None): lambda _: b"null",
    list: _listed,
    tuple: _listed,
    dict: _mapped,
}


def _encoder(kind: type) -> Encoder:
    if issubclass(kind, Enum):
        known = {one.value: canonical(one.value) for one in kind}
        return lambda value: known[value._value_]
    if issubclass(kind, datetime):
        return _dated
    if issubclass(kind, frozenset):
        return lambda value: _listed(sorted(str(plain(item)) for item in value))
    if _is_value(kind):
        return _value_encoder(kind)
    for known_kind in (str, int, float, tuple, list):
        if issubclass(kind, known_kind):
            return _ENCODERS[known_kind]
    if issubclass(kind, Mapping):
        return _mapped
    raise TypeError(f"{kind.__name__} is not a value of the model")


def _is_value(kind: type) -> bool:
    return is_dataclass(kind) or hasattr(kind, "_fields")


def _field_names(kind: type) -> tuple[str, ...]:
    """Give the fields of a dataclass or of a named tuple, in their order."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else cast("Any", kind)._fields


def _value_encoder(kind: type, *, without: Collection[str] = ()) -> Encoder:
    told = sorted(name for name in _field_names(kind) if name not in without)
    named = [(name, _quoted(name) + b":") for name in told]

    def encode(value: object) -> bytes:
        found = []
        for name, key in named:
            item = getattr(value, name)
            item_kind = item.__class__
            # Most fields are text, or a sign that is no; one dispatch less for each is a third of the time.
            if item_kind is str:
                found.append(key + _quoted(item))
            elif item is False:
                found.append(key + b"false")
            elif item is not None and item != ():
                found.append(key + _ENCODERS.get(item_kind, canonical)(item))
        return b"{%b}" % b",".join(found)

    return encode


def _block(block: Block) -> bytes:
    return _block_forms(block)[0]


def _block_forms(block: Block) -> tuple[bytes, bytes]:
    """Give a block's canonical JSON, and what the hash of its story's text covers of it."""
    # It is written for its story, for its text's hash, and for the next version in which it stands unchanged.
    return _known_block(block) if len(block.text) <= LONGEST_KNOWN else _new_block(block)


def _new_block(block: Block) -> tuple[bytes, bytes]:
    return _encode_block(block), b"[%b,%b]" % (canonical(block.kind), _quoted(block.text))


_encode_block = _value_encoder(Block)
_known_block = lru_cache(maxsize=MOST_KNOWN)(_new_block)
_ENCODERS[Block] = _block


@cache
def canonical_without(kind: type, *names: str) -> Encoder:
    """Give what makes the canonical JSON of a dataclass's values without some of their fields, as if they were None."""
    return _value_encoder(kind, without=names)


def flat_words(value: object) -> str:
    """Give the canonical JSON of a value of finite numbers, truths, times and None alone, in a third of the time."""
    kind = value.__class__
    flat = _FLAT.get(kind) or _FLAT.setdefault(kind, _Flat(kind))
    return flat.words(value)


class _Flat:
    """How values of a kind are put in words: a form for each way in which their fields can be filled."""

    __slots__ = ("_fields", "_forms", "_names")

    def __init__(self, kind: type) -> None:
        self._names = sorted(_field_names(kind))
        self._fields: attrgetter[tuple[Any, ...]] = attrgetter(*self._names)
        self._forms: dict[tuple[type, ...], tuple[str, list[tuple[int, Callable[[Any], str]]]]] = {}

    def words(self, value: object) -> str:
        items = self._fields(value)
        kinds = tuple(map(type, items))
        form, others = self._forms.get(kinds) or self._forms.setdefault(kinds, self._form(kinds))
        told = [item for item in items if item is not None]
        for place, put in others:
            told[place] = put(told[place])
        return form % tuple(told)

    def _form(self, kinds: tuple[type, ...]) -> tuple[str, list[tuple[int, Callable[[Any], str]]]]:
        told = [(name, kind) for name, kind in zip(self._names, kinds, strict=True) if kind is not type(None)]
        form = ",".join(f'"{name}":{_FLAT_SIGNS.get(kind, "%r")}' for name, kind in told)
        puts: dict[type, Callable[[Any], str]] = {bool: {True: "true", False: "false"}.__getitem__, datetime: written}
        return f"{{{form}}}", [(place, puts[kind]) for place, (_, kind) in enumerate(told) if kind in puts]


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
    return _value_decoder(kind) if isinstance(kind, type) and _is_value(kind) else _itself


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


def _value_decoder(kind: type) -> Decoder:
    # A story names its parts without importing them.
    hints = get_type_hints(kind, localns=vars(story_parts))
    known = {name: _decoder(hints[name]) for name in _field_names(kind)}
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
    blocks = b",".join([_block_forms(block)[1] for block in story.blocks])
    notes = b",".join([b"[%b,%b]" % (canonical(note.kind), _quoted(note.text)) for note in story.notes])
    head = (_quoted(story.byline), _quoted(story.dek), _quoted(story.headline))
    return b'{"blocks":[%b],"byline":%b,"dek":%b,"headline":%b,"notes":[%b]}' % (blocks, *head, notes)
