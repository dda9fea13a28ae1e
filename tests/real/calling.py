"""Calls every method of a generated client with arguments made from the annotations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Untyped: TypeAlias = Any
"""What only the client under test knows."""

_PLAIN: dict[Untyped, Untyped] = {
    str: "text",
    int: 1,
    float: 1.5,
    bool: True,
    bytes: b"bytes",
    datetime: datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    date: date(2024, 1, 2),
    UUID: UUID("123e4567-e89b-12d3-a456-426614174000"),
}


@dataclass(frozen=True)
class Method:
    """One method of a client, and the operation that it says it calls."""

    name: str
    bound: Callable[..., Untyped]

    @property
    def operation(self) -> str:
        """The end of the docstring: `GET /pets`."""
        last = (inspect.getdoc(self.bound) or "").rpartition("\n\n")[2]
        return " ".join(last.strip("`").split())


def client_class(package: str) -> Untyped:
    """The synchronous client of a package."""
    module = import_module(f"{package}._client")
    [kind] = [
        member
        for name, member in vars(module).items()
        if inspect.isclass(member)
        and member.__module__ == module.__name__
        and not name.startswith("Async")
    ]
    return kind


def methods(client: Untyped, package: str) -> Iterator[Method]:
    """All operations of a client, resource by resource."""
    for name, resource in _resources(client, package):
        yield from methods_of(resource, name, package)


def methods_of(resource: Untyped, name: str, package: str) -> Iterator[Method]:
    """The operations of one resource, and of those below it."""
    for attribute, member in vars(type(resource)).items():
        if inspect.isfunction(member) and not attribute.startswith("_"):
            yield Method(f"{name}.{attribute}", getattr(resource, attribute))
    for below, further in _resources(resource, package):
        yield from methods_of(further, f"{name}.{below}", package)


def _resources(owner: Untyped, package: str) -> Iterator[tuple[str, Untyped]]:
    kind = import_module(f"{package}._runtime.resource").Resource
    for name, member in vars(type(owner)).items():
        if isinstance(member, cached_property):
            found = getattr(owner, name)
            if isinstance(found, kind):
                yield name, found


def called(method: Method, package: str, given: Mapping[str, object]) -> Untyped:
    """The outcome of the method, called with all that it requires."""
    arguments = {
        name: given[name] if name in given else argument(annotation, package)
        for name, annotation in _required(method).items()
    }
    outcome = method.bound(**arguments)
    return outcome.first_page() if hasattr(outcome, "first_page") else outcome


def _required(method: Method) -> dict[str, Untyped]:
    """The annotations of the arguments without a default."""
    texts = {
        name: parameter.annotation
        for name, parameter in inspect.signature(method.bound).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }
    module = import_module(method.bound.__module__)
    return get_type_hints(SimpleNamespace(__annotations__=texts), vars(module))


def argument(annotation: Untyped, package: str) -> Untyped:
    """A value that the annotation allows."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin: Untyped = get_origin(annotation)
    inner = get_args(annotation)
    if origin is Literal:
        return inner[0]
    if origin in {Union, UnionType}:
        return argument(next(kind for kind in inner if kind is not NoneType), package)
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        key, value = inner
        return {argument(key, package): argument(value, package)}
    if inspect.isclass(origin) and issubclass(origin, Sequence):
        return [argument(inner[0], package)]
    model = import_module(f"{package}._runtime.models").Model
    if inspect.isclass(annotation) and issubclass(annotation, model):
        return _model(annotation, package)
    return "text"


def _model(kind: Untyped, package: str) -> Untyped:
    """An object with what it requires; with its first member if that is nothing."""
    build = import_module(f"{package}._runtime.testing.factories").build
    made = build(kind, {}, seed=0)
    if not kind.model_fields or any(map(made.is_set, kind.model_fields)):
        return made
    name, field = next(iter(kind.model_fields.items()))
    return build(kind, {name: argument(field.annotation, package)}, seed=0)
