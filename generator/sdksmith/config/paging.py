"""How a list is paged, as a table of the config or of an extension says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from sdksmith.config.near import near

_EVERY_STYLE = ("style", "items", "has_more", "detail")
STYLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cursor": (("parameter", "next"), ("in",)),
    "page": (("parameter",), ("in", "limit", "total", "pages", "first")),
    "offset": (("parameter",), ("in", "limit", "total")),
    "next-url": (("next",), ()),
    "link-header": ((), ()),
}
"""The ways to page: what each must say, and what it may say."""


@dataclass(frozen=True, slots=True)
class PagingRule:
    """What is said of the pages of a list; `style` None says that it has none.

    Parameters and members are wire names, with dots between those of a path.
    `place` is `query`, `body`, or None for wherever the parameter is.
    """

    style: str | None
    parameter: str | None = None
    place: str | None = None
    items: str | None = None
    next: str | None = None
    limit: str | None = None
    total: str | None = None
    pages: str | None = None
    first: int | None = None
    has_more: str | None = None
    detail: str | None = None

    @property
    def text(self) -> str:
        """The rule in a line, for the lock."""
        said = ((each.name, getattr(self, each.name)) for each in fields(self))
        return " ".join(f"{name}={value}" for name, value in said if value is not None)


@dataclass(frozen=True, slots=True)
class PagingEntry:
    """A rule of the config, and what it is for.

    `key` is an operation, an operationId or a glob of either; `file` and `lines` say
    where its settings are.
    """

    key: str
    rule: PagingRule
    file: str = ""
    pointer: str = ""
    lines: tuple[tuple[str, int], ...] = ()

    def line(self, setting: str | None = None) -> int | None:
        """The line of one of its settings, else that of the entry."""
        lines = dict(self.lines)
        return lines.get(setting or "", lines.get(""))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a table, and at which of its keys, if at one."""

    message: str
    key: str | None = None


def read_rule(said: object) -> PagingRule | Fault:
    """The rule that a table states, or the first thing that is wrong with it."""
    if said is False:
        return PagingRule(None)
    if not isinstance(said, Mapping):
        return Fault("this must be a table with a `style`, or false")
    fault = next(_faults(said), None)
    if fault is not None:
        return fault
    settings = {"place" if key == "in" else key: value for key, value in said.items()}
    return PagingRule(**settings)


def _faults(said: Mapping[str, object]) -> Iterator[Fault]:
    style = said.get("style")
    if not isinstance(style, str) or style not in STYLES:
        known = ", ".join(f'"{each}"' for each in STYLES)
        hint = near(style, STYLES) if isinstance(style, str) else ""
        yield Fault(f"`style` must be one of {known}{hint}", "style")
        return
    needed, possible = STYLES[style]
    for key in said:
        allowed = (*_EVERY_STYLE, *needed, *possible)
        if key not in allowed:
            yield Fault(f"`{key}` says nothing of `{style}`{near(key, allowed)}", key)
    for key in needed:
        if key not in said:
            yield Fault(f"`{style}` needs `{key}`")
    for key, value in said.items():
        yield from _faults_of_value(key, value)


def _faults_of_value(key: str, value: object) -> Iterator[Fault]:
    if key == "first":
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault("`first` must be the number of the first page", key)
    elif not isinstance(value, str):
        yield Fault(f"`{key}` must be a name", key)
    elif key == "in" and value not in _PLACES:
        yield Fault(f'`in` must be "query" or "body"{near(value, _PLACES)}', key)


_PLACES: Sequence[str] = ("query", "body")
