"""Spans of OpenTelemetry, one an attempt, by the conventions for HTTP clients."""

from __future__ import annotations

import sys

import pytest
from _runtime.errors import APIConnectionError, APITimeoutError, ConfigurationError
from _runtime.operation import Operation
from _runtime.telemetry import AsyncTelemetry, Telemetry
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from probes import NOTHING, Probe
from sockets import Answer, serving, unused_url

GET = Operation[None, object]("GET", "/leads/{id}", NOTHING)


class Traced:
    """A probe that notes its spans."""

    def __init__(self, probe: Probe) -> None:
        self._exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        kind = Telemetry if probe.kind == "sync" else AsyncTelemetry
        self.probe = probe.with_(middleware=[kind(provider)])

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()


def test_each_attempt_is_a_span(probe: Probe) -> None:
    traced = Traced(probe)

    with serving(Answer(503), Answer(204)) as server:
        url = server.url
        traced.probe.send(url, GET, {"query": {"key": "s3cret"}}, path={"id": 1})

    first, second = traced.spans
    port = int(url.rpartition(":")[2])
    assert (first.name, first.kind) == ("GET /leads/{id}", SpanKind.CLIENT)
    assert dict(first.attributes or {}) == {
        "http.request.method": "GET",
        "url.template": "/leads/{id}",
        "url.full": f"{url}/leads/1",
        "server.address": "127.0.0.1",
        "server.port": port,
        "http.response.status_code": 503,
        "error.type": "503",
    }
    assert (second.attributes or {})["http.request.resend_count"] == 1
    codes = [span.status.status_code for span in traced.spans]
    assert codes == [StatusCode.ERROR, StatusCode.UNSET]


def test_the_trace_is_carried_on(probe: Probe) -> None:
    traced = Traced(probe)

    with serving() as server:
        traced.probe.send(server.url, GET, path={"id": 1})

    context = traced.spans[0].get_span_context()
    assert context is not None
    sent = server.seen[0].headers["traceparent"]
    assert sent.split("-")[1:3] == [
        f"{context.trace_id:032x}",
        f"{context.span_id:016x}",
    ]


def test_a_failure_has_a_kind_and_no_message(probe: Probe) -> None:
    traced = Traced(probe.with_(max_retries=0))

    with pytest.raises(APIConnectionError):
        traced.probe.send(unused_url(), GET, path={"id": 1})

    (span,) = traced.spans
    assert (span.attributes or {})["error.type"] == "APIConnectionError"
    assert (span.status.status_code, span.events) == (StatusCode.ERROR, ())


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)

    with pytest.raises(ConfigurationError, match=r"\[opentelemetry\]"):
        Telemetry()


def test_a_timeout_is_told_with_its_phase(probe: Probe) -> None:
    traced = Traced(probe.with_(max_retries=0))

    with serving(Answer(wait=5)) as server, pytest.raises(APITimeoutError):
        traced.probe.send(server.url, GET, {"timeout": 0.05}, path={"id": 1})

    assert (traced.spans[0].attributes or {})["error.type"] == "timeout.read"
