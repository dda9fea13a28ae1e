"""A server in a process of its own that gives every request one answer, and costs little."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection


class _Answering(asyncio.Protocol):
    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # The requests of the benchmark have no body, so one blank line is one request.
        self._transport.write(self._answer * data.count(b"\r\n\r\n"))


async def _serve(answer: bytes, told: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(answer), "127.0.0.1", 0)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(answer: bytes, told: Connection) -> None:
    asyncio.run(_serve(answer, told))


@contextmanager
def answering(body: bytes) -> Iterator[str]:
    """The base URL of a server that answers everything with this JSON."""
    head = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    answer = b"HTTP/1.1 200 OK\r\n" + head.encode() + body
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_run, args=(answer, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()
