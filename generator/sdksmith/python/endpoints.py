"""What the constant of an operation says beyond method, path and answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sdksmith.ir.operations import (
    Content,
    Encoding,
    NestedArrays,
    Parameter,
    Part,
    Place,
    Style,
)
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Paged, Plain, error_forms, status_key
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.literals import literal
from sdksmith.python.response_headers import header_classes
from sdksmith.python.runtime import runtime
from sdksmith.python.security import asked_by, requirements
from sdksmith.python.servers import servers_code
from sdksmith.python.types import Code, call, mapping_display, tuple_display

if TYPE_CHECKING:
    from sdksmith.python.methods import Method

_DEFAULTS = {
    Place.PATH: (Style.SIMPLE, False),
    Place.QUERY: (Style.FORM, True),
    Place.QUERYSTRING: (Style.FORM, True),
    Place.HEADER: (Style.SIMPLE, False),
    Place.COOKIE: (Style.FORM, True),
}
_MEDIA_TYPES = {
    Encoding.JSON: "application/json",
    Encoding.FORM: "application/x-www-form-urlencoded",
    Encoding.MULTIPART: "multipart/form-data",
}
_EXPLODES = (Style.FORM, Style.DEEP_OBJECT, Style.COOKIE)


def endpoint_options(
    method: Method, blueprint: Blueprint, annotations: Annotations
) -> Iterator[tuple[str, Code]]:
    """The named arguments, of which there is one only where it says something."""
    operation, answer = method.operation, method.answer
    if isinstance(answer, Paged) and answer.detail_path is not None:
        yield "detail", (literal(answer.detail_path),)
    styles = [
        (_style_key(each), _style(each, each.media_type))
        for each in operation.parameters
        if not _is_default(each)
    ]
    if styles:
        yield "styles", mapping_display(styles)
    if method.arguments.body is not None:
        yield from _body_options(method.arguments.body)
    if answer.accept is not None:
        yield "accept", (literal(answer.accept),)
    asked = asked_by(operation, blueprint.api)
    if asked != blueprint.security:
        yield "security", requirements(asked, blueprint.api)
    key, usual = operation.idempotency_header, blueprint.api.idempotency_header
    if key is not None and key.lower() != (usual or "").lower():
        yield "idempotency_header", (literal(key),)
    if operation.servers:
        yield "servers", servers_code(operation.servers)
    headers = header_classes(operation, blueprint)
    if isinstance(answer, Plain) and headers:
        yield "headers", mapping_display(
            (status_key(status), (symbol,)) for status, symbol in headers.items()
        )
    errors = error_forms(operation, blueprint, annotations)
    if errors:
        yield "errors", mapping_display(errors)


def _is_default(parameter: Parameter) -> bool:
    written = (parameter.style, parameter.explode)
    # The members of the one object are the whole query (OpenAPI 3.2, 4.12.1).
    if parameter.place is Place.QUERYSTRING:
        return parameter.media_type == _MEDIA_TYPES[Encoding.FORM]
    return (
        written == _DEFAULTS[parameter.place]
        and not parameter.allow_reserved
        and parameter.media_type is None
    )


def _style_key(parameter: Parameter) -> Code:
    place = "query" if parameter.place is Place.QUERYSTRING else parameter.place.value
    return tuple_display([(literal(place),), (literal(parameter.wire_name),)])


def _style(of: Parameter | Part, content: str | None = None) -> Code:
    chosen = (of.style or Style.FORM).value
    if isinstance(of, Parameter) and of.place is Place.QUERYSTRING:
        chosen = Place.QUERYSTRING.value
    options: list[tuple[str, Code]] = []
    if content is not None:
        options.append(("content", (literal(content),)))
    elif of.explode is not None and of.explode != (
        (of.style or Style.FORM) in _EXPLODES
    ):
        options.append(("explode", (literal(of.explode),)))
    if of.arrays is not NestedArrays.INDICES:
        options.append(("arrays", (literal(of.arrays.value),)))
    if of.allow_reserved:
        options.append(("allow_reserved", ("True",)))
    name: Code = (literal(chosen),)
    return call(runtime("Style"), name, named_arguments=options)


def _body_options(content: Content) -> Iterator[tuple[str, Code]]:
    parts = [((literal(part.wire_name),), _part(part)) for part in content.parts]
    if parts:
        yield "parts", mapping_display(parts)
    is_range = "*" in content.media_type
    if not is_range and content.media_type != _MEDIA_TYPES.get(content.encoding):
        yield "media_type", (literal(content.media_type),)


def _part(part: Part) -> Code:
    options: list[tuple[str, Code]] = []
    if part.media_type is not None:
        options.append(("content_type", (literal(part.media_type),)))
    if part.style is not None or part.explode is not None or part.allow_reserved:
        options.append(("style", _style(part)))
    return call(runtime("Part"), named_arguments=options)
