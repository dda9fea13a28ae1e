"""Small objects of the document, validated one by one.

Importing the models takes longer than reading most documents, so they are only asked
about what is not plain text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from importlib import import_module
from typing import Final

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.work import Spot, Work

_TYPED: Final = "sdksmith.openapi.typed"
_NEEDS: Final[Mapping[str, str]] = {"license": "name", "externalDocs": "url"}
_OBJECTS: Final = frozenset(("contact", "variables", "flows", "scopes", *_NEEDS))
_REPAIRED: Final = frozenset(("enum", "default", "explode", "allowReserved"))
_MOST_FAULTS: Final = 100


class Part(Enum):
    """The objects that are validated; the value is the model's name."""

    INFO = "Info"
    SERVER = "Server"
    TAG = "Tag"
    SECURITY_SCHEME = "SecurityScheme"
    ENCODING = "Encoding"


def checked(
    work: Work, node: dict[str, Node], part: Part, spot: Spot
) -> dict[str, Node]:
    """The object without its faulty fields; each is reported, and costs only itself."""
    if _is_plain(node):
        return node
    for _ in range(_MOST_FAULTS):
        fault = import_module(_TYPED).fault(node, part.value)
        if fault is None:
            break
        path, message = fault
        place = spot
        for token in path:
            place = place / token
        name = ".".join(str(token) for token in path)
        work.warn(Code.BAD_VALUE, f"`{name}`: {message}; left out", place)
        node = _without(node, path)
    return node


def _is_plain(node: Node) -> bool:
    """Whether there is nothing but texts, with an object only where one belongs."""
    for name, value in node.items():
        if name.startswith("x-") or name in _REPAIRED:
            continue
        if isinstance(value, str) and name not in _OBJECTS:
            continue
        if not isinstance(value, dict) or not _is_plain(value):
            return False
        if name in _NEEDS and _NEEDS[name] not in value:
            return False
    return True


def _without(node: dict[str, Node], path: Sequence[str | int]) -> dict[str, Node]:
    first, *rest = path
    kept = {name: value for name, value in node.items() if name != first}
    if rest:
        kept[str(first)] = _without(node[str(first)], rest)
    return kept
