"""A server in a process of its own whose answers are ready made, so that it costs little."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection


_CURSOR = re.compile(rb"[?&]cursor=(\d+)")


class _Answering(asyncio.Protocol):
    def __init__(self, answers: Sequence[bytes]) -> None:
        self._answers = answers

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # The requests of the benchmark have no body, so one blank line is one request.
        for request in data.split(b"\r\n\r\n")[:-1]:
            cursor = _CURSOR.search(request)
            self._transport.write(self._answers[int(cursor[1]) if cursor else 0])


async def _serve(answers: Sequence[bytes], told: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(answers), "127.0.0.1", 0)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(answers: Sequence[bytes], told: Connection) -> None:
    asyncio.run(_serve(answers, told))


@contextmanager
def answering(*bodies: bytes) -> Iterator[str]:
    """The base URL of a server that answers with this JSON, by the `cursor` asked for."""
    answers = [_answer(body) for body in bodies]
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_run, args=(answers, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()


def _answer(body: bytes) -> bytes:
    head = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return b"HTTP/1.1 200 OK\r\n" + head.encode() + body
