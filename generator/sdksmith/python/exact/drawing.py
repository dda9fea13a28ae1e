"""Draws candidates for values of a schema: another one for each number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sdksmith.document.node import Node
from sdksmith.python.exact.flat import (
    Choices,
    Flattening,
    Schema,
    UndrawableError,
    types_of,
)
from sdksmith.python.exact.scalars import drawn_scalar, drawn_text

_DEEPEST = 12
_MOST_ITEMS = 50
_KINDS = {
    "object": ("properties", "required", "additionalProperties", "minProperties"),
    "array": ("items", "prefixItems", "contains", "minItems"),
    "string": ("pattern", "minLength", "maxLength", "format"),
    "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum"),
}
_ANYTHING: tuple[Node, ...] = ("value", 1, {}, True, [], None, 1.5)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: its name, which one it is of several, and how deep."""

    name: str = "value"
    index: int = 0
    depth: int = 0

    def inner(self, name: str, index: int = 0) -> Spot:
        """The spot of a member or an item."""
        return replace(self, name=name, index=self.index + index, depth=self.depth + 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws from the schemas of one canonical document.

    `left_out` are members that do not travel this way: `readOnly` or `writeOnly`.
    """

    flattening: Flattening
    left_out: str

    def drawn(self, schema: Node, choices: Choices, spot: Spot) -> Node:
        """A candidate; whether it is a value is yet to be judged."""
        if spot.depth > _DEEPEST:
            raise UndrawableError
        flat = self.flattening.flat(schema, choices)
        if flat.get("enum"):
            values = flat["enum"]
            return values[(choices.of(len(values)) + spot.index) % len(values)]
        match _kind(flat, choices):
            case "object":
                return self._object(flat, choices, spot)
            case "array":
                return self._array(flat, choices, spot)
            case "":
                return _ANYTHING[(choices.of(len(_ANYTHING)) + spot.index) % 7]
            case kind:
                return drawn_scalar(kind, flat, spot.name, choices.of(2) + spot.index)

    def _object(self, flat: Schema, choices: Choices, spot: Spot) -> Node:
        flat, names = self._members(flat, choices)
        properties = flat.get("properties", {})
        made: dict[str, Node] = {}
        for name in names:
            said = properties.get(name, self._other(flat, name))
            made[name] = self.drawn(said, choices, spot.inner(name))
        missing = flat.get("minProperties", 0) - len(made)
        for index in range(min(missing, _MOST_ITEMS)):
            name = self._free_name(flat, choices, index)
            made[name] = self.drawn(self._other(flat, name), choices, spot.inner(name))
        return made

    def _members(self, flat: Schema, choices: Choices) -> tuple[Schema, list[str]]:
        """The members to draw: what is required, what goes with it, and some more."""
        properties = flat.get("properties", {})
        optional = [name for name in properties if name not in flat.get("required", ())]
        more = self._more(optional, choices)
        least, most = flat.get("minProperties", 0), flat.get("maxProperties")
        names = dict.fromkeys([*flat.get("required", ()), *more])
        names.update(dict.fromkeys(optional[: max(least - len(names), 0)]))
        while True:
            added = [
                other
                for name in names
                for other in flat.get("dependentRequired", {}).get(name, ())
            ]
            for name in names:
                if name in flat.get("dependentSchemas", {}):
                    flat = self._with_dependent(flat, name, choices)
            added += flat.get("required", ())
            if names.keys() >= set(added):
                break
            names.update(dict.fromkeys(added))
        kept = [n for n in names if not self._is_left_out(flat, n)]
        return flat, kept[:most] if most is not None else kept

    def _with_dependent(self, flat: Schema, name: str, choices: Choices) -> Schema:
        dependent = flat["dependentSchemas"]
        others = {key: each for key, each in dependent.items() if key != name}
        own = {**flat, "dependentSchemas": others}
        return self.flattening.flat({"allOf": [own, dependent[name]]}, choices)

    def _more(self, optional: list[str], choices: Choices) -> list[str]:
        """No optional member, one of them, or all."""
        chosen = choices.of(len(optional) + 2) if optional else 0
        return optional if chosen > len(optional) else optional[chosen - 1 : chosen]

    def _is_left_out(self, flat: Schema, name: str) -> bool:
        said = flat.get("properties", {}).get(name, {})
        try:
            return bool(self.flattening.flat(said, Choices(0)).get(self.left_out))
        except UndrawableError:
            return False

    def _other(self, flat: Schema, name: str) -> Node:
        """The schema of a member that is not named."""
        patterns = flat.get("patternProperties", {})
        if len(patterns) and name not in flat.get("properties", {}):
            return next(iter(patterns.values()))
        extra = flat.get("additionalProperties", {})
        return extra if isinstance(extra, dict) else {}

    def _free_name(self, flat: Schema, choices: Choices, index: int) -> str:
        said = flat.get("propertyNames")
        if said:
            names = self.flattening.flat(said, choices)
            return str(
                names["enum"][index % len(names["enum"])]
                if names.get("enum")
                else drawn_text(names, "key", index)
            )
        for pattern in flat.get("patternProperties", {}):
            return drawn_text({"pattern": pattern}, "key", index)
        return f"member-{index}"

    def _array(self, flat: Schema, choices: Choices, spot: Spot) -> Node:
        made = [
            self.drawn(each, choices, spot.inner(spot.name))
            for each in flat.get("prefixItems", ())
        ]
        count = self._count(flat, choices)
        for item in self._items(flat, choices, spot):
            if flat.get("uniqueItems") and item in made:
                continue
            if len(made) >= count:
                break
            made.append(item)
        return made

    def _count(self, flat: Schema, choices: Choices) -> int:
        """As few items as are allowed, or one where none need be there."""
        least = max(int(flat.get("minItems", 0)), self._contained(flat))
        if least == 0 and flat.get("maxItems") != 0:
            return choices.of(2)
        return min(least, _MOST_ITEMS)

    def _contained(self, flat: Schema) -> int:
        return int(flat.get("minContains", 1)) if "contains" in flat else 0

    def _items(self, flat: Schema, choices: Choices, spot: Spot) -> Iterator[Node]:
        """First those that must be contained, then any, and others and others."""
        items = flat.get("items", {})
        items = items if isinstance(items, dict) else {}
        for index in range(min(self._contained(flat), _MOST_ITEMS)):
            both = {"allOf": [items, flat["contains"]]}
            yield self.drawn(both, Choices(0), spot.inner(spot.name, index))
        for index in range(2 * _MOST_ITEMS):
            inner = spot.inner(spot.name, index)
            yield self.drawn(items, Choices(choices.number + index), inner)


def _kind(flat: Schema, choices: Choices) -> str:
    """The type to draw; empty for any."""
    types = types_of(flat)
    if not types:
        for kind, keywords in _KINDS.items():
            if any(keyword in flat for keyword in keywords):
                return kind
        return ""
    return types[choices.of(len(types))]
