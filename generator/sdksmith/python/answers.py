"""What a method gives back: plain values, pages, or a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from sdksmith.ir.operations import (
    Content,
    Encoding,
    Operation,
    Response,
    StatusRange,
)
from sdksmith.ir.schemas import UnionSchema
from sdksmith.ir.types import Ref, Type
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.literals import literal
from sdksmith.python.member_paths import MemberPaths
from sdksmith.python.objects import Schemas
from sdksmith.python.page_styles import PageStyle, page_style
from sdksmith.python.response_headers import header_classes
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    NONE,
    STR,
    Code,
    PyType,
    annotated,
    builtin,
    call,
    code,
    generic,
    literal_of,
    shown,
    union,
)

STREAMS = (Encoding.JSON_LINES, Encoding.EVENT_STREAM)
"""What is read item by item."""
_READERS = {
    Encoding.JSON_LINES: ("lines", "LineStream", "streamed_lines"),
    Encoding.EVENT_STREAM: ("events", "EventStream", "streamed_events"),
    Encoding.BINARY: ("download", "Download", "downloaded"),
}
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Plain:
    """One value by status: `table` for the decoder, the types for the reader.

    `responses` is what the document says of them.
    """

    table: tuple[tuple[Code, Code], ...]
    value: PyType
    response: PyType
    accept: str | None
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Paged:
    """A list in pages, or with `detail` a resource whose items are.

    `style` says where the answer holds what, and `detail_path` where the resource is:
    dotted attribute names of the envelope.
    """

    envelope: PyType
    item: PyType
    info: PyType
    detail: PyType | None
    style: PageStyle
    detail_path: str | None
    accept: str | None


@dataclass(frozen=True, slots=True)
class Streamed:
    """A piece at a time; `verb` is the client's method that reads it so.

    `stream` is what the method gives, and `awaited` what makes it asynchronous.
    `is_other` says that the media type is not the usual one of the operation.
    """

    item: PyType
    verb: str
    stream: PyType
    awaited: str
    accept: str | None
    is_other: bool = False


Answer: TypeAlias = Plain | Paged | Streamed


def answers(
    operation: Operation, blueprint: Blueprint, annotations: Annotations
) -> tuple[Answer, ...]:
    """How an operation can answer: first as its method does, then as a stream."""
    successes = [each for each in operation.responses if not each.is_error]
    paged = _paged(operation, successes, blueprint, annotations)
    streams = tuple(_streams(successes, annotations))[:1]
    if paged is None and streams and not any(_whole(each) for each in successes):
        return streams
    usual = paged or _plain(operation, successes, blueprint, annotations)
    return (usual, *streams, *_others(operation, successes, blueprint, annotations))


def _others(
    operation: Operation,
    successes: Iterable[Response],
    blueprint: Blueprint,
    annotations: Annotations,
) -> Iterator[Answer]:
    """The answer in each further media type that does not say the same again."""
    for response in successes:
        usual = _whole(response)
        others = [
            content
            for content in response.contents
            if content != usual
            and not content.repeats
            and content.encoding not in STREAMS
        ]
        for content in others:
            if content.encoding in (Encoding.JSON, Encoding.TEXT):
                only = replace(response, contents=(content,), unwrapped=None)
                found = _plain(operation, [only], blueprint, annotations)
                yield replace(found, accept=content.media_type)
            else:
                download = replace(content, encoding=Encoding.BINARY)
                yield replace(_streamed(download, annotations), is_other=True)
        if others:
            return


def error_forms(
    operation: Operation, blueprint: Blueprint, annotations: Annotations
) -> tuple[tuple[Code, Code], ...]:
    """The error bodies that are not the API's own, by status."""
    shape = blueprint.api.error_shape
    usual = None if shape is None else Ref(shape.schema)
    described = [
        (response.status, content.type)
        for response in operation.responses
        if response.is_error
        and (content := _whole(response))
        and content.encoding is Encoding.JSON
    ]
    unusual = [status for status, of in described if of != usual]
    # A status with the usual body must be told where one of a wider range is not.
    all_told = any(not status.is_single for status in unusual)
    return tuple(
        (status_key(status), code(annotations.received(of)))
        for status, of in described
        if all_told or of != usual
    )


def _whole(response: Response) -> Content | None:
    """The media type that is read in one piece: JSON, else text, else bytes."""
    for wanted in (Encoding.JSON, Encoding.TEXT):
        for content in response.contents:
            if content.encoding is wanted:
                return content
    others = [each for each in response.contents if each.encoding not in STREAMS]
    return others[0] if others else None


