"""Values inside the arguments of a call, by the way that leads to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from .encode import to_plain
from .models import Model
from .omit import omit
from .operation import Arguments
from .page_styles import Sent
from .payload import Payload


def sent_value(arguments: Arguments, sent: Sent) -> object:
    """What the arguments hold there; None where it was left out."""
    place, *path = ("query", sent) if isinstance(sent, str) else sent
    value: object = arguments.query
    if place != "query":
        value = arguments.payload.value if arguments.payload else None
    for name in path:
        value = _members(value).get(name, omit)
    return None if value is omit else value


def with_sent(arguments: Arguments, sent: Sent, value: object) -> Arguments:
    """The same arguments with this value there."""
    place, *path = ("query", sent) if isinstance(sent, str) else sent
    if place == "query":
        return replace(arguments, query=_changed(arguments.query, path, value))
    payload = arguments.payload
    body = _changed(payload.value if payload else None, path, value)
    return replace(arguments, payload=Payload(place, body))


def _changed(holder: object, path: Sequence[str], value: object) -> dict[str, object]:
    name, *rest = path
    members = _members(holder)
    inner = _changed(members.get(name), rest, value) if rest else value
    return {**members, name: inner}


def _members(value: object) -> Mapping[str, object]:
    if isinstance(value, Model):
        value = to_plain(value)
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
