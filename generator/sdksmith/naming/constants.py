"""Constants for the values of enums that someone gave a name."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.api import Api
from sdksmith.ir.schemas import EnumMember, EnumSchema
from sdksmith.ir.types import Json, SchemaId
from sdksmith.naming.enum_members import value_subject
from sdksmith.naming.namespace import Namespace
from sdksmith.naming.register import Register
from sdksmith.naming.words import constant_case, split_words

Values = Mapping[tuple[SchemaId, Json], str]


def assign_constants(
    api: Api, classes: Mapping[SchemaId, str], values: Values, register: Register
) -> Values:
    """`PET_STATUS_FRESH` for a value that the config or the document calls `FRESH`.

    Other values need no name: they are written as the API writes them.
    """
    names = Namespace()
    for name in classes.values():
        names.take(name)
    found: dict[tuple[SchemaId, Json], str] = {}
    for schema in api.schemas:
        if not isinstance(schema, EnumSchema):
            continue
        prefix = constant_case(split_words(classes[schema.id]))
        for member in schema.members:
            if _is_named(schema, member, register):
                name = f"{prefix}_{values[schema.id, member.value]}"
                taken = names.claim((name, f"{name}_"))
                found[schema.id, member.value] = taken.name
    return found


def _is_named(schema: EnumSchema, member: EnumMember, register: Register) -> bool:
    is_null = member.value.value is None
    chosen = register.renames.find(value_subject(schema, member)) is not None
    return not is_null and (chosen or member.hint is not None)
