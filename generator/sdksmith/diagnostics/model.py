"""What a user is told about their document: the diagnostic, its place, and the collector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from sdksmith.diagnostics.codes import Code


class Severity(Enum):
    """How much a diagnostic weighs; the value is the word that is printed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in the user's documents: a file and a JSON Pointer (RFC 6901) in it."""

    file: str
    pointer: str = ""

    def child(self, *tokens: str | int) -> Origin:
        """The place reached from here by the given reference tokens."""
        escaped = (str(t).replace("~", "~0").replace("/", "~1") for t in tokens)
        return Origin(self.file, "".join([self.pointer, *(f"/{t}" for t in escaped)]))


@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both from 1, and text to show.

    `excerpt` is the line, or a window of a very long one; `caret` is the place in it.
    """

    line: int
    column: int
    excerpt: str = ""
    caret: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing the user should know, where it is, and what to do about it.

    `line` (from 1) or `position` is set where the reporter knows it; else the place
    follows from `origin`.
    """

    code: Code
    severity: Severity
    message: str
    origin: Origin | None = None
    line: int | None = None
    position: Position | None = None


@dataclass(slots=True)
class Diagnostics:
    """Collects what the stages have to say, in the order in which they say it."""

    items: list[Diagnostic] = field(default_factory=list)
    _seen: set[Diagnostic] = field(default_factory=set, repr=False)

    def error(
        self,
        code: Code,
        message: str,
        *,
        at: Origin | None = None,
        line: int | None = None,
        position: Position | None = None,
    ) -> None:
        """Report what stops the run at the next stage's edge."""
        self._add(Diagnostic(code, Severity.ERROR, message, at, line, position))

    def warn(
        self,
        code: Code,
        message: str,
        *,
        at: Origin | None = None,
        line: int | None = None,
        position: Position | None = None,
    ) -> None:
        """Report what was repaired or degraded."""
        self._add(Diagnostic(code, Severity.WARNING, message, at, line, position))

    def note(
        self,
        code: Code,
        message: str,
        *,
        at: Origin | None = None,
        line: int | None = None,
        position: Position | None = None,
    ) -> None:
        """Report a decision the user may want to know of."""
        self._add(Diagnostic(code, Severity.NOTE, message, at, line, position))

    def _add(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self._seen:
            self._seen.add(diagnostic)
            self.items.append(diagnostic)

    def forget(self, matters: Callable[[Origin], bool]) -> None:
        """Drop what was said about places that do not matter any more."""
        self.items = [
            item for item in self.items if item.origin is None or matters(item.origin)
        ]

    @property
    def has_errors(self) -> bool:
        """Whether anything reported so far is an error."""
        return any(d.severity is Severity.ERROR for d in self.items)
