"""Content-Encoding undone piece by piece, never more at once than a piece, never more in all than is allowed."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from tracker.errors import ProtocolError, TooLargeError

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError, get_frame_info
else:
    from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError, get_frame_info

ACCEPTED = "gzip, deflate, zstd"
_PIECE = 64 * 1024
_STACKED = 2
_STREAMS = 1000
# A zstd frame may ask for any window; the web has agreed on 8 MiB. Source: RFC 9659.
_WINDOW_LOG = 23
# Source: RFC 8878, section 3.1.1: magic number, descriptor, window, dictionary, content size.
_LONGEST_FRAME_HEADER = 18
_UNPACKING_ERRORS = (zlib.error, ZstdError, EOFError)


class _Stream(Protocol):
    """One compressed stream: `zlib` and `zstd` objects in one shape."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def unpack(self, packed: bytes) -> Iterator[bytes]: ...


class _Inflating:
    def __init__(self, window: int) -> None:
        self._stream = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        piece = self._stream.decompress(packed, _PIECE)
        while piece:
            yield piece
            piece = self._stream.decompress(self._stream.unconsumed_tail, _PIECE)


class _Unfolding:
    def __init__(self) -> None:
        self._stream = ZstdDecompressor(options={DecompressionParameter.window_log_max: _WINDOW_LOG})
        self._head = b""
        self._size = 0

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        self._head = (self._head + packed)[:_LONGEST_FRAME_HEADER]
        piece = self._stream.decompress(packed, _PIECE)
        while piece:
            self._size += len(piece)
            yield piece
            if self._stream.eof:
                break
            piece = self._stream.decompress(b"", _PIECE)
        if self._stream.eof:
            self._check_size()

    def _check_size(self) -> None:
        # The library looks at what a frame says of its size only where it is given the whole frame at once.
        said = get_frame_info(self._head).decompressed_size
        if said is not None and said != self._size:
            raise ZstdError(f"it holds {self._size} bytes and says {said}")


def _gzip(_: bytes) -> _Stream:
    return _Inflating(16 + zlib.MAX_WBITS)


def _deflate(first: bytes) -> _Stream:
    # Half the world sends it with zlib's header, as the standard says, half without: the first byte tells.
    return _Inflating(zlib.MAX_WBITS if first[0] & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS)


def _zstd(_: bytes) -> _Stream:
    return _Unfolding()


_OPENERS: dict[str, tuple[Callable[[bytes], _Stream], bytes | None]] = {
    "gzip": (_gzip, b"\x1f"),
    "x-gzip": (_gzip, b"\x1f"),
    "deflate": (_deflate, None),
    "zstd": (_zstd, b"\x28"),
}


def encodings(header: str | None) -> tuple[str, ...]:
    """Read Content-Encoding: in the order in which the encodings were applied, `identity` left out.

    Raises:
        ProtocolError: one that we did not ask for, or too many.
    """
    named = [word.strip().lower() for word in (header or "").split(",")]
    found = tuple(word for word in named if word not in ("", "identity"))
    unknown = [word for word in found if word not in _OPENERS]
    if unknown:
        raise ProtocolError(f"the answer is encoded as {unknown[0]!r:.40}, which nobody asked for; nothing was kept")
    if len(found) > _STACKED:
        raise ProtocolError(f"the answer is encoded {len(found)} times over; nothing was kept")
    return found


def decoded(pieces: Iterable[bytes], applied: tuple[str, ...], *, limit: int) -> Iterator[bytes]:
    """Undo the encodings, last applied first, at most `limit` bytes at every stage.

    Raises:
        TooLargeError: a stage gave more than `limit` bytes.
        ProtocolError: it does not decode, or stops in the middle.
    """
    for name in reversed(applied):
        pieces = _bounded(_unpacked(_bounded(pieces, limit), name), limit)
    return _bounded(pieces, limit)


def _bounded(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLargeError(f"the answer is larger than {limit} bytes; raise fetch.max_bytes if you want it")
        yield piece


def _unpacked(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    stream: _Stream | None = None
    streams, padded = 0, False
    opener, magic = _OPENERS[name]
    for piece in pieces:
        rest = b"" if padded else piece
        while rest:
            if stream is None or stream.eof:
                # Padding after the last stream is common, and means nothing, wherever the network cuts it.
                padded = streams > 0 and (magic is None or not rest.startswith(magic))
                if padded:
                    break
                stream, streams = opener(rest), streams + 1
                _check_count(streams, name)
            yield from _checked(stream, rest, name)
            rest = stream.unused_data if stream.eof else b""
    if stream is not None and not stream.eof:
        raise ProtocolError(f"the answer stops in the middle of its {name} stream; nothing was kept")


def _check_count(streams: int, name: str) -> None:
    if streams > _STREAMS:
        raise ProtocolError(f"the answer is made of more than {_STREAMS} {name} streams; nothing was kept")


def _checked(stream: _Stream, packed: bytes, name: str) -> Iterator[bytes]:
    try:
        yield from stream.unpack(packed)
    except _UNPACKING_ERRORS as error:
        raise ProtocolError(f"the answer is not the {name} it says it is ({error}); nothing was kept") from None
