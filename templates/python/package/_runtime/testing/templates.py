"""Path templates, as paths that are sent are read by them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote

from ..operation import Endpoint
from ..paths import PARAMETER, parameter_names

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What paths of one operation look like; `fixed` is the query that all have.

    `order` puts the template before those that say less of a path: segment by segment,
    a literal wins over a parameter.
    """

    names: tuple[str, ...]
    regex: re.Pattern[str]
    fixed: frozenset[tuple[str, str]]
    order: tuple[int, ...]

    def values(self, path: str, *, is_whole: bool) -> dict[str, str] | None:
        """The path parameters; None where the path is of another kind.

        A path that is not the whole may begin with what a server's URL ends with.
        """
        match = self.regex.fullmatch(path)
        if match is None or (is_whole and match["base"]):
            return None
        found = map(unquote, match.groups()[1:])
        return dict(zip(self.names, found, strict=True))


@cache
def template_of(endpoint: Endpoint) -> Template:
    """The template of an operation."""
    path, query = endpoint.route
    literals = map(re.escape, PARAMETER.split(path)[::2])
    return Template(
        parameter_names(path),
        re.compile("(?P<base>.*?)" + "([^/]+?)".join(literals)),
        frozenset(parse_qsl(query, keep_blank_values=True)),
        tuple(map(_openness, path.split("/"))),
    )


def _openness(segment: str) -> int:
    """0 for a literal, 1 where a part is one, 2 for a parameter."""
    if PARAMETER.fullmatch(segment):
        return 2
    return 1 if PARAMETER.search(segment) else 0
