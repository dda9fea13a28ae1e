"""Plans the `__init__` files of packages whose names are imported at first use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope, member_order, module_order
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Symbol
from sdksmith.python.views.types import LazyPackageView, ReexportView


def lazy_package(
    blueprint: Blueprint,
    module: str,
    doc: str,
    names: Mapping[str, Iterable[str]],
    submodules: tuple[str, ...] = (),
) -> LazyPackageView:
    """A package that re-exports `names` from its modules (`.shared`, `._client`)."""
    scope = Scope(module, is_package=True)
    scope.name(Symbol("typing", "TYPE_CHECKING"))
    scope.name(runtime("lazy_exports"))
    reexports = tuple(
        ReexportView(source, source[1:], tuple(sorted(found, key=member_order)))
        for source, found in sorted(names.items(), key=lambda e: module_order(e[0]))
    )
    return LazyPackageView(header(blueprint, scope, doc), reexports, submodules)
