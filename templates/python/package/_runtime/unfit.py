"""Values that callers give fields of models, refused in the SDK's own words."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from .errors import InvalidRequestError
from .mismatches import Path, spelled

_MOST_SHOWN = 3


def unfit(model: type[BaseModel], error: ValidationError) -> InvalidRequestError:
    """The error that names the fields; what was given is not shown."""
    problems = error.errors(include_url=False, include_context=False)
    shown = [
        f"{_place(problem['loc'])}: {problem['msg']}"
        for problem in problems[:_MOST_SHOWN]
    ]
    if len(problems) > _MOST_SHOWN:
        shown.append(f"and {len(problems) - _MOST_SHOWN} more")
    return InvalidRequestError(f"{model.__name__}: {'; '.join(shown)}")


def _place(steps: tuple[int | str, ...]) -> str:
    path: Path = None
    for step in steps:
        path = (path, step)
    return spelled(path).removeprefix("$").removeprefix(".") or "the value"
