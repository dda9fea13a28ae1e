"""Bodies of answers, made from what a test says comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast, get_args, get_origin

from ..complete import complete
from ..documented_headers import DocumentedHeaders, HeaderField, documented
from ..encode import to_json_bytes, to_plain
from ..operation import Pages
from ..status_errors import StatusErrors
from ..unions import Member
from .forms import item_form, model_in
from .samples import Place, sample


def enveloped(form: object, value: object) -> object:
    """The plain body that is decoded to this value."""
    plain = to_plain(value)
    if get_origin(form) is Annotated:
        for marker in reversed(get_args(form)[1:]):
            if isinstance(marker, Member):
                plain = {marker.wire_name: plain}
    return plain


def page_body(
    operation: Pages,
    items: Sequence[object],
    said: Mapping[str, object],
    whole: object = None,
) -> object:
    """The plain body of one page, with what is said by path besides its items."""
    form = operation.envelope
    listed = [to_plain(item) for item in items]
    if not operation.paging.items:
        return listed
    body = cast("dict[str, Any]", sample(form, Place()))
    if whole is not None:
        _put(body, form, getattr(operation, "detail", ""), to_plain(whole))
    _put(body, form, operation.paging.items, listed)
    for path, value in said.items():
        _put(body, form, path, value)
    return body


def made_up_items(operation: Pages) -> list[object]:
    """Plain items for one page of a list."""
    form = operation.envelope
    for name in filter(None, operation.paging.items.split(".")):
        form = _member(form, name)[1]
    item = item_form(form)
    return [sample(item, Place(number=number)) for number in range(2)]


def holds_integer(form: object, path: str) -> bool:
    """Whether what a path of Python names leads to is a whole number."""
    for name in path.split("."):
        form = _member(form, name)[1]
    return int in (form, *get_args(form))


def _put(body: dict[str, Any], form: object, path: str, value: object) -> None:
    """Set what a path of Python names leads to, under the wire names."""
    *outer, last = path.split(".")
    for name in outer:
        wire_name, form = _member(form, name)
        body = body.setdefault(wire_name, {})
    body[_member(form, last)[0]] = value


def _member(form: object, name: str) -> tuple[str, object]:
    model = model_in(form)
    complete(model)
    field = model.model_fields[name]
    return field.alias or name, field.annotation


def error_body(
    errors: StatusErrors, form: object, code: str | None, message: str
) -> object:
    """The plain body of an error with this code and message."""
    body: object = {} if form is None else sample(form, Place())
    if not isinstance(body, dict):
        return body
    plain = cast("dict[str, Any]", body)
    _set(plain, errors.message or "message", message)
    if code is not None:
        _set(plain, errors.code or "code", code)
    return plain


def promised_headers(kind: object) -> dict[str, str]:
    """The headers that an answer must have, made up."""
    if not isinstance(kind, type) or not issubclass(kind, DocumentedHeaders):
        return {}
    required = [each for each in documented(kind) if each.required]
    return {each.wire_name: _header_text(each) for each in required}


def with_promised(kind: object, given: Mapping[str, str]) -> dict[str, str]:
    """The headers that are given, and those that an answer must have besides."""
    there = {name.lower() for name in given}
    promised = promised_headers(kind).items()
    return {n: v for n, v in promised if n.lower() not in there} | dict(given)


def _header_text(header: HeaderField[object]) -> str:
    found = sample(header.form, Place(header.wire_name))
    if header.json:
        return _spelt(found)
    return header.delimiter.join(map(_spelt, _items(found)))


def _items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _set(body: dict[str, Any], path: str, value: object) -> None:
    name, _, rest = path.partition(".")
    if not rest:
        body[name] = value
        return
    inner = body.get(name)
    members = cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}
    body[name] = members
    _set(members, rest, value)


def _spelt(value: object) -> str:
    return value if isinstance(value, str) else to_json_bytes(value).decode()
