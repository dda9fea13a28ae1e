"""Middleware sees every attempt and every stream, and sees no secret in a `repr`."""

from __future__ import annotations

import asyncio

import pytest
from _runtime.errors import StatusError
from _runtime.middleware import AsyncSend, Reply, Request, Send
from _runtime.operation import Operation, StreamOperation
from probes import NOTHING, PLAIN_API, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
LINES = StreamOperation[int]("GET", "/lines", item=int)
JSON_LINES = Answer(200, b"1\n2\n3\n", {"Content-Type": "application/jsonl"})


class Watching:
    """Middleware for both kinds of client that notes what passes."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int, bool]] = []
        self.shown = ""

    def note(self, request: Request, reply: Reply) -> Reply:
        self.seen.append((request.attempt, reply.status_code, reply.stream is not None))
        self.shown += repr(request) + repr(reply)
        return reply

    def sync(self, request: Request, send: Send) -> Reply:
        return self.note(request, send(request))

    async def later(self, request: Request, send: AsyncSend) -> Reply:
        return self.note(request, await send(request))


def _lines(probe: Probe, url: str, watching: Watching) -> list[int]:
    if probe.kind == "sync":
        with ProbeClient(
            PLAIN_API, {}, base_url=url, middleware=[watching.sync]
        ) as client:
            return list(client.caller.lines(LINES.call()))

    async def run() -> list[int]:
        async with AsyncProbeClient(
            PLAIN_API, {}, base_url=url, middleware=[watching.later]
        ) as client:
            return [line async for line in await client.caller.lines(LINES.call())]

    return asyncio.run(run())


def test_a_stream_passes_through_it_and_so_does_each_retry(probe: Probe) -> None:
    watching = Watching()

    retried = Answer(503, headers={"Retry-After": "0"})
    with serving(retried, JSON_LINES) as server:
        assert _lines(probe, server.url, watching) == [1, 2, 3]

    assert watching.seen == [(1, 503, False), (2, 200, True)]


def test_it_sees_the_last_failure_too_and_no_secret_is_shown(probe: Probe) -> None:
    watching = Watching()
    kind = watching.sync if probe.kind == "sync" else watching.later
    headers = {"authorization": "s3cret"}

    with serving(Answer(500)) as server, pytest.raises(StatusError):
        probe.with_(middleware=[kind]).send(
            server.url, GET, {"headers": headers, "query": {"key": "s3cret"}}
        )

    assert watching.seen == [(1, 500, False), (2, 500, False), (3, 500, False)]
    assert "s3cret" not in watching.shown


def test_cookies_do_not_follow_a_redirect_to_another_origin(probe: Probe) -> None:
    cookies = {"Set-Cookie": "jar=s3cret"}
    with serving() as other:
        away = Answer(302, headers={"Location": f"{other.url}/there", **cookies})
        with serving(away) as server:
            probe.send(server.url, GET, {"headers": {"cookie": "own=s3cret"}})

    assert other.seen[0].target == "/there"
    assert "s3cret" not in str(other.seen[0].headers)
