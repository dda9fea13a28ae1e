"""Reads servers and the variables of their addresses."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.build.nodes import Node, mapping, sequence, text
from sdksmith.ir.servers import Server, ServerVariable


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
    return Server(url, read, text(node, "description"))


def _variable(name: str, node: object) -> ServerVariable:
    default = node.get("default", "") if isinstance(node, Mapping) else ""
    choices = tuple(str(choice) for choice in sequence(node, "enum"))
    return ServerVariable(name, str(default), choices, text(node, "description"))
