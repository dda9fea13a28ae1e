"""Request bodies and responses."""

from __future__ import annotations

import re

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.media import content, headers
from sdksmith.openapi.texts import fields, mapping
from sdksmith.openapi.uploads import name_parts
from sdksmith.openapi.work import Spot, Work

_STATUS = re.compile(r"[1-5](?:\d\d|XX)")


def request_body(work: Work, node: Node, spot: Spot) -> dict[str, Node] | None:
    """A Request Body Object with `required` spelt out; None where there is none."""
    node, spot = work.part(node, spot)
    return None if node is None else work.once(node, spot, _request_body)


def _request_body(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    out = fields(work, mapping(work, node, spot), spot)
    out.setdefault("required", False)
    here = spot / "content"
    out["content"] = name_parts(work, content(work, out.get("content", {}), here), here)
    return out


def responses(work: Work, node: Node, spot: Spot, to: str) -> dict[str, Node]:
    """Responses by status: `200`, `4XX` or `default`; `to` is their new pointer."""
    found: dict[str, Node] = {}
    for said, inner in mapping(work, node, spot).items():
        if said.startswith("x-"):
            continue
        status = _status(work, said, spot / said)
        if status is None:
            continue
        found[status] = response(work, inner, spot / said)
        if status != said:
            work.shifted[f"{to}/{status}"] = (spot / said).pointer
    return found


def response(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """A Response Object, its headers and bodies in canonical shape."""
    node, spot = work.part(node, spot)
    return {"description": ""} if node is None else work.once(node, spot, _response)


def _response(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    out = fields(work, mapping(work, node, spot), spot)
    out.setdefault("description", "")
    if "headers" in out:
        out["headers"] = headers(work, out["headers"], spot / "headers")
    if "content" in out:
        out["content"] = content(work, out["content"], spot / "content")
    if "links" in out:
        out["links"] = _links(work, out["links"], spot / "links")
    return out


def _links(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    found = {
        name: work.part(inner, spot / name)[0]
        for name, inner in mapping(work, node, spot).items()
    }
    return {name: inner for name, inner in found.items() if inner is not None}


def _status(work: Work, said: str, spot: Spot) -> str | None:
    status = said.strip().upper()
    if status == "DEFAULT":
        status = "default"
    if status != "default" and not _STATUS.fullmatch(status):
        message = f"`{said}` is no status; the response is left out"
        work.warn(Code.STATUS_NOT_UNDERSTOOD, message, spot)
        return None
    if status != said:
        message = f"a status is written `{status}`, not `{said}`; read so"
        work.warn(Code.ODD_STATUS, message, spot)
    return status
