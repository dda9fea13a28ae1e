"""Request bodies as calls give them, serialised once by the form they are sent in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from .body import Body, Content, content_body
from .encode import to_json_bytes, to_plain
from .errors import InvalidRequestError
from .models import Model
from .multipart import multipart_body
from .omit import Omit, omit
from .parameters import FORM, Pairs, Part, Style, query_pairs


@dataclass(frozen=True, slots=True)
class Payload:
    """A body as the caller gave it, and the form it is to be sent in."""

    kind: str
    value: object = field(repr=False)


def given(members: Mapping[str, object]) -> Mapping[str, object] | Omit:
    """The members that were given; `omit` where none was, so no body is sent."""
    kept = {name: value for name, value in members.items() if value is not omit}
    return kept or omit


def encoded_body(
    payload: Payload,
    media_type: str | None,
    parts: Mapping[str, Part],
    extra: Mapping[str, object] | None,
) -> Body:
    """The body on the wire; `extra` adds members to an object."""
    value = payload.value
    if extra is not None:
        value = {**_members(value), **extra}
    match payload.kind:
        case "json":
            return Body(media_type or "application/json", to_json_bytes(value))
        case "form":
            pairs = form_pairs(_members(value), parts)
            text = "&".join(f"{key}={text}" for key, text in pairs)
            return Body(
                media_type or "application/x-www-form-urlencoded", text.encode()
            )
        case "multipart":
            return multipart_body(_members(value), parts)
        case _:
            return content_body(cast("Content", value), media_type)


def _members(value: object) -> Mapping[str, object]:
    if value is omit:
        return {}
    if isinstance(value, Model):
        return cast("dict[str, object]", to_plain(value))
    if isinstance(value, Mapping):
        return cast("Mapping[str, object]", value)
    raise InvalidRequestError(f"an object is needed, not a {type(value).__name__}")


def form_pairs(members: Mapping[str, object], parts: Mapping[str, Part]) -> Pairs:
    """The encoded pairs of a form; absent and null members send nothing."""
    pairs: Pairs = []
    for name, value in members.items():
        if value is omit or value is None:
            continue
        pairs += query_pairs(name, value, _style(value, parts.get(name, _PLAIN)))
    return pairs


_PLAIN = Part()
_JSON = Style(content="application/json")


def _style(value: object, part: Part) -> Style:
    if part.style is not None:
        return part.style
    if part.content_type is None:
        return _JSON if isinstance(value, (Model, Mapping)) else FORM
    return _JSON if part.content_type.endswith("json") else FORM
