"""Names that must differ from each other, given out in a fixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

LONGEST = 120
"""Characters a name may have."""

LONGEST_IN_PATH = 60
"""Characters a name may have that becomes one of a file (paths have at most 140)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that was given; `missed` is the one that would have been better."""

    name: str
    missed: str | None = None
    counted: bool = False


PLAIN = ("{}",)
"""The patterns of a name that nothing else is made from."""


@dataclass(slots=True)
class Namespace:
    """Names in use; two that differ only in case count as the same.

    File systems of Windows and macOS cannot tell such names apart, nor can readers.
    Generated code makes further names from some; `patterns` are those, `{}Dict` say,
    and all of them are taken together.
    """

    _taken: set[str] = field(default_factory=set)

    def take(self, name: str, patterns: tuple[str, ...] = PLAIN) -> None:
        """Give a name to something once and for all."""
        self._taken.update(pattern.format(name).casefold() for pattern in patterns)

    def is_free(self, name: str, patterns: tuple[str, ...] = PLAIN) -> bool:
        """Whether nothing has this name yet, nor what is made from it."""
        made = (pattern.format(name).casefold() for pattern in patterns)
        return self._taken.isdisjoint(made)

    def claim(
        self,
        candidates: Iterable[str],
        separator: str = "_",
        patterns: tuple[str, ...] = PLAIN,
    ) -> Choice:
        """Take the first candidate that is free, in the end one with a number."""
        tried: list[str] = []
        for candidate in candidates:
            name = shortened(candidate)
            if name and self.is_free(name, patterns):
                self.take(name, patterns)
                missed = next((other for other in tried if other != name), None)
                return Choice(name, missed)
            tried += [name] if name else []
        name = next(
            name
            for name in _numbered(tried[-1].rstrip("_"), separator)
            if self.is_free(name, patterns)
        )
        self.take(name, patterns)
        return Choice(name, tried[0], counted=True)


def shortened(name: str, longest: int = LONGEST) -> str:
    """The name, or its beginning with a mark of the rest where it is too long."""
    if len(name) <= longest:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    kept = name[: longest - len(mark) - 1].rstrip("_")
    return f"{kept}_{mark}"


def _numbered(name: str, separator: str) -> Iterator[str]:
    return (f"{name}{separator}{number}" for number in count(2))
