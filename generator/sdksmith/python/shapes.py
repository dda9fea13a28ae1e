"""How the decoder tells the variants of a union apart, as metadata of its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sdksmith.ir.schemas import JsonKind, ObjectSchema, Shape, UnionSchema, Variant
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.literals import literal
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    ANY,
    Code,
    PyType,
    annotated,
    call,
    code,
    mapping_display,
    shown,
    tuple_display,
    union,
)


def received_union(schema: UnionSchema, annotations: Annotations) -> PyType:
    """The type of a decoded union, with what the decoder needs to choose."""
    return annotated(plain_union(schema, annotations), *_choosing(schema, annotations))


def plain_union(schema: UnionSchema, annotations: Annotations) -> PyType:
    """The type of a decoded union, as type checkers see it."""
    types = _received(schema, annotations)
    defaults = [variant for variant in schema.variants if variant.is_default]
    if schema.discriminator is not None and not defaults:
        types.append(shown(runtime("UnknownVariant")))
    return union(types)


def _received(schema: UnionSchema, annotations: Annotations) -> list[PyType]:
    return [annotations.received(variant.type) for variant in schema.variants]


def _choosing(schema: UnionSchema, annotations: Annotations) -> Iterator[Code]:
    """How the decoder chooses, where the JSON type alone does not decide."""
    types = _received(schema, annotations)
    if schema.discriminator is not None:
        tags = mapping_display(_by_tag(schema.variants, types))
        default = [
            ("fallback", code(of))
            for variant, of in zip(schema.variants, types, strict=True)
            if variant.is_default
        ]
        yield call(
            runtime("Tagged"),
            *((literal(schema.discriminator),), tags),
            named_arguments=default[:1],
        )
    elif union(types) != ANY and not _tells_itself(schema.variants):
        all_shapes = tuple(variant.shape for variant in schema.variants)
        shapes = [
            _shape(of, shape, all_shapes)
            for of, shape in zip(types, all_shapes, strict=True)
        ]
        yield call(runtime("ByShape"), *shapes)


def sent_union(schema: UnionSchema, annotations: Annotations) -> PyType:
    """What a caller may pass for a union."""
    types = (variant.type for variant in schema.variants)
    return union(annotations.sent_within(schema.id, of) for of in types)


def family_metadata(schema: ObjectSchema, blueprint: Blueprint) -> Code:
    """How the decoder chooses among a class and its children, defined later."""
    assert schema.discriminator is not None, "a family has a discriminator"
    children = mapping_display(
        ((literal(tag),), (blueprint.symbol(child),))
        for tag, child in schema.discriminator.mapping
        if child in blueprint.modules.module_of
    )
    default = schema.discriminator.default
    is_known = default in blueprint.modules.module_of
    fallback = blueprint.symbol(default if default and is_known else schema.id)
    return call(
        runtime("Tagged"),
        (literal(schema.discriminator.wire_name),),
        ("lambda: ", *children),
        named_arguments=[
            ("fallback", ("lambda: ", fallback) if is_known else (fallback,))
        ],
    )


def _by_tag(
    variants: tuple[Variant, ...], types: list[PyType]
) -> Iterator[tuple[Code, Code]]:
    for variant, of in zip(variants, types, strict=True):
        for tag in variant.tags:
            yield (literal(tag),), code(of)


def _tells_itself(variants: tuple[Variant, ...]) -> bool:
    """Whether the JSON type alone decides, as pydantic sees by itself."""
    kinds = [frozenset(_merged(variant.shape.kinds)) for variant in variants]
    if any(not each or JsonKind.OBJECT in each for each in kinds):
        return False
    return not any(one & other for one, other in combinations(kinds, 2))


def _merged(kinds: tuple[JsonKind, ...]) -> Iterator[JsonKind]:
    for kind in kinds:
        yield JsonKind.NUMBER if kind is JsonKind.INTEGER else kind


def _shape(of: PyType, shape: Shape, others: tuple[Shape, ...]) -> Code:
    """The tests for one variant, as far as the others could be mistaken for it."""
    options: list[tuple[str, Code]] = []
    if shape.kinds and shape.kinds != (JsonKind.OBJECT,):
        options.append(("kind", _kinds(shape.kinds)))
    if shape.required:
        options.append(("required", _strings(shape.required)))
    kinds = [
        ((literal(name),), _kinds(kinds))
        for name, kinds in shape.member_kinds
        if kinds and _matters(name, kinds, [o.member_kinds for o in others])
    ]
    if kinds:
        options.append(("kinds", mapping_display(kinds)))
    values = [
        ((literal(name),), _strings(tuple(json.value for json in allowed)))
        for name, allowed in shape.member_values
        if _matters(name, allowed, [other.member_values for other in others])
    ]
    if values:
        options.append(("values", mapping_display(values)))
    return call(runtime("Shape"), code(of), named_arguments=options)


def _matters(
    name: str, own: object, others: Sequence[tuple[tuple[str, object], ...]]
) -> bool:
    """Whether another variant has such a member, and asks something else of it."""
    return any(
        other == name and wanted != own for shape in others for other, wanted in shape
    )


def _kinds(kinds: tuple[JsonKind, ...]) -> Code:
    if len(kinds) == 1:
        return (literal(kinds[0].value),)
    return _strings(tuple(kind.value for kind in kinds))


def _strings(values: tuple[object, ...]) -> Code:
    return tuple_display([(literal(value),) for value in values])
