"""Plans the `__init__` files of packages whose names are imported at first use."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope, member_order, module_order
from sdksmith.python.literals import literal
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Symbol
from sdksmith.python.views.types import LazyPackageView, ReexportView

# What is left of a line beside the indent and the quotes.
_LISTING_WIDTH = 70


def lazy_package(
    blueprint: Blueprint,
    module: str,
    doc: str,
    names: Mapping[str, Iterable[str]],
    submodules: tuple[str, ...] = (),
) -> LazyPackageView:
    """A package that re-exports `names` from its modules (`.shared`, `._client`)."""
    scope = Scope(module, is_package=True)
    if names:
        scope.name(Symbol("typing", "TYPE_CHECKING"))
        scope.name(runtime("lazy_exports"))
    reexports = tuple(
        _reexport(source, sorted(found, key=member_order))
        for source, found in sorted(names.items(), key=lambda e: module_order(e[0]))
    )
    return LazyPackageView(header(blueprint, scope, doc), reexports, submodules)


def _reexport(source: str, names: list[str]) -> ReexportView:
    key = literal(source[1:])
    lines = textwrap.wrap(
        " ".join(names),
        _LISTING_WIDTH,
        initial_indent="." * len(f"{key}: "),
        break_long_words=False,
    )
    parts = [line.lstrip(".") for line in lines]
    listing = [literal(part + " ") for part in parts[:-1]] + [literal(parts[-1])]
    return ReexportView(source, key, tuple(names), tuple(listing))
