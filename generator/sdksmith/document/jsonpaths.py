"""JSONPath (RFC 9535): which nodes of a tree a path selects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from sdksmith.document.node import Node
from sdksmith.document.parsed import DEEPEST
from sdksmith.document.traced import Path

if TYPE_CHECKING:
    from jsonpath import JSONPathEnvironment

MOST_SELECTED: Final = 100_000
"""How many nodes a path may select."""


class NoPathError(Exception):
    """A text is no JSONPath, or selects more than can be worked on."""


def select(tree: Node, path: str) -> tuple[Path, ...]:
    """The paths of all nodes that are selected, each once; raises `NoPathError`."""
    found = tuple(dict.fromkeys(islice(_matches(tree, path), MOST_SELECTED + 1)))
    if len(found) > MOST_SELECTED:
        raise NoPathError(f"it selects more than {MOST_SELECTED:,} nodes")
    return found


def _matches(tree: Node, path: str) -> Iterator[Path]:
    from jsonpath import JSONPathError

    try:
        for match in _environment().compile(path).finditer(tree):
            yield match.parts
    except JSONPathError as error:
        raise NoPathError(str(error.message)) from error
    except RecursionError as error:
        raise NoPathError("it is nested too deeply") from error
    except (ValueError, OverflowError) as error:
        raise NoPathError(str(error)) from error


@cache
def _environment() -> JSONPathEnvironment:
    from jsonpath import JSONPathEnvironment

    class Deep(JSONPathEnvironment):
        """Follows `..` as deep as documents go."""

        max_recursion_depth = 2 * DEEPEST

    return Deep(strict=True)
