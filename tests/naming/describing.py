"""Small APIs, described by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sdksmith.diagnostics.model import Diagnostic, Diagnostics, Origin
from sdksmith.ir.api import Api, Group
from sdksmith.ir.operations import (
    Content,
    Encoding,
    Operation,
    Parameter,
    Place,
    RequestBody,
    Response,
    StatusRange,
    Style,
)
from sdksmith.ir.schemas import (
    Doc,
    EnumMember,
    EnumSchema,
    Field,
    HintSource,
    NameHint,
    ObjectSchema,
    Presence,
    Schema,
)
from sdksmith.ir.types import (
    Json,
    OperationId,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
)
from sdksmith.naming.assign import assign
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import NameTable

TEXT = Primitive(PrimitiveKind.STRING)


def component_id(name: str) -> SchemaId:
    return SchemaId(f"#/components/schemas/{name}")


def component(name: str, *wire_names: str, parents: Iterable[str] = ()) -> ObjectSchema:
    return ObjectSchema(
        component_id(name),
        NameHint((name,), HintSource.COMPONENT),
        tuple(field(wire_name) for wire_name in wire_names),
        parents=tuple(map(component_id, parents)),
    )


def field(wire_name: str) -> Field:
    return Field(wire_name, TEXT, Presence.OPTIONAL)


def inline_enum(owner: str, wire_name: str, *values: str) -> EnumSchema:
    """The enum that stands at a member of a component."""
    return enum(
        f"{component_id(owner)}/properties/{wire_name}",
        NameHint((wire_name,), HintSource.OWNER, owner=component_id(owner)),
        *values,
    )


def enum(pointer: str, hint: NameHint, *values: str) -> EnumSchema:
    members = tuple(EnumMember(Json.of(value)) for value in values)
    return EnumSchema(SchemaId(pointer), hint, members)


def role(operation: str, *words: str, of_items: bool = False) -> NameHint:
    """A name that follows the operation's own."""
    return NameHint(
        words,
        HintSource.ROLE,
        operation=OperationId(operation),
        of_items=of_items,
    )


def operation(
    key: str,
    operation_id: str | None = None,
    *tags: str,
    parameters: Iterable[Parameter] = (),
    body: Type | None = None,
    answer: Type | None = None,
) -> Operation:
    """An operation; `key` is its method and path."""
    method, path = key.split(" ", 1)
    answers = (
        (Response(StatusRange(200, 200), (json(answer),), is_error=False),)
        if answer
        else ()
    )
    hint = NameHint((operation_id,), HintSource.OPERATION_ID) if operation_id else None
    return Operation(
        OperationId(key),
        method,
        path,
        hint,
        tags,
        tuple(parameters),
        RequestBody((json(body),), required=True) if body else None,
        answers,
        home=tags[:1],
        origin=Origin("api.yaml", f"/paths/{path.replace('/', '~1')}/{method.lower()}"),
    )


def json(of: Type) -> Content:
    return Content("application/json", Encoding.JSON, of)


def parameter(wire_name: str, place: Place = Place.QUERY) -> Parameter:
    return Parameter(
        wire_name, place, TEXT, required=False, style=Style.FORM, explode=True
    )


def reference(name: str) -> Ref:
    return Ref(component_id(name))


def api(
    *parts: Operation | Schema, title: str = "Pets API", tags: Iterable[str] = ()
) -> Api:
    """An API of these operations and schemas, in the order in which they come."""
    operations = tuple(part for part in parts if isinstance(part, Operation))
    schemas = tuple(part for part in parts if not isinstance(part, Operation))
    groups = tuple(Group(tag) for tag in tags)
    return Api(title, "1", Doc(), (), groups, schemas, operations)


def names_of(
    described: Api, rules: NamingRules | None = None
) -> tuple[NameTable, list[Diagnostic]]:
    diagnostics = Diagnostics()
    table = assign(described, rules or NamingRules(), diagnostics)
    return table, diagnostics.items


def methods_of(
    *operations: Operation, rules: NamingRules | None = None
) -> Mapping[str, str]:
    """What is called, by method and path: `pets.list`."""
    table, _ = names_of(api(*operations), rules)
    return {
        str(key): ".".join((*name.resource, name.method))
        for key, name in table.operations.items()
    }


def classes_of(*parts: Operation | Schema) -> Mapping[str, str]:
    """The classes of schemas, by the end of their pointers."""
    table, _ = names_of(api(*parts))
    return {str(key).split("/")[-1]: name for key, name in table.schemas.items()}
