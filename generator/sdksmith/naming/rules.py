"""What the user and the past say about names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdksmith.config.places import Places
from sdksmith.naming.published import NO_NAMES, PublishedNames


@dataclass(frozen=True, slots=True)
class NamingRules:
    """The config's wishes and the names already published.

    `renames` maps what is renamed to its name; the keys are those of the lock, or a
    bare pointer or operation: see `renames.py`. `table` is where the config has them, and `places`
    where each stands in its file. `ascii_names` are for those who ask for them.
    """

    package: str | None = None
    client_name: str | None = None
    renames: Mapping[str, str] = field(default_factory=dict)
    published: PublishedNames = NO_NAMES
    places: Places = field(default_factory=dict)
    ascii_names: bool = False
    table: str = "tool.sdksmith.clients.NAME.rename"
