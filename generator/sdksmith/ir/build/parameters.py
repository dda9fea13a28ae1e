"""Reads the parameters of operations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import escape
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import default_of, object_doc, schema_doc, without_echo
from sdksmith.ir.build.nodes import Node, flag, mapping, sequence, text
from sdksmith.ir.build.roles import parameter_place
from sdksmith.ir.build.styles import delimited
from sdksmith.ir.operations import Parameter, Place, Style
from sdksmith.ir.schemas import Doc
from sdksmith.ir.types import OperationId

_SENT_OTHERWISE = frozenset({"accept", "content-type", "authorization"})
"""Header parameters that OpenAPI says to ignore (4.12.2, `name`)."""


def read_parameters(
    reader: TypeReader, node: Node, pointer: str, operation: OperationId, path: str
) -> tuple[Parameter, ...]:
    """The parameters of an operation, those of its path first and in its order."""
    found = []
    sent_otherwise = _sent_otherwise(reader, node)
    for index, said in enumerate(sequence(node, "parameters")):
        at = f"{pointer}/parameters/{index}"
        name = (text(said, "name") or "").lower()
        if text(said, "in") == Place.HEADER.value and name in sent_otherwise:
            message = f"the header `{name}` is sent without being a parameter"
            reader.context.note(Code.PARAMETER_IGNORED, message, at)
        elif isinstance(said, Mapping):
            found.append(_read_parameter(reader, said, at, operation))
    return _in_order(found, path)


def _sent_otherwise(reader: TypeReader, node: Node) -> frozenset[str]:
    """The headers that are no parameters; nothing sends credentials if none are told."""
    told = node if "security" in node else reader.context.document.tree
    asked = sequence(told, "security")
    return _SENT_OTHERWISE if any(asked) else _SENT_OTHERWISE - {"authorization"}


def _read_parameter(
    reader: TypeReader, node: Node, pointer: str, operation: OperationId
) -> Parameter:
    wire_name = str(node["name"])
    media_type = next(iter(mapping(node, "content")), None)
    inner = f"content/{escape(media_type)}/schema" if media_type else "schema"
    holder = mapping(mapping(node, "content"), media_type) if media_type else node
    described = holder.get("schema", {})
    home = reader.context.document.home(f"{pointer}/{inner}")
    # A parameter with `content` has no style; `form` says that nothing is done to it.
    style = delimited(node) or Style(text(node, "style") or Style.FORM.value)
    return Parameter(
        wire_name=wire_name,
        place=Place(node["in"]),
        type=reader.read(described, parameter_place(home, operation, wire_name)),
        required=flag(node, "required"),
        style=style,
        explode=flag(node, "explode"),
        allow_reserved=flag(node, "allowReserved"),
        media_type=media_type,
        default=default_of(described),
        doc=without_echo(_doc(node, described), wire_name),
        origin=reader.context.origin(pointer),
    )


def _doc(node: Node, described: object) -> Doc:
    """The parameter's own texts; its schema's where it has none."""
    own = object_doc(node)
    if own.description is None:
        own = replace(own, description=text(described, "description"))
    return own if own.examples else replace(own, examples=schema_doc(described).examples)


def _in_order(parameters: Sequence[Parameter], path: str) -> tuple[Parameter, ...]:
    wanted = list(dict.fromkeys(re.findall(r"\{([^{}]*)\}", path)))
    in_path = [p for p in parameters if p.place is Place.PATH and p.wire_name in wanted]
    in_path.sort(key=lambda parameter: wanted.index(parameter.wire_name))
    return (*in_path, *(p for p in parameters if p not in in_path))
