"""Members whose value the document fixes: construction fills them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pydantic_core import PydanticUndefined

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo


class Filled:
    """Metadata of a required member that construction fills with its default.

    A default other than None says the same by itself; only a required null needs
    this: `nothing: Annotated[None, Filled()] = None`.
    """


class Implied:
    """Metadata of a tag that answers may leave out, for then its default is meant."""


def is_filled(field: FieldInfo) -> bool:
    """Whether construction fills the field in: a required constant, or a tag."""
    if any(isinstance(item, Filled) for item in field.metadata):
        return True
    default: object = field.default
    return default is not None and default is not PydanticUndefined


def is_required(field: FieldInfo) -> bool:
    """Whether the document promises the member in every answer."""
    return field.is_required() or (is_filled(field) and not _is_implied(field))


def _is_implied(field: FieldInfo) -> bool:
    return any(isinstance(item, Implied) for item in field.metadata)


def filled_of(model: type[BaseModel]) -> dict[str, Any]:
    """The values that construction fills in."""
    fields = model.__pydantic_fields__
    return {name: field.default for name, field in fields.items() if is_filled(field)}


def require_filled(model: type[BaseModel], schema: dict[str, Any]) -> None:
    """Take the defaults of filled fields out of the model's core schema.

    They are for construction alone: an answer must have the member.
    """
    inner = schema
    while inner["type"] != "model-fields":
        inner = inner["schema"]
    fields = model.__pydantic_fields__
    for name in filter(lambda name: is_required(fields[name]), filled_of(model)):
        field = cast("dict[str, Any]", inner["fields"][name])
        field["schema"] = field["schema"]["schema"]
