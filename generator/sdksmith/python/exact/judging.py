"""Judges values by the document's own words, with an independent validator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import create
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from sdksmith.document.node import Node
from sdksmith.python.formats import FORMATS, is_format
from sdksmith.python.patterns import matches

_DOCUMENT = "urn:document"
_MOST_STEPS = 20_000
"""Schemas looked at for one value; a document may well go round in circles."""


class _TooMuchError(Exception):
    """The schema asks for more work than an example is worth."""


# A document may hold what no validator can make sense of.
_FAILURES = (
    _TooMuchError,
    RecursionError,
    Unresolvable,
    ValueError,
    TypeError,
    AttributeError,
    re.error,
)


class Judge:
    """Tells which values a schema of the document allows.

    `left_out` are members that do not travel this way, and so may be missing.
    """

    def __init__(self, tree: Node, left_out: str) -> None:
        resource = DRAFT202012.create_resource(tree)
        registry: Registry[Any] = Registry()
        self._registry = registry.with_resource(_DOCUMENT, resource)
        self._left_out = left_out
        self._steps = 0

    def allows(self, pointer: str, value: Node) -> bool:
        """Whether the schema at a pointer (`#/...`) allows the value."""
        self._steps = 0
        schema = {"$ref": f"{_DOCUMENT}{pointer}"}
        try:
            validator = self._kind(schema, registry=self._registry)
            return bool(validator.is_valid(value))
        except _FAILURES:
            return False

    @cached_property
    def _kind(self) -> Callable[..., Node]:
        usual = Draft202012Validator.VALIDATORS

        def reference(
            validator: Node, ref: Node, value: Node, schema: Node
        ) -> Iterator[ValidationError]:
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise _TooMuchError
            yield from usual["$ref"](validator, ref, value, schema) or ()

        def required(
            _: Node, names: list[str], value: Node, schema: Node
        ) -> Iterator[ValidationError]:
            for name in names if isinstance(value, dict) else ():
                if name not in value and not self._is_left_out(schema, name):
                    yield ValidationError(name)

        return create(
            Draft202012Validator.META_SCHEMA,
            {
                **usual,
                "$ref": reference,
                "required": required,
                "pattern": _pattern,
                "format": _format,
                "patternProperties": _named_by_pattern,
                "additionalProperties": _others,
            },
        )

    def _is_left_out(self, schema: Mapping[str, Node], name: str) -> bool:
        said = schema.get("properties", {}).get(name, {})
        resolver = self._registry.resolver(_DOCUMENT)
        for _ in range(_MOST_STEPS):
            if not isinstance(said, dict) or self._left_out in said:
                break
            if "$ref" not in said:
                break
            said = resolver.lookup(said["$ref"]).contents
        return isinstance(said, dict) and bool(said.get(self._left_out))


def _pattern(_: Node, pattern: str, value: Node, __: Node) -> Iterator[ValidationError]:
    if isinstance(value, str) and not matches(pattern, value):
        yield ValidationError(pattern)


def _format(_: Node, name: str, value: Node, __: Node) -> Iterator[ValidationError]:
    if isinstance(value, str) and name in FORMATS and not is_format(value, name):
        yield ValidationError(name)


def _named_by_pattern(
    validator: Node, said: Node, value: Node, _: Node
) -> Iterator[ValidationError]:
    for pattern, schema in said.items() if isinstance(value, dict) else ():
        for name, item in value.items():
            if matches(pattern, name):
                yield from validator.descend(item, schema, path=name)


def _others(
    validator: Node, said: Node, value: Node, schema: Node
) -> Iterator[ValidationError]:
    patterns = schema.get("patternProperties", {})
    for name, item in value.items() if isinstance(value, dict) else ():
        if name in schema.get("properties", {}):
            continue
        if any(matches(pattern, name) for pattern in patterns):
            continue
        yield from validator.descend(item, said, path=name)
