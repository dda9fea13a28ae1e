"""Diagnostics as text for people: place, excerpt, caret, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sdksmith.diagnostics.formats import as_github, as_json, as_sarif
from sdksmith.diagnostics.model import Diagnostic, Severity
from sdksmith.diagnostics.position import Locate, Position, position_of

__all__ = ["as_github", "as_json", "as_sarif", "encodable", "show"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_TAB = "    "
_WIDE = frozenset("WF")
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def show(items: Sequence[Diagnostic], locate: Locate, *, colour: bool) -> str:
    """The diagnostics, each with its place; the help of a code stands at its first.

    Text from a document is made harmless: no control characters reach a terminal.
    """
    explained = set()
    blocks = []
    for item in items:
        lines = _lines(item, position_of(item, locate), colour=colour)
        if item.code not in explained:
            explained.add(item.code)
            lines.append(f"  = {_styled('help', '1', colour=colour)}: {_advice(item)}")
        blocks.append("\n".join(lines))
    return "".join(f"{block}\n" for block in blocks)


def encodable(text: str, encoding: str | None) -> str:
    """The text with what an encoding cannot hold written as escapes."""
    known = encoding or "ascii"
    return text.encode(known, "backslashreplace").decode(known)


def _lines(item: Diagnostic, position: Position | None, *, colour: bool) -> list[str]:
    severity = f"{item.severity.value}[{item.code.value}]"
    head = _styled(severity, _COLOURS[item.severity], colour=colour)
    place = _place(item, position)
    start = f"{_styled(place, '1', colour=colour)}: " if place else ""
    lines = [f"{start}{head}: {harmless(item.message)}"]
    if position is not None and position.excerpt.strip():
        lines += _excerpt(item, position, colour=colour)
    if item.origin is not None and item.origin.pointer:
        lines.append(f"  = at #{harmless(item.origin.pointer)}")
    return lines


def _place(item: Diagnostic, position: Position | None) -> str:
    if item.origin is None:
        return ""
    parts = [harmless(item.origin.file)]
    if position is not None:
        parts.append(str(position.line))
        if position.column:
            parts.append(str(position.column))
    return ":".join(parts)


def _excerpt(item: Diagnostic, position: Position, *, colour: bool) -> list[str]:
    number = str(position.line)
    margin = " " * len(number)
    before = harmless(position.excerpt[: position.caret])
    text = before + harmless(position.excerpt[position.caret :])
    caret = _styled("^", _COLOURS[item.severity], colour=colour)
    return [f"  {number} | {text.rstrip()}", f"  {margin} | {_blank(before)}{caret}"]


def _advice(item: Diagnostic) -> str:
    return item.code.help.partition("\n\n")[0].replace("\n", " ")


def _blank(text: str) -> str:
    """As many spaces as a text is wide on a terminal."""
    return "".join(
        "" if unicodedata.combining(c) else " " * (1 + (_width(c) in _WIDE))
        for c in text
    )


def _width(character: str) -> str:
    return unicodedata.east_asian_width(character)


def harmless(text: str) -> str:
    """The text on one line; control characters and direction marks are shown."""
    return "".join(
        _escaped(c) if unicodedata.category(c) in _HIDDEN else c
        for c in text.replace("\t", _TAB)
    )


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _styled(text: str, style: str, *, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
