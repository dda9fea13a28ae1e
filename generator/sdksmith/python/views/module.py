"""What every generated module has: its notice, docstring, imports and exports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FromImportView:
    """`from <module> import <names>`."""

    module: str
    names: str


@dataclass(frozen=True, slots=True)
class ImportSectionView:
    """One section of imports: whole modules, then names out of modules."""

    modules: tuple[str, ...]
    froms: tuple[FromImportView, ...]


@dataclass(frozen=True, slots=True)
class HeaderView:
    """The top of a generated module; `notice` and `doc` are plain text."""

    notice: str
    doc: str
    imports: tuple[ImportSectionView, ...]
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """A named argument of a call: the value is an expression."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of a dictionary display: both are expressions."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter of a function; `default` is an expression, or there is none."""

    name: str
    annotation: str
    default: str | None
