"""Views of the modules under `testing/`."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import EntryView, HeaderView, ParameterView


@dataclass(frozen=True, slots=True)
class RouteView:
    """The route of one operation, as an attribute of its resource's routes."""

    name: str
    type: str
    operation: str


@dataclass(frozen=True, slots=True)
class NestedRoutesView:
    """The routes of a resource under another."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class RoutesClassView:
    """The routes of one resource; it mirrors the resource's class."""

    name: str
    children: tuple[NestedRoutesView, ...]
    routes: tuple[RouteView, ...]


@dataclass(frozen=True, slots=True)
class RoutesModuleView:
    """`testing/_routes.py`: the fake client."""

    header: HeaderView
    name: str
    client: str
    async_client: str
    credentials: tuple[EntryView, ...]
    classes: tuple[RoutesClassView, ...]
    resources: tuple[NestedRoutesView, ...]


@dataclass(frozen=True, slots=True)
class FactoryView:
    """A method that makes a valid value of one model, with chosen parts."""

    name: str
    model: str
    parameters: tuple[ParameterView, ...]


@dataclass(frozen=True, slots=True)
class FactoriesModuleView:
    """`testing/_factories.py`: a factory for each model that the API answers with."""

    header: HeaderView
    factories: tuple[FactoryView, ...]
