"""Reads request bodies, responses and their headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdksmith.document.pointer import escape
from sdksmith.ir.build.contents import read_contents
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.nodes import Node, flag, mapping
from sdksmith.ir.build.places import Place, standalone
from sdksmith.ir.build.roles import request_place, response_place
from sdksmith.ir.build.styles import delimited
from sdksmith.ir.operations import Header, RequestBody, Response, StatusRange
from sdksmith.ir.types import OperationId

_DEFAULT = StatusRange(0, 999)
_FIRST_SUCCESS, _FIRST_FAILURE = 200, 300


def read_body(
    reader: TypeReader, node: Node, pointer: str, operation: OperationId
) -> RequestBody | None:
    """The `requestBody` of an operation."""
    body = node.get("requestBody")
    if not isinstance(body, Mapping):
        return None
    at = f"{pointer}/requestBody"
    contents = read_contents(reader, body, at, lambda p: request_place(p, operation))
    return RequestBody(
        contents=contents,
        required=flag(body, "required"),
        doc=object_doc(body),
        origin=reader.context.origin(at),
    )


def read_responses(
    reader: TypeReader, node: Node, pointer: str, operation: OperationId
) -> tuple[Response, ...]:
    """The `responses` of an operation, statuses in rising order, `default` last."""
    said = mapping(node, "responses")
    ranges = {status: status_range(status) for status in said}
    rising = sorted(said, key=lambda s: (ranges[s].is_default, ranges[s]))
    succeeds = [status for status in rising if _is_success(ranges[status])]
    first = next(iter(succeeds), "default")
    return tuple(
        _read_response(
            reader,
            mapping(said, status),
            f"{pointer}/responses/{status}",
            _Status(operation, status, is_first=status == first),
            is_error=_is_error(ranges[status], has_success=bool(succeeds)),
        )
        for status in rising
    )


@dataclass(frozen=True, slots=True)
class _Status:
    """One response of an operation, which names the types inside of it."""

    operation: OperationId
    status: str
    is_first: bool

    def place(self, pointer: str) -> Place:
        return response_place(
            pointer, self.operation, self.status, is_first=self.is_first
        )


def _read_response(
    reader: TypeReader, node: Node, pointer: str, status: _Status, *, is_error: bool
) -> Response:
    return Response(
        status=status_range(status.status),
        contents=read_contents(reader, node, pointer, status.place),
        is_error=is_error,
        headers=_headers(reader, node, pointer),
        doc=object_doc(node),
        origin=reader.context.origin(pointer),
    )


def status_range(status: str) -> StatusRange:
    """What a key of `responses` covers: `404`, `4XX` or `default`."""
    if status == "default":
        return _DEFAULT
    if status.endswith("XX"):
        low = int(status[0]) * 100
        return StatusRange(low, low + 99)
    return StatusRange(int(status), int(status))


def _is_success(status: StatusRange) -> bool:
    return _FIRST_SUCCESS <= status.low < _FIRST_FAILURE


def _is_error(status: StatusRange, *, has_success: bool) -> bool:
    return has_success if status.is_default else status.low >= _FIRST_FAILURE


def _headers(reader: TypeReader, node: Node, pointer: str) -> tuple[Header, ...]:
    """The documented headers; `Content-Type` is ignored (OpenAPI 3.2, 4.17.1)."""
    return tuple(
        _read_header(reader, wire_name, header, f"{pointer}/headers/{escape(wire_name)}")
        for wire_name, header in mapping(node, "headers").items()
        if wire_name.lower() != "content-type" and isinstance(header, Mapping)
    )


def _read_header(
    reader: TypeReader, wire_name: str, header: Node, pointer: str
) -> Header:
    media_type = next(iter(mapping(header, "content")), None)
    holder, at = header, f"{pointer}/schema"
    if media_type is not None:
        holder = mapping(mapping(header, "content"), media_type)
        at = f"{pointer}/content/{escape(media_type)}/schema"
    place = standalone(reader.context.document.home(at), wire_name)
    return Header(
        wire_name,
        reader.read(holder.get("schema", {}), place),
        flag(header, "required"),
        media_type,
        object_doc(header),
        delimited(header),
    )
