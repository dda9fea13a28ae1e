"""Where in the document a type stands, and what it might be called there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sdksmith.document.pointer import escape, split
from sdksmith.ir.schemas import HintSource, NameHint
from sdksmith.ir.types import OperationId, SchemaId
from sdksmith.ir.words import split_words

ENVELOPE_WORDS = frozenset(
    {"data", "items", "results", "records", "entries", "values", "list", "content"}
)
"""Members that hold things without saying what they are."""

BODY_ROLES = frozenset({"Request", "Result", "Error", "Item"})
"""Last words of the hints of whole bodies; other words of operations are parameters."""

_LONGEST_TITLE = 4
_ERROR, _ERRORS = ("error",), ("errors",)


@dataclass(frozen=True, slots=True)
class Place:
    """One schema position: its pointer, the id of what it declares, and its hint.

    The parts of an `allOf` declare together what stands around them, so their
    `id` is not their own pointer.
    """

    pointer: str
    id: SchemaId
    hint: NameHint

    def below(self, *tokens: str | int) -> str:
        """The pointer reached from here."""
        return "".join([self.pointer, *(f"/{escape(token)}" for token in tokens)])

    def member(self, wire_name: str) -> Place:
        """The place of one of this object's properties."""
        hint = _member_hint(self, wire_name)
        return _place(self.below("properties", wire_name), hint)

    def item(self, *tokens: str | int) -> Place:
        """The place of the items of this array."""
        return _place(self.below(*(tokens or ("items",))), self._inner_hint("Item"))

    def entry(self, *tokens: str) -> Place:
        """The place of the values of this map."""
        pointer = self.below(*(tokens or ("additionalProperties",)))
        return _place(pointer, self._inner_hint("Value"))

    def key(self) -> Place:
        """The place of the keys of this map."""
        if self.hint.owner is not None and self.hint.words:
            hint = replace(self.hint, words=(*self.hint.words, "Key"), of_items=False)
        else:
            hint = self._owned("Key")
        return _place(self.below("propertyNames"), hint)

    def variant(self, keyword: str, index: int, words: tuple[str, ...]) -> Place:
        """The place of one alternative of this union."""
        hint = NameHint(words, HintSource.OWNER, owner=self.id)
        return _place(self.below(keyword, index), hint)

    def alternative(self, keyword: str, index: int) -> Place:
        """The place of an alternative that is the only one: it is called as the whole."""
        return replace(self, pointer=self.below(keyword, index))

    def part(self, *tokens: str | int) -> Place:
        """The place of one part of this `allOf`; what it declares is the whole."""
        return replace(self, pointer=self.below(*tokens))

    def titled(self, title: str | None) -> Place:
        """This place with its schema's title as the first choice of a name."""
        if title is None or self.hint.source is HintSource.COMPONENT:
            return self
        said, known = split_words(title), split_words(" ".join(self.hint.words))
        if not said or len(said) > _LONGEST_TITLE or said == known:
            return self
        hint = NameHint((title,), HintSource.TITLE, otherwise=self.hint)
        return replace(self, hint=hint)

    def called(self, name: str | None) -> Place:
        """This place with the name that its type has in the document, if it has one."""
        if name is None or self.hint.source is HintSource.COMPONENT:
            return self
        hint = NameHint((name,), HintSource.TITLE, otherwise=self.hint)
        return replace(self, hint=hint)

    def _inner_hint(self, word: str) -> NameHint:
        hint = self.hint
        if hint.operation is not None:
            if not BODY_ROLES.isdisjoint(hint.words):
                return replace(hint, words=("Item",), otherwise=None)
        elif hint.owner is None:
            return self._owned(word)
        elif hint.words[-1].lower() in ENVELOPE_WORDS:
            return replace(hint, words=(*hint.words[:-1], word))
        return replace(hint, of_items=True)

    def _owned(self, word: str) -> NameHint:
        return NameHint((word,), HintSource.OWNER, owner=self.id)


def _place(pointer: str, hint: NameHint) -> Place:
    return Place(pointer, SchemaId(f"#{pointer}"), hint)


def _member_hint(owner: Place, wire_name: str) -> NameHint:
    """Owner + member; `FooError.errors` would be FooErrorError, so it is a detail."""
    plain = NameHint((wire_name,), HintSource.OWNER, owner=owner.id)
    last = split_words(owner.hint.words[-1] if owner.hint.words else "")[-1:]
    if last == _ERROR and split_words(wire_name)[-1:] in (_ERROR, _ERRORS):
        return replace(plain, words=("Detail",), otherwise=plain)
    return plain


def component(pointer: str) -> Place:
    """The place of a declared schema, which is called by its key."""
    hint = NameHint((split(pointer)[-1],), HintSource.COMPONENT)
    return _place(pointer, hint)


def role(pointer: str, operation: OperationId, *words: str) -> Place:
    """A place in an operation, such as its (`Result`) or a parameter."""
    return _place(pointer, NameHint(words, HintSource.ROLE, operation=operation))


def standalone(pointer: str, *words: str) -> Place:
    """A place called by its own words, such as a component parameter."""
    return _place(pointer, NameHint(words, HintSource.TITLE))
