"""Compares name hints: how many words a name would have, and what role it tells."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.schemas import NameHint, Schema
from sdksmith.ir.types import SchemaId
from sdksmith.ir.words import split_words


def full_words(schemas: Mapping[SchemaId, Schema], hint: NameHint) -> tuple[str, ...]:
    """About the words that a name made from the hint will have."""
    words = tuple(word for text in hint.words for word in split_words(text))
    if hint.operation is not None:
        return (*split_words(hint.operation), *words)
    owner = schemas.get(hint.owner) if hint.owner else None
    return (*full_words(schemas, owner.hint), *words) if owner else words


def role_of(hint: NameHint) -> tuple[object, ...]:
    """What the schema is in its own place, wherever that is."""
    words = tuple(word for text in hint.words for word in split_words(text))
    return (words, hint.of_items)


def best_hint(schemas: Mapping[SchemaId, Schema], names: list[SchemaId]) -> SchemaId:
    """The schema with the shortest name, by pointer where several are as short."""
    return min(names, key=lambda n: (len(full_words(schemas, schemas[n].hint)), n))
