"""Where a document of Swagger 2.0 says its servers are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.autorest import parameterized_host
from sdksmith.openapi.swagger2_parts import Upgrade

_SCHEME = re.compile(r"([a-zA-Z]+)://")


def servers(work: Upgrade) -> list[dict[str, Node]]:
    """`schemes`, `host` and `basePath` as servers; https is the first."""
    path = _base_path(work.root)
    found = parameterized_host(work.root, lambda node: work.target(node, "")[0])
    if found is not None:
        schemes = [f"{each}://" for each in _schemes(work.root)]
        return [
            {"url": f"{scheme}{found.template}{path}", "variables": found.variables}
            for scheme in (schemes if found.takes_scheme else [""])
        ]
    said = work.root.get("host")
    host = said.strip().rstrip("/") if isinstance(said, str) else ""
    if not host:
        return [{"url": path}] if path else []
    schemes = _schemes(work.root)
    if scheme := _SCHEME.match(host):
        host, schemes = host[scheme.end() :], [scheme[1].lower()]
        message = f"`host` has no scheme; read as `{host}` by `{schemes[0]}`"
        work.diagnostics.warn(Code.BAD_SERVER, message, at=work.origin_of("/host"))
    return [{"url": f"{scheme}://{host}{path}"} for scheme in schemes]


def _base_path(root: Mapping[str, Node]) -> str:
    said = root.get("basePath")
    path = said.strip().strip("/") if isinstance(said, str) else ""
    return f"/{path}" if path else ""


def _schemes(root: Mapping[str, Node]) -> list[str]:
    said = root.get("schemes")
    listed = said if isinstance(said, list) else [said]
    lower = [each.lower() for each in listed if isinstance(each, str)]
    known = [each for each in lower if each in ("https", "http")]
    return sorted(known, key=lambda scheme: scheme != "https") or ["https"]
