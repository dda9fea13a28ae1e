"""Views of the modules at the root of the package: client, errors and pages."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import (
    ArgumentView,
    EntryView,
    FromImportView,
    HeaderView,
    ParameterView,
)


@dataclass(frozen=True, slots=True)
class ClientResourceView:
    """A top-level resource as an attribute of the clients.

    `module` is where its classes are, as the client's module writes it.
    """

    name: str
    module: str
    type: str
    async_type: str


@dataclass(frozen=True, slots=True)
class ClientModuleView:
    """`_client.py`: what the runtime must know of the API, and the two clients.

    `credentials` are arguments of both, `schemes` says which scheme each fills.
    """

    header: HeaderView
    api: tuple[ArgumentView, ...]
    client: str
    async_client: str
    doc: str
    async_doc: str
    credentials: tuple[ParameterView, ...]
    async_credentials: tuple[ParameterView, ...]
    schemes: tuple[EntryView, ...]
    resources: tuple[ClientResourceView, ...]
    resource_imports: tuple[FromImportView, ...]


@dataclass(frozen=True, slots=True)
class ErrorClassView:
    """The class of one status, or of a range of them."""

    name: str
    doc: str


@dataclass(frozen=True, slots=True)
class ErrorDetailView:
    """Where a body says what went wrong: `path` leads to it, dots included."""

    type: str
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class ErrorsModuleView:
    """`_errors.py`: the error classes of the package."""

    header: HeaderView
    base: str
    base_doc: str
    detail: ErrorDetailView | None
    classes: tuple[ErrorClassView, ...]
    table: tuple[ArgumentView, ...]


@dataclass(frozen=True, slots=True)
class PageAliasView:
    """A class of the runtime with the API's commonest paging object bound."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PageStyleView:
    """How lists are paged: the runtime's class for it, and its arguments."""

    kind: str
    arguments: tuple[ArgumentView, ...]


@dataclass(frozen=True, slots=True)
class PagesModuleView:
    """`_pages.py`: the paging classes of the package.

    `style` says where most lists hold what, if there is a most common way.
    """

    header: HeaderView
    aliases: tuple[PageAliasView, ...]
    style: PageStyleView | None


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with no more than its header."""

    header: HeaderView
