"""Reads operations: those that can be called, and those that the API calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import escape
from sdksmith.ir.api import Webhook
from sdksmith.ir.build.bodies import read_body, read_responses
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import object_doc, without_echo
from sdksmith.ir.build.idempotency import read_idempotency
from sdksmith.ir.build.links import link_targets, with_links
from sdksmith.ir.build.nodes import Node, mapping, text, texts
from sdksmith.ir.build.paging import read_paging
from sdksmith.ir.build.parameters import read_parameters
from sdksmith.ir.build.said_names import said_group
from sdksmith.ir.build.security import read_requirements
from sdksmith.ir.build.servers import read_servers
from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import HintSource, NameHint
from sdksmith.ir.security import SecurityScheme
from sdksmith.ir.types import OperationId
from sdksmith.openapi.paths import MORE_OPERATIONS

_PATH = "x-sdksmith-path"
"""The path to request, where the key of the path says more than that."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """An operation as the document has it; `label` is what its id says for the path."""

    node: Node
    pointer: str
    method: str
    path: str
    label: str

    @property
    def id(self) -> OperationId:
        """What the operation is known by."""
        return OperationId(f"{self.method} {self.label}")


def _spots(paths: object, pointer: str, prefix: str = "") -> Iterator[_Spot]:
    """The operations of `paths`, `webhooks` or one of `callbacks`."""
    for path in paths if isinstance(paths, Mapping) else ():
        for place, method, node in _methods(mapping(paths, path)):
            at = f"{pointer}/{escape(path)}/{place}"
            yield _Spot(node, at, method, path, prefix + path)


def _methods(item: Node) -> Iterator[tuple[str, str, Node]]:
    """The operations of a path item: where they are in it, and the method as sent."""
    for key in item:
        if key == MORE_OPERATIONS:
            for method, node in mapping(item, key).items():
                if isinstance(node, Mapping):
                    yield f"{key}/{escape(method)}", method, node
        else:
            yield key, key.upper(), mapping(item, key)


def read_operations(
    reader: TypeReader, schemes: Sequence[SecurityScheme]
) -> tuple[Operation, ...]:
    """Every operation of `paths`, in the order of the document."""
    spots = list(_spots(reader.context.document.tree["paths"], "/paths"))
    targets = link_targets((spot.pointer, spot.node, spot.id) for spot in spots)
    return tuple(
        with_links(
            reader.context,
            _read(reader, spot, schemes),
            spot.node,
            spot.pointer,
            targets,
        )
        for spot in spots
    )


def read_webhooks(
    reader: TypeReader, schemes: Sequence[SecurityScheme]
) -> tuple[Webhook, ...]:
    """What the API sends: `webhooks`, and the `callbacks` of its operations."""
    tree = reader.context.document.tree
    found = [
        Webhook(spot.path, _read(reader, spot, schemes))
        for spot in _spots(tree["webhooks"], "/webhooks", "webhook:")
    ]
    for calling in _spots(tree["paths"], "/paths"):
        caller = calling.id
        for name, callback in mapping(calling.node, "callbacks").items():
            at = f"{calling.pointer}/callbacks/{escape(name)}"
            prefix = f"callback:{caller}:{name} "
            found.extend(
                Webhook(name, _read(reader, spot, schemes), caller)
                for spot in _spots(callback, at, prefix)
            )
    for hook in found:
        if hook.operation.body is None or not hook.operation.body.contents:
            message = f"`{hook.name}` brings no body, so no function reads it"
            reader.context.diagnostics.note(
                Code.WEBHOOK_WITHOUT_BODY, message, at=hook.operation.origin
            )
    return tuple(found)


def _groups(node: Node) -> Iterator[str]:
    """What an extension says comes before the tags."""
    if group := said_group(node):
        yield group
    yield from texts(node, "tags")


def _read(
    reader: TypeReader, spot: _Spot, schemes: Sequence[SecurityScheme]
) -> Operation:
    operation = spot.id
    node, pointer = spot.node, spot.pointer
    said = text(node, "operationId")
    path = text(node, _PATH) or spot.path
    return Operation(
        id=operation,
        method=spot.method,
        path=path,
        hint=NameHint((said,), HintSource.OPERATION_ID) if said else None,
        groups=tuple(dict.fromkeys(_groups(node))),
        parameters=read_parameters(reader, node, pointer, operation, path),
        body=read_body(reader, node, pointer, operation),
        responses=read_responses(reader, node, pointer, operation),
        security=read_requirements(node, schemes),
        servers=read_servers(node),
        idempotency_header=read_idempotency(reader.context, node, pointer),
        paging_hint=read_paging(reader.context, node, pointer),
        doc=without_echo(object_doc(node), said or "", begins=True),
        origin=reader.context.origin(pointer),
    )
