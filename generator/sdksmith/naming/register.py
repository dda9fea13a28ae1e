"""Giving names: wishes of the config first, then published names, then candidates."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.naming.ascii_names import ascii_class, ascii_name
from sdksmith.naming.namespace import PLAIN, Choice, Namespace
from sdksmith.naming.published import PublishedNames
from sdksmith.naming.renames import Renames, Wish
from sdksmith.naming.subjects import Subject

Key = TypeVar("Key")

LOCK = "lock"
CLASH = "clash"
"""Where names come from, besides the config, an extension and the document's words."""


@dataclass(frozen=True, slots=True)
class Register:
    """What decides about names besides the document, and where clashes are told.

    `table` is the table of the config where renames stand. `sources` says of each key
    where its name comes from, unless that is what the document calls it. With
    `ascii_names` the document's words are transliterated.
    """

    renames: Renames
    published: PublishedNames
    diagnostics: Diagnostics
    table: str
    sources: dict[str, str] = field(default_factory=dict)
    ascii_names: bool = False

    def wish(self, subject: Subject) -> Wish | None:
        """What the config or the document calls the subject, if that can be a name."""
        wish = self.renames.find(subject)
        if wish is None or all(map(is_usable, wish.name.split("."))):
            return wish
        if wish.exact:
            why = f"`{wish.name}`: that is no name in Python"
            self._refuse(Code.RENAME_NOT_A_NAME, subject, wish, why)
        return None

    def _refuse(self, code: Code, subject: Subject, wish: Wish, why: str) -> None:
        said = wish.said
        self.diagnostics.error(
            code,
            f"`{subject.key}` cannot be renamed to {why}",
            at=said.origin if said else subject.origin,
            position=said.position if said else None,
        )

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

    def report_clash(self, subject: Subject, wish: Wish) -> None:
        """Tell of a rename to a name that something else has."""
        why = f"`{wish.name}`: that name is taken"
        self._refuse(Code.RENAME_CLASHES, subject, wish, why)


@dataclass(slots=True)
class Scope:
    """Names that must differ from each other, and those that the config chose.

    `reserved` are never taken; `patterns` are those of `Namespace`.
    """

    register: Register
    reserved: frozenset[str] = frozenset()
    namespace: Namespace = field(default_factory=Namespace)
    patterns: tuple[str, ...] = PLAIN
    wished: dict[str, tuple[Subject, Wish]] = field(default_factory=dict)

    def wish(self, subject: Subject, *, exact: bool | None = None) -> str | None:
        """Give the subject the name that someone chose for it, if there is one.

        Only one that was meant for this tool, or only one that was not, if so asked.
        """
        wish = self.register.wish(subject)
        if wish is None or exact not in (None, wish.exact):
            return None
        return self.take_wish(subject, wish)

    def take_wish(self, subject: Subject, wish: Wish) -> str | None:
        """Give the subject this name, which someone chose for it."""
        if self.take_exactly(wish.name) is None:
            if wish.exact:
                self.register.report_clash(subject, wish)
            return None
        if wish.exact:
            self.wished[wish.name.casefold()] = (subject, wish)
        self.register.sources[subject.key] = wish.source
        return wish.name

    def keep(self, subject: Subject) -> str | None:
        """Give the subject the name it had before, if it had one and may keep it."""
        name = self.register.published.find(subject.key)
        kept = self.take_exactly(name) if name else None
        if kept is not None:
            self.register.sources[subject.key] = LOCK
        return kept

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
        if self.register.ascii_names:
            spelled = ascii_name if separator else ascii_class
            candidates = (spelled(candidate) for candidate in candidates)
        choice = self.namespace.claim(candidates, separator, self.patterns)
        if choice.missed is not None:
            self.register.sources[subject.key] = CLASH
        rival = self.wished.get((choice.missed or "").casefold())
        if rival is not None and not gives_way:
            self.register.report_clash(*rival)
        elif choice.counted or (tell and not gives_way):
            self.register.report(subject, choice)
        return choice.name


def settle(wanted: Iterable[tuple[Key, Subject, Scope]]) -> dict[Key, str]:
    """Names that the config wishes, then those that were published, where they can be.

    Nothing published gives way to a candidate, whatever it is a name of.
    """
    listed = list(wanted)
    found: dict[Key, str] = {}
    for exact in (True, False):
        for key, subject, scope in listed:
            if key not in found and (name := scope.wish(subject, exact=exact)):
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
