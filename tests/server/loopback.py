"""The HTTP server itself: uvicorn in a thread, answering from an OpenAPI document."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TypeAlias
from urllib.parse import parse_qsl

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from .answers import SAMPLED, Answer, Drop
from .samples import Sampler
from .validation import RequestCheck

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from .document import Described, Document
    from .json_value import Json

Adjust: TypeAlias = Callable[["Described", int, Any], Any]
"""Mends a sampled body: what a schema cannot say, such as that there is no next page."""


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    operation: str
    method: str
    target: str
    """The raw request target, percent-encoding and query included."""
    headers: dict[str, str]
    body: bytes
    violations: tuple[str, ...]

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def json(self) -> Json:
        return json.loads(self.body)


@dataclass(frozen=True)
class Connection:
    """A client's open connection."""

    transport: asyncio.BaseTransport
    closed: asyncio.Event = field(default_factory=asyncio.Event)


Script: TypeAlias = Answer | Callable[[Received], Answer]


class LoopbackServer:
    """Serves one document on a free port of 127.0.0.1, as a context manager."""

    def __init__(self, document: Document, adjust: Adjust | None = None) -> None:
        self.document = document
        self.requests: list[Received] = []
        self._adjust = adjust
        self._scripts: dict[str, list[Script]] = {}
        self._failures: list[str] = []
        self._sampler = Sampler(document)
        self._connections: dict[tuple[str, int], Connection] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        origin = f"http://127.0.0.1:{self.port}"
        self.url = origin + document.base_path
        self._check = RequestCheck(document, origin)
        config = uvicorn.Config(
            self._serve,
            http=_protocol(self._connections),
            interface="asgi3",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
            assert self._thread.is_alive(), "the server did not start"
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join()
        self._socket.close()

    def on(self, operation: str, *answers: Script) -> None:
        """Answer an operation (`GET /pets/{petId}`, or any other method and path) so; the last answer repeats."""
        self._scripts[operation] = list(answers)

    def scripted(self, operation: str) -> list[Script]:
        """The answers still to come."""
        return list(self._scripts.get(operation, ()))

    def reset(self) -> None:
        """Forget all scripts and all requests."""
        self.requests.clear()
        self._scripts.clear()
        self._failures.clear()

    def received(self, operation: str) -> list[Received]:
        """The requests of one operation, in order."""
        return [request for request in self.requests if request.operation == operation]

    def assert_clean(self) -> None:
        """Fail where a request broke the document and its answer did not expect that."""
        assert not self._failures, "\n".join(self._failures)

    def sampled(self, operation: str, answer: Answer) -> tuple[int, Json, str | None]:
        """The status, JSON body and media type that an answer stands for."""
        found = self.document.operation(operation)
        status = answer.status if answer.status is not None else found.success
        schemas = found.contents(self.document, status)
        media_type = answer.media_type or next(iter(schemas), None)
        if answer.body is not SAMPLED:
            return status, answer.edited(answer.body), media_type or "application/json"
        if media_type not in schemas:
            return status, None, None
        body = self._sampler.sample(schemas[media_type], answer.variant)
        if self._adjust is not None:
            body = self._adjust(found, status, body)
        return status, answer.edited(body), media_type

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer(scope, receive, send)
        except Exception as error:
            self._failures.append(f"the server failed: {error!r}")
            raise

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = self._received(scope, await Request(scope, receive).body())
        self.requests.append(received)
        answer = self._next_answer(received)
        if received.violations and not answer.accepts_invalid:
            self._failures += [
                f"{received.method} {received.target}: {violation}"
                for violation in received.violations
            ]
            response = Response(
                "\n".join(received.violations), 400, media_type="text/plain"
            )
            return await response(scope, receive, send)
        await asyncio.sleep(answer.delay)
        if answer.drop is not None:
            return await self._drop(answer.drop, scope, send)
        return await self._response(received, answer)(scope, receive, send)

    def _received(self, scope: Scope, body: bytes) -> Received:
        path = scope["raw_path"].decode("ascii")
        query = scope["query_string"].decode("ascii")
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in scope["headers"]
        ]
        operation = self.document.match(scope["method"], path)
        violations: tuple[str, ...]
        target = f"{path}?{query}" if query else path
        if operation is None:
            identity = f"{scope['method']} {path.removeprefix(self.document.base_path)}"
            is_scripted = identity in self._scripts
            violations = () if is_scripted else ("no such operation",)
        else:
            identity = operation.id
            violations = self._check.violations(operation, path, query, headers, body)
        return Received(
            identity, scope["method"], target, dict(headers), body, violations
        )

    def _next_answer(self, received: Received) -> Answer:
        script = self._scripts.get(received.operation, [Answer()])
        answer = script.pop(0) if len(script) > 1 else script[0]
        return answer if isinstance(answer, Answer) else answer(received)

    def _response(self, received: Received, answer: Answer) -> Response:
        headers = {"x-request-id": f"request-{len(self.requests)}", **answer.headers}
        if answer.raw is not None:
            return Response(
                answer.raw, answer.status or 200, headers, answer.media_type
            )
        if any(
            operation.id == received.operation for operation in self.document.operations
        ):
            status, body, media_type = self.sampled(received.operation, answer)
        else:
            status, body, media_type = (
                answer.status or 200,
                answer.body,
                "application/json",
            )
        if media_type is None or "HEAD" in received.method:
            return Response(None, status, headers)
        is_json = "json" in media_type
        content = (
            json.dumps(body, ensure_ascii=False).encode()
            if is_json
            else str(body).encode()
        )
        return Response(content, status, {**headers, "content-type": media_type})

    async def _drop(self, when: Drop, scope: Scope, send: Send) -> None:
        if when is Drop.IN_BODY:
            headers = [
                (b"content-type", b"application/json"),
                (b"content-length", b"1000"),
            ]
            await send(
                {"type": "http.response.start", "status": 200, "headers": headers}
            )
            await send(
                {"type": "http.response.body", "body": b'{"data":', "more_body": True}
            )
        connection = self._connections[scope["client"]]
        connection.transport.close()
        await connection.closed.wait()


def _protocol(connections: dict[tuple[str, int], Connection]) -> type[H11Protocol]:
    """uvicorn's protocol, which also notes each connection, so that it can be dropped."""

    class NotingProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            super().connection_made(transport)
            if self.client is not None:
                connections[self.client] = Connection(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            if self.client in connections:
                connections.pop(self.client).closed.set()

    return NotingProtocol
