"""The configuration of one client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sdksmith.config.paging import PagingEntry
from sdksmith.config.places import Places


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """One client: its document, where it goes, and how it is made.

    `spec` is a path relative to `base`, a URL, or `-` for standard input. `output` and
    `templates` are absolute. `overlays` are paths (from `base`) or URLs, in their order.
    `allow_remote_refs` may be the URLs below which `$ref`s are followed. `rename` maps
    a pointer or an operation to a name. `include` and `exclude` say which part of the
    document is meant. `places` is where the config file has the entries of these three.
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
    pagination: tuple[PagingEntry, ...] = ()
    idempotency_header: str | None = None
    nested_arrays: str = "indices"
    ascii_names: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow_remote_refs: bool | tuple[str, ...] = False
    overlays: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=dict, compare=False)

    @property
    def shown_output(self) -> str:
        """The output folder as the user knows it: relative to `base` where below it."""
        if self.output.is_relative_to(self.base):
            return self.output.relative_to(self.base).as_posix()
        return self.output.as_posix()

    @property
    def recorded_options(self) -> Mapping[str, str]:
        """The options that shape the client, as the lock keeps them."""
        options = {
            "package": self.package,
            "client_name": self.client_name,
            "unwrap": str(self.unwrap).lower(),
            "detect_pagination": str(self.detect_pagination).lower(),
            "nested_arrays": self.nested_arrays,
            "ascii_names": "true" if self.ascii_names else None,
            **{f"include {entry}": "true" for entry in self.include},
            **{f"exclude {entry}": "true" for entry in self.exclude},
            "idempotency_header": self.idempotency_header,
            **{f"pagination {each.key}": each.rule.text for each in self.pagination},
            **{f"rename {what}": name for what, name in self.rename.items()},
        }
        return {key: value for key, value in options.items() if value is not None}
