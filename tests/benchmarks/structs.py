"""The models of `handwritten` as msgspec structs, unknown members passed over."""

from __future__ import annotations

from datetime import datetime
from functools import cache, reduce
from operator import or_
from types import GenericAlias
from typing import get_args, get_origin

import handwritten
import msgspec
from pydantic import AwareDatetime, BaseModel


@cache
def struct(model: type[BaseModel]) -> type[msgspec.Struct]:
    """The struct with the fields of a model."""
    fields: list[tuple[str, object] | tuple[str, object, object]] = [
        (
            (name, _form(field.annotation))
            if field.is_required()
            else (name, _form(field.annotation), field.default)
        )
        for name, field in model.model_fields.items()
    ]
    required_first = sorted(fields, key=len)
    return msgspec.defstruct(model.__name__, required_first, omit_defaults=True)


def _form(form: object) -> object:
    if form is AwareDatetime:
        return datetime
    if isinstance(form, type) and issubclass(form, BaseModel):
        return struct(form)
    if get_origin(form) is list:
        return GenericAlias(list, _form(get_args(form)[0]))
    if get_args(form):
        return reduce(or_, map(_form, get_args(form)))
    return form


Page = struct(handwritten.Page)
Import = struct(handwritten.Import)
