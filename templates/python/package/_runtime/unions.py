"""Unions told apart by a tag, and a member taken out of its envelope."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

from pydantic_core import core_schema
from typing_extensions import override

from .complete import fields_of
from .mismatches import NOTHING, described, quoted
from .readers import Reader, ReaderOf
from .shapes import ByShape, Shape, resolved
from .shorten import shortened

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler

    from .mismatches import Notes, Path

__all__ = ["ByShape", "Member", "Shape", "Tagged", "UnknownVariant"]

_Variants: TypeAlias = Mapping[str | int, object]


@dataclass(frozen=True, slots=True, repr=False)
class UnknownVariant:
    """An object whose tag is unknown, or missing: `raw` is all that the server sent."""

    raw: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"UnknownVariant({shortened(self.raw)})"


class Tagged:
    """Metadata of a union whose variants are told apart by one member, the tag.

    `wire_name` is that member as the API spells it; `variants` gives the type of
    each of its values, or is a function that does (`lambda: {"cat": Cat}`) where
    the names are defined later. An object with another tag, or none, becomes an
    `UnknownVariant`, or `fallback` where the union is a class and its children.
    """

    def __init__(
        self,
        wire_name: str,
        variants: _Variants | Callable[[], _Variants],
        *,
        fallback: object = None,
    ) -> None:
        self.wire_name = wire_name
        self._variants = variants
        self._fallback = fallback

    @cached_property
    def variants(self) -> _Variants:
        """The type of each value of the tag."""
        return cast("_Variants", resolved(self._variants))

    @cached_property
    def fallback(self) -> object:
        """The type of an object with an unknown tag; None: `UnknownVariant`."""
        return resolved(self._fallback)

    def knows(self, members: Mapping[str, object]) -> bool:
        """Whether an object has a tag that names a variant."""
        return _found(members.get(self.wire_name), self.variants)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source
        choices: dict[Hashable, core_schema.CoreSchema] = {
            tag: handler.generate_schema(form) for tag, form in self.variants.items()
        }
        tagged = core_schema.tagged_union_schema(choices, self.wire_name)
        instances = [
            handler.generate_schema(form)
            for form in dict.fromkeys(self.variants.values())
        ]
        if self.fallback is None:
            unknown = core_schema.no_info_plain_validator_function(self._unknown)
            from_json: core_schema.CoreSchema = core_schema.lax_or_strict_schema(
                core_schema.union_schema([tagged, unknown], mode="left_to_right"),
                tagged,
                strict=False,
            )
            instances.append(core_schema.is_instance_schema(UnknownVariant))
        else:
            base = handler.generate_schema(self.fallback)
            checked = core_schema.no_info_after_validator_function(
                self._unclaimed, base
            )
            from_json = core_schema.union_schema(
                [tagged, checked], mode="left_to_right"
            )
            instances.append(base)
        from_python = core_schema.union_schema([*instances], mode="left_to_right")
        return core_schema.json_or_python_schema(from_json, from_python)

    def _unknown(self, raw: object) -> UnknownVariant:
        # A known tag comes here when its variant does not fit: not ours to swallow.
        if not isinstance(raw, dict) or self.knows(cast("dict[str, object]", raw)):
            raise ValueError("no unknown variant")
        return UnknownVariant(cast("dict[str, Any]", raw))

    def _unclaimed(self, made: object) -> object:
        if self.knows(tag_members(made, self.wire_name)):
            raise ValueError("a variant claims this tag")
        return made

    def __sdk_reader__(self, form: object, reader_of: ReaderOf) -> Reader:
        del form
        return _TaggedReader(self, reader_of)


def _found(tag: object, variants: _Variants) -> TypeGuard[str | int]:
    """Whether a tag names a variant; `true` does not name that of 1."""
    if not isinstance(tag, str | int) or tag not in variants:
        return False
    return isinstance(tag, bool) is any(isinstance(known, bool) for known in variants)


def _spelled(tag: str | int) -> str:
    return quoted(tag) if isinstance(tag, str) else described(tag, reveal=True)


def tag_members(made: object, wire_name: str) -> dict[str, object]:
    """The tag of a decoded object, by its wire name; empty where it has none."""
    values: dict[str, object] = vars(made)
    for name, field in fields_of(cast("type[BaseModel]", type(made))).items():
        if (field.alias or name) == wire_name and name in values:
            return {wire_name: values[name]}
    extra: dict[str, object] = getattr(made, "__pydantic_extra__", None) or {}
    return {wire_name: extra[wire_name]} if wire_name in extra else {}


class _TaggedReader(Reader):
    promised = "an object"

    def __init__(self, union: Tagged, reader_of: ReaderOf) -> None:
        self._union = union
        self._reader_of = reader_of

    @cached_property
    def _readers(self) -> dict[str | int, Reader]:
        return {
            tag: self._reader_of(form) for tag, form in self._union.variants.items()
        }

    @cached_property
    def _fallback(self) -> Reader | None:
        form = self._union.fallback
        return None if form is None else self._reader_of(form)

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        members = cast("dict[str, object]", raw)
        tag = members.get(self._union.wire_name, NOTHING)
        if _found(tag, self._readers):
            return self._readers[tag].read(members, path, notes)
        if self._fallback is not None:
            return self._fallback.read(members, path, notes)
        if notes.strict:
            known = ", ".join(map(_spelled, self._readers))
            place: Path = (path, self._union.wire_name)
            notes.add(place, f"one of {known}", described(tag, reveal=True))
        return UnknownVariant(members)


class Member:
    """Metadata: the value is one member of an object, and all that it is for."""

    def __init__(self, wire_name: str) -> None:
        self.wire_name = wire_name

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        member = core_schema.typed_dict_field(handler(source), required=True)
        envelope = core_schema.typed_dict_schema(
            {self.wire_name: member}, extra_behavior="ignore", total=True
        )
        return core_schema.no_info_after_validator_function(
            itemgetter(self.wire_name), envelope
        )

    def __sdk_reader__(self, form: object, reader_of: ReaderOf) -> Reader:
        return _MemberReader(self.wire_name, reader_of(form))


class _MemberReader(Reader):
    promised = "an object"

    def __init__(self, wire_name: str, inner: Reader) -> None:
        self._wire_name = wire_name
        self._inner = inner

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        members = cast("dict[str, object]", raw)
        place: Path = (path, self._wire_name)
        if self._wire_name not in members:
            return self._inner.missing(place, notes)
        return self._inner.read(members[self._wire_name], place, notes)
