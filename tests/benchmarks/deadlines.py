"""By how much calls miss their deadline, for each way in which a server is slow."""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from networkhq import APITimeoutError, AsyncNetworkHQ, NetworkHQ
from scripted import head_of, scripted

if TYPE_CHECKING:
    from collections.abc import Callable

DEADLINE = 1.0
ROUNDS = 3


def drips_headers(connection: socket.socket) -> None:
    head_of(connection)
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.03)


def drips_the_body(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.03)


def never_answers(connection: socket.socket) -> None:
    head_of(connection)
    time.sleep(5)


def takes_slowly(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    while connection.recv(4096):
        time.sleep(0.03)


def never_encrypts(connection: socket.socket) -> None:
    connection.recv(1)
    time.sleep(5)


ANSWERING = (drips_headers, drips_the_body, never_answers)
BODY = {"x": "y" * 8_000_000}


def _sync(url: str, body: object) -> None:
    with NetworkHQ(api_key="k", base_url=url, deadline=DEADLINE) as client:
        client.request("PUT", "/x", cast_to=bytes, body=body)


def _async(url: str, body: object) -> None:
    async def run() -> None:
        async with AsyncNetworkHQ(
            api_key="k", base_url=url, deadline=DEADLINE
        ) as client:
            await client.request("PUT", "/x", cast_to=bytes, body=body)

    asyncio.run(run())


def lateness(call: Callable[[str, object], None], url: str, body: object) -> float:
    """Milliseconds after the deadline at which the call ended, the worst of a few."""
    worst = 0.0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        try:
            call(url, body)
        except APITimeoutError:
            late = time.perf_counter() - started - DEADLINE
            worst = max(worst, late * 1000)
        else:
            raise SystemExit("the call was not cut short")
    return worst


def main() -> None:
    """Print one line a kind of slowness."""
    for script in (*ANSWERING, takes_slowly, never_encrypts):
        body = BODY if script is takes_slowly else None
        with scripted(script) as server:
            scheme = "https:" if script is never_encrypts else "http:"
            url = server.url.replace("http:", scheme)
            sync, later = (lateness(call, url, body) for call in (_sync, _async))
        name = script.__name__
        sys.stdout.write(f"{name:16} sync {sync:5.0f} ms, async {later:5.0f} ms\n")


if __name__ == "__main__":
    main()
