"""Reads links: which operation follows an answer, and what of the answer it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import escape, from_fragment
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.nodes import Node, mapping, text
from sdksmith.ir.operations import Link, Operation, Response
from sdksmith.ir.types import Json, OperationId

Targets = Mapping[str, OperationId]
"""Operations by operationId, and by pointer with a `#`."""


def link_targets(found: Iterable[tuple[str, Node, OperationId]]) -> Targets:
    """What links can lead to, of pointers, nodes and ids."""
    targets: dict[str, OperationId] = {}
    for pointer, node, operation in found:
        targets[f"#{pointer}"] = operation
        said = text(node, "operationId")
        if said:
            targets[said] = operation
    return targets


def with_links(
    context: Context, operation: Operation, node: Node, pointer: str, targets: Targets
) -> Operation:
    """The operation with the links of its responses."""
    found: dict[str, tuple[Link, ...]] = {}
    for status, response in mapping(node, "responses").items():
        at = f"{pointer}/responses/{status}"
        links = tuple(_links(context, response, at, targets))
        if links:
            found[context.origin(at).pointer] = links
    if not found:
        return operation
    responses = (_linked(each, found) for each in operation.responses)
    return replace(operation, responses=tuple(responses))


def _linked(response: Response, found: Mapping[str, tuple[Link, ...]]) -> Response:
    return replace(response, links=found.get(response.origin.pointer, ()))


def _links(
    context: Context, response: object, pointer: str, targets: Targets
) -> Iterator[Link]:
    for name, said in mapping(response, "links").items():
        at = f"{pointer}/links/{escape(name)}"
        if not isinstance(said, Mapping):
            continue
        target = _target(said, targets)
        if target is None:
            message = f"the link `{name}` leads to no operation of this document"
            context.warn(Code.LINK_MISSES, message, at)
            continue
        parameters = mapping(said, "parameters").items()
        body = said.get("requestBody")
        yield Link(
            target,
            tuple((parameter, Json.of(value)) for parameter, value in parameters),
            Json.of(body) if body is not None else None,
            object_doc(said),
        )


def _target(link: Node, targets: Targets) -> OperationId | None:
    said = text(link, "operationId")
    if said is not None:
        return targets.get(said)
    fragment = (text(link, "operationRef") or "").partition("#")[2]
    return targets.get(f"#{from_fragment(fragment)}")
