"""Small APIs made by hand, for tests of the Python stage."""

from __future__ import annotations

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.operations import Content, Encoding, Operation, Response, StatusRange
from sdksmith.ir.schemas import (
    Doc,
    Field,
    HintSource,
    NameHint,
    ObjectSchema,
    Presence,
    Schema,
)
from sdksmith.ir.types import (
    ListOf,
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

NO_DOC = Doc()
STRING = Primitive(PrimitiveKind.STRING)


def component(name: str) -> SchemaId:
    """The id of a component schema."""
    return SchemaId(f"#/components/schemas/{name}")


def hint(name: str) -> NameHint:
    """The hint of a component."""
    return NameHint((name,), HintSource.COMPONENT)


def an_object(name: str, /, *parents: str, **fields: Type) -> ObjectSchema:
    """A component with required fields; `parents` by name."""
    return ObjectSchema(
        component(name),
        hint(name),
        tuple(Field(key, of, Presence.REQUIRED) for key, of in fields.items()),
        parents=tuple(component(parent) for parent in parents),
    )


def ref(name: str) -> Ref:
    """A use of a component."""
    return Ref(component(name))


def list_of(name: str) -> ListOf:
    """An array of a component."""
    return ListOf(ref(name))


def getting(path: str, of: Type, doc: Doc = NO_DOC) -> Operation:
    """An operation that answers with a type."""
    content = Content("application/json", Encoding.JSON, of)
    answer = Response(StatusRange(200, 200), (content,), is_error=False)
    return Operation(
        OperationId(f"GET {path}"), "GET", path, None, (), (), None, (answer,), doc=doc
    )


def an_api(*operations: Operation, schemas: tuple[Schema, ...] = ()) -> Api:
    """An API of these."""
    return Api("Test", "1.0.0", Doc(), (), (), schemas, operations)


def named(api: Api) -> NameTable:
    """The names of everything in it."""
    return assign(api, NamingRules(package="test_sdk"), Diagnostics())
