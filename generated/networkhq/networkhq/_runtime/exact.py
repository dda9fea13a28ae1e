"""Scalars exactly as the API spells them: no rounding, no `true` for 1."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias, cast
from uuid import UUID

from pydantic_core import core_schema

from .readers import MISFIT
from .spellings import TextForm, spelled
from .times import DATES, TIMES

Node: TypeAlias = dict[str, Any]
"""A schema of pydantic-core as the plain dictionary that it is."""
Resolve: TypeAlias = Callable[[core_schema.CoreSchema], core_schema.CoreSchema]
Labelled: TypeAlias = tuple[object, ...]

_MARK = "sdk_exact"
_MARKED = {_MARK: True}
_BARE = frozenset({"type", "metadata", "microseconds_precision"})


class DecimalNumber(Decimal):
    """A decimal that the API spelt as a number, and that is sent as one."""


def decimal_of(value: object) -> object:
    """The finite decimal of a string or a number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return MISFIT
    try:
        is_text = isinstance(value, str)
        number = Decimal(value) if is_text else DecimalNumber(repr(value))
    except InvalidOperation:
        return MISFIT
    if not number.is_finite():
        return MISFIT
    is_usual = not isinstance(value, str) or str(number) == value
    return number if is_usual else spelled(number, cast("str", value))


def _base64_of(text: str) -> object:
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    if "-" in text or "_" in text:
        return urlsafe_b64decode(padded)
    return b64decode(padded, validate=True)


UUIDS: Final = TextForm(
    core_schema.uuid_schema(),
    "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    UUID,
    certain="[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
)
"""RFC 9562, and as Python takes them."""
BASE64: Final = TextForm(
    core_schema.bytes_schema(),
    "^(?:[A-Za-z0-9+/]{4})*"
    "(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
    _base64_of,
    certain="(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
)
"""Base64 in either alphabet, padded or not (RFC 4648)."""


def exact(node: Node, resolve: Resolve | None = None) -> Node:
    """The schema with scalars that pydantic would round or mix up made exact.

    Models inside are left alone: each sees to its own. `resolve` finds the schema
    behind a reference, which is changed in place.
    """
    kind = node["type"]
    if kind == "model" or _is_marked(node):
        return node
    if kind == "literal":
        return _literal(node)
    if kind in _MAKERS and node.keys() <= _BARE:
        return _MAKERS[kind]()
    if kind == "definition-ref" and resolve is not None:
        _exact_definition(node, resolve)
    for key in _NESTED & node.keys():
        node[key] = _within(node[key], resolve)
    for key in _NAMED & node.keys():
        node[key] = _each(node[key], resolve)
    return node


def _is_marked(node: Node) -> bool:
    return _MARK in metadata_of(node)


def metadata_of(node: Node) -> dict[str, Any]:
    """What is attached to a schema; empty where nothing is."""
    return cast("dict[str, Any] | None", node.get("metadata")) or {}


def _exact_definition(reference: Node, resolve: Resolve) -> None:
    try:
        node = cast("Node", resolve(cast("Any", reference)))
    except LookupError:  # it is still being made, and is seen to by its maker
        return
    if node["type"] in {"model", "definition-ref"} or _is_marked(node):
        return
    metadata = {**metadata_of(node), _MARK: True}
    bare = {key: value for key, value in node.items() if key != "metadata"}
    node["metadata"] = metadata
    node.update(exact(bare, resolve), metadata=metadata)


def _within(part: object, resolve: Resolve | None) -> object:
    """A schema, or a sequence of schemas, some with a label."""
    if isinstance(part, list):
        return [_within(item, resolve) for item in cast("list[object]", part)]
    if isinstance(part, tuple):
        return tuple(_within(item, resolve) for item in cast("Labelled", part))
    if not isinstance(part, dict):
        return part
    return exact(cast("Node", part), resolve)


def _each(schemas: object, resolve: Resolve | None) -> object:
    """The fields of an object, or the variants of a union."""
    if isinstance(schemas, dict):
        named = cast("dict[object, object]", schemas)
        return {name: _within(schema, resolve) for name, schema in named.items()}
    return _within(schemas, resolve)


_NESTED = frozenset(
    {
        "schema",
        "items_schema",
        "keys_schema",
        "values_schema",
        "extras_schema",
        "lax_schema",
        "strict_schema",
        "json_schema",
        "python_schema",
        "steps",
        "definitions",
    }
)
_NAMED = frozenset({"fields", "choices"})


def _literal(node: Node) -> Node:
    """pydantic-core compares other values than strings by `==`: True is 1."""
    expected: list[object] = node["expected"]
    groups: list[core_schema.CoreSchema] = []
    for kind, schema in _KINDS.items():
        if values := [value for value in expected if type(value) is kind]:
            literal = core_schema.literal_schema(values, metadata=_MARKED)
            groups.append(core_schema.chain_schema([schema(strict=True), literal]))
    rest = [value for value in expected if type(value) not in _KINDS]
    if not groups:
        return node
    if rest:
        groups.insert(0, core_schema.literal_schema(rest, metadata=_MARKED))
    if len(groups) == 1:
        return {**groups[0], "metadata": _MARKED}
    union = core_schema.union_schema([*groups], mode="left_to_right", metadata=_MARKED)
    return cast("Node", union)


_KINDS: dict[type, Any] = {bool: core_schema.bool_schema, int: core_schema.int_schema}


def _number() -> Node:
    """An integer stays one, however large; a float would round it.

    What is beyond a float, or no number at all (`NaN`), is none of JSON's.
    """
    real = core_schema.float_schema(strict=True, allow_inf_nan=False)
    union = core_schema.union_schema(
        [core_schema.int_schema(strict=True), real],
        mode="left_to_right",
        metadata=_MARKED,
    )
    return cast("Node", union)


def _decimal() -> Node:
    """A decimal that remembers whether it was a string."""
    text = core_schema.no_info_after_validator_function(
        _decimal_text, core_schema.str_schema(strict=True)
    )
    number = core_schema.no_info_after_validator_function(
        DecimalNumber, core_schema.decimal_schema(allow_inf_nan=False)
    )
    either = core_schema.json_or_python_schema(
        core_schema.union_schema([text, number], mode="left_to_right"),
        core_schema.is_instance_schema(Decimal),
        metadata=_MARKED,
    )
    return cast("Node", either)


def _decimal_text(text: str) -> object:
    if (value := decimal_of(text)) is MISFIT:
        raise ValueError("no decimal number")
    return value


def _text(form: TextForm) -> Callable[[], Node]:
    def make() -> Node:
        node = cast("Node", form.schema())
        return {**node, "metadata": {**metadata_of(node), **_MARKED}}

    return make


_MAKERS: dict[str, Callable[[], Node]] = {
    "float": _number,
    "decimal": _decimal,
    "date": _text(DATES),
    "time": _text(TIMES),
    "uuid": _text(UUIDS),
    "bytes": _text(BASE64),
}
