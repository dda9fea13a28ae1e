"""Where an answer differs from what the API's document promises."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, TypeAlias

from .errors import SDKError

Path: TypeAlias = "tuple[Path, str | int] | None"
"""A place in a JSON value as a chain of steps from the inside out; None is `$`."""

_LONGEST_TEXT = 40


class _Nothing:
    """Stands for a member that is not there."""


NOTHING: Final = _Nothing()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One place where the answer is not what the document promises."""

    path: str
    """The JSON path: `$.items[1].name`."""
    promised: str
    got: str

    def __str__(self) -> str:
        return f"{self.path}: promised {self.promised}, got {self.got}"


class MissingFieldError(SDKError, AttributeError):
    """A required field was read that the server left out, or that was deleted."""

    def __init__(self, model: str, field: str, wire_name: str) -> None:
        super().__init__(
            f"`{field}` of {model} is not there: the document promises the member "
            f"`{wire_name}`, but the server left it out. "
            "See `mismatches` of the decoded object."
        )
        self.model = model
        self.field = field
        self.wire_name = wire_name


class UndecodableError(SDKError, ValueError):
    """Data that is not JSON, or (in strict decoding) not what is promised.

    `path` is the JSON path of the first mismatch, `$` where there is none.
    """

    def __init__(self, reason: str, *, mismatches: tuple[Mismatch, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mismatches = mismatches
        self.path = mismatches[0].path if mismatches else "$"

    @classmethod
    def of(cls, mismatches: tuple[Mismatch, ...]) -> UndecodableError:
        """The error that names the first mismatches."""
        shown = "; ".join(map(str, mismatches[:3]))
        more = len(mismatches) - 3
        rest = f"; and {more} more" if more > 0 else ""
        return cls(f"{shown}{rest}", mismatches=mismatches)


class Notes:
    """The mismatches found while reading; `strict` notes unknown values as well."""

    __slots__ = ("found", "strict")

    def __init__(self, *, strict: bool) -> None:
        self.found: list[Mismatch] = []
        self.strict = strict

    def add(self, path: Path, promised: str, got: str) -> None:
        """Note that something else than promised was found at the path."""
        self.found.append(Mismatch(spelled(path), promised, got))


def spelled(path: Path) -> str:
    """The path as text: `$.items[1].name`, or `$["odd key"]`."""
    steps: list[str] = []
    while path is not None:
        path, step = path
        if isinstance(step, int):
            steps.append(f"[{step}]")
        elif step.isidentifier():
            steps.append(f".{step}")
        else:
            steps.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "$" + "".join(reversed(steps))


def kind_of(value: object) -> str:
    """The JSON kind of a value; 3.0 is an integer, as JSON Schema has it."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return _KINDS.get(type(value), "object")


_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    str: "string",
    list: "array",
}


def described(value: object, *, reveal: bool = False) -> str:
    """The value for a message: its kind, the text itself only where asked."""
    match value:
        case _Nothing():
            shown = "nothing"
        case bool() | None:
            shown = json.dumps(value)
        case str():
            shown = quoted(value) if reveal else "a string"
        case int() | float():
            shown = f"the number {value}"
        case list() | tuple():
            shown = "an array"
        case _:
            shown = "an object"
    return shown


def quoted(text: str) -> str:
    """The text in JSON quotes, shortened."""
    short = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
    return json.dumps(short, ensure_ascii=False)
