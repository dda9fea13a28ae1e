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

    `constructor` has its type arguments. `answer` is the table of response types, or
    the model of a page. `paging` are arguments that many operations share.
    """

    name: str
    annotation: str
    constructor: str
    method: str
    path: str
    answer: str
    options: tuple[ArgumentView, ...]
    paging: str | None


@dataclass(frozen=True, slots=True)
class GroupedArgumentView:
    """An argument of a call: a mapping by wire name, or one expression.

    `given` is the function that leaves an empty mapping out, where that is wanted.
    """

    name: str
    entries: tuple[EntryView, ...]
    value: str | None
    given: str | None


@dataclass(frozen=True, slots=True)
class MethodView:
    """One method of a resource.

    `positional` parameters come before the `*`, `keyword` ones after it. `verb` is
    what the client does with the call of `operation` with `arguments`. `awaited` is
    the function that makes the asynchronous method.
    """

    name: str
    positional: tuple[ParameterView, ...]
    keyword: tuple[ParameterView, ...]
    returns: str
    doc: str
    verb: str
    operation: str
    arguments: tuple[GroupedArgumentView, ...]
    awaited: str
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
class HeaderFieldView:
    """A documented header: `constructor` has its type argument, `form` the type."""

    name: str
    constructor: str
    wire_name: str
    form: str
    options: tuple[ArgumentView, ...]
    doc: str | None


@dataclass(frozen=True, slots=True)
class HeadersView:
    """A class for the headers of an answer."""

    name: str
    parent: str
    doc: str
    fields: tuple[HeaderFieldView, ...]


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
    headers: tuple[HeadersView, ...]
    operations: tuple[OperationView, ...]
    resources: tuple[ResourceView, ...]
