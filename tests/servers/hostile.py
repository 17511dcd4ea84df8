"""Conducts for `Newsroom.misbehave`: what servers do that mean ill, or are broken."""

from __future__ import annotations

import socket
import struct
import threading

from tests.servers.http import Conduct

_TICK = 0.02


def saying(*parts: bytes) -> Conduct:
    """Send these bytes as they are, and hang up."""

    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        for part in parts:
            connection.sendall(part)

    return conduct


def repeating(first: bytes, again: bytes, *, slowly: bool = False) -> Conduct:
    """Send the first bytes, then the others for ever, with a pause after each where it is `slowly`."""

    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        connection.sendall(first)
        while not closing.wait(_TICK if slowly else 0):
            connection.sendall(again)

    return conduct


def silent_after(first: bytes = b"") -> Conduct:
    """Send these bytes, then nothing, and keep the connection."""

    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        connection.sendall(first)
        closing.wait()

    return conduct


def resetting_after(first: bytes) -> Conduct:
    """Send these bytes, then reset the connection."""

    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        connection.sendall(first)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return conduct
