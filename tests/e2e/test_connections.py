from __future__ import annotations

import time
from typing import TYPE_CHECKING

import networkhq
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from scripted import head_of, scripted
from server import sample

if TYPE_CHECKING:
    import socket

    from server import LoopbackServer

    from e2e.driving import Driver

GET_LEAD = "GET /leads/{lead_id}"


def test_a_deadline_holds_against_dripping_headers(driver: Driver) -> None:
    def drips(connection: socket.socket) -> None:
        head_of(connection)
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300:
            connection.sendall(bytes([byte]))
            time.sleep(0.02)

    with scripted(drips) as slow:
        client = driver.client(base_url=slow.url, deadline=0.3)
        began = time.monotonic()
        with pytest.raises(networkhq.APITimeoutError) as info:
            driver.start(client, "leads.get", "x")

    assert info.value.phase == "deadline"
    assert time.monotonic() - began < 2


def test_a_rate_limit_tells_what_is_left(
    driver: Driver, server: LoopbackServer
) -> None:
    headers = {"ratelimit": '"hour";r=0;t=9', "ratelimit-policy": '"hour";q=50;w=3600'}
    server.on(GET_LEAD, sample(429, headers=headers))

    with pytest.raises(networkhq.RateLimitError) as info:
        driver.start(driver.quick(max_retries=0), "leads.get", "x")

    assert info.value.rate_limit == networkhq.RateLimit(50, 0, 9, 3600, "hour")


def test_each_attempt_is_a_span(driver: Driver, server: LoopbackServer) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    server.on(GET_LEAD, sample(429, headers={"retry-after": "1"}), sample())
    kind = networkhq.AsyncTelemetry if driver.is_async else networkhq.Telemetry

    driver.start(driver.quick(middleware=[kind(provider)]), "leads.get", "x")

    spans = exporter.get_finished_spans()
    found = [(span.attributes or {})["http.response.status_code"] for span in spans]
    assert found == [429, 200]
    assert {span.name for span in spans} == {GET_LEAD}
