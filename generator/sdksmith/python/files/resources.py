"""Plans `resources/`: a module for each top-level resource."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.ir.schemas import Doc
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Plain
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.methods import MethodViews
from sdksmith.python.paging import common_paging
from sdksmith.python.plan import PlannedFile
from sdksmith.python.prose import text
from sdksmith.python.response_headers import header_classes, header_views
from sdksmith.python.runtime import runtime
from sdksmith.python.tree import Resource, resource_tree
from sdksmith.python.types import Symbol
from sdksmith.python.views.client import ModuleView
from sdksmith.python.views.resources import (
    ChildView,
    ResourceModuleView,
    ResourceView,
    RuntimeNamesView,
)

RESPONSES = "WithResponse"


def plan_resources(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The modules of resources, and their package."""
    annotations = Annotations(blueprint)
    paging = common_paging(blueprint, annotations)
    package = blueprint.names.client.package
    for top in resource_tree(blueprint, annotations):
        found = tuple(top.with_descendants())
        scope = Scope(top.module, frozenset(_defined(found, blueprint)))
        views = MethodViews(blueprint, annotations, scope, paging)
        yield PlannedFile(
            f"{package}{top.module.replace('.', '/')}.py",
            "package/resources/resource.py.jinja",
            _module(top, found, blueprint, views),
        )
    init = ModuleView(
        header(
            blueprint,
            Scope(".resources", is_package=True),
            "The resources of the API, each imported when it is first used.",
        )
    )
    yield PlannedFile(
        f"{package}/resources/__init__.py", "package/resources/__init__.py.jinja", init
    )


def _module(
    top: Resource, found: tuple[Resource, ...], blueprint: Blueprint, views: MethodViews
) -> ResourceModuleView:
    scope = views.scope
    methods = [method for resource in found for method in resource.methods]
    operations = tuple(views.operation(method) for method in methods)
    # Several methods can stand for one operation, and share its headers.
    operations_with = {
        method.operation.id: method.operation
        for method in methods
        if isinstance(method.answer, Plain)
    }
    headers = tuple(
        view
        for operation in operations_with.values()
        for view in header_views(operation, blueprint, scope)
    )
    resources = tuple(_resource(each, views) for each in found)
    names = RuntimeNamesView(
        resource=scope.name(runtime("Resource")),
        async_resource=scope.name(runtime("AsyncResource")),
        cached_property=_cached_property(scope, resources),
        response_of=_response_of(scope, "response_of", resources),
        async_response_of=_response_of(scope, "async_response_of", resources),
    )
    doc = _group_text(top, blueprint) or f"Methods of `{top.name}`."
    return ResourceModuleView(
        header(blueprint, scope, doc), names, headers, operations, resources
    )


def _defined(found: tuple[Resource, ...], blueprint: Blueprint) -> Iterator[str]:
    for resource in found:
        for name in (resource.class_name, resource.async_name):
            yield name
            yield name + RESPONSES
        for method in resource.methods:
            yield method.constant
            for symbol in header_classes(method.operation, blueprint).values():
                yield symbol.name


def _resource(resource: Resource, views: MethodViews) -> ResourceView:
    hidden = frozenset(
        (
            "with_response",
            *(method.name for method in resource.methods),
            *(child.name for child in resource.children),
        )
    )
    methods = tuple(views.method(method, hidden) for method in resource.methods)
    return ResourceView(
        resource.class_name,
        resource.async_name,
        resource.class_name + RESPONSES,
        resource.async_name + RESPONSES,
        None,
        tuple(
            ChildView(child.name, child.class_name, child.async_name)
            for child in resource.children
        ),
        methods,
        any(method.has_response for method in methods),
        not methods and not resource.children,
    )


def _cached_property(scope: Scope, resources: tuple[ResourceView, ...]) -> str:
    needed = any(each.children or each.has_responses for each in resources)
    return scope.name(Symbol("functools", "cached_property")) if needed else ""


def _response_of(scope: Scope, name: str, resources: tuple[ResourceView, ...]) -> str:
    needed = any(each.has_responses for each in resources)
    return scope.name(runtime(name)) if needed else ""


def _group_text(top: Resource, blueprint: Blueprint) -> str | None:
    """What the document says of the tag that most of the operations have."""
    groups = {group.name: group.doc for group in blueprint.api.groups}
    found = [
        operation.home[-1]
        for operation in blueprint.api.operations
        if operation.home
        and blueprint.names.operations[operation.id].resource == top.path
    ]
    return text(groups.get(found[0], Doc())) if found else None
