"""The resources of a client as a tree, with the methods of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.methods import Method, methods_of
from sdksmith.python.modules import file_stem

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource: its way from the client, its class, and what it holds."""

    path: Path
    class_name: str
    methods: tuple[Method, ...]
    children: tuple[Resource, ...]

    @property
    def name(self) -> str:
        """The attribute it is under."""
        return self.path[-1]

    @property
    def async_name(self) -> str:
        """Its asynchronous class."""
        return f"Async{self.class_name}"

    @property
    def module(self) -> str:
        """The module that it is in, with all of its top-level resource."""
        return f".resources.{file_stem(self.path[0])}"

    def with_descendants(self) -> Iterator[Resource]:
        """All resources under this one, deepest first, and this one last."""
        for child in self.children:
            yield from child.with_descendants()
        yield self


def resource_tree(
    blueprint: Blueprint, annotations: Annotations
) -> tuple[Resource, ...]:
    """The top-level resources, in the order in which operations mention them."""
    methods: dict[Path, list[Method]] = {}
    for operation in blueprint.api.operations:
        path = blueprint.names.operations[operation.id].resource
        for length in range(1, len(path) + 1):
            methods.setdefault(path[:length], [])
        found = methods_of(operation, blueprint, annotations, path[1:])
        methods.setdefault(path, []).extend(found)
    tops = [path for path in methods if len(path) == 1]
    return tuple(_unambiguous(_resource(top, methods, blueprint)) for top in tops)


def _resource(
    path: Path, methods: Mapping[Path, list[Method]], blueprint: Blueprint
) -> Resource:
    children = tuple(
        _resource(other, methods, blueprint)
        for other in methods
        if len(other) == len(path) + 1 and other[:-1] == path
    )
    names = {child.name for child in children}
    own = _distinct(methods[path], names)
    return Resource(path, blueprint.names.resources[path], own, children)


def _distinct(methods: list[Method], taken: set[str]) -> tuple[Method, ...]:
    """The methods, where a stream's made-up name gives way to what is there."""
    names = taken | {method.name for method in methods}
    result: list[Method] = []
    for method in methods:
        name = method.name
        while name in {each.name for each in result} or name in taken:
            name += "_"
        assert name == method.name or name not in names, "no method is lost"
        result.append(replace(method, name=name))
    return tuple(result)


def _unambiguous(top: Resource) -> Resource:
    """The resource, with no two constants of its module called the same."""
    taken: set[str] = set()

    def renamed(resource: Resource) -> Resource:
        methods: list[Method] = []
        for method in resource.methods:
            constant = method.constant
            while constant in taken:
                constant += "_"
            taken.add(constant)
            methods.append(replace(method, constant=constant))
        return replace(
            resource,
            methods=tuple(methods),
            children=tuple(renamed(child) for child in resource.children),
        )

    return renamed(top)
