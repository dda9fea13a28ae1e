"""The class of every schema: components first, inline ones from where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    HintSource,
    NameHint,
    ObjectSchema,
    Schema,
    UnionSchema,
)
from sdksmith.ir.types import OperationId, SchemaId
from sdksmith.naming.casing import Casing, class_words
from sdksmith.naming.plurals import last_singular
from sdksmith.naming.published import schema_key
from sdksmith.naming.register import Scope
from sdksmith.naming.routes import Words, is_mount
from sdksmith.naming.subjects import Subject
from sdksmith.naming.word_sets import word_set
from sdksmith.naming.words import speak_figure, spelled_out, split_words

_SUFFICIENT = 48
"""Characters from which on a title is a sentence rather than a name."""

_PACKAGED = re.compile(r"([a-z][a-z0-9_]*\.){2,}[A-Z]\w*")
"""A type of Java, Go or Protocol Buffers, with the package that it is of."""

_METHODS = frozenset({"delete", "get", "patch", "post", "put"})
_SILENT_TOKENS = word_set("""
    additionalproperties allof anyof components content definitions items json oneof
    paths properties responses application schema schemas
    """)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What names of schemas are made from besides their own words.

    `prefixes` are the names of operations as words, shortest first.
    """

    schemas: Mapping[SchemaId, Schema]
    prefixes: Mapping[OperationId, tuple[Words, ...]]
    casing: Casing


def schema_classes(
    around: Surroundings, settled: Mapping[SchemaId, str], scope: Scope
) -> Mapping[SchemaId, str]:
    """Name every schema that is not settled; what others follow comes first."""
    ranked = sorted(around.schemas.values(), key=lambda s: _rank(s, around))
    found = dict(settled)
    for schema in ranked:
        if schema.id not in found:
            tell = schema.hint.source is HintSource.COMPONENT
            candidates = _candidates(schema, around, found)
            subject = schema_subject(schema)
            found[schema.id] = scope.claim(subject, candidates, "", tell=tell)
    return {schema.id: found[schema.id] for schema in ranked}


def schema_subject(
    schema: Schema,
    merged: Iterable[str] = (),
    members: Collection[str] = (),
) -> Subject:
    """What the config and the lock call a schema.

    `merged` are the pointers of schemas equal to it, `members` those of properties.
    """
    aliases = tuple(dict.fromkeys((schema.id, f"#{schema.origin.pointer}", *merged)))
    shared = frozenset(key for key in aliases if key in members)
    key = schema_key(schema.id)
    return Subject(key, aliases, schema.origin, is_class=True, shared=shared)


def _rank(schema: Schema, around: Surroundings) -> tuple[int, int, int, int, str]:
    """Components and what they own, then the others; owners before their own.

    A name that needs no change of spelling goes before one that does, and the
    operation nearer to the root before one further away.
    """
    depth, root = 0, schema
    while (owner := _owner(root, around)) and depth < len(around.schemas):
        depth, root = depth + 1, owner
    sources = list(HintSource)
    rank = 9 if root.hint.operation else sources.index(root.hint.source)
    own = " ".join(schema.hint.words)
    respelled = own != around.casing.pascal(split_words(own))
    way = (root.hint.operation or "").count("/")
    return (rank, depth, int(respelled), way, schema.id)


def _owner(schema: Schema, around: Surroundings) -> Schema | None:
    owner = schema.hint.owner
    return around.schemas.get(owner) if owner else None


def _candidates(
    schema: Schema, around: Surroundings, found: Mapping[SchemaId, str]
) -> Iterator[str]:
    hints = list(_hints(schema.hint))
    names = [name for hint in hints for name in _names(hint, around, found)]
    names = [name for name in names if name] or ["Schema"]
    if len(names) > 1 and len(names[0]) > _SUFFICIENT:
        names.sort(key=lambda name: len(name) > _SUFFICIENT)
    yield from names
    yield f"{names[0]}{_kind(schema, names[0])}"
    if schema.hint.source is HintSource.COMPONENT:
        spoken = spelled_out(" ".join(schema.hint.words))
        yield _class_name(spoken, around.casing)
    for words in _pointer_words(schema.id):
        yield around.casing.pascal((names[0], *words))


