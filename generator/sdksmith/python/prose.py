"""The words of docstrings: what the document says, and the limits it sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sdksmith.ir.schemas import Doc, Field, Presence
from sdksmith.ir.types import Constraints, Json, ListOf, Nullable, Primitive, Type
from sdksmith.python.wrapping import argument_section, sentence

_LONGEST_VALUE = 60
_UNLIMITED = frozenset((-(2**31), 2**31 - 1, -(2**63), 2**63 - 1))
"""What frameworks write for integers and lengths that have no limit of their own."""


def text(doc: Doc) -> str | None:
    """Summary and description as paragraphs, the one not repeated in the other."""
    summary = (doc.summary or "").strip()
    description = (doc.description or "").strip()
    if summary and description.startswith(summary.rstrip(".")):
        summary = ""
    notice = "Deprecated." if doc.deprecated else ""
    parts = [part for part in (sentence(summary), description, notice) if part]
    return "\n\n".join(parts) or None


def field_text(field: Field) -> str | None:
    """What the document says of a field, its limits and the server's default."""
    return described(field.doc, field.type, _default(field))


def described(doc: Doc, of: Type, default: Json | None = None) -> str | None:
    """A description followed by limits and the server's default."""
    said = text(doc) or ""
    facts = " ".join(sentence(fact) for fact in _facts(of, default))
    if not facts:
        return said or None
    if "\n" in said or len(said) > 2 * _LONGEST_VALUE:
        return f"{said}\n\n{facts}"
    return f"{sentence(said)} {facts}".strip()


def one_line(doc: Doc) -> str | None:
    """The first sentence or paragraph that the document says."""
    said = (doc.summary or doc.description or "").strip()
    first = said.split("\n\n")[0]
    return " ".join(first.split()) or None


def _default(field: Field) -> Json | None:
    return field.default if field.presence is Presence.DEFAULTED else None


def _facts(of: Type, default: Json | None) -> Iterator[str]:
    limits = list(_limits(of))
    if limits:
        joined = ", ".join(limits)
        yield joined[0].upper() + joined[1:]
    if default is not None and len(default.text) <= _LONGEST_VALUE:
        yield f"The server's default is `{default.text}`"


def _limits(of: Type) -> Iterator[str]:
    match of:
        case Nullable():
            yield from _limits(of.inner)
        case ListOf():
            yield from _range(of.min_items, of.max_items, " items")
        case Primitive():
            yield from _scalar_limits(of.constraints)
        case _:
            return


def _scalar_limits(limits: Constraints) -> Iterator[str]:
    yield from _range(limits.minimum, limits.maximum, "")
    if limits.exclusive_minimum is not None:
        yield f"more than {limits.exclusive_minimum}"
    if limits.exclusive_maximum is not None:
        yield f"less than {limits.exclusive_maximum}"
    if limits.multiple_of is not None:
        yield f"a multiple of {limits.multiple_of}"
    yield from _range(limits.min_length, limits.max_length, " characters")


def _range(
    low: Decimal | int | None, high: Decimal | int | None, unit: str
) -> Iterator[str]:
    low, high = (None if bound in _UNLIMITED else bound for bound in (low, high))
    if low is not None and high is not None:
        yield f"{low} to {high}{unit}"
    elif low is not None:
        yield f"at least {low}{_counted(low, unit)}"
    elif high is not None:
        yield f"at most {high}{_counted(high, unit)}"


def _counted(amount: object, unit: str) -> str:
    return unit.removesuffix("s") if amount == 1 else unit


def arguments(entries: Iterable[tuple[str, str | None]]) -> str | None:
    """The `Args:` section, of the arguments there is something to say about."""
    said = [(name, _closed(words)) for name, words in entries if words]
    return argument_section(said) if said else None


def _closed(words: str) -> str:
    return words if "\n" in words.strip() else sentence(words)


def paragraphs(parts: Iterable[str | None]) -> str:
    """The parts that there are, with blank lines between them."""
    return "\n\n".join(part for part in parts if part)
