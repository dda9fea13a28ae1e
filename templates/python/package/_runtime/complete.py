"""Builds a deferred model's validator at first use, once, whatever the threads."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import BaseModel

BUILDING: Final = RLock()
"""Held while a validator is built: pydantic builds shared parts in place."""


def complete(model: type[BaseModel]) -> None:
    """Build the model's validator if that has not been done yet."""
    if model.__pydantic_complete__:
        return
    with BUILDING:
        if not model.__pydantic_complete__:
            model.model_rebuild()
