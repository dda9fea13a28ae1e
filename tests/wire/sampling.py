"""Values that the schemas of a document allow, checked by an independent validator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jsonschema.exceptions import SchemaError, UnknownType, ValidationError
from jsonschema.protocols import Validator
from openapi_schema_validator import (
    OAS30ReadValidator,
    OAS30WriteValidator,
    OAS31Validator,
    OAS32Validator,
    oas30_format_checker,
    oas31_format_checker,
)
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from wire.merging import Flat, flat
from wire.texts import PLAIN, number, text
from wire.tree import Node, Tree

DEEPEST = 5
_TOO_DEEP = 40
_URI = "urn:document"
_SENT = "urn:document-of-requests"
_TRIPS = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
    Unresolvable,
    SchemaError,
    UnknownType,
)
"""How validators trip over what publishers write."""
UNKNOWN_MEMBER = "xUnknownMember"
UNKNOWN_TEXT = "an unknown value"
UNKNOWN_NUMBER = 987654


class NoSampleError(Exception):
    """The schema allows nothing that could be found."""


@dataclass(frozen=True)
class Wish:
    """What is wanted: of an answer or a request, whole or only what is required."""

    is_request: bool = False
    whole: bool = True
    last: bool = False
    nulls: bool = False
    unknown_member: bool = False
    unknown_value: bool = False
    plain: str = PLAIN

    @property
    def is_valid(self) -> bool:
        """Whether the document allows the value."""
        return not (self.unknown_member or self.unknown_value)


@dataclass(frozen=True)
class Sampler:
    """Gives values for the schemas of one document."""

    tree: Tree

    def sample(self, pointer: str, wish: Wish) -> Node:
        """A value of the schema at a pointer; `NoSampleError` where none is valid."""
        try:
            schema, _ = self.tree.at(pointer)
            value = _Sampling(self, wish).value(schema, (), 0)
        except (LookupError, TypeError, ValueError, RecursionError) as error:
            raise NoSampleError(f"cannot be read: {error!r}") from error
        if wish.is_valid:
            self.refuse(pointer, value, wish)
        return value

    def refuse(self, pointer: str, value: Node, wish: Wish) -> None:
        """Raise where the value is not valid."""
        try:
            found = next(
                self.validator({"$ref": pointer}, wish).iter_errors(value), None
            )
        except _TRIPS as error:
            raise NoSampleError(f"the validator failed: {error!r}") from error
        if found is not None:
            raise NoSampleError(_told(found))

    @cached_property
    def _registry(self) -> Registry[Any]:
        known: Registry[Any] = Registry()
        for uri, tree in ((_URI, self.tree.readable), (_SENT, self.tree.writable)):
            resource = DRAFT202012.create_resource(tree)
            known = known.with_resource(uri, resource)
        return known

    def validator(self, schema: Node, wish: Wish) -> Validator:
        """The validator of a schema of this document, or of one made of its parts."""
        kind: Any = {"3.1": OAS31Validator, "3.2": OAS32Validator}.get(
            self.tree.version,
            OAS30WriteValidator if wish.is_request else OAS30ReadValidator,
        )
        is_30 = self.tree.version == "3.0"
        made: Validator = kind(
            schema,
            format_checker=oas30_format_checker if is_30 else oas31_format_checker,
            _resolver=self._registry.resolver(_SENT if wish.is_request else _URI),
        )
        return made

    def fits(self, schema: Node, value: Node, wish: Wish) -> bool:
        """Whether a value is valid, as far as the validator can tell."""
        try:
            return bool(self.validator(schema, wish).is_valid(value))
        except _TRIPS:  # it is asked again about the whole
            return True


def _told(error: ValidationError) -> str:
    return f"{error.json_path}: {error.message[:200]}"


@dataclass(frozen=True)
class _Sampling:
    """One sample on its way; `above` are the schemas it is inside of."""

    sampler: Sampler
    wish: Wish

    def value(self, schema: Node, above: tuple[int, ...], depth: int) -> Node:
        if depth > _TOO_DEEP:
            raise NoSampleError("endless")
        if schema is True or schema == {}:
            return self.wish.plain
        node = flat(self.sampler.tree, schema)
        if self.wish.nulls and node.takes_null:
            return None
        if node.choices:
            return self._chosen(node, above, depth)
        return self._plain(node, (*above, *node.ids), depth)

    def _plain(self, node: Flat, above: tuple[int, ...], depth: int) -> Node:
        words = node.words
        if "const" in words:
            return words["const"]
        if "enum" in words:
            return self._listed(node)
        match node.kind:
            case "object":
                return self._object(node, above, depth)
            case "array":
                return self._array(words, above, depth)
            case "integer" | "number" as kind:
                return self._scalar(words, number(words, kind))
            case "boolean":
                return not self.wish.last
            case "null":
                return None
            case "string" if words.get("contentEncoding") == "base64":
                return "aGVsbG8="
            case "string":
                fits = self._fitting(words)
                made = text(words, self.wish.plain, fits, other=self.wish.last)
                return self._scalar(words, made)
        return self.wish.plain

    def _listed(self, node: Flat) -> Node:
        members = [one for one in node.words["enum"] if one is not None]
        if not members:
            return None
        if self.wish.unknown_value and len(members) > 1 and not node.is_tag:
            kinds = {type(member) for member in members}
            if kinds == {str}:
                return UNKNOWN_TEXT
            if kinds <= {int}:
                return UNKNOWN_NUMBER
        ordered = members[::-1] if self.wish.last else members
        return next(filter(self._fitting(node.words), ordered), ordered[0])

    def _fitting(self, words: Mapping[str, Any]) -> Callable[[Any], bool]:
        return lambda value: self.sampler.fits(dict(words), value, self.wish)

    def _scalar(self, words: Mapping[str, Any], made: Node) -> Node:
        """What was made, or an example of the document where that is not valid."""
        fits = self._fitting(words)
        if fits(made):
            return made
        examples = [words.get("example"), *_listed(words.get("examples"))]
        given = [words.get("default"), *examples]
        return next((one for one in given if one is not None and fits(one)), made)

    def _chosen(self, node: Flat, above: tuple[int, ...], depth: int) -> Node:
        """The first choice that makes a valid value."""
        made: list[Node] = []
        for wish in dict.fromkeys([self.wish, replace(self.wish, whole=True)]):
            trial = _Sampling(self.sampler, wish)
            for choice in node.combined(self.sampler.tree, last=wish.last):
                if choice.kind == "null" and not wish.nulls and made:
                    continue
                try:
                    made.append(trial._of_choice(choice, above, depth))
                except NoSampleError:
                    continue
                if not wish.is_valid or self.sampler.fits(node.schema, made[-1], wish):
                    return made[-1]
        if not made:
            raise NoSampleError("no choice has a value")
        return made[0]

    def _of_choice(self, choice: Flat, above: tuple[int, ...], depth: int) -> Node:
        if set(choice.ids) & set(above) and depth > DEEPEST:
            raise NoSampleError("endless")
        if choice.choices:
            return self._chosen(choice, (*above, *choice.ids), depth + 1)
        return self._plain(choice, (*above, *choice.ids), depth + 1)

    def _object(self, node: Flat, above: tuple[int, ...], depth: int) -> dict[str, Any]:
        words = node.words
        members: dict[str, Any] = words.get("properties") or {}
        required = [one for one in words.get("required") or () if isinstance(one, str)]
        made: dict[str, Any] = {}
        for name in [*members, *(name for name in required if name not in members)]:
            schema = members.get(name, True)
            if not self._travels(schema):
                continue
            if name in required:
                made[name] = self.value(schema, above, depth + 1)
            elif self.wish.whole and depth < DEEPEST:
                made |= self._optional(name, schema, above, depth)
        for name, schema in members.items():
            if len(made) < words.get("minProperties", 0) and name not in made:
                made |= self._optional(name, schema, above, depth)
        made |= dict(self._further(words, made, above, depth))
        is_typed = isinstance(words.get("additionalProperties"), dict)
        if self.wish.unknown_member and members and not is_typed:
            made[UNKNOWN_MEMBER] = {"deep": [1, "two", None]}
        return made

    def _optional(
        self, name: str, schema: Node, above: tuple[int, ...], depth: int
    ) -> dict[str, Any]:
        if set(flat(self.sampler.tree, schema).ids) & set(above):
            return {}
        try:
            return {name: self.value(schema, above, depth + 1)}
        except NoSampleError:
            return {}

    def _further(
        self,
        words: Mapping[str, Any],
        made: Mapping[str, Any],
        above: tuple[int, ...],
        depth: int,
    ) -> Iterator[tuple[str, Any]]:
        """The members of a map."""
        schema = words.get("additionalProperties", True)
        least = words.get("minProperties", 0) - len(made)
        is_map = schema is not False and not words.get("properties")
        if is_map and self.wish.whole and depth < DEEPEST:
            least = max(least, 1)
        if schema is False or least <= 0:
            return
        names = flat(self.sampler.tree, words.get("propertyNames", {})).words
        listed = names.get("enum") or [f"key {number}" for number in range(least)]
        for name in listed[:least]:
            yield name, self.value(schema, above, depth + 1)

    def _array(
        self, words: Mapping[str, Any], above: tuple[int, ...], depth: int
    ) -> list[Any]:
        first = words.get("prefixItems") or []
        made = [self.value(item, above, depth + 1) for item in first]
        least = words.get("minItems", 0)
        items = words.get("items", True)
        is_cyclic = bool(set(flat(self.sampler.tree, items).ids) & set(above))
        if self.wish.whole and depth < DEEPEST and not is_cyclic:
            least = max(least, 0 if items is False or first else 1)
        distinct = words.get("uniqueItems") and least > 1
        for index in range(len(made), least):
            other = replace(self.wish, last=True) if distinct and index else self.wish
            made.append(_Sampling(self.sampler, other).value(items, above, depth + 1))
        return made

    def _travels(self, schema: Node) -> bool:
        words = flat(self.sampler.tree, schema).words
        return not words.get("readOnly" if self.wish.is_request else "writeOnly")


def _listed(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
