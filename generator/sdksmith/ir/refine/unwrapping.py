"""Finds answers that only wrap one value: `{"data": X}`."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Content, Encoding, Operation, Response
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies, is_success
from sdksmith.ir.refine.replacing import with_operations
from sdksmith.ir.schemas import Presence, TypedExtra
from sdksmith.ir.types import Nullable, Type

_ENVELOPE = "data"
"""The one name that says nothing but "here it is"; others may mean something."""


def unwrap(api: Api, options: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API with the types inside of answers whose only member is `data`."""
    if not options.unwrap:
        return api
    bodies = Bodies(schemas_by_id(api))
    plain = [o for o in api.operations if o.pagination is None]
    return with_operations(api, [_unwrapped(bodies, o, diagnostics) for o in plain])


def _unwrapped(
    bodies: Bodies, operation: Operation, diagnostics: Diagnostics
) -> Operation:
    responses = []
    for response in operation.responses:
        inner = _without_envelope(bodies, response)
        if inner is not None:
            message = (
                f"`{_ENVELOPE}` is all that the {_status(response)} of "
                f"`{operation.id}` holds, so its value is given directly"
            )
            diagnostics.note(Code.RESPONSE_UNWRAPPED, message, at=response.origin)
        responses.append(inner or response)
    return replace(operation, responses=tuple(responses))


def _status(response: Response) -> str:
    return "answer" if response.status.is_default else str(response.status.low)


def _without_envelope(bodies: Bodies, response: Response) -> Response | None:
    if not is_success(response):
        return None
    contents: list[Content] = []
    for content in response.contents:
        if content.encoding is Encoding.JSON:
            inner = _inner(bodies, content.type)
            if inner is None:
                return None
            contents.append(replace(content, type=inner))
        else:
            contents.append(content)
    if not any(content.encoding is Encoding.JSON for content in contents):
        return None
    return replace(response, contents=tuple(contents), unwrapped=_ENVELOPE)


def _inner(bodies: Bodies, used: Type) -> Type | None:
    envelope = None if isinstance(used, Nullable) else bodies.as_object(used)
    if envelope is None or isinstance(envelope.extra, TypedExtra):
        return None
    fields = bodies.fields(envelope)
    only = fields.get(_ENVELOPE)
    if len(fields) != 1 or only is None or only.presence is not Presence.REQUIRED:
        return None
    return only.type
