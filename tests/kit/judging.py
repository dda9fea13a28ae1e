"""Validates values against the document itself, by an independent library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from real.calling import Untyped

_DOCUMENT = "urn:document"


class Judge:
    """Tells what is wrong with values, by the names that their types have in Python."""

    def __init__(self, document: object, pointers: Mapping[str, str]) -> None:
        resource = DRAFT202012.create_resource(document)
        registry: Registry[Any] = Registry()
        self._registry = registry.with_resource(_DOCUMENT, resource)
        self._pointers = pointers

    def knows(self, name: str) -> bool:
        """Whether the document has a schema of its own for a name."""
        pointer = self._pointers.get(name)
        if pointer is None:
            return False
        try:
            self._registry.resolver(_DOCUMENT).lookup(pointer)
        except (Unresolvable, ValueError):
            # What stands for a part of a list of types has no place of its own.
            return False
        return True

    def wrongs(self, name: str, value: object) -> Iterator[str]:
        """What is wrong with a value of the type of this name."""
        schema = {"$ref": f"{_DOCUMENT}{self._pointers[name]}"}
        validator = _Validator(
            schema,
            registry=self._registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        for error in validator.iter_errors(value):
            yield f"{error.json_path}: {error.message[:200]}"


def _required(
    validator: Untyped, names: list[str], value: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """`required`, but for what only travels the other way."""
    for name in names:
        said = schema.get("properties", {}).get(name)
        if (
            isinstance(value, dict)
            and name not in value
            and not _one_way(validator, said)
        ):
            yield ValidationError(f"{name!r} is required")


def _one_way(validator: Untyped, said: object) -> bool:
    while isinstance(said, dict) and "$ref" in said and "readOnly" not in said:
        said = validator._resolver.lookup(said["$ref"]).contents
    return isinstance(said, dict) and bool(
        said.get("readOnly") or said.get("writeOnly")
    )


def _pattern(
    _: Untyped, pattern: str, value: object, __: object
) -> Iterator[ValidationError]:
    try:
        found = not isinstance(value, str) or regex.search(pattern, value, timeout=1)
    except regex.error:
        return
    if not found:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator = extend(
    Draft202012Validator,
    {
        "required": _required,
        "pattern": _pattern,
    },
)
