"""The methods of a client, and which argument goes where, found by calling them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from real.calling import Method, Untyped, methods

_VERBS = ("send", "paginate", "detail", "download", "events", "lines")
_BODIES = ("json", "form", "multipart", "content")


@dataclass(frozen=True)
class Target:
    """Where the value of an argument goes; no name: it is the whole body."""

    place: str
    name: str | None


@dataclass(frozen=True)
class Argument:
    """One argument of a method."""

    name: str
    annotation: Untyped
    default: Untyped
    target: Target

    @property
    def required(self) -> bool:
        """Whether the method cannot be called without it."""
        return self.default is inspect.Parameter.empty

    @property
    def constant(self) -> object:
        """The one value that it takes, where that is so; else None."""
        forms = (self.annotation, *get_args(self.annotation))
        found = [get_args(one) for one in forms if get_origin(one) is Literal]
        return found[0][0] if found and len(found[0]) == 1 else None


@dataclass(frozen=True)
class Offered:
    """One method: its operation, its arguments, and how its answer comes."""

    method: Method
    endpoint: Untyped
    verb: str
    arguments: tuple[Argument, ...]
    returns: Untyped
    body: str | None

    @property
    def operation(self) -> str:
        """Method and path of the operation, as the document has them."""
        return f"{self.endpoint.method} {self.endpoint.path}"

    def says(self, words: str | None) -> bool:
        """Whether the method's docstring begins with these words."""
        text = " ".join((inspect.getdoc(self.method.bound) or "").split())
        return bool(words) and text.startswith(" ".join((words or "").split()))


class _Told(Exception):
    """Carries what a method was about to send."""

    def __init__(self, verb: str, call: Untyped) -> None:
        self.verb = verb
        self.call = call


class _Listening:
    """Stands for what the methods of a resource call."""

    def __getattr__(self, verb: str) -> Untyped:
        assert verb in _VERBS, verb

        def told(call: Untyped, _: object) -> Untyped:
            raise _Told(verb, call)

        return told


def offered(client: Untyped, package: str) -> Iterator[Offered]:
    """Every method of a client that stands for an operation."""
    for method in methods(client, package):
        yield _offered(method)


def _offered(method: Method) -> Offered:
    bound: Untyped = method.bound
    parameters = inspect.signature(method.bound).parameters
    names = [name for name in parameters if name != "options"]
    marks = {name: _Mark(name) for name in names}
    listening = type(bound.__self__)(_Listening())
    try:
        bound.__func__(listening, **marks)
    except _Told as told:
        verb, call = told.verb, told.call
    targets = dict(_targets(call.arguments))
    hints = _hints(method, parameters)
    arguments = tuple(
        Argument(
            name,
            hints[name],
            parameters[name].default,
            targets[name],
        )
        for name in names
        if name in targets
    )
    payload = call.arguments.payload
    return Offered(
        method,
        call.operation,
        verb,
        arguments,
        hints["return"],
        payload.kind if payload else None,
    )


@dataclass(frozen=True)
class _Mark:
    """Stands for the value of an argument."""

    name: str


def _targets(sent: Untyped) -> Iterator[tuple[str, Target]]:
    for place in ("path", "query", "headers", "cookies"):
        for wire_name, mark in getattr(sent, place).items():
            if isinstance(mark, _Mark):
                yield mark.name, Target(place, wire_name)
    if sent.payload is not None:
        value = sent.payload.value
        if isinstance(value, _Mark):
            yield value.name, Target("body", None)
        elif isinstance(value, Mapping):
            for wire_name, mark in value.items():
                if isinstance(mark, _Mark):
                    yield mark.name, Target("body", wire_name)
    if isinstance(sent.media_type, _Mark):
        yield sent.media_type.name, Target("media", None)


def _hints(method: Method, parameters: Mapping[str, Any]) -> dict[str, Untyped]:
    texts = {name: one.annotation for name, one in parameters.items()}
    texts["return"] = inspect.signature(method.bound).return_annotation
    module = import_module(method.bound.__module__)
    return get_type_hints(
        SimpleNamespace(__annotations__=texts), vars(module), include_extras=True
    )
