"""Views of the modules under `resources/`."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import (
    ArgumentView,
    EntryView,
    HeaderView,
    ParameterView,
)


@dataclass(frozen=True, slots=True)
class OperationView:
    """The constant that describes one operation to the runtime.

    `answer` is the table of response types, or the model of a page.
    """

    name: str
    annotation: str
    constructor: str
    method: str
    path: str
    answer: str
    options: tuple[ArgumentView, ...]


@dataclass(frozen=True, slots=True)
class GroupedArgumentView:
    """An argument of the call: a mapping by wire name, or one expression.

    `given` is the function that leaves an empty mapping out, where that is wanted.
    """

    name: str
    entries: tuple[EntryView, ...]
    value: str | None
    given: str | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """The function that both clients share: it turns arguments into a call."""

    name: str
    parameters: tuple[ParameterView, ...]
    returns: str
    operation: str
    arguments: tuple[GroupedArgumentView, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """One method of a resource, synchronous and not.

    `positional` come before the `*`, `keyword` after it. `verb` is what the client
    does with the call. `request` builds it from `arguments`. `definition` and
    `wait` are the words `async def` and `await ` where the asynchronous one waits.
    """

    name: str
    positional: tuple[ParameterView, ...]
    keyword: tuple[ParameterView, ...]
    returns: str
    async_returns: str
    doc: str
    async_doc: str
    request: str
    arguments: str
    verb: str
    definition: str
    wait: str
    operation: str
    has_response: bool


@dataclass(frozen=True, slots=True)
class ChildView:
    """A resource under another, as an attribute of it."""

    name: str
    type: str
    async_type: str


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One resource: its two classes, and their counterparts with whole responses."""

    name: str
    async_name: str
    response_name: str
    async_response_name: str
    doc: str | None
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]
    has_responses: bool
    is_empty: bool


@dataclass(frozen=True, slots=True)
class RuntimeNamesView:
    """What this module calls the names it has from the runtime and elsewhere."""

    resource: str
    async_resource: str
    cached_property: str
    response_of: str
    async_response_of: str


@dataclass(frozen=True, slots=True)
class ResourceModuleView:
    """A top-level resource with all that is under it."""

    header: HeaderView
    runtime: RuntimeNamesView
    operations: tuple[OperationView, ...]
    requests: tuple[RequestView, ...]
    resources: tuple[ResourceView, ...]
