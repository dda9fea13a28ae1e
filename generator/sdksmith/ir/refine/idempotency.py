"""Finds the header that takes an idempotency key, so that callers need not give one."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation, Parameter, Place
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.replacing import with_operations
from sdksmith.ir.types import PrimitiveKind
from sdksmith.ir.words import split_words

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
"""Sending these twice does no harm (RFC 9110, 9.2.1)."""
_TOPICS = frozenset({"idempotency", "idempotence", "idempotent"})
_KINDS = frozenset({"key", "token", "id", *_TOPICS})


def find_idempotency(api: Api, options: BuildOptions, _: Diagnostics) -> Api:
    """The API with the header of each operation that takes a key for its effect."""
    wanted = options.idempotency_header
    bodies = Bodies(schemas_by_id(api))
    changed = [
        _with_key(operation, _key(bodies, operation, wanted))
        for operation in api.operations
        if operation.method not in SAFE_METHODS
    ]
    return replace(with_operations(api, changed), idempotency_header=wanted)


def _key(bodies: Bodies, operation: Operation, wanted: str | None) -> str | None:
    """The header of an operation: the one that the config names, or a declared one."""
    named = {wanted.lower()} if wanted else set()
    for parameter in operation.parameters:
        is_text = bodies.is_kind(parameter.type, PrimitiveKind.STRING)
        if parameter.place is Place.HEADER and is_text:
            name = parameter.wire_name
            if name.lower() in named or _is_key(name):
                return name
    return operation.idempotency_header


def _is_key(name: str) -> bool:
    words = split_words(name)
    return bool(words) and words[-1] in _KINDS and not _TOPICS.isdisjoint(words)


def _with_key(operation: Operation, header: str | None) -> Operation:
    parameters = tuple(_optional(each, header) for each in operation.parameters)
    return replace(operation, parameters=parameters, idempotency_header=header)


def _optional(parameter: Parameter, header: str | None) -> Parameter:
    is_key = parameter.place is Place.HEADER and parameter.wire_name == header
    return replace(parameter, required=False) if is_key else parameter
