"""Scalars exactly as the API spells them: no rounding, no `true` for 1."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, cast
from uuid import UUID

from pydantic_core import core_schema

from .readers import MISFIT

_MARK = {"sdk_exact": True}
_BARE = frozenset({"type", "metadata"})


class DecimalText(Decimal):
    """A decimal that the API spells as a string, and that is sent as one."""


def uuid_of(value: object) -> object:
    """The UUID of its text."""
    try:
        return UUID(value) if isinstance(value, str) else MISFIT
    except ValueError:
        return MISFIT


def decimal_of(value: object) -> object:
    """The finite decimal of a string or a number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return MISFIT
    try:
        text = isinstance(value, str)
        number = DecimalText(value) if text else Decimal(repr(value))
    except InvalidOperation:
        return MISFIT
    return number if number.is_finite() else MISFIT


def base64_of(value: object) -> object:
    """The bytes of base64 text, in either alphabet, padded or not (RFC 4648)."""
    if not isinstance(value, str):
        return MISFIT
    padded = value.rstrip("=") + "=" * (-len(value.rstrip("=")) % 4)
    try:
        if "-" in value or "_" in value:
            return urlsafe_b64decode(padded)
        return b64decode(padded, validate=True)
    except Base64Error:
        return MISFIT


def exact(schema: Any, resolve: Callable[[Any], Any] | None = None) -> Any:
    """The schema with scalars that pydantic would round or mix up made exact.

    Models inside are left alone: each sees to its own. `resolve` finds the schema
    behind a reference, which is changed in place.
    """
    if isinstance(schema, (list, tuple)):
        items = [exact(item, resolve) for item in cast("Sequence[Any]", schema)]
        return items if isinstance(schema, list) else tuple(items)
    if not isinstance(schema, dict):
        return schema
    node = cast("dict[str, Any]", schema)
    if (
        node.get("type") == "model"
        or _MARK.items() <= (node.get("metadata") or {}).items()
    ):
        return node
    match node.get("type"):
        case "literal":
            return _literal(node)
        case "float" if node.keys() <= _BARE:
            return _number()
        case "decimal" if node.keys() <= _BARE:
            return _decimal()
        case "definition-ref" if resolve is not None:
            _exact_definition(node, resolve)
            return node
        case _:
            for key in _NESTED & node.keys():
                node[key] = exact(node[key], resolve)
            for key in _NAMED & node.keys():
                node[key] = _each(node[key], resolve)
            return node


def _exact_definition(reference: Any, resolve: Callable[[Any], Any]) -> None:
    try:
        node: dict[str, Any] = resolve(reference)
    except LookupError:  # it is still being made, and is seen to by its maker
        return
    if node["type"] in {"model", "definition-ref"}:
        return
    metadata = node.get("metadata") or {}
    if not _MARK.items() <= metadata.items():
        node["metadata"] = {**metadata, **_MARK}
        bare = {**node, "metadata": metadata}
        node.update(exact(bare, resolve), metadata=node["metadata"])


def _each(schemas: Any, resolve: Callable[[Any], Any] | None) -> Any:
    """The fields of an object, or the variants of a union."""
    if isinstance(schemas, dict):
        named = cast("dict[object, Any]", schemas)
        return {name: exact(schema, resolve) for name, schema in named.items()}
    return exact(schemas, resolve)


_NESTED = frozenset(
    """schema items_schema keys_schema values_schema extras_schema lax_schema
    strict_schema json_schema python_schema steps definitions""".split()
)
_NAMED = frozenset({"fields", "choices"})


def _literal(node: dict[str, Any]) -> Any:
    """pydantic-core compares other values than strings by `==`: True is 1."""
    expected: list[object] = node["expected"]
    groups: list[core_schema.CoreSchema] = []
    for kind, schema in _KINDS.items():
        if values := [value for value in expected if type(value) is kind]:
            literal = core_schema.literal_schema(values, metadata=_MARK)
            groups.append(core_schema.chain_schema([schema(strict=True), literal]))
    rest = [value for value in expected if type(value) not in _KINDS]
    if not groups:
        return node
    if rest:
        groups.insert(0, core_schema.literal_schema(rest, metadata=_MARK))
    if len(groups) == 1:
        return {**groups[0], "metadata": _MARK}
    return core_schema.union_schema([*groups], mode="left_to_right", metadata=_MARK)


_KINDS: dict[type, Any] = {bool: core_schema.bool_schema, int: core_schema.int_schema}


def _number() -> core_schema.CoreSchema:
    """An integer stays one, however large; a float would round it."""
    return core_schema.union_schema(
        [core_schema.int_schema(strict=True), core_schema.float_schema(strict=True)],
        mode="left_to_right",
        metadata=_MARK,
    )


def _decimal() -> core_schema.CoreSchema:
    """A decimal that remembers whether it was a string."""
    text = core_schema.no_info_after_validator_function(
        _decimal_text, core_schema.str_schema(strict=True)
    )
    number = core_schema.decimal_schema(allow_inf_nan=False)
    return core_schema.json_or_python_schema(
        core_schema.union_schema([text, number], mode="left_to_right"),
        core_schema.is_instance_schema(Decimal),
        metadata=_MARK,
    )


def _decimal_text(text: str) -> DecimalText:
    value = decimal_of(text)
    if not isinstance(value, DecimalText):
        raise ValueError("no decimal number")
    return value
