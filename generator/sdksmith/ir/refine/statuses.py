"""Gives a 207 without a described body that of the operation's other success."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.operations import Operation, Response
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import is_success
from sdksmith.ir.refine.replacing import with_operations

_MULTI_STATUS = 207


def assume_multi_status(api: Api, _: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API with a body for each 207 (RFC 4918, 11.1), which always has one."""
    return with_operations(api, (_assumed(o, diagnostics) for o in api.operations))


def _assumed(operation: Operation, diagnostics: Diagnostics) -> Operation:
    described = [r for r in operation.responses if is_success(r) and r.contents]
    if len({response.contents for response in described}) != 1:
        return operation
    responses = tuple(
        _borrowed(operation, response, described[0], diagnostics)
        for response in operation.responses
    )
    return replace(operation, responses=responses)


def _borrowed(
    operation: Operation, response: Response, other: Response, diagnostics: Diagnostics
) -> Response:
    status = response.status
    if (status.low, status.high) != (_MULTI_STATUS, _MULTI_STATUS) or response.contents:
        return response
    message = (
        f"the 207 of `{operation.id}` describes no body; it is decoded like "
        f"the {other.status.low}"
    )
    diagnostics.note(Code.RESPONSE_ASSUMED, message, at=response.origin)
    return replace(response, contents=other.contents, assumed_from=other.status)
