"""Deterministic samples of JSON Schemas, in the variants a client must be able to read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from openapi_schema_validator import OAS31Validator, oas31_format_checker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Document
    from .json_value import Json

DEEPEST = 12

_TEXT = {
    "date-time": "2024-01-02T03:04:05Z",
    "date": "2024-01-02",
    "time": "03:04:05Z",
    "duration": "P1DT2H",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "email": "someone@example.com",
    "uri": "https://example.com/there",
    "url": "https://example.com/there",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "aGVsbG8=",
}


class Variant(Enum):
    """Which of the values that a schema allows is wanted."""

    FULL = "every property, first choices"
    REQUIRED = "required properties only, shortest lists"
    NULLS = "every property, null wherever null is allowed"
    OTHER = "every property, last choices"


@dataclass(frozen=True)
class Sampler:
    """Gives values that are valid by the schemas of one document."""

    document: Document

    def sample(self, schema: Json, variant: Variant = Variant.FULL) -> Json:
        """A value of `schema`, the same one every time."""
        return self._value(schema, variant, 0)

    def _value(self, schema: Json, variant: Variant, depth: int) -> Json:
        node = self._chosen(self._merged(schema), variant)
        if variant is Variant.NULLS and _accepts_null(node):
            return None
        if "enum" in node:
            members = [member for member in node["enum"] if member is not None]
            return (members or [None])[-1 if variant is Variant.OTHER else 0]
        example = node.get("const", _example(node))
        if example is not None and ("const" in node or variant is Variant.FULL):
            return example
        return self._of_kind(_kind(node), node, variant, depth)

    def _of_kind(
        self, kind: str, node: dict[str, Any], variant: Variant, depth: int
    ) -> Json:
        value: Json = None if kind == "null" else "anything"
        match kind:
            case "object":
                value = self._object(node, variant, depth)
            case "array":
                value = self._array(node, variant, depth)
            case "string":
                value = _string(node)
            case "integer" | "number":
                value = _number(node, kind)
            case "boolean":
                value = variant is not Variant.OTHER
        return value

    def _object(
        self, node: dict[str, Any], variant: Variant, depth: int
    ) -> dict[str, Any]:
        properties: dict[str, Any] = node.get("properties", {})
        required = node.get("required", [])
        wanted = (
            required if variant is Variant.REQUIRED or depth > DEEPEST else properties
        )
        names = [*wanted, *(name for name in required if name not in wanted)]
        value = {
            name: self._value(properties.get(name, True), variant, depth + 1)
            for name in names
            if self._is_answered(properties.get(name, True))
        }
        return value | self._further(node, value, variant, depth)

    def _further(
        self,
        node: dict[str, Any],
        value: Mapping[str, Any],
        variant: Variant,
        depth: int,
    ) -> dict[str, Any]:
        """The members of a map, named as `propertyNames` wants them."""
        schema = node.get("additionalProperties", not node.get("properties"))
        missing = node.get("minProperties", 0) - len(value)
        if not node.get("properties") and variant is not Variant.REQUIRED:
            missing = max(missing, 1)
        if schema is False or missing <= 0 or depth > DEEPEST:
            return {}
        names = self._merged(node.get("propertyNames", {})).get("enum") or [
            f"key{number}" for number in range(missing)
        ]
        if variant is Variant.OTHER:
            names = names[::-1]
        return {
            name: self._value(schema, variant, depth + 1) for name in names[:missing]
        }

    def _array(self, node: dict[str, Any], variant: Variant, depth: int) -> list[Any]:
        first = [
            self._value(item, variant, depth + 1)
            for item in node.get("prefixItems", [])
        ]
        least = node.get("minItems", 0)
        wanted = (
            least if variant is Variant.REQUIRED or depth > DEEPEST else max(least, 1)
        )
        item = (
            self._value(node.get("items", True), variant, depth + 1)
            if wanted > len(first)
            else None
        )
        return first + [item] * (wanted - len(first))

    def _is_answered(self, schema: Json) -> bool:
        return isinstance(schema, bool) or not self._merged(schema).get(
            "writeOnly", False
        )

    def _merged(self, schema: Json) -> dict[str, Any]:
        """The schema with its `$ref` and `allOf` written out, one level."""
        if isinstance(schema, bool):
            return {}
        parts = [self._merged(part) for part in schema.get("allOf", ())]
        if "$ref" in schema:
            parts.append(self._merged(self.document.resolve({"$ref": schema["$ref"]})))
        merged: dict[str, Any] = {}
        for part in [
            *parts,
            {
                key: value
                for key, value in schema.items()
                if key not in {"$ref", "allOf"}
            },
        ]:
            properties = {**merged.get("properties", {}), **part.get("properties", {})}
            required = [*merged.get("required", []), *part.get("required", [])]
            merged |= part
            if properties:
                merged["properties"] = properties
            if required:
                merged["required"] = list(dict.fromkeys(required))
        return merged

    def _chosen(self, node: dict[str, Any], variant: Variant) -> dict[str, Any]:
        """The schema with one of its `oneOf` or `anyOf` members taken in."""
        for keyword in ("oneOf", "anyOf"):
            choices = node.get(keyword)
            if not choices:
                continue
            solid = [
                choice for choice in choices if _kind(self._merged(choice)) != "null"
            ] or choices
            if variant is Variant.NULLS and len(solid) < len(choices):
                return {"type": "null"}
            choice = solid[-1 if variant is Variant.OTHER else 0]
            rest = {
                key: value
                for key, value in node.items()
                if key not in {keyword, "discriminator"}
            }
            tag = _tag(node.get("discriminator"), choice)
            return self._chosen(self._merged({"allOf": [rest, choice, *tag]}), variant)
        return node


def _tag(discriminator: dict[str, Any] | None, choice: Json) -> list[dict[str, Any]]:
    """What the discriminator demands of the chosen variant."""
    if discriminator is None or "$ref" not in choice:
        return []
    name = choice["$ref"].rpartition("/")[2]
    mapping = {
        target.rpartition("/")[2]: key
        for key, target in discriminator.get("mapping", {}).items()
    }
    key = discriminator["propertyName"]
    return [
        {"properties": {key: {"const": mapping.get(name, name)}}, "required": [key]}
    ]


def _accepts_null(node: dict[str, Any]) -> bool:
    kinds = node.get("type", ())
    return node.get("nullable") is True or (isinstance(kinds, list) and "null" in kinds)


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("type")
    if isinstance(kind, list):
        return next((name for name in kind if name != "null"), "null")
    if isinstance(kind, str):
        return kind
    if node.keys() & {"properties", "additionalProperties", "propertyNames"}:
        return "object"
    return "array" if node.keys() & {"items", "prefixItems"} else "any"


def _example(node: dict[str, Json]) -> Json:
    """The schema's own example, where it is a plain value and valid, which many are not."""
    found = node.get("example", (node.get("examples") or [None])[0])
    kinds = {"string": str, "integer": int, "number": int | float, "boolean": bool}
    kind = kinds.get(_kind(node))
    if kind is None or not isinstance(found, kind):
        return None
    limits = {key: node[key] for key in ("type", "format", "pattern") if key in node}
    checked = OAS31Validator(limits, format_checker=oas31_format_checker)
    return found if checked.is_valid(found) else None


def _string(node: dict[str, Any]) -> str:
    value = _TEXT.get(node.get("format", ""), "text")
    return value.ljust(node.get("minLength", 0), "x")[: node.get("maxLength")]


def _number(node: dict[str, Any], kind: str) -> int | float:
    value: int | float = max(1, node.get("minimum", 1))
    lowest = node.get("exclusiveMinimum")
    if lowest is not None and not isinstance(lowest, bool):
        value = max(value, lowest + 1)
    highest = node.get("maximum", value)
    step = node.get("multipleOf", 1)
    value = min(value, highest)
    if kind == "integer" or step != 1:
        value = -(-value // step) * step
    return value if kind == "integer" else value + 0.0
