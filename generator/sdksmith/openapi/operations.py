"""One operation: its parameters merged, its template matched, its parts repaired."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.bodies import request_body, responses
from sdksmith.openapi.parameters import (
    Parameter,
    fit_template,
    merged,
    parameters,
)
from sdksmith.openapi.texts import fields
from sdksmith.openapi.top import security, servers
from sdksmith.openapi.work import Spot, Work

PATH_KEY: Final = "x-sdksmith-path"
"""On an operation: the path to request, where the path's key says something else."""


_RULE = re.compile(r"\{([\w.-]+)=[^{}]*\}")
"""A parameter with the pattern of its values, as in `{name=shelves/*}`."""


class Shared(NamedTuple):
    """What a path item says for all its operations; `path` is None for a webhook."""

    path: str | None
    parameters: list[Parameter]
    servers: list[dict[str, Node]] | None


def operation(
    work: Work, node: dict[str, Node], spot: Spot, to: str, shared: Shared
) -> dict[str, Node]:
    """An Operation Object in canonical shape, to stand at the pointer `to`."""
    out = fields(work, node, spot)
    own = parameters(work, out.pop("parameters", None), spot / "parameters")
    found = merged(shared.parameters, own)
    if shared.path is not None:
        path, found = _request_path(work, shared.path, found, out, spot)
        found = fit_template(work, path, found, spot)
    if found:
        out["parameters"] = [parameter.node for parameter in found]
    for index, parameter in enumerate(found):
        work.shifted[f"{to}/parameters/{index}"] = parameter.home
    if "requestBody" in out:
        body = request_body(work, out.pop("requestBody"), spot / "requestBody")
        if body is not None:
            out["requestBody"] = body
    if "responses" not in out and shared.path is not None:
        message = "the operation describes no response; any answer is accepted"
        work.warn(Code.NO_RESPONSES, message, spot)
    out["responses"] = responses(
        work, out.get("responses", {}), spot / "responses", f"{to}/responses"
    )
    _unique_id(work, out, spot)
    if "servers" in out:
        out["servers"] = servers(work, out["servers"], spot / "servers")
    elif shared.servers is not None:
        out["servers"] = shared.servers
    if "security" in out:
        out["security"] = security(work, out["security"], spot / "security")
    return out


def _unique_id(work: Work, out: dict[str, Node], spot: Spot) -> None:
    said = out.get("operationId")
    if said is None:
        return
    known = work.operation_ids
    if said in known or not said.strip():
        message = f"`{said}` names {known.get(said, 'nothing')} already; left out here"
        work.warn(Code.DUPLICATE_OPERATION_ID, message, spot / "operationId")
        del out["operationId"]
        return
    path = spot.above.token if spot.above else ""
    known[said] = f"{spot.token.upper()} {path}"


def _request_path(
    work: Work,
    key: str,
    found: list[Parameter],
    out: dict[str, Node],
    spot: Spot,
) -> tuple[str, list[Parameter]]:
    """The path of the request, without the query or fragment that its key may have.

    Some documents tell operations apart by `/x?action=y` or `/x#y`, since a path can
    stand only once. The query becomes parameters with one possible value. Those made
    from `google.api.http` rules say in the path what a value looks like.
    """
    place = spot.above or spot
    plain = _RULE.sub(r"{\1}", key)
    if plain != key:
        out[PATH_KEY] = plain
        message = f"the values of `{key}` have patterns; read as `{plain}`"
        work.warn(Code.ODD_PATH, message, place)
    if "?" not in plain and "#" not in plain:
        return plain, found
    parts = urlsplit(plain)
    out[PATH_KEY] = parts.path
    message = f"`{key}` holds more than a path; `{parts.path}` is requested"
    work.warn(Code.ODD_PATH, message, place)
    known = {parameter_.key for parameter_ in found}
    fixed = [
        Parameter(_fixed(name, value), place.pointer)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if (name, "query") not in known and "{" not in value
    ]
    return parts.path, [*found, *fixed]


def _fixed(name: str, value: str) -> dict[str, Node]:
    return {
        "name": name,
        "in": "query",
        "required": True,
        "schema": {"type": "string", "const": value},
        "style": "form",
        "explode": True,
    }
