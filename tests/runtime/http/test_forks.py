"""Child processes: connections of their own, and the parent's left alone."""

from __future__ import annotations

import asyncio
import os
import runpy
import sys
import warnings

import pytest
from _runtime import forks
from _runtime.operation import Operation
from probes import NOTHING, PLAIN_API, AsyncProbeClient, ProbeClient
from sockets import Answer, Server, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
ARGUMENTS = GET.call().arguments


def _forked(work: object) -> int:
    """The exit code of a child process that does this."""
    with warnings.catch_warnings():
        # The servers of tests are threads, of which Python warns since 3.12.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            done = callable(work) and work() == 204
        finally:
            os._exit(0 if done else 1)
    _, code = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(code)


def _used(server: Server) -> int:
    return len([seen for seen in server.seen if seen.target == "/g"])


def test_a_child_of_an_async_client_begins_anew() -> None:
    async def call(client: AsyncProbeClient) -> int:
        return (await client.caller.response(GET, ARGUMENTS)).status_code

    async def run(url: str) -> int:
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
            await call(client)
            code = _forked(lambda: asyncio.run(call(client)))
            await call(client)
            return code

    with serving(Answer(204)) as server:
        assert asyncio.run(run(server.url)) == 0

    assert _used(server) == 3
    # The parent's second call goes over its first connection.
    assert server.connections == 2


def test_a_child_may_use_an_async_client_whose_loop_is_over() -> None:
    async def call(client: AsyncProbeClient) -> int:
        return (await client.caller.response(GET, ARGUMENTS)).status_code

    with serving(Answer(204)) as server, warnings.catch_warnings():
        # asyncio tells of the first loop's connection, which nobody closed.
        warnings.simplefilter("ignore", ResourceWarning)
        client = AsyncProbeClient(PLAIN_API, {}, base_url=server.url)
        asyncio.run(call(client))
        assert _forked(lambda: asyncio.run(call(client))) == 0

    assert _used(server) == 2


def test_a_child_can_call_though_a_lock_was_held_when_it_began() -> None:
    with (
        serving(Answer(204)) as server,
        ProbeClient(PLAIN_API, {}, base_url=server.url) as client,
    ):
        connection = client.caller.connection
        with connection._making, connection.fetches.lock:
            code = _forked(lambda: client.caller.response(GET, ARGUMENTS).status_code)

    assert code == 0


def test_what_is_told_of_a_fork_forgets_its_sockets() -> None:
    with (
        serving(Answer(204)) as server,
        ProbeClient(PLAIN_API, {}, base_url=server.url) as client,
    ):
        client.caller.response(GET, ARGUMENTS)
        before = client.caller.connection.client()
        forks._forget()
        after = client.caller.connection.client()
        before.close()

    assert before is not after


def test_a_system_that_does_not_fork_needs_no_telling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    monkeypatch.setattr(os, "register_at_fork", lambda **works: told.append(works))
    path = str(forks.__file__)

    monkeypatch.setattr(sys, "platform", "win32")
    runpy.run_path(path)
    assert told == []

    monkeypatch.setattr(sys, "platform", "linux")
    runpy.run_path(path)
    assert len(told) == 1
