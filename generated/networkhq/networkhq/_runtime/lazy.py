"""Exports of a package that import their module at first use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType


def lazy_exports(
    package: str, exports: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` for a package's `__init__`.

    `exports` maps each submodule ("_client", "types.leads", "._runtime.omit") to the
    names it defines, with spaces between them, or to nothing where the submodule
    itself is what is exported. A name is looked up once and then kept in the package.
    """
    source = {
        name: submodule if names else None
        for submodule, names in exports.items()
        for name in names.split() or [submodule]
    }

    def attribute(name: str) -> object:
        if name not in source:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}",
                name=name,
                obj=sys.modules.get(package),
            )
        submodule = source[name]
        if submodule is None:
            value: object = import_module(f".{name}", package)
        else:
            value = getattr(import_module(f".{submodule}", package), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        there = vars(sys.modules[package]).items()
        kept = (name for name, value in there if _is_public(name, value))
        return sorted({*kept, *source})

    return attribute, names, sorted(source)


def _is_public(name: str, value: object) -> bool:
    """Whether a package has the name for its users, not for its own `__init__`."""
    is_dunder = name.startswith("__") and name.endswith("__")
    return is_dunder or (isinstance(value, ModuleType) and not name.startswith("_"))
