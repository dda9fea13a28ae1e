"""What openapi-pydantic thinks of one small object; nothing else imports it.

Schemas, and what holds them, are repaired by this stage itself: openapi-pydantic
knows neither boolean schemas nor OpenAPI 3.2, reads `exclusiveMinimum: true` as 1.0,
and fails as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openapi_pydantic.v3 import v3_1
from pydantic import BaseModel, ValidationError

from sdksmith.document.node import Node

_MODELS: Mapping[str, type[BaseModel]] = {
    model.__name__: model
    for model in (
        v3_1.Encoding,
        v3_1.Info,
        v3_1.SecurityScheme,
        v3_1.Server,
        v3_1.Tag,
    )
}


def fault(node: dict[str, Node], model: str) -> tuple[Sequence[str | int], str] | None:
    """The first thing wrong with an object: the field it concerns, and why."""
    try:
        _MODELS[model].model_validate(node)
    except ValidationError as error:
        first = error.errors()[0]
        path, message = first["loc"], first["msg"]
        if first["type"] == "missing":
            path, message = path[:-1], f"`{path[-1]}` is missing"
        found = _existing(node, path)
        return (found, message[:1].lower() + message[1:]) if found else None
    return None


def _existing(node: Node, path: Sequence[str | int]) -> Sequence[str | int]:
    """As much of the path as is there; pydantic adds names of union members."""
    found: list[str | int] = []
    for token in path:
        if not isinstance(node, dict) or token not in node:
            break
        node = node[token]
        found.append(token)
    return found
