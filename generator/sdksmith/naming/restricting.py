"""The names of a part of an API, as they are in the whole."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.schemas import EnumSchema, ObjectSchema
from sdksmith.naming.operations import resources_of
from sdksmith.naming.parameters import body_field_names
from sdksmith.naming.table import NameTable


def restrict(table: NameTable, part: Api) -> NameTable:
    """The entries of the table for what is in the part.

    Naming the whole and then looking only at a part is what keeps names from moving
    when more or less of a document is wanted.
    """
    schemas = schemas_by_id(part)
    members = {
        (schema.id, field.wire_name)
        for schema in part.schemas
        if isinstance(schema, ObjectSchema)
        for field in schema.fields
    }
    values = {
        (schema.id, member.value)
        for schema in part.schemas
        if isinstance(schema, EnumSchema)
        for member in schema.members
    }
    operations = {each.id: table.operations[each.id] for each in part.operations}
    hooks = {hook.operation.id for hook in part.webhooks}
    parameters = {
        (operation.id, each.place, each.wire_name)
        for operation in part.operations
        for each in operation.parameters
    }
    body_fields = {
        (operation.id, wire_name)
        for operation in part.operations
        for wire_name in body_field_names(operation, schemas)
    }
    return replace(
        table,
        schemas={k: v for k, v in table.schemas.items() if k in schemas},
        members={k: v for k, v in table.members.items() if k in members},
        enum_members={k: v for k, v in table.enum_members.items() if k in values},
        constants={k: v for k, v in table.constants.items() if k in values},
        operations=operations,
        resources={k: table.resources[k] for k in resources_of(operations.values())},
        parameters={k: v for k, v in table.parameters.items() if k in parameters},
        body_fields={k: v for k, v in table.body_fields.items() if k in body_fields},
        webhooks={k: v for k, v in table.webhooks.items() if k in hooks},
        headers={k: v for k, v in table.headers.items() if k[0] in operations},
        header_classes={
            k: v for k, v in table.header_classes.items() if k[0] in operations
        },
    )
