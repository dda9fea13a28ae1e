"""Builds a deferred model's validator at first use, once, whatever the threads."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

BUILDING: Final = RLock()
"""Held while a validator is built: pydantic builds shared parts in place."""


def complete(model: type[BaseModel]) -> None:
    """Build the model's validator if that has not been done yet."""
    if model.__pydantic_complete__:
        return
    with BUILDING:
        if not model.__pydantic_complete__:
            model.model_rebuild()


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields by Python name, with their aliases, which forward references hide."""
    complete(model)
    return model.__pydantic_fields__
