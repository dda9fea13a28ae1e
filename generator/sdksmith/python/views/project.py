"""Views of the files around the package."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import HeaderView


@dataclass(frozen=True, slots=True)
class ProjectView:
    """`pyproject.toml`; all fields are TOML strings with their quotes."""

    notice: str
    distribution: str
    version: str
    description: str
    package: str
    dependencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A runnable example with the sentence that goes before it."""

    title: str
    code: str


@dataclass(frozen=True, slots=True)
class MethodLineView:
    """One method in the list of all."""

    call: str
    operation: str
    summary: str


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """`README.md`; the text of the document is escaped for Markdown."""

    title: str
    description: str
    distribution: str
    package: str
    examples: tuple[ExampleView, ...]
    methods: tuple[MethodLineView, ...]


@dataclass(frozen=True, slots=True)
class EmptyFileView:
    """A file with nothing to fill in."""


@dataclass(frozen=True, slots=True)
class PackageInitView:
    """The `__init__` of a package whose names are plain re-exports."""

    header: HeaderView
