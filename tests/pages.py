"""Answers of lists over real sockets, and what was asked of them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sockets import Answer, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from sockets import Seen


def answer(body: object, status: int = 200, **headers: str) -> Answer:
    """An answer in JSON."""
    data = json.dumps(body).encode()
    return Answer(status, data, {"Content-Type": "application/json", **headers})


def items(*ids: int) -> list[dict[str, int]]:
    """Items with these ids, plain."""
    return [{"id": number} for number in ids]


def queries(server: Server) -> list[dict[str, str]]:
    """The query of every request, in order."""
    return [dict(parse_qsl(seen.target.partition("?")[2])) for seen in server.seen]


@contextmanager
def answering(answers: Callable[[Server, Seen], Answer]) -> Generator[Server]:
    """A server whose answers depend on where it is, and on what it is asked."""
    server = Server(lambda seen: answers(server, seen))
    try:
        yield server
    finally:
        server.stop()