def _plain(
    operation: Operation,
    successes: list[Response],
    blueprint: Blueprint,
    annotations: Annotations,
) -> Plain:
    if not successes:
        nothing = generic(runtime("Response"), builtin("int"), NONE)
        return Plain((((literal("2XX"),), ("None",)),), NONE, nothing, None)
    table: list[tuple[Code, Code]] = []
    types: list[Type | PyType] = []
    responses: list[PyType] = []
    headers = header_classes(operation, blueprint)
    for response in successes:
        form, of = _form(response, annotations)
        shown_as = of if isinstance(of, PyType) else annotations.received(of)
        table.append((status_key(response.status), form))
        types.append(of)
        held = [_status_type(response.status), shown_as]
        if response.status in headers:
            held.append(shown(headers[response.status]))
        responses.append(generic(runtime("Response"), *held))
    return Plain(
        tuple(table),
        union(_widest(types, blueprint.schemas, annotations)),
        union(responses),
        _accept(successes),
        tuple(successes),
    )


def _form(response: Response, annotations: Annotations) -> tuple[Code, Type | PyType]:
    content = _whole(response)
    if content is None:
        return ("None",), NONE
    if content.encoding is Encoding.JSON:
        of = content.type
        form = annotations.received(of)
        if response.unwrapped is not None:
            member = call(runtime("Member"), (literal(response.unwrapped),))
            form = annotated(form, member)
        return code(form), of
    if content.encoding is Encoding.TEXT:
        return (runtime("Text"),), STR
    return (runtime("Binary"),), builtin("bytes")


def _widest(
    types: Iterable[Type | PyType], schemas: Schemas, annotations: Annotations
) -> Iterator[PyType]:
    """The types without those that are variants of a union among them."""
    distinct = list(dict.fromkeys(types))
    covered = {
        variant.type
        for of in distinct
        if isinstance(of, Ref)
        and isinstance(declared := schemas.get(of.target), UnionSchema)
        for variant in declared.variants
    }
    for of in distinct:
        if isinstance(of, PyType):
            yield of
        elif of not in covered:
            yield annotations.received(of)


def status_key(status: StatusRange) -> Code:
    """A status as tables of the runtime have it: 200, "2XX" or "default"."""
    if status.is_default:
        return (literal("default"),)
    if status.is_single:
        return (literal(status.low),)
    return (literal(f"{status.low // 100}XX"),)


def _status_type(status: StatusRange) -> PyType:
    return literal_of([status.low]) if status.is_single else builtin("int")


def _accept(successes: Iterable[Response]) -> str | None:
    """What to ask for, where the runtime would not by itself."""
    found = [content for each in successes if (content := _whole(each))]
    names = list(dict.fromkeys(content.media_type for content in found))
    if not names or names == [_JSON] or any("*" in name for name in names):
        return None
    return ", ".join(names)


def _streams(
    successes: Iterable[Response], annotations: Annotations
) -> Iterator[Streamed]:
    for response in successes:
        for content in response.contents:
            bytes_only = content is _whole(response)
            if content.encoding in STREAMS or (
                content.encoding is Encoding.BINARY and bytes_only
            ):
                yield _streamed(content, annotations)


def _streamed(content: Content, annotations: Annotations) -> Streamed:
    verb, name, awaited = _READERS[content.encoding]
    accept = None if "*" in content.media_type else content.media_type
    if content.encoding is Encoding.BINARY:
        return Streamed(builtin("bytes"), verb, shown(runtime(name)), awaited, accept)
    item = annotations.received(content.type)
    return Streamed(item, verb, generic(runtime(name), item), awaited, accept)


def _paged(
    operation: Operation,
    successes: list[Response],
    blueprint: Blueprint,
    annotations: Annotations,
) -> Paged | None:
    pages = operation.pagination
    content = next((found for each in successes if (found := _whole(each))), None)
    if pages is None or content is None:
        return None
    walk = MemberPaths(blueprint)
    info = walk.type_at(content.type, pages.info)
    style = page_style(pages, content.type, walk)
    if info is None or style is None:
        return None
    detail, path = None, None
    if pages.detail is not None:
        path = walk.attributes(content.type, pages.detail)
        detail = walk.type_at(content.type, pages.detail)
        if path is None or detail is None:
            return None
    return Paged(
        annotations.received(content.type),
        annotations.received(pages.item_type),
        annotations.received(info),
        None if detail is None else annotations.received(detail),
        style,
        path,
        _accept(successes),
    )
