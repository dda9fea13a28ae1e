"""Spans of OpenTelemetry for each attempt, by its conventions for HTTP clients.

OpenTelemetry is looked for when the middleware is made, not when this is imported.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, MutableMapping
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from .errors import APITimeoutError, ConfigurationError
from .middleware import AsyncSend, Reply, Request, Send

_PACKAGE = __name__.partition("._runtime")[0]
_FIRST_ERROR = 400


class Span(Protocol):
    """What is used of a span."""

    def set_attribute(self, key: str, value: str | int) -> None:
        """Note something."""
        ...

    def set_status(self, status: object) -> None:
        """Say how it went."""
        ...


class Tracer(Protocol):
    """What is used of a tracer."""

    def start_as_current_span(
        self,
        name: str,
        *,
        kind: object,
        attributes: Mapping[str, str | int],
        record_exception: bool,
        set_status_on_exception: bool,
    ) -> AbstractContextManager[Span]:
        """A span that lasts as long as the block."""
        ...


class TracerProvider(Protocol):
    """Where tracers come from: a provider of OpenTelemetry."""

    def get_tracer(self, instrumenting_module_name: str, /) -> object:
        """The tracer for a library."""
        ...


class _Spans:
    """Makes spans; without a provider, of the global one."""

    def __init__(self, provider: TracerProvider | None = None) -> None:
        try:
            trace: Any = import_module("opentelemetry.trace")
            propagate: Any = import_module("opentelemetry.propagate")
        except ImportError:
            name = _PACKAGE.replace("_", "-").strip("-")
            raise ConfigurationError(
                f"OpenTelemetry is not installed: pip install"
                f' "{name}[opentelemetry]"'
            ) from None
        source = trace if provider is None else provider
        self._tracer = cast("Tracer", source.get_tracer(_PACKAGE))
        self._kind: object = trace.SpanKind.CLIENT
        self._failure: object = trace.Status(trace.StatusCode.ERROR)
        self._propagate = propagate

    @contextmanager
    def span(self, request: Request) -> Generator[Span]:
        """The span of one attempt; what is raised in it is its error."""
        with self._tracer.start_as_current_span(
            request.operation,
            kind=self._kind,
            attributes=_attributes(request),
            # Not by OpenTelemetry: it would note messages and tracebacks.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as error:
                self._failed(span, _kind_of(error))
                raise

    def traced(self, request: Request) -> Request:
        """The request with the headers that carry the trace on."""
        carrier: MutableMapping[str, str] = {}
        self._propagate.inject(carrier)
        return request.with_headers(carrier) if carrier else request

    def answered(self, span: Span, reply: Reply) -> None:
        """Note the status of the answer."""
        span.set_attribute("http.response.status_code", reply.status_code)
        if reply.status_code >= _FIRST_ERROR:
            self._failed(span, str(reply.status_code))

    def _failed(self, span: Span, kind: str) -> None:
        span.set_attribute("error.type", kind)
        span.set_status(self._failure)


class Telemetry(_Spans):
    """Middleware for `middleware=` of the synchronous client: a span an attempt."""

    def __call__(self, request: Request, send: Send) -> Reply:
        with self.span(request) as span:
            reply = send(self.traced(request))
            self.answered(span, reply)
            return reply


class AsyncTelemetry(_Spans):
    """Middleware for `middleware=` of the asynchronous client: a span an attempt."""

    async def __call__(self, request: Request, send: AsyncSend) -> Reply:
        with self.span(request) as span:
            reply = await send(self.traced(request))
            self.answered(span, reply)
            return reply


def _attributes(request: Request) -> dict[str, str | int]:
    """What the conventions ask for; no query and no user in the URL."""
    url = urlsplit(request.url)
    host = url.hostname or ""
    found: dict[str, str | int] = {
        "http.request.method": request.method,
        "url.template": request.operation.partition(" ")[2],
        "url.full": f"{url.scheme}://{url.netloc.rpartition('@')[2]}{url.path}",
        "server.address": host,
        "server.port": url.port or (443 if url.scheme == "https" else 80),
    }
    if request.attempt > 1:
        found["http.request.resend_count"] = request.attempt - 1
    return found


def _kind_of(error: BaseException) -> str:
    if isinstance(error, APITimeoutError):
        return f"timeout.{error.phase}"
    return type(error).__qualname__
