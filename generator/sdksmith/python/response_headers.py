"""Classes whose attributes are the documented headers of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sdksmith.ir.operations import Header, Operation, StatusRange, Style
from sdksmith.ir.types import Unknown
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.modules import file_stem
from sdksmith.python.prose import described
from sdksmith.python.runtime import runtime
from sdksmith.python.types import STR, PyType, Symbol, generic
from sdksmith.python.views.module import ArgumentView
from sdksmith.python.views.resources import HeaderFieldView, HeadersView

_DELIMITERS: Final = {
    Style.SPACE_DELIMITED: " ",
    Style.PIPE_DELIMITED: "|",
    Style.TAB_DELIMITED: "\t",
}


def header_classes(
    operation: Operation, blueprint: Blueprint
) -> Mapping[StatusRange, Symbol]:
    """The class for the headers of each success that has documented ones."""
    names = blueprint.names
    resource = names.operations[operation.id].resource
    found = {
        response.status: names.header_classes.get((operation.id, response.status))
        for response in operation.responses
    }
    return {
        status: Symbol(f".resources.{file_stem(resource[0])}", name)
        for status, name in found.items()
        if name is not None and resource
    }


def header_views(
    operation: Operation, blueprint: Blueprint, scope: Scope
) -> Iterator[HeadersView]:
    """The declarations of these classes, each once."""
    found = header_classes(operation, blueprint)
    done: set[Symbol] = set()
    method = f"{operation.method} {operation.path}"
    for response in operation.responses:
        symbol = found.get(response.status)
        if symbol is not None and symbol not in done:
            done.add(symbol)
            yield HeadersView(
                symbol.name,
                scope.name(runtime("DocumentedHeaders")),
                f"Headers of the answer to `{method}`.",
                tuple(
                    _field(operation, header, blueprint, scope)
                    for header in response.headers
                ),
            )


def _field(
    operation: Operation, header: Header, blueprint: Blueprint, scope: Scope
) -> HeaderFieldView:
    of = _type(header, blueprint)
    options = []
    if header.required:
        options.append(ArgumentView("required", "True"))
    if header.media_type is not None:
        options.append(ArgumentView("json", "True"))
    if header.style is not None:
        delimiter = literal(_DELIMITERS[header.style])
        options.append(ArgumentView("delimiter", delimiter))
    return HeaderFieldView(
        blueprint.names.headers[operation.id, header.wire_name.lower()],
        scope.text(generic(runtime("HeaderField"), of)),
        literal(header.wire_name),
        scope.text(of),
        tuple(options),
        described(header.doc, header.type),
    )


def _type(header: Header, blueprint: Blueprint) -> PyType:
    if header.media_type is None and isinstance(header.type, Unknown):
        return STR
    return Annotations(blueprint).received(header.type)
