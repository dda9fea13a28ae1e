"""Plans `_pages.py`: page classes with the API's own paging object bound."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.page_styles import PageStyle
from sdksmith.python.paging import PAGES_MODULE, PAGING, common_paging
from sdksmith.python.plan import PlannedFile
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Symbol
from sdksmith.python.views.client import PageAliasView, PagesModuleView, PageStyleView
from sdksmith.python.views.module import ArgumentView

NAMES = ("Page", "Pager", "PagedDetail", "AsyncPage", "AsyncPager", "AsyncPagedDetail")


def page_names(blueprint: Blueprint) -> tuple[str, ...]:
    """The page classes that the package has; none where nothing is paged."""
    return NAMES if common_paging(blueprint, Annotations(blueprint)).info else ()


def plan_pages(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The module of page classes, if the API has pages."""
    paging = common_paging(blueprint, Annotations(blueprint))
    if paging.info is None:
        return
    scope = Scope(PAGES_MODULE, frozenset((*NAMES, "T", "D", PAGING)))
    names = ["TypeVar", "TypeAlias", *(["Final"] if paging.style else [])]
    for name in names:
        scope.name(Symbol("typing", name))
    bound = scope.text(paging.info)
    aliases = tuple(
        PageAliasView(name, f"{_module(scope, name)}.{name}[{_held(name)}, {bound}]")
        for name in NAMES
    )
    style = None if paging.style is None else _style(paging.style, scope)
    view = PagesModuleView(
        header(blueprint, scope, "Lists that come page by page.", NAMES),
        aliases,
        style,
    )
    path = f"{blueprint.names.client.package}/_pages.py"
    yield PlannedFile(path, "package/_pages.py.jinja", view)


def _style(style: PageStyle, scope: Scope) -> PageStyleView:
    return PageStyleView(
        scope.name(runtime(style.kind)),
        tuple(ArgumentView(name, scope.text(value)) for name, value in style.arguments),
    )


def _module(scope: Scope, name: str) -> str:
    module = "async_pages" if name.startswith("Async") else "pages"
    return scope.name(Symbol("._runtime", module))


def _held(name: str) -> str:
    return "D, T" if name.endswith("Detail") else "T"
