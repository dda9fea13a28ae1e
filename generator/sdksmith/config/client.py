"""The configuration of one client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STDIN = "-"


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """One client: its document, where it goes, and how it is made.

    `spec` is a path relative to `base`, a URL, or `-` for standard input. `output` and
    `templates` are absolute. `rename` maps a pointer or an operation to a name.
    `spec_name` is how generated files call the document, if not by its path.
    """

    name: str
    spec: str
    output: Path
    base: Path
    package: str | None = None
    client_name: str | None = None
    templates: Path | None = None
    formatter: str = "black"
    unwrap: bool = True
    detect_pagination: bool = True
    allow_remote_refs: bool = False
    rename: Mapping[str, str] = field(default_factory=dict)
    spec_name: str | None = None

    @property
    def shown_output(self) -> str:
        """The output folder as the user knows it: relative to `base` where below it."""
        if self.output.is_relative_to(self.base):
            return self.output.relative_to(self.base).as_posix()
        return self.output.as_posix()

    @property
    def shown_spec(self) -> str:
        """How generated files name the document; the same on every machine.

        A path below `base` stays whole, of another only the file name is told. A
        URL loses what may be secret: user, password and query.
        """
        if self.spec_name:
            return self.spec_name
        if self.spec == STDIN:
            return "standard input"
        if "://" in self.spec:
            scheme, _, rest = self.spec.partition("://")
            return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"
        path = self.base / self.spec
        if path.is_relative_to(self.base) and ".." not in Path(self.spec).parts:
            return path.relative_to(self.base).as_posix()
        return path.name

    @property
    def recorded_options(self) -> Mapping[str, str]:
        """The options that shape the client, as the lock keeps them."""
        options = {
            "spec": self.shown_spec,
            "package": self.package,
            "client_name": self.client_name,
            "unwrap": str(self.unwrap).lower(),
            "detect_pagination": str(self.detect_pagination).lower(),
            **{f"rename {what}": name for what, name in self.rename.items()},
        }
        return {key: value for key, value in options.items() if value is not None}
