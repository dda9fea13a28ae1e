"""Spells symbols inside one file, and gathers the imports that this takes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from sdksmith.python.types import Code, PyType, Symbol, code
from sdksmith.python.views.module import FromImportView, ImportSectionView

MODULE_ITSELF = "*module*"
_NOTHING: frozenset[str] = frozenset()
_TYPES = Symbol(".", "types")


@dataclass(slots=True)
class Scope:
    """The names of one file of the generated package.

    `module` is the file's own, from the package's root (`.types.shared`; `.types`
    with `is_package` for its `__init__`). `defined` are the names the file makes
    itself: an import that would hide one of them gets a name of its own. With
    `through_types`, the API's types are reached as `types.Campaign`.
    """

    module: str
    defined: frozenset[str] = frozenset()
    is_package: bool = False
    through_types: bool = False
    _spelt: dict[Symbol, str] = field(default_factory=dict)
    _aliases: dict[tuple[Symbol, str], None] = field(default_factory=dict)

    def name(self, symbol: Symbol, hidden: frozenset[str] = _NOTHING) -> str:
        """The name by which this file knows the symbol.

        `hidden` are names that mean something else where this will stand, such as
        the methods of the class around an annotation.
        """
        if symbol.module == self.module and symbol.name in self.defined:
            return symbol.name
        if not symbol.module:
            return self._builtin(symbol, hidden)
        if self.through_types and symbol.module.startswith(".types."):
            return f"{self.name(_TYPES, hidden)}.{symbol.name}"
        spelt = self._spelt.get(symbol)
        if spelt is None or spelt in hidden:
            spelt = self._free(symbol, hidden)
            self._spelt.setdefault(symbol, spelt)
        self._aliases[(symbol, spelt)] = None
        return spelt

    def text(self, of: PyType | Code, hidden: frozenset[str] = _NOTHING) -> str:
        """The text of a type or expression in this file."""
        pieces = code(of) if isinstance(of, PyType) else of
        return "".join(
            self.name(piece, hidden) if isinstance(piece, Symbol) else piece
            for piece in pieces
        )

    def _builtin(self, symbol: Symbol, hidden: frozenset[str]) -> str:
        if symbol.name in hidden or symbol.name in self.defined:
            self.name(Symbol("builtins", MODULE_ITSELF))
            return f"builtins.{symbol.name}"
        return symbol.name

    def _free(self, symbol: Symbol, hidden: frozenset[str]) -> str:
        if symbol.name == MODULE_ITSELF:
            return symbol.module
        taken = {name for other, name in self._spelt.items() if other != symbol}
        spelt = symbol.name
        while spelt in taken or spelt in hidden or spelt in self.defined:
            spelt += "_"
        return spelt

    def imports(self) -> tuple[ImportSectionView, ...]:
        """The imports in sorted sections: standard library, third party, own."""
        found = [(s, name) for s, name in self._aliases if s.module]
        sections = (
            [(s, name) for s, name in found if _is_standard(s.module)],
            [
                (s, n)
                for s, n in found
                if not _is_standard(s.module) and s.module[0] != "."
            ],
            [(s, name) for s, name in found if s.module[0] == "."],
        )
        return tuple(self._section(each) for each in sections if each)

    def _section(self, found: Iterable[tuple[Symbol, str]]) -> ImportSectionView:
        modules: set[str] = set()
        members: dict[str, set[str]] = {}
        aliased: list[tuple[str, str, str]] = []
        for symbol, spelt in found:
            module = self._relative(symbol.module)
            if symbol.name == MODULE_ITSELF:
                modules.add(module)
            elif spelt == symbol.name:
                members.setdefault(module, set()).add(spelt)
            else:
                aliased.append((module, symbol.name, spelt))
        statements = [
            (
                module_order(module),
                member_order(min(names, key=member_order)),
                module,
                names,
            )
            for module, names in members.items()
        ]
        statements += [
            (module_order(module), member_order(name), module, {f"{name} as {spelt}"})
            for module, name, spelt in aliased
        ]
        return ImportSectionView(
            modules=tuple(sorted(modules, key=_natural)),
            froms=tuple(
                FromImportView(module, ", ".join(sorted(names, key=member_order)))
                for _, _, module, names in sorted(statements, key=lambda each: each[:2])
            ),
        )

    def _relative(self, module: str) -> str:
        if not module.startswith("."):
            return module
        here = [part for part in self.module.split(".") if part]
        package = here if self.is_package else here[:-1]
        target = [part for part in module.split(".") if part]
        shared = 0
        while shared < min(len(package), len(target)) and (
            package[shared] == target[shared]
        ):
            shared += 1
        return "." * (len(package) - shared + 1) + ".".join(target[shared:])


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Orders numbers inside names by value, as ruff's isort rules do."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", name)
        if part
    )


def module_order(module: str) -> tuple[object, ...]:
    """Relative imports from the furthest to the nearest, then by name."""
    name = module.lstrip(".")
    dots = len(module) - len(name)
    return (-dots, _natural(name.lower()), _natural(name))


def member_order(member: str) -> tuple[object, ...]:
    """Constants, then classes, then the rest (ruff's `order-by-type`)."""
    name = member.partition(" as ")[0]
    if len(name) > 1 and name.upper() == name and name.lower() != name:
        kind = 0
    else:
        kind = 1 if name[:1].isupper() else 2
    return (kind, _natural(name.lower()), _natural(name))
