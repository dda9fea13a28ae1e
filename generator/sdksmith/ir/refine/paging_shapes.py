"""What the parameters and the answer of an operation have that pages are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import (
    Encoding,
    MemberPath,
    Operation,
    Parameter,
    Place,
    Sent,
)
from sdksmith.ir.refine.bodies import Bodies, success_types
from sdksmith.ir.refine.paging_words import (
    ITEMS,
    MORE,
    NEXT_URLS,
    SIDE_LISTS,
    URL_FORMATS,
    URL_HOLDERS,
)
from sdksmith.ir.schemas import Field
from sdksmith.ir.types import ListOf, Primitive, PrimitiveKind, Type
from sdksmith.ir.words import split_words

_TEXT = PrimitiveKind.STRING


@dataclass(frozen=True, slots=True)
class Listed:
    """Where the items are; `detail` leads to the one resource that holds them."""

    path: MemberPath
    type: ListOf
    detail: MemberPath | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """An object with paging members: the body itself, or one in it."""

    path: MemberPath
    fields: Mapping[str, Field]


def answer_type(operation: Operation) -> Type | None:
    """The type of the JSON that an operation answers with, if it is always the same."""
    types = list(dict.fromkeys(success_types(operation)))
    return types[0] if len(types) == 1 else None


def body_type(operation: Operation) -> Type | None:
    """The type of the JSON that an operation takes."""
    for content in operation.body.contents if operation.body else ():
        if content.encoding is Encoding.JSON:
            return content.type
    return None


def first_of(bodies: Bodies, parameter: Parameter) -> int | None:
    """The number that a parameter begins at, where the document says so."""
    default = parameter.default.value if parameter.default else None
    if isinstance(default, int):
        return default
    of = bodies.resolved(parameter.type)
    lowest = of.constraints.minimum if isinstance(of, Primitive) else None
    return int(lowest) if lowest is not None and lowest > 0 else None


@dataclass(frozen=True, slots=True)
class Shapes:
    """Answers questions about one operation, whose answer has this type."""

    bodies: Bodies
    operation: Operation
    answer: Type

    def fields(self, of: Type | None) -> Mapping[str, Field]:
        """The members of an object; none of anything else."""
        found = None if of is None else self.bodies.as_object(of)
        return self.bodies.fields(found) if found else {}

    def asked(
        self, words: frozenset[str], *kinds: PrimitiveKind
    ) -> tuple[Parameter, ...]:
        """The query parameters that are called so."""
        return tuple(
            parameter
            for parameter in self.operation.parameters
            if parameter.place is Place.QUERY
            and _phrase(parameter.wire_name) in words
            and (not kinds or self.bodies.is_kind(parameter.type, *kinds))
        )

    def asked_in_body(self, words: frozenset[str]) -> tuple[Sent, ...]:
        """The members of the body that are called so."""
        fields = self.fields(body_type(self.operation))
        return tuple(
            Sent((name,), in_body=True) for name in fields if _phrase(name) in words
        )

    def holders(self) -> Iterator[Holder]:
        """The body, and the objects in it."""
        fields = self.fields(self.answer)
        yield Holder((), fields)
        for name, field in fields.items():
            yield Holder((name,), self.fields(field.type))

    def called(
        self, holder: Holder, words: frozenset[str], *kinds: PrimitiveKind
    ) -> tuple[MemberPath, ...]:
        """The ways to the members of these kinds that are called so."""
        return tuple(
            (*holder.path, name)
            for name, field in holder.fields.items()
            if _phrase(name) in words and self.bodies.is_kind(field.type, *kinds)
        )

    def only(self, words: frozenset[str], *kinds: PrimitiveKind) -> MemberPath | None:
        """The one member that is called so, in the body or an object in it."""
        found = [p for each in self.holders() for p in self.called(each, words, *kinds)]
        return found[0] if len(found) == 1 else None

    def has_more(self, holder: Holder) -> MemberPath | None:
        """The flag that says whether another page follows."""
        found = self.called(holder, MORE, PrimitiveKind.BOOLEAN)
        return found[0] if len(found) == 1 else None

    def listed(self) -> Listed | None:
        """The answer itself where it is a list, else the one list in it."""
        own = self.bodies.as_list(self.answer)
        if own is not None:
            return Listed((), own)
        return self._only_list(self.fields(self.answer))

    def listed_beside(self, info: MemberPath) -> Listed | None:
        """The one list beside the paging members, or that of the one resource there."""
        fields = self.fields(self.answer)
        rest = {name: field for name, field in fields.items() if (name,) != info}
        own = self._only_list(rest)
        if own is not None:
            return own
        objects = [(n, f.type) for n, f in rest.items() if self.fields(f.type)]
        has_lists = any(self.bodies.as_list(field.type) for field in rest.values())
        if len(objects) != 1 or has_lists:
            return None
        name, resource = objects[0]
        inner = self._only_list(self.fields(resource))
        return inner and Listed((name, *inner.path), inner.type, (name,))

    def _only_list(self, fields: Mapping[str, Field]) -> Listed | None:
        """The one member that is a list of objects, or else the one that is a list."""
        lists = [
            Listed((name,), found)
            for name, field in fields.items()
            if (found := self.bodies.as_list(field.type))
        ]
        candidates = [one for one in lists if self.bodies.holds_objects(one.type)]
        candidates = candidates or lists
        named = {_phrase(one.path[-1]): one for one in candidates}
        if len(rest := named.keys() - SIDE_LISTS) == 1 and rest <= ITEMS:
            candidates = [named[name] for name in rest]
        return candidates[0] if len(candidates) == 1 else None

    def next_urls(self) -> Iterator[MemberPath]:
        """The members that are the URL of the next page."""
        for holder in self.holders():
            yield from self.called(holder, NEXT_URLS, _TEXT)
            in_links = bool(holder.path) and _phrase(holder.path[0]) in URL_HOLDERS
            following = holder.fields.get("next")
            if following is None:
                continue
            if self._is_url(following.type, any_text=in_links):
                yield (*holder.path, "next")
            target = self.fields(following.type).get("href") if in_links else None
            if target is not None and self._is_url(target.type, any_text=True):
                yield (*holder.path, "next", "href")

    def _is_url(self, of: Type, *, any_text: bool) -> bool:
        found = self.bodies.resolved(of)
        if not isinstance(found, Primitive) or found.kind is not _TEXT:
            return False
        return any_text or found.format in URL_FORMATS


def _phrase(wire_name: str) -> str:
    return " ".join(split_words(wire_name))
