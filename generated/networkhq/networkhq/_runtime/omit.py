"""The value that says "leave this out", which is neither None nor a default."""

from __future__ import annotations

from typing import Final, final


@final
class Omit:
    """The type of `omit`; it has one instance."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __reduce__(self) -> str:
        return "omit"

    def __copy__(self) -> Omit:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Omit:
        return self


omit: Final = Omit()
"""Given for an argument or a member of a body: it is not sent at all."""
