"""Routes of the fake: what each operation answers, and what it was asked."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, Self, TypeAlias, TypeVar

import httpx2
from typing_extensions import override

from ..api import Api
from ..encode import to_json_bytes
from ..opened import EVENT_STREAM
from ..operation import Binary, Endpoint, Operation, Pages, StreamOperation, Text
from ..receive import UNDESCRIBED, at_status
from ..status_errors import phrase
from .calls import RecordedCall
from .envelopes import (
    enveloped,
    error_body,
    made_up_items,
    promised_headers,
    with_promised,
)
from .paged import FakePages
from .samples import Place, answer_sample, sample

T = TypeVar("T")
D = TypeVar("D")

Behaviour: TypeAlias = Callable[[RecordedCall], "Canned"]
JSON = "application/json"


class UnexpectedCallError(AssertionError):
    """A request was sent for which the test says no answer."""


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer as it is sent."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    breaks_off: bool = False


class AnyRoute(ABC):
    """What all routes share: failures, sequences, and the calls that came.

    `name` is what the fake calls it, such as `leads.get`; empty until a call comes.
    """

    ANSWER = "returns"

    def __init__(self, api: Api, endpoint: Endpoint) -> None:
        self.calls: list[RecordedCall] = []
        self.endpoint = endpoint
        self.name = ""
        self._api = api
        self._behaviours: list[Behaviour] = []
        self._appends = True

    @property
    def operation(self) -> str:
        """Method and path template."""
        return self.endpoint.name

    def distance(self, headers: Mapping[str, str]) -> tuple[bool, bool, bool]:
        """How far a request of the same path is from one that this route is for."""
        sent = headers.get("content-type", "").partition(";")[0]
        return (
            headers.get("accept") != self.endpoint.accepts,
            self.endpoint.media_type not in (None, sent),
            not self._behaviours,
        )

    @property
    def is_idle(self) -> bool:
        """Whether it was told what to answer, and never asked."""
        return bool(self._behaviours) and not self.calls

    def fails(
        self,
        status: int,
        *,
        code: str | None = None,
        message: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Answer with an error status, in the form that the API gives its errors."""
        errors = self._api.errors
        form = at_status(self.endpoint.errors, status, errors.body)
        plain = error_body(errors, form, code, message or phrase(status))
        canned = Canned(status, to_json_bytes(plain), headers=headers or {})
        return self._does(lambda _: canned)

    def answers(
        self,
        status: int,
        body: bytes | str = b"",
        *,
        content_type: str = JSON,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Answer with exactly these bytes, whatever the document says."""
        data = body.encode() if isinstance(body, str) else body
        canned = Canned(status, data, content_type, headers or {})
        return self._does(lambda _: canned)

    @abstractmethod
    def answers_anything(self) -> Self:
        """Answer with made-up, valid values of what the operation promises."""

    def drops_connection(self) -> Self:
        """Take the request, and break the connection without an answer."""
        return self._does(_dropped)

    def times_out(self) -> Self:
        """Take the request, and never answer."""
        return self._does(_timed_out)

    def then(self) -> Self:
        """What follows is for the next call; the last behaviour stays."""
        self._appends = True
        return self

    def _does(self, behaviour: Behaviour) -> Self:
        if self._appends or not self._behaviours:
            self._behaviours.append(behaviour)
        else:
            self._behaviours[-1] = behaviour
        self._appends = False
        return self

    def answer(self, call: RecordedCall) -> Canned:
        """What to answer to this call."""
        if not self._behaviours:
            said = f"mock.{self.name or '...'}.{self.ANSWER}(...)"
            raise UnexpectedCallError(
                f"{self.operation}: the test says no answer; say one with {said}"
            )
        index = min(len(self.calls), len(self._behaviours) - 1)
        self.calls.append(call)
        return self._behaviours[index](call)


def _dropped(call: RecordedCall) -> Canned:
    raise httpx2.ReadError(f"{call.method} {call.path}: dropped by the test")


def _timed_out(call: RecordedCall) -> Canned:
    raise httpx2.ReadTimeout(f"{call.method} {call.path}: timed out by the test")


class Route(AnyRoute, Generic[T]):
    """An operation that gives a `T`."""

    def __init__(self, api: Api, operation: Operation[T, object]) -> None:
        super().__init__(api, operation)

    def returns(
        self,
        value: T,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Answer with this value; the status is the first documented one if not said.

        Headers that the document promises and that are not given are made up.
        """
        table = self.endpoint.table
        status = _first_status(table) if status is None else status
        kind = at_status(self.endpoint.headers, status, None)
        canned = replace(
            _canned(status, at_status(table, status, UNDESCRIBED), value),
            headers=with_promised(kind, headers or {}),
        )
        return self._does(lambda _: canned)

    @override
    def answers_anything(self) -> Self:
        return self._does(lambda _: self._anything)

    @cached_property
    def _anything(self) -> Canned:
        status = _first_status(self.endpoint.table)
        form = at_status(self.endpoint.table, status, UNDESCRIBED)
        headers = promised_headers(at_status(self.endpoint.headers, status, None))
        return replace(_made_up(self.name, status, form), headers=headers)


def _made_up(route: str, status: int, form: object) -> Canned:
    if form is Binary:
        return _canned(status, form, b"made up")
    if form is None or form is Text:
        return _canned(status, form, None if form is None else sample(str, Place()))
    return Canned(status, to_json_bytes(answer_sample(route, status, form)))


def _first_status(table: Mapping[int | str, object]) -> int:
    for status in table:
        if isinstance(status, int):
            return status
        if status.endswith("XX"):
            return int(status[0]) * 100
    return 200


def _canned(status: int, form: object, value: object) -> Canned:
    if form is None or value is None:
        return Canned(status)
    if form is Binary and isinstance(value, bytes):
        return Canned(status, value, "application/octet-stream")
    if form is Text:
        return Canned(status, str(value).encode(), "text/plain; charset=utf-8")
    return Canned(status, to_json_bytes(enveloped(form, value)))


class Paged(AnyRoute):
    """Pages that lead on to each other; cursors are `cursor-1`, `cursor-2`, and so on."""

    def __init__(self, api: Api, operation: Pages) -> None:
        super().__init__(api, operation)
        self._pages = operation

    @override
    def answers_anything(self) -> Self:
        return self._paged(lambda: [made_up_items(self._pages)], None)

    def _paged(
        self, pages: Callable[[], Sequence[Sequence[object]]], whole: object
    ) -> Self:
        made: list[FakePages] = []

        def page(call: RecordedCall) -> Canned:
            if not made:
                made.append(FakePages(self._pages, pages() or ((),), whole))
            found = made[0].answer(call)
            if found is None:
                raise UnexpectedCallError(f"{self.operation}: no page {call.query!r}")
            return Canned(200, to_json_bytes(found[0]), headers=found[1])

        return self._does(page)


class ListRoute(Paged, Generic[T]):
    """A list of `T`, page by page."""

    ANSWER = "returns_pages"

    def returns_pages(self, *pages: Sequence[T]) -> Self:
        """Answer with these pages, each to the request that leads to it."""
        return self._paged(lambda: pages, None)


class DetailRoute(Paged, Generic[D, T]):
    """One `D` whose items `T` come page by page."""

    def returns(self, value: D, *pages: Sequence[T]) -> Self:
        """Answer with this resource and these pages of its items."""
        return self._paged(lambda: pages, value)


class StreamRoute(AnyRoute, Generic[T]):
    """An operation whose answer comes piece by piece."""

    ANSWER = "streams"

    def __init__(self, api: Api, operation: StreamOperation[T]) -> None:
        super().__init__(api, operation)
        self._stream = operation

    @override
    def answers_anything(self) -> Self:
        return self._does(lambda _: self._canned(self._anything()))

    def _anything(self) -> Sequence[object]:
        form = self._stream.item
        if form is bytes:
            return [b"made up"]
        return [sample(form, Place(number=number)) for number in range(2)]

    def streams(self, *items: T) -> Self:
        """Answer with these items: events, lines or chunks, as the operation asks."""
        canned = self._canned(items)
        return self._does(lambda _: canned)

    def breaks_off(self, *items: T) -> Self:
        """Answer with these items, and break the connection before the stream ends."""
        canned = self._canned(items, ends=False)
        return self._does(lambda _: canned)

    def _canned(self, items: Sequence[object], *, ends: bool = True) -> Canned:
        stream, accept = self._stream, self._stream.accepts
        form = stream.item
        if EVENT_STREAM in accept:
            parts = [_event(_data(item, form)) for item in items]
            if ends and stream.terminator is not None:
                parts.append(_event(stream.terminator.encode()))
        elif form is bytes:
            parts = [_data(item, form) for item in items]
        else:
            mark = b"\x1e" if "seq" in accept else b""
            parts = [mark + to_json_bytes(item) + b"\n" for item in items]
        body = b"".join(parts)
        return Canned(200, body, _media_type(accept), breaks_off=not ends)


def _data(item: object, form: object) -> bytes:
    """An item as it travels: text and bytes as they are where nothing else comes."""
    if form is bytes and isinstance(item, bytes):
        return item
    if form is str and isinstance(item, str):
        return item.encode()
    return to_json_bytes(item)


def _event(data: bytes) -> bytes:
    lines = re.split(rb"\r\n|\r|\n", data)
    return b"".join(b"data: %s\n" % line for line in lines) + b"\n"


def _media_type(accept: str) -> str:
    first = accept.partition(",")[0].strip()
    return "application/octet-stream" if "*" in first else first
