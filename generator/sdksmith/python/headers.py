"""The top of each generated module."""

from __future__ import annotations

from collections.abc import Iterable

from sdksmith.python.blueprint import Blueprint
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.views.module import HeaderView


def header(
    blueprint: Blueprint, scope: Scope, doc: str, exports: Iterable[str] = ()
) -> HeaderView:
    """The notice, docstring, imports and exports of a module.

    To be made last, when the scope has seen all that the module names.
    """
    names = tuple(literal(name) for name in sorted(set(exports), key=_export_key))
    return HeaderView(blueprint.notice, doc, scope.imports(), names)


def _export_key(name: str) -> tuple[int, str]:
    """Constants, then classes (`T` too), then functions, as ruff sorts `__all__`."""
    if name.isupper() and len(name) > 1:
        return (0, name)
    return (1 if name[:1].isupper() else 2, name)
