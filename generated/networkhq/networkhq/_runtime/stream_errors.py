"""Errors that an API reports inside a stream which had begun well."""

from __future__ import annotations

from typing import Any, cast

from pydantic import BaseModel

from .decode import Decoded, decode
from .errors import StreamError
from .middleware import Reply
from .mismatches import UndecodableError
from .operation import Endpoint
from .readers import undeclared
from .settings import Settings
from .status_errors import error_body
from .unions import UnknownVariant


def is_described(found: Decoded[Any]) -> bool:
    """Whether an item is what the document says, in one member at least."""
    value = found.value
    if found.mismatches or isinstance(value, (UnknownVariant, dict)):
        return False
    extra = undeclared(value)
    return not extra or extra < len(cast("BaseModel", value).model_fields_set)


def stream_error(
    reply: Reply, name: str, endpoint: Endpoint, settings: Settings
) -> StreamError | None:
    """The exception for an item that is an error; None where that is not certain.

    `reply` has the item as its body, and `name` is that of its event.
    """
    errors = settings.api.errors
    body, plain = error_body(errors.body, reply.body)
    code, message = errors.said(plain)
    if name != "error" and not (message and _fits(errors.body, reply.body, plain)):
        return None
    return StreamError(
        code=code,
        message=message or "the API reports an error",
        request_id=settings.api.request_id_of(reply.headers),
        headers=reply.headers,
        body=body,
        operation=endpoint.name,
        attempts=reply.attempts,
    )


def _fits(form: object, data: bytes, plain: object) -> bool:
    """Whether the data is an error as the API describes them, or as most APIs do."""
    if form is None:
        return isinstance(plain, dict) and list(cast("dict[str, object]", plain)) == [
            "error"
        ]
    try:
        found = decode(form, data, mode="ignore")
    except UndecodableError:
        return False
    return not found.mismatches and not undeclared(found.value)
