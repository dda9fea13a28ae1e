"""Plans `_client.py`: the two clients, and what the runtime must know of the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.credential_docs import credentials_text
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope, member_order, module_order
from sdksmith.python.literals import literal
from sdksmith.python.plan import PlannedFile
from sdksmith.python.prose import paragraphs, text
from sdksmith.python.runtime import runtime
from sdksmith.python.security import Credential, credentials, requirements
from sdksmith.python.servers import servers_code
from sdksmith.python.tree import Resource, resource_tree
from sdksmith.python.types import Code, Symbol, mapping_display
from sdksmith.python.views.client import ClientModuleView, ClientResourceView
from sdksmith.python.views.module import (
    ArgumentView,
    EntryView,
    FromImportView,
    ParameterView,
)

MODULE = "._client"


def plan_client(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The module of the clients."""
    names = blueprint.names.client
    tree = resource_tree(blueprint, Annotations(blueprint))
    scope = Scope(
        MODULE,
        frozenset((names.client, names.async_client, "API", *_resource_classes(tree))),
    )
    found = credentials(blueprint.api)
    api = tuple(
        ArgumentView(name, scope.text(value)) for name, value in _api(blueprint, found)
    )
    schemes = tuple(
        EntryView(literal(each.key), _given(each.arguments)) for each in found
    )
    secrets = _secrets(found, scope, "Secret")
    async_secrets = _secrets(found, scope, "AsyncSecret")
    _name_what_is_there(scope, has_resources=bool(tree))
    view = ClientModuleView(
        header(
            blueprint,
            scope,
            "The clients, synchronous and not.",
            (names.client, names.async_client),
        ),
        api,
        names.client,
        names.async_client,
        _doc(blueprint, found),
        f"`{names.client}`, asynchronously.",
        secrets,
        async_secrets,
        schemes,
        tuple(_resource(each) for each in tree),
        tuple(_imports(tree)),
    )
    yield PlannedFile(f"{names.package}/_client.py", "package/_client.py.jinja", view)


def _resource_classes(tree: Iterable[Resource]) -> Iterator[str]:
    for resource in tree:
        yield resource.class_name
        yield resource.async_name


def _name_what_is_there(scope: Scope, *, has_resources: bool) -> None:
    """Import what the template itself names."""
    for name in ("Final", "Unpack"):
        scope.name(Symbol("typing", name))
    if has_resources:
        scope.name(Symbol("typing", "TYPE_CHECKING"))
        scope.name(Symbol("functools", "cached_property"))
    for name in ("Api", "SyncClient", "AsyncClient"):
        scope.name(runtime(name))
    for name in ("ClientOptions", "AsyncClientOptions"):
        scope.name(runtime(name))


def _api(
    blueprint: Blueprint, found: tuple[Credential, ...]
) -> Iterator[tuple[str, Code]]:
    api, names = blueprint.api, blueprint.names.client
    yield "name", (literal(names.package),)
    yield "title", (literal(api.title),)
    yield "version", (literal(api.version),)
    if api.servers:
        yield "servers", servers_code(api.servers)
    if found:
        schemes = [((literal(each.key),), each.scheme) for each in found]
        yield "schemes", mapping_display(schemes)
    if blueprint.security:
        yield "security", requirements(blueprint.security, api)
    yield "errors", (Symbol("._errors", "ERRORS"),)
    if api.idempotency_header is not None:
        yield "idempotency_header", (literal(api.idempotency_header),)
        yield "makes_idempotency_keys", ("True",)
    yield "environment", (literal(names.environment),)


def _given(arguments: tuple[str, ...]) -> str:
    return arguments[0] if len(arguments) == 1 else f"({', '.join(arguments)})"


def _secrets(
    found: Iterable[Credential], scope: Scope, kind: str
) -> tuple[ParameterView, ...]:
    return tuple(
        ParameterView(argument, scope.name(runtime(kind)), "None")
        for credential in found
        for argument in credential.arguments
    )


def _doc(blueprint: Blueprint, found: tuple[Credential, ...]) -> str:
    prefix = blueprint.names.client.environment
    variables = [
        f"`{prefix}_{argument.upper()}`"
        for credential in found
        for argument in credential.arguments
    ]
    variables.append(f"`{prefix}_BASE_URL`")
    said = text(blueprint.api.doc) or f"A client of {blueprint.api.title}."
    words = ", ".join(variables[:-1]) + (" and " if variables[1:] else "")
    environment = f"What is not given is taken from {words}{variables[-1]}."
    return paragraphs([said, environment, credentials_text(blueprint.api, found)])


def _resource(resource: Resource) -> ClientResourceView:
    return ClientResourceView(
        resource.name, resource.module, resource.class_name, resource.async_name
    )


def _imports(tree: Iterable[Resource]) -> Iterator[FromImportView]:
    for resource in sorted(tree, key=lambda each: module_order(each.module)):
        names = sorted((resource.class_name, resource.async_name), key=member_order)
        yield FromImportView(resource.module, ", ".join(names))
