"""JSON values as the values that a client's annotations ask for."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from real.calling import Untyped
from typing_extensions import TypeAliasType, is_typeddict

from wire.tree import Node


class MisfitError(Exception):
    """The annotation takes no such value."""


@dataclass(frozen=True)
class Builder:
    """Builds with the types of one package."""

    package: str

    def build(self, form: Untyped, raw: Node) -> Untyped:
        """The value for an annotation: models made by their constructors."""
        forms = [one for one in _flattened(form) if not self._is_no_value(one)]
        for one in sorted(forms, key=_is_vague):
            try:
                return self._made(one, raw)
            except MisfitError:
                continue
        if isinstance(raw, dict) and any(map(is_typeddict, _flattened(form))):
            return raw
        raise MisfitError(f"{form} takes no {json.dumps(raw)[:100]}")

    def _is_no_value(self, form: Untyped) -> bool:
        omit = import_module(f"{self.package}._runtime.omit").Omit
        return form is omit or is_typeddict(form)

    def _made(self, form: Untyped, raw: Node) -> Untyped:
        origin: Untyped = get_origin(form)
        inner = get_args(form)
        if form in (None, NoneType):
            return _only(raw is None, None)
        if form in (object, Any):
            return raw
        if origin is Annotated:
            return self._annotated(form, raw)
        if origin is Literal:
            known = any(type(raw) is type(one) and raw == one for one in inner)
            return _only(known, raw)
        if inspect.isclass(origin) and issubclass(origin, Mapping):
            return self._mapping(inner, raw)
        if origin is tuple:
            return self._tuple(inner, raw)
        if inspect.isclass(origin) and issubclass(origin, Sequence):
            found = _only(isinstance(raw, list), raw)
            return [self.build(inner[0], item) for item in found]
        return self._scalar(form, raw)

    def _annotated(self, form: Untyped, raw: Node) -> Untyped:
        inner, *metadata = get_args(form)
        if not any(hasattr(one, "__sdk_reader__") for one in metadata):
            if isinstance(raw, dict) or get_origin(inner) is not None:
                return self.build(inner, raw)
            return self._decoded(form, raw)
        value = self._decoded(form, raw)
        if isinstance(value, self._model):
            return self._object(type(value), raw)
        return value

    def _mapping(self, inner: tuple[Untyped, ...], raw: Node) -> Untyped:
        key, value = inner
        return {
            self.build(key, name): self.build(value, member)
            for name, member in _only(isinstance(raw, dict), raw).items()
        }

    def _tuple(self, inner: tuple[Untyped, ...], raw: Node) -> Untyped:
        if inner[-1] is Ellipsis:
            return tuple(self.build(inner[0], item) for item in raw)
        fits = isinstance(raw, list) and len(raw) == len(inner)
        pairs = zip(inner, _only(fits, raw), strict=True)
        return tuple(self.build(one, item) for one, item in pairs)

    def _scalar(self, form: Untyped, raw: Node) -> Untyped:
        if form is Path:  # one of the forms of a file
            return _only(isinstance(raw, str), str(raw).encode())
        if inspect.isclass(form) and issubclass(form, self._model):
            found = _only(isinstance(raw, dict), raw)
            return self._object(self._decoded_type(form, found), found)
        if form in (str, bool, int):
            return _only(type(raw) is form, raw)
        return self._decoded(form, raw)

    def _object(self, model: Untyped, raw: Node) -> Untyped:
        """A model made by its constructor, by the names of its attributes."""
        fields = import_module(f"{self.package}._runtime.complete").fields_of(model)
        aliases = {field.alias or name: name for name, field in fields.items()}
        values = {
            aliases.get(name, name): (
                self.build(_annotation(fields[aliases[name]]), member)
                if name in aliases
                else member
            )
            for name, member in raw.items()
        }
        return model(**values)

    def _decoded_type(self, model: Untyped, raw: Node) -> Untyped:
        """The model, or the one below it that this is."""
        return type(self._decoded(model, raw))

    def _decoded(self, form: Untyped, raw: Node) -> Untyped:
        runtime = import_module(f"{self.package}._runtime.decode")
        wrong = import_module(f"{self.package}._runtime.mismatches").UndecodableError
        try:
            return runtime.decode(form, json.dumps(raw).encode(), mode="raise").value
        except (wrong, TypeError, AttributeError) as error:
            raise MisfitError(f"{form}: {error}") from error

    @property
    def _model(self) -> Untyped:
        return import_module(f"{self.package}._runtime.models").Model


def _annotation(field: Untyped) -> Untyped:
    if not field.metadata:
        return field.annotation
    return Annotated[(field.annotation, *field.metadata)]


def _only(fits: object, value: Untyped) -> Untyped:
    if not fits:
        raise MisfitError
    return value


def _flattened(form: Untyped) -> list[Untyped]:
    """The alternatives of an annotation, in its order."""
    if isinstance(form, TypeAliasType):
        return _flattened(form.__value__)
    if get_origin(form) in {Union, UnionType}:
        return [one for inner in get_args(form) for one in _flattened(inner)]
    return [form]


def _is_vague(form: Untyped) -> int:
    """Text that says more is tried before any text at all."""
    return {Path: 0, str: 2, object: 3, Any: 3}.get(form, 1)
