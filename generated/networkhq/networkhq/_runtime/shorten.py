"""Short representations of decoded objects, for logs and the console."""

from __future__ import annotations

from reprlib import Repr
from typing import TYPE_CHECKING, cast

from .presence import present

if TYPE_CHECKING:
    from pydantic import BaseModel

_MEMBERS = 6


class _Shortened(Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3
        self.maxlist = self.maxtuple = self.maxdict = 3
        self.maxstring = 40
        self.maxother = 60

    def repr_instance(self, x: object, level: int) -> str:
        if not hasattr(x, "__pydantic_fields_set__"):
            return super().repr_instance(x, level)
        model = cast("BaseModel", x)
        name = type(model).__name__
        if level <= 0:
            return f"{name}(...)"
        values = {**present(model), **(model.__pydantic_extra__ or {})}
        shown = [
            f"{key}={self.repr1(value, level - 1)}"
            for key, value in list(values.items())[:_MEMBERS]
        ]
        return f"{name}({', '.join([*shown, *['...'] * (len(values) > _MEMBERS)])})"


def shortened(model: BaseModel) -> str:
    """The model with its first members, long values cut."""
    return _SHORT.repr(model)


_SHORT = _Shortened()
