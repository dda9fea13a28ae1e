"""Servers as the generated code tells the runtime of them."""

from __future__ import annotations

from collections.abc import Iterable

from sdksmith.ir.servers import Server
from sdksmith.python.literals import literal
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Code, call, tuple_display


def servers_code(servers: Iterable[Server]) -> Code:
    """The servers in their order, with the variables of their addresses."""
    return tuple_display([_server(server) for server in servers])


def _server(server: Server) -> Code:
    variables = [
        call(
            runtime("ServerVariable"),
            (literal(variable.name),),
            *([] if variable.default is None else [(literal(variable.default),)]),
            *([_texts(variable.choices)] if variable.choices else []),
        )
        for variable in server.variables
    ]
    more = [tuple_display(variables)] if variables else []
    name = [("name", (literal(server.name),))] if server.name is not None else []
    return call(runtime("Server"), (literal(server.url),), *more, named_arguments=name)


def _texts(values: Iterable[str]) -> Code:
    return tuple_display([(literal(value),) for value in values])
