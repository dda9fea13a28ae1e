"""What tests call the routes of a fake: the attributes that lead to them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import cast

from .routes import AnyRoute


def named_routes(
    holder: object, modules: Container[str], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, AnyRoute]]:
    """The routes below an object, which is of a class from one of these modules."""
    for name, found in cast("dict[str, object]", vars(holder)).items():
        if isinstance(found, AnyRoute):
            yield ".".join((*path, name)), found
        elif type(found).__module__ in modules:
            yield from named_routes(found, modules, (*path, name))
