"""Views of the modules under `types/`."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import EntryView, HeaderView


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a class; `default` is an expression, or there is none."""

    name: str
    annotation: str
    default: str | None
    doc: str | None


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with annotated fields: a model or a typed dictionary."""

    name: str
    bases: str
    doc: str | None
    fields: tuple[FieldView, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class FunctionalDictView:
    """A typed dictionary whose keys are not all identifiers."""

    name: str
    quoted_name: str
    constructor: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class AliasView:
    """A name for a type expression; `annotation` is `TypeAlias` as this file has it."""

    name: str
    annotation: str
    value: str
    doc: str | None


@dataclass(frozen=True, slots=True)
class RecursiveAliasView:
    """A name for a type that mentions itself.

    What is read at run time, `quoted_name` and `value`, is quoted, and so is what type
    checkers read: `checked`. `condition` is `TYPE_CHECKING` as this file has it.
    """

    name: str
    condition: str
    annotation: str
    checked: str
    constructor: str
    quoted_name: str
    value: str
    doc: str | None


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """One declaration: exactly one of the members is there."""

    model: ClassView | None = None
    alias: AliasView | None = None
    recursive: RecursiveAliasView | None = None
    functional: FunctionalDictView | None = None


@dataclass(frozen=True, slots=True)
class TypesModuleView:
    """One module of declarations, each before its uses."""

    header: HeaderView
    declarations: tuple[DeclarationView, ...]


@dataclass(frozen=True, slots=True)
class ReexportView:
    """Names that a package re-exports from one of its modules.

    `module` is as an import writes it, `quoted_module` without the first dot and in
    quotes; `listing` are the names as strings that follow one another.
    """

    module: str
    quoted_module: str
    names: tuple[str, ...]
    listing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LazyPackageView:
    """A package `__init__` that imports its names when they are first used.

    `submodules` are modules of the package that are attributes of it as well.
    """

    header: HeaderView
    reexports: tuple[ReexportView, ...]
    submodules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RootPackageView(LazyPackageView):
    """The `__init__` of the whole package; `version` is a Python literal."""

    version: str
