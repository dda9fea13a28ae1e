"""The names that the config and the document wish for, and the wishes that miss."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sdksmith.config.places import Places, Said
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import SaidName
from sdksmith.naming.casing import Casing, class_words
from sdksmith.naming.subjects import Subject
from sdksmith.naming.words import identifier, speak_figure, split_words

CONFIG = "config"


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that someone chose; `source` is `config` or the extension.

    One that is not `exact` was meant for another tool: it counts where it can.
    """

    name: str
    source: str = CONFIG
    exact: bool = True
    said: Said | None = None


@dataclass(slots=True)
class Renames:
    """Wishes by key, and what has been asked for so far.

    A thing has several keys: its key in the lock (`operation GET /pets`), and shorter
    ones (`GET /pets`, the operationId, a JSON pointer). See `published`.
    """

    wishes: Mapping[str, str]
    document: Mapping[str, SaidName] = field(default_factory=dict)
    places: Places = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    def find(self, subject: Subject) -> Wish | None:
        """The name wished for a thing, if any; the config wins over the document."""
        keys = (subject.key, *subject.aliases)
        self._known.update(keys)
        found = (*self._in_config(subject), *self._in_document(subject))
        return next(iter(found), None)

    def _in_config(self, subject: Subject) -> Iterator[Wish]:
        for key in (subject.key, *subject.aliases):
            name = self.wishes.get(key)
            if name is not None and subject.is_meant(key, name):
                yield Wish(name, said=self.places.get(("rename", key)))

    def _in_document(self, subject: Subject) -> Iterator[Wish]:
        for key in subject.aliases:
            said = self.document.get(key)
            if said is None:
                continue
            if said.exact and subject.is_meant(key, said.name):
                yield Wish(said.name, said.extension)
            elif not said.exact and not (subject.is_class and key in subject.shared):
                yield Wish(_respelled(said.name, subject), said.extension, exact=False)

    def report_misses(self, diagnostics: Diagnostics) -> None:
        """Tell of each rename that matched nothing."""
        for key in sorted(set(self.wishes) - self._known):
            near = difflib.get_close_matches(key, sorted(self._known), n=1, cutoff=0.5)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            said = self.places.get(("rename", key))
            diagnostics.error(
                Code.RENAME_MISSES,
                f"the rename of `{key}` matches nothing in the document{hint}",
                at=said.origin if said else None,
                position=said.position if said else None,
            )


def _respelled(name: str, subject: Subject) -> str:
    """A name in any spelling, as Python would have it."""
    if subject.is_class:
        return Casing().pascal(speak_figure(class_words(name)))
    return identifier(split_words(name), "name")
