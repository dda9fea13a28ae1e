"""Calls to what the document does not describe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from .errors import InvalidRequestError
from .operation import EMPTY, Arguments, Binary, Call, Operation
from .payload import Payload

T = TypeVar("T")

_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 9.1


def raw_call(
    method: str,
    path: str,
    cast_to: type[T],
    query: Mapping[str, object] | None,
    body: object,
) -> Call[T]:
    """A call of any path of the API; None for `body` sends none.

    Bytes are sent as they are, everything else as JSON.
    """
    if _METHOD.fullmatch(method) is None:
        raise InvalidRequestError("`method` is no method of HTTP")
    if "://" in path.partition("?")[0]:
        raise InvalidRequestError("`path` is relative to the API's base URL")
    # Nothing of it is a parameter, and there is no fragment that could be sent.
    literal = path.replace("{", "%7B").replace("}", "%7D").replace("#", "%23")
    operation: Operation[T, object] = Operation(
        method.upper(), "/" + literal.lstrip("/"), {"2XX": _form(cast_to)}
    )
    kind = "content" if isinstance(body, (bytes, bytearray)) else "json"
    payload = None if body is None else Payload(kind, body)
    return Call(operation, Arguments(EMPTY, query or EMPTY, payload=payload))


def _form(cast_to: object) -> object:
    if cast_to is bytes:
        return Binary
    return None if cast_to is type(None) else cast_to
