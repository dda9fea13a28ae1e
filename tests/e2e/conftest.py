"""The server that answers as NetworkHQ does, and a driver for each kind of client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from server import Document, LoopbackServer

from e2e.driving import Driver, Untyped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server import Described


def last_page(operation: Described, status: int, body: Untyped) -> Untyped:
    """A sampled page has no page after it, which its schema cannot say."""
    if operation.method == "GET" and status == 200 and "pagination" in body:
        body["pagination"] |= {"has_more": False, "next_cursor": None}
    return body


@pytest.fixture(scope="session")
def running(networkhq_document: Path) -> Iterator[LoopbackServer]:
    with LoopbackServer(Document.read(networkhq_document), last_page) as server:
        yield server


@pytest.fixture
def server(running: LoopbackServer) -> Iterator[LoopbackServer]:
    """The server; a request that breaks the document fails the test."""
    running.reset()
    yield running
    running.assert_clean()


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, server: LoopbackServer) -> Iterator[Driver]:
    """The tests that take this run twice."""
    if request.param == "sync":
        driver = Driver(server.url, None)
        yield driver
        driver.close()
    else:
        with asyncio.Runner() as runner:
            driver = Driver(server.url, runner)
            yield driver
            driver.close()
