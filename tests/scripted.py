"""A server that does to each connection what a test's own function says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import TypeAlias

Script: TypeAlias = Callable[[socket.socket], None]


class Scripted:
    """Listens on 127.0.0.1 and runs the script for each connection in a thread."""

    def __init__(self, script: Script) -> None:
        self.connections = 0
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        for opened in (self._listener, *self._open):
            opened.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                threading.Thread(
                    target=self._run, args=(connection,), daemon=True
                ).start()

    def _run(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            self._script(connection)


def head_of(connection: socket.socket) -> bytes:
    """The bytes up to the empty line after the headers, and what came with them."""
    data = b""
    while b"\r\n\r\n" not in data and (more := connection.recv(65536)):
        data += more
    return data


@contextmanager
def scripted(script: Script) -> Generator[Scripted]:
    """A server that does what the script says until the block is left."""
    server = Scripted(script)
    try:
        yield server
    finally:
        server.stop()
