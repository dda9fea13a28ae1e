"""Views of the files around the package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtraView:
    """A package that is installed only where asked for, by a name of its own."""

    name: str
    dependency: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """`pyproject.toml`; all fields are TOML strings with their quotes."""

    notice: str
    distribution: str
    version: str
    description: str
    package: str
    dependencies: tuple[str, ...]
    extras: tuple[ExtraView, ...]


@dataclass(frozen=True, slots=True)
class CallView:
    """A call that can be run: `whole` is the same giving the whole answer."""

    call: str
    whole: str
    result: str


@dataclass(frozen=True, slots=True)
class MethodLineView:
    """One method in the list of all."""

    call: str
    operation: str
    summary: str


@dataclass(frozen=True, slots=True)
class TestedCallView:
    """A call that a test makes; `name` is the dotted name of the method."""

    name: str
    call: str


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """`README.md`: examples made from the API itself, each where there is a case.

    `webhook` is the function of an example among those of `webhooks`. `uploads` and
    `has_events` tell what else there is to say of bodies and streams.
    """

    title: str
    description: str
    distribution: str
    package: str
    client: str
    async_client: str
    mock: str
    tested: TestedCallView | None
    environment: str
    listing: CallView | None
    getting: CallView | None
    creating: CallView | None
    downloading: CallView | None
    streaming: CallView | None
    has_events: bool
    uploads: bool
    methods: tuple[MethodLineView, ...]
    webhook: str | None
    webhooks: tuple[MethodLineView, ...]


@dataclass(frozen=True, slots=True)
class ProjectTestsView:
    """The files under `tests/` of a project; `mock` is the class of the fake.

    `untested` are the methods that take or give values without an end.
    """

    notice: str
    package: str
    client: str
    async_client: str
    mock: str
    calls: tuple[TestedCallView, ...]
    untested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmptyFileView:
    """A file with nothing to fill in."""
