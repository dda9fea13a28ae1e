"""Types that are not the SDK's own (`cast_to=`), decoded by pydantic as a whole."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from typing_extensions import override

from .mismatches import Notes, Path, described
from .readers import Reader


class Foreign(Reader):
    """Takes what pydantic takes; notes its errors, and then keeps the raw value."""

    def __init__(self, form: object) -> None:
        self._form = form

    @cached_property
    def _adapter(self) -> TypeAdapter[object]:
        return TypeAdapter(cast("Any", self._form))

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        try:
            return self._adapter.validate_json(json.dumps(raw))
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                place = path
                for step in problem["loc"]:
                    place = (place, step)
                notes.add(place, problem["msg"], described(raw))
            return raw
