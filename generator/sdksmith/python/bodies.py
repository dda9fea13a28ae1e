"""How a method takes the body of its request: as keywords, or whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.ir.operations import Content, Encoding, Operation
from sdksmith.ir.schemas import TypedExtra
from sdksmith.naming.table import NameTable
from sdksmith.python.objects import Member, Schemas, members, object_of, sent

_PREFERENCE = (Encoding.JSON, Encoding.MULTIPART, Encoding.FORM, Encoding.BINARY)
_WITH_MEMBERS = (Encoding.JSON, Encoding.MULTIPART, Encoding.FORM)


@dataclass(frozen=True, slots=True)
class KeywordBody:
    """Each member of the object is an argument of the method.

    Where the body is not required and no member is given, none is sent.
    """

    content: Content
    members: tuple[Member, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class WholeBody:
    """One argument, `body`, takes it all; left out, nothing is sent."""

    content: Content
    required: bool


Body: TypeAlias = KeywordBody | WholeBody | None


def is_form(content: Content) -> bool:
    """Whether files travel in it as they are; in JSON they need a spelling."""
    return content.encoding in (Encoding.MULTIPART, Encoding.FORM)


def sent_contents(operation: Operation) -> tuple[Content | None, ...]:
    """The media types that a body is sent as: the usual one, then the others.

    What only repeats the schema of another is no choice worth a method.
    """
    if operation.body is None or not operation.body.contents:
        return (None,)
    first = preferred(operation.body.contents)
    others = (each for each in operation.body.contents if not each.repeats)
    return (first, *(each for each in others if each is not first))


def body_of(
    operation: Operation,
    names: NameTable,
    schemas: Schemas,
    content: Content | None,
) -> Body:
    """How the method for this operation takes its body as one of its media types.

    An object is taken apart, unless it has members without a name of their own, or
    is one of several objects that its discriminator tells apart.
    """
    body = operation.body
    if body is None or content is None:
        return None
    found = object_of(content.type, schemas)
    if (
        found is None
        or content.encoding not in _WITH_MEMBERS
        or isinstance(found.extra, TypedExtra)
        or found.discriminator is not None
    ):
        return WholeBody(content, body.required)
    fields = sent(members(found, schemas))
    named = all(
        (operation.id, member.field.wire_name) in names.body_fields for member in fields
    )
    if not fields or not named:
        return WholeBody(content, body.required)
    return KeywordBody(content, fields, body.required)


def preferred(contents: tuple[Content, ...]) -> Content:
    """The media type that is used: JSON where there is any, best without a suffix."""
    for encoding in _PREFERENCE:
        found = [content for content in contents if content.encoding is encoding]
        if found:
            return min(found, key=lambda content: content.oddness)
    return contents[0]
