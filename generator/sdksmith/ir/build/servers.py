"""Reads servers and the variables of their addresses."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.build.nodes import Node, mapping, sequence, text
from sdksmith.ir.servers import Server, ServerVariable

_NO_DEFAULT = "x-sdksmith-noDefault"


def read_servers(node: Node) -> tuple[Server, ...]:
    """The `servers` of the document or of an operation."""
    found = [_server(said) for said in sequence(node, "servers")]
    return tuple(server for server in found if server is not None)


def _server(node: object) -> Server | None:
    url = text(node, "url")
    if url is None:
        return None
    variables = mapping(node, "variables")
    read = tuple(_variable(name, said) for name, said in variables.items())
    return Server(url, read, text(node, "description"), text(node, "name"))


def _variable(name: str, node: object) -> ServerVariable:
    is_asked = isinstance(node, Mapping) and node.get(_NO_DEFAULT) is True
    default = None if is_asked else text(node, "default") or ""
    choices = tuple(str(choice) for choice in sequence(node, "enum"))
    return ServerVariable(name, default, choices, text(node, "description"))
