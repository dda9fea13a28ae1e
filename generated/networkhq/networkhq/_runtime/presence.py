"""Which fields of a model are there: given, decoded or set, even if null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .filled import is_required

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


def unset(model: BaseModel, name: str) -> None:
    """Take the field (by Python name) out; what is optional reads as its default."""
    field = type(model).__pydantic_fields__[name]
    model.__pydantic_fields_set__.discard(name)
    if is_required(field):
        vars(model).pop(name, None)
    else:
        vars(model)[name] = field.get_default(call_default_factory=True)
