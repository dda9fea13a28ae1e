"""The plan of a generated client: which files there are, and what each will say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What the plan depends on besides the API.

    `spec_name` is the document as the notice on each file calls it. `project` says
    whether there is a project around the package, or only the package. `canonical` is
    the document's tree, by which made-up values are judged.
    """

    spec_name: str
    project: bool = True
    canonical: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to render; `path` is relative to the output folder, with `/`.

    `owned` is false for a file that is written once and is the user's afterwards.
    """

    path: str
    template: str
    view: object
    owned: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All files of one client, sorted by path; the runtime's are copied beside them."""

    package: str
    files: tuple[PlannedFile, ...]

    @property
    def runtime_folder(self) -> str:
        """Where the runtime's files go, relative to the output folder."""
        return f"{self.package}/_runtime"
