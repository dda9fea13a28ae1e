"""Which fields of a model are there: given, decoded or set, even if null."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


def present(model: BaseModel) -> dict[str, object]:
    """The values of the fields that are there, by Python name, in their order."""
    values: dict[str, object] = vars(model)
    given = model.__pydantic_fields_set__
    # pydantic counts an unknown member as given: one spelled like a field misleads.
    extra = model.__pydantic_extra__
    misleading = extra.keys() & values.keys() if extra else ()
    return {
        name: values[name]
        for name in type(model).__pydantic_fields__
        if name in given
        and name in values
        and not (name in misleading and values[name] is None)
    }
