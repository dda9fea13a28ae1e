"""The naming stage: every name of a client, at once."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.naming.casing import casing_of
from sdksmith.naming.classes import assign_classes, pointers_of
from sdksmith.naming.clients import is_free, name_client
from sdksmith.naming.constants import assign_constants
from sdksmith.naming.enum_members import assign_enum_members
from sdksmith.naming.members import assign_members
from sdksmith.naming.operations import assign_operations
from sdksmith.naming.parameters import assign_arguments
from sdksmith.naming.register import Register
from sdksmith.naming.renames import Renames
from sdksmith.naming.response_headers import assign_headers
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import NameTable
from sdksmith.naming.webhooks import assign_webhooks


def assign(api: Api, rules: NamingRules, diagnostics: Diagnostics) -> NameTable:
    """Name everything in the API; the same API and rules give the same names.

    Names depend on a thing's own place and words, on what the config says and on what
    was published; an unrelated part of the document has no influence.
    """
    if rules.ascii_names:
        rules = replace(rules, published=rules.published.in_ascii())
    register = Register(
        Renames(
            rules.renames, {said.key: said for said in api.said_names}, rules.places
        ),
        rules.published,
        diagnostics,
        rules.table,
        ascii_names=rules.ascii_names,
    )
    schemas = schemas_by_id(api)
    client = name_client(api, casing_of(api), rules)
    if not is_free(client.client):
        message = f"the client cannot be called `{client.client}`: its package needs"
        diagnostics.error(Code.RENAME_CLASHES, f"{message} that name, or one like it")
    methods = assign_operations(api, register)
    classes = assign_classes(api, client, methods, register)
    headers = assign_headers(api, methods, classes, register)
    arguments = assign_arguments(api.operations, schemas, register)
    values = assign_enum_members(api.schemas, register)
    table = NameTable(
        sources=register.sources,
        client=client,
        schemas=classes.schemas,
        members=assign_members(api.schemas, register, pointers_of(api)),
        enum_members=values,
        constants=assign_constants(api, classes.schemas, values, register),
        operations=methods,
        resources=classes.resources,
        parameters=arguments.parameters,
        body_fields=arguments.body_fields,
        headers=headers.attributes,
        header_classes=headers.classes,
        webhooks=assign_webhooks(api, methods, register),
    )
    register.renames.report_misses(diagnostics)
    return table
