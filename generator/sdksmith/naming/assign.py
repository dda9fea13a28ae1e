"""The naming stage: every name of a client, at once."""

from __future__ import annotations

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.naming.casing import casing_of
from sdksmith.naming.clients import name_client
from sdksmith.naming.enum_members import assign_enum_members
from sdksmith.naming.members import assign_members
from sdksmith.naming.namespace import Namespace
from sdksmith.naming.operations import assign_operations, resources_of
from sdksmith.naming.parameters import assign_arguments
from sdksmith.naming.register import Register, Scope
from sdksmith.naming.renames import Renames
from sdksmith.naming.reserved import CLASSES
from sdksmith.naming.resources import assign_classes
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.schemas import Surroundings, assign_schemas
from sdksmith.naming.table import ClientNames, NameTable

_BESIDE_SCHEMAS = ("{}", "{}Dict")
_BESIDE_RESOURCES = ("{}", "Async{}", "{}WithResponse", "Async{}WithResponse")
_BESIDE_CLIENT = ("{}", "Async{}", "Mock{}", "{}Error")


def assign(api: Api, rules: NamingRules, diagnostics: Diagnostics) -> NameTable:
    """Name everything in the API; the same API and rules give the same names.

    Names depend on a thing's own place and words, on what the config says and on what
    was published; an unrelated part of the document has no influence.
    """
    register = Register(
        Renames(rules.renames), rules.published, diagnostics, rules.table
    )
    schemas = schemas_by_id(api)
    casing = casing_of(api)
    client = name_client(api, casing, rules)
    methods = assign_operations(api, register)
    classes = _class_names(client)
    schema_scope = Scope(register, frozenset(), classes, _BESIDE_SCHEMAS)
    names = assign_schemas(Surroundings(schemas, methods, casing), schema_scope)
    resource_scope = Scope(register, frozenset(), classes, _BESIDE_RESOURCES)
    resources = assign_classes(resources_of(methods.values()), casing, resource_scope)
    arguments = assign_arguments(api.operations, schemas, register)
    table = NameTable(
        client=client,
        schemas=names,
        members=assign_members(api.schemas, register),
        enum_members=assign_enum_members(api.schemas, register),
        operations=methods,
        resources=resources,
        parameters=arguments.parameters,
        body_fields=arguments.body_fields,
    )
    register.renames.report_misses(diagnostics)
    return table


def _class_names(client: ClientNames) -> Namespace:
    """The names of classes that no document decides on."""
    names = Namespace()
    for name in CLASSES:
        names.take(name)
    names.take(client.client, _BESIDE_CLIENT)
    return names