def _kind(schema: Schema, name: str) -> str:
    """What to add to a name that is taken."""
    if name.endswith(("Error", "Exception")):
        return "Body"
    match schema:
        case ObjectSchema():
            return "Schema" if name.endswith("Model") else "Model"
        case EnumSchema():
            return "Value"
        case UnionSchema() | AliasSchema():
            return "Type"


def _hints(hint: NameHint | None) -> Iterator[NameHint]:
    while hint is not None:
        yield hint
        hint = hint.otherwise


def _names(
    hint: NameHint, around: Surroundings, found: Mapping[SchemaId, str]
) -> Iterator[str]:
    text = " ".join(hint.words)
    if hint.source is HintSource.TITLE and _is_made_up(text):
        return
    if hint.source is HintSource.COMPONENT and _is_class_name(text):
        yield text
        return
    if hint.source is HintSource.COMPONENT:
        yield from _without_package(text, around.casing)
    words = class_words(text) or spelled_out(text)
    words = last_singular(words) if hint.of_items else words
    casing = around.casing
    if hint.owner is not None:
        owner = found.get(hint.owner, "")
        yield from _joined(split_words(owner), words, casing, owner)
    elif hint.operation and hint.operation in around.prefixes:
        for prefix in around.prefixes[hint.operation]:
            yield from _joined(prefix, words, casing, _class_name(prefix, casing))
    else:
        yield _class_name(words, casing)


def _without_package(text: str, casing: Casing) -> Iterator[str]:
    """`Pod` for `io.k8s.api.core.v1.Pod`, then with more and more of the package."""
    if not _PACKAGED.fullmatch(text):
        return
    pieces = text.split(".")
    for start in range(len(pieces) - 1, 0, -1):
        if not is_mount((pieces[start],)):
            yield _class_name(class_words(" ".join(pieces[start:])), casing)


def _joined(before: Words, words: Words, casing: Casing, prefix: str) -> Iterator[str]:
    """Prefix and words; what both say is said once: CampaignLead + lead_status."""
    lower, own = _lower(before), _lower(words)
    sizes = range(min(len(lower), len(own)), 0, -1)
    shared = next((size for size in sizes if lower[-size:] == own[:size]), 0)
    if shared and before:
        yield prefix + casing.pascal(words[shared:])
    yield prefix + casing.pascal(words) if prefix else _class_name(words, casing)


def _lower(words: Iterable[str]) -> Words:
    return tuple(word.lower() for word in words)


def _class_name(words: Words, casing: Casing) -> str:
    name = casing.pascal(speak_figure(words))
    return name if name.isidentifier() or not name else f"Schema{name}"


def _is_class_name(text: str) -> bool:
    return text.isascii() and text.isalnum() and text[:1].isupper()


def _is_made_up(title: str) -> bool:
    """FastAPI makes titles of paths: `Response List Models V1 Models Get`."""
    words = _lower(split_words(title))
    return words[:1] == ("response",) and words[-1] in _METHODS


def _pointer_words(schema: SchemaId) -> Iterator[Words]:
    """More and more of the words of the pointer, its end first."""
    tokens = [
        split_words(token.replace("~1", " ").replace("~0", "~"))
        for token in reversed(schema.strip("#/").split("/"))
    ]
    for silent in (_SILENT_TOKENS | _METHODS, frozenset[str]()):
        words: Words = ()
        for token in tokens:
            told = [w for w in token if w.lower() not in silent]
            if silent:
                told = [w for w in told if not w.isdigit()]
            words = (*told, *words)
            if words:
                yield words
