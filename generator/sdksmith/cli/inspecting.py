"""The `inspect` command: an API as a tree of resources, methods and types."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from sdksmith.cli.choosing import Choice, choose
from sdksmith.cli.telling import Progress, Teller
from sdksmith.compare.facts import in_words
from sdksmith.diagnostics.show import harmless
from sdksmith.diagnostics.stop import SPEC_ERRORS, Stop
from sdksmith.ir.api import Api
from sdksmith.ir.dump import dump
from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Schema,
    UnionSchema,
)
from sdksmith.naming.table import NameTable
from sdksmith.pipeline import Run, understand


def run_inspect(given: Mapping[str, Any], cwd: Path) -> int:
    """Print what is understood of a document."""
    choice = Choice(
        given["spec"],
        overlays=given["overlays"],
        include=given["include"],
        exclude=given["exclude"],
    )
    client = choose(choice, cwd)[0]
    progress = Progress()
    run = Run(stdin=sys.stdin.buffer.read, progress=progress)
    try:
        with progress:
            api, names = understand(run.read(client), client, None, run)
            run.stop_on_errors(SPEC_ERRORS)
    except Stop as stop:
        return stop.exit_code
    finally:
        Teller(verbose=bool(given["verbose"]), locate=run.locate).tell(
            run.diagnostics.items
        )
    if given["as_json"]:
        click.echo(json.dumps(dump(api), indent=2))
    else:
        click.echo("\n".join(map(harmless, _tree(api, names))))
    return 0


def _tree(api: Api, names: NameTable) -> Iterator[str]:
    client = names.client
    yield f"{api.title} {api.version}: package {client.package}, class {client.client}"
    yield ""
    yield f"methods ({len(api.operations)})"
    seen: set[tuple[str, ...]] = set()
    for operation in sorted(
        api.operations,
        key=lambda each: (
            names.operations[each.id].resource,
            names.operations[each.id].method,
        ),
    ):
        found = names.operations[operation.id]
        for depth in range(1, len(found.resource) + 1):
            resource = found.resource[:depth]
            if resource not in seen:
                seen.add(resource)
                yield f"{'  ' * depth}{resource[-1]}"
        indent = "  " * (len(found.resource) + 1)
        yield f"{indent}{found.method}({_arguments(operation, names)})  {operation.id}"
    yield ""
    named = [schema for schema in api.schemas if schema.id in names.schemas]
    yield f"types ({len(named)})"
    for schema in sorted(named, key=lambda each: names.schemas[each.id]):
        yield f"  {names.schemas[schema.id]}: {_summary(schema, names)}"


def _arguments(operation: Operation, names: NameTable) -> str:
    parameters = [
        names.parameters.get((operation.id, each.place, each.wire_name), each.wire_name)
        for each in operation.parameters
    ]
    fields = [name for (of, _), name in names.body_fields.items() if of == operation.id]
    return ", ".join([*parameters, *(fields or (["body"] if operation.body else []))])


def _summary(schema: Schema, names: NameTable) -> str:
    match schema:
        case ObjectSchema():
            fields = [
                names.members.get((schema.id, field.wire_name), field.wire_name)
                for field in schema.fields
            ]
            parents = [f"all of {names.schemas.get(p, p)}" for p in schema.parents]
            return ", ".join([*parents, *fields]) or "any members"
        case EnumSchema():
            return " | ".join(member.value.text for member in schema.members)
        case UnionSchema():
            kinds = (in_words(each.type, names.schemas) for each in schema.variants)
            return " | ".join(kinds)
        case AliasSchema():
            return in_words(schema.target, names.schemas)
