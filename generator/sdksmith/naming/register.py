"""Giving names: wishes of the config first, then published names, then candidates."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.naming.namespace import PLAIN, Choice, Namespace
from sdksmith.naming.published import PublishedNames
from sdksmith.naming.renames import Renames

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that needs a name; `aliases` are further keys a rename may use."""

    key: str
    aliases: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """What decides about names besides the document, and where clashes are told.

    `table` is the table of the config where renames stand.
    """

    renames: Renames
    published: PublishedNames
    diagnostics: Diagnostics
    table: str

    def wish(self, subject: Subject) -> str | None:
        """What the config calls the subject, if that can be a name."""
        name = self.renames.find(subject.key, *subject.aliases)
        if name is None or all(map(is_usable, name.split("."))):
            return name
        self.diagnostics.error(
            Code.RENAME_NOT_A_NAME,
            f"`{subject.key}` cannot be renamed to `{name}`: that is no name in Python",
            at=subject.origin,
        )
        return None

    def report(self, subject: Subject, choice: Choice) -> None:
        """Tell of a name that was taken, with the line that would rename it."""
        if choice.missed is None:
            return
        message = (
            f"`{subject.key}` is called `{choice.name}` because `{choice.missed}` is "
            f'taken; another name: [{self.table}] {_quoted(subject.key)} = "…"'
        )
        if choice.counted:
            self.diagnostics.warn(Code.NAME_COUNTED, message, at=subject.origin)
        else:
            self.diagnostics.note(Code.NAME_TAKEN, message, at=subject.origin)

    def report_clash(self, subject: Subject, name: str) -> None:
        """Tell of a rename to a name that something else has."""
        self.diagnostics.error(
            Code.RENAME_CLASHES,
            f"`{subject.key}` cannot be renamed to `{name}`: that name is taken",
            at=subject.origin,
        )


@dataclass(slots=True)
class Scope:
    """Names that must differ from each other, and those that the config chose.

    `reserved` are never taken; `patterns` are those of `Namespace`.
    """

    register: Register
    reserved: frozenset[str] = frozenset()
    namespace: Namespace = field(default_factory=Namespace)
    patterns: tuple[str, ...] = PLAIN
    wished: dict[str, Subject] = field(default_factory=dict)

    def wish(self, subject: Subject) -> str | None:
        """Give the subject the name that the config wants, if it wants one."""
        name = self.register.wish(subject)
        return self.take_wish(subject, name) if name else None

    def take_wish(self, subject: Subject, name: str) -> str | None:
        """Give the subject this name, which the config wants."""
        if self.take_exactly(name) is None:
            self.register.report_clash(subject, name)
            return None
        self.wished[name.casefold()] = subject
        return name

    def keep(self, subject: Subject) -> str | None:
        """Give the subject the name it had before, if it had one and may keep it."""
        name = self.register.published.find(subject.key)
        return self.take_exactly(name) if name else None

    def take_exactly(self, name: str) -> str | None:
        """Take this name or none."""
        usable = is_usable(name) and name not in self.reserved
        if not usable or not self.namespace.is_free(name, self.patterns):
            return None
        self.namespace.take(name, self.patterns)
        return name

    def claim(
        self,
        subject: Subject,
        candidates: Iterable[str],
        separator: str = "_",
        *,
        tell: bool = True,
        gives_way: bool = False,
    ) -> str:
        """Give the subject the first candidate that is free.

        One that `gives_way` is never in the way of a rename; where longer names are
        to be expected, nobody needs to be told.
        """
        choice = self.namespace.claim(candidates, separator, self.patterns)
        rival = self.wished.get((choice.missed or "").casefold())
        if rival is not None and not gives_way:
            self.register.report_clash(rival, choice.missed or "")
        elif choice.counted or (tell and not gives_way):
            self.register.report(subject, choice)
        return choice.name


def settle(wanted: Iterable[tuple[Key, Subject, Scope]]) -> dict[Key, str]:
    """Names that the config wishes, then those that were published, where they can be.

    Nothing published gives way to a candidate, whatever it is a name of.
    """
    listed = list(wanted)
    found: dict[Key, str] = {}
    for key, subject, scope in listed:
        if name := scope.wish(subject):
            found[key] = name
    for key, subject, scope in listed:
        if key not in found and (name := scope.keep(subject)):
            found[key] = name
    return found


def is_usable(name: str) -> bool:
    """Whether a name that someone chose can stand in Python source."""
    return name.isidentifier() and not keyword.iskeyword(name)


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
