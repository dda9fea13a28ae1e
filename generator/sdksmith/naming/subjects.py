"""What needs a name, and by which keys a rename may call it."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.diagnostics.model import Origin


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that needs a name; `aliases` are further keys a rename may use.

    A property whose schema stands in place shares its pointer with that schema. Of
    names for such `shared` keys, those in capitals are for the class.
    """

    key: str
    aliases: tuple[str, ...] = ()
    origin: Origin | None = None
    is_class: bool = False
    shared: frozenset[str] = frozenset()

    def is_meant(self, key: str, name: str) -> bool:
        """Whether a name said for the key is for this and not what shares the key."""
        return key not in self.shared or name[:1].isupper() == self.is_class
