"""Plans `testing/`: the fake client, and the package that offers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Paged, Streamed
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.files.factories import plan_factories
from sdksmith.python.files.limits import plan_limits
from sdksmith.python.files.packages import lazy_package
from sdksmith.python.files.route_names import OWN, mock_name
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.methods import Method
from sdksmith.python.plan import PlannedFile
from sdksmith.python.security import credentials
from sdksmith.python.tree import Resource, resource_tree
from sdksmith.python.types import Symbol
from sdksmith.python.views.module import ArgumentView
from sdksmith.python.views.testing import (
    NestedRoutesView,
    RoutesClassView,
    RoutesModuleView,
    RouteView,
)

_RUNTIME = "._runtime.testing"

# What its methods call their arguments, which no import may be called.
_ARGUMENTS = ("self", "mock")


def plan_testing(
    blueprint: Blueprint, canonical: Mapping[str, object]
) -> Iterator[PlannedFile]:
    """The modules of the testing kit; values are judged by the canonical document."""
    package = blueprint.names.client.package
    mock = mock_name(blueprint)
    exports = {
        "._factories": ("Factories", "make"),
        "._routes": (mock,),
        ".._runtime.testing.calls": ("RecordedCall",),
        ".._runtime.testing.routes": (
            "DetailRoute",
            "ListRoute",
            "Route",
            "StreamRoute",
        ),
    }
    doc = f"A fake of {blueprint.api.title} for tests, and values to answer with."
    yield PlannedFile(
        f"{package}/testing/__init__.py",
        "package/testing/__init__.py.jinja",
        lazy_package(blueprint, ".testing", doc, exports),
    )
    yield PlannedFile(
        f"{package}/testing/_routes.py",
        "package/testing/_routes.py.jinja",
        _routes_module(blueprint, mock),
    )
    yield from plan_factories(blueprint)
    yield from plan_limits(blueprint, canonical)


def _routes_module(blueprint: Blueprint, mock: str) -> RoutesModuleView:
    names = blueprint.names.client
    tree = resource_tree(blueprint, Annotations(blueprint))
    found = [each for top in tree for each in top.with_descendants()]
    taken = frozenset((*_ARGUMENTS, mock, *map(_routes_name, found)))
    scope = Scope(".testing._routes", taken)
    for module, name in (
        ("._client", "API"),
        ("._client", names.client),
        ("._client", names.async_client),
        (f"{_RUNTIME}.mock", "MockApi"),
    ):
        scope.name(Symbol(module, name))
    return RoutesModuleView(
        classes=tuple(_routes(each, scope) for each in found),
        header=header(blueprint, scope, "The fake client.", (mock,)),
        name=mock,
        title=f"A fake of {blueprint.api.title}: it answers what a test says.",
        client=names.client,
        async_client=names.async_client,
        credentials=tuple(
            ArgumentView(argument, literal("test"))
            for credential in credentials(blueprint.api)
            for argument in credential.arguments
        ),
        resources=tuple(_nested(tree, taken=OWN)),
    )


def _routes_name(resource: Resource) -> str:
    return f"{resource.class_name}Routes"


def _routes(resource: Resource, scope: Scope) -> RoutesClassView:
    package, _, module = resource.module.rpartition(".")
    operations = scope.name(Symbol(package, module))
    routes = tuple(
        RouteView(method.name, _verb(method), f"{operations}.{method.constant}")
        for method in resource.methods
    )
    return RoutesClassView(
        _routes_name(resource),
        tuple(_nested(resource.children)),
        routes,
        not routes and not resource.children,
    )


def _nested(
    resources: Iterable[Resource], taken: frozenset[str] = frozenset()
) -> Iterator[NestedRoutesView]:
    for each in resources:
        name = f"{each.name}_" if each.name in taken else each.name
        yield NestedRoutesView(name, _routes_name(each))


def _verb(method: Method) -> str:
    match method.answer:
        case Paged(detail=None):
            return "list_route"
        case Paged():
            return "detail_route"
        case Streamed():
            return "stream_route"
        case _:
            return "route"
