"""Short representations of decoded objects, for logs and the console."""

from __future__ import annotations

import re
from reprlib import Repr
from typing import TYPE_CHECKING, cast

from .presence import present
from .unread import settle

if TYPE_CHECKING:
    from pydantic import BaseModel

_MEMBERS = 6
_SECRET = re.compile(
    r"(?:^|_)(?:password|passphrase|secret|token|api_?key|private_?key|access_?key)$"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN = "***"


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
        settle(model)
        if level <= 0:
            return f"{name}(...)"
        values = {**present(model), **(model.__pydantic_extra__ or {})}
        shown = [
            f"{key}={self.repr1(_shown(key, value), level - 1)}"
            for key, value in list(values.items())[:_MEMBERS]
        ]
        return f"{name}({', '.join([*shown, *['...'] * (len(values) > _MEMBERS)])})"

    def repr_dict(self, x: dict[object, object], level: int) -> str:
        return super().repr_dict({k: _shown(k, v) for k, v in x.items()}, level)


def _shown(name: object, value: object) -> object:
    """The value; not that of a member which is called like a secret."""
    if not isinstance(value, str) or not isinstance(name, str) or not value:
        return value
    words = _HUMP.sub("_", name).lower().replace("-", "_")
    return _HIDDEN if _SECRET.search(words) else value


def shortened(value: object) -> str:
    """A model or plain data with the first members, long values cut, secrets hidden."""
    return _SHORT.repr(value)


_SHORT = _Shortened()
