"""Views of the modules under `testing/`."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import ArgumentView, HeaderView
from sdksmith.python.views.types import ClassView


@dataclass(frozen=True, slots=True)
class RouteView:
    """The route of one operation; `verb` is what makes it, `operation` its constant."""

    name: str
    verb: str
    operation: str


@dataclass(frozen=True, slots=True)
class NestedRoutesView:
    """The routes of a resource, as an attribute."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class RoutesClassView:
    """The routes of one resource; it mirrors the resource's class."""

    name: str
    children: tuple[NestedRoutesView, ...]
    routes: tuple[RouteView, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class RoutesModuleView:
    """`testing/_routes.py`: the fake client."""

    header: HeaderView
    name: str
    title: str
    client: str
    async_client: str
    credentials: tuple[ArgumentView, ...]
    classes: tuple[RoutesClassView, ...]
    resources: tuple[NestedRoutesView, ...]


@dataclass(frozen=True, slots=True)
class FactoryView:
    """A method that makes a value of one model.

    `fields` is the typed dictionary of what may be chosen. `build` says what makes it;
    `options` are further arguments for it.
    """

    name: str
    model: str
    fields: str
    build: str
    options: tuple[ArgumentView, ...]


@dataclass(frozen=True, slots=True)
class FactoriesModuleView:
    """`testing/_factories.py`: a factory for each model that calls give.

    `base` is the class of the runtime that makes a value of any type.
    """

    header: HeaderView
    base: str
    fields: tuple[ClassView, ...]
    factories: tuple[FactoryView, ...]


@dataclass(frozen=True, slots=True)
class LimitsView:
    """`testing/limits.json`: an entry a line for each name of which there is one."""

    entries: str
