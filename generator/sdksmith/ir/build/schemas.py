"""Reads schema objects: what is declared, and the type at each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import join
from sdksmith.ir.build.addresses import is_declaration, place_at
from sdksmith.ir.build.arrays import read_array
from sdksmith.ir.build.combination import read_combination
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.docs import schema_doc
from sdksmith.ir.build.enum_members import (
    enum_members,
    enum_name,
    extensible_values,
)
from sdksmith.ir.build.enums import declare_enum, read_const, read_enum
from sdksmith.ir.build.keywords import (
    COMPOSITES,
    allows_null,
    constrains,
    kinds,
    without_null,
)
from sdksmith.ir.build.nodes import Node, mapping, sequence, text, without
from sdksmith.ir.build.objects import read_object
from sdksmith.ir.build.places import Place, component
from sdksmith.ir.build.scalars import scalar
from sdksmith.ir.build.unions import read_kinds, read_union
from sdksmith.ir.inheritance import declared_type
from sdksmith.ir.schemas import AliasSchema, Schema, UnionSchema
from sdksmith.ir.types import (
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
    Unknown,
)

_NEVER: Node = {"not": {}}
"""The canonical spelling of the schema `false`."""


@dataclass(slots=True)
class SchemaReader:
    """Reads every schema of one document, each declared one once."""

    context: Context
    _reading: set[str] = field(default_factory=set)
    _aliased: dict[str, Type] = field(default_factory=dict)
    _waiting: list[str] = field(default_factory=list)

    def read_components(self) -> None:
        """Declare all of `components/schemas`."""
        schemas = mapping(mapping(self.context.document.tree, "components"), "schemas")
        for name in schemas:
            self._declare(component(join(["components", "schemas", name])))

    def read_waiting(self) -> None:
        """Declare the local definitions (`$defs`) that were referred to."""
        while self._waiting:
            self._declare(component(self._waiting.pop()))

    def read(self, node: object, place: Place) -> Type:
        """The type that a schema object stands for."""
        if not isinstance(node, Mapping) or not constrains(node):
            if node == _NEVER:
                message = "nothing fits the schema `false`; any value is accepted"
                self.context.note(Code.NEVER_SCHEMA, message, place.pointer)
            return Unknown()
        plain, nullable = without_null(node)
        named = place.titled(text(node, "title")).called(enum_name(node))
        found = self.read_plain(plain, named)
        is_null = isinstance(found, Primitive) and found.kind is PrimitiveKind.NULL
        if not nullable or is_null or isinstance(found, Nullable | Unknown):
            return found
        return Nullable(found)

    def read_plain(self, node: Node, place: Place) -> Type:
        """The type of a schema object that says nothing of `null`."""
        ref = text(node, "$ref")
        if ref and not constrains(without(node, "$ref")):
            return self._use(ref, place)
        if ref or sequence(node, "allOf"):
            return read_combination(self, node, place)
        if "const" in node:
            return read_const(self, node, place)
        if isinstance(node.get("enum"), list | tuple):
            return read_enum(self, node, place)
        if (values := extensible_values(node)) is not None:
            members = enum_members(node, values)
            return declare_enum(self, node, place, members, takes_text=True)
        if any(sequence(node, keyword) for keyword in COMPOSITES):
            return read_union(self, node, place)
        found = kinds(node)
        if len(found) > 1:
            return read_kinds(self, node, place)
        return self._of_kind(node, found[0], place) if found else Unknown()

    def declared(self, ref: str) -> Schema | Type | None:
        """What a reference leads to, through aliases; None while it is being read."""
        found = self.context.target(ref)
        if found is None:
            return Unknown()
        if is_declaration(found[1]):
            self._declare(component(found[1]))
            used: Type = Ref(SchemaId(f"#{found[1]}"))
        else:
            used = self._at(found[0], found[1])
        inner = used.inner if isinstance(used, Nullable) else used
        target = declared_type(self.context.schemas, inner)
        return target.inner if isinstance(target, Nullable) else target

    def _of_kind(self, node: Node, kind: str, place: Place) -> Type:
        if kind == "object":
            return read_object(self, node, place)
        if kind == "array":
            return read_array(self, node, place)
        return scalar(node, kind)

    def _use(self, ref: str, place: Place) -> Type:
        """The use of what a reference names."""
        found = self.context.target(ref)
        if found is None:
            message = f"`{ref}` leads nowhere, so any value is accepted"
            self.context.warn(Code.DANGLING_REF, message, place.pointer)
            return Unknown()
        node, pointer = found
        if not is_declaration(pointer):
            return self._at(node, pointer)
        # Declaring at once would nest as deep as the document's longest path of uses.
        self._waiting.append(pointer)
        used = Ref(SchemaId(f"#{pointer}"))
        return Nullable(used) if allows_null(node) else used

    def _declare(self, place: Place) -> None:
        """Read what stands at a place and keep it as a schema of that id."""
        if place.pointer in self._reading or place.id in self.context.schemas:
            return
        found = self.context.target(place.id)
        assert found is not None, "only places of the document are declared"
        self._reading.add(place.pointer)
        used = self.read(found[0], place)
        self._reading.discard(place.pointer)
        self._keep(found[0], place, used)

    def _at(self, node: object, pointer: str) -> Type:
        """The type of a schema that is no declaration and still referred to."""
        if pointer in self._aliased:
            return self._aliased[pointer]
        place = place_at(self.context.document.tree, pointer)
        if pointer in self._reading:
            self._aliased[pointer] = Ref(place.id)
            return Ref(place.id)
        self._reading.add(pointer)
        used = self.read(node, place)
        self._reading.discard(pointer)
        if pointer in self._aliased:
            # It refers to itself, so it needs a name.
            self._keep(node, place, used)
            used = Ref(place.id)
        self._aliased[pointer] = used
        return used

    def _keep(self, node: object, place: Place, used: Type) -> None:
        """Make sure that something is declared; `null` that uses add is not in it."""
        is_added = isinstance(used, Nullable) and allows_null(node)
        target = used.inner if isinstance(used, Nullable) and is_added else used
        schema = self.context.schemas.get(place.id)
        if schema is None:
            origin, doc = self.context.origin(place.pointer), schema_doc(node)
            self.context.declare(
                AliasSchema(place.id, place.hint, target, doc, origin)
            )
        elif isinstance(schema, UnionSchema) and isinstance(target, Nullable):
            first, *others = schema.variants
            first = replace(first, type=Nullable(first.type))
            self.context.declare(replace(schema, variants=(first, *others)))
