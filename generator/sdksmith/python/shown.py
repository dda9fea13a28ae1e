"""The document's examples: which values of the testing kit they are good for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Content, Encoding, MemberPath, Operation, Response
from sdksmith.ir.schemas import AliasSchema, Doc, Field, ObjectSchema
from sdksmith.ir.types import Json, ListOf, Nullable, Ref, SchemaId, Type
from sdksmith.ir.walk import all_operations
from sdksmith.python.objects import Schemas, resolved
from sdksmith.python.validity import Validity

_LONGEST = 5_000
"""Characters of JSON that an example may have to be kept."""

Examples = Mapping[SchemaId, tuple[Json, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Finds examples that are valid values; others are passed over."""

    validity: Validity
    of_bodies: Examples
    """What media types show, by the objects that are or hold the body."""

    def of_field(self, field: Field) -> Json | None:
        """The value that the document shows for a member, or its default."""
        candidates = [*self._said(field.type, field.doc), field.default]
        return self._first(candidates, field.type)

    def of_object(self, schema: ObjectSchema) -> Json | None:
        """The whole object that the document shows."""
        candidates = [*schema.doc.examples, *self.of_bodies.get(schema.id, ())]
        return self._first([*candidates], Ref(schema.id))

    def _first(self, candidates: list[Json | None], of: Type) -> Json | None:
        for each in candidates:
            if each is None or each.value is None or len(each.text) > _LONGEST:
                continue
            if self.validity.allows(each.value, of):
                return each
        return None

    def _said(self, of: Type, doc: Doc) -> Iterator[Json]:
        """Examples of a member, then of the schemas that it refers to."""
        yield from doc.examples
        schemas, seen = self.validity.schemas, set[SchemaId]()
        while True:
            of = of.inner if isinstance(of, Nullable) else of
            if not isinstance(of, Ref) or of.target in seen:
                break
            seen.add(of.target)
            schema = schemas.get(of.target)
            if schema is None or isinstance(schema, ObjectSchema):
                break
            yield from schema.doc.examples
            if not isinstance(schema, AliasSchema):
                break
            of = schema.target


def json_of(response: Response) -> Content | None:
    """The JSON of a response, if it has any."""
    found = (each for each in response.contents if each.encoding is Encoding.JSON)
    return next(found, None)


def body_shown(response: Response, content: Content, validity: Validity) -> Json | None:
    """The valid example of a whole body, in its envelope if it has one."""
    path = (response.unwrapped,) if response.unwrapped else ()
    shown = zip(content.examples, _shown(content, path), strict=True)
    for whole, (of, inner) in shown:
        is_short = len(whole.text) <= _LONGEST
        if is_short and inner is not None and validity.allows(inner, of):
            return whole
    return None


def examples_of_bodies(api: Api, schemas: Schemas) -> Examples:
    """What the media types of requests and answers show, by the objects shown."""
    found: dict[SchemaId, dict[Json, None]] = {}
    for operation in all_operations(api):
        for of, example in _bodies(operation):
            _note(found, schemas, of, example)
    return {target: tuple(examples) for target, examples in found.items()}


def _bodies(operation: Operation) -> Iterator[tuple[Type, object]]:
    for content in operation.body.contents if operation.body else ():
        yield from _shown(content, ())
    for response in operation.responses:
        unwrapped = (response.unwrapped,) if response.unwrapped else ()
        for content in response.contents:
            yield from _shown(content, unwrapped)
            pages = operation.pagination
            if pages is not None:
                items = replace(content, type=ListOf(pages.item_type))
                yield from _shown(items, pages.items)


def _shown(content: Content, path: MemberPath) -> Iterator[tuple[Type, object]]:
    """The type of a body, or of what a path leads to, with its examples."""
    if content.encoding in (Encoding.JSON, Encoding.FORM):
        for each in content.examples:
            example = each.value
            for name in path:
                example = example.get(name) if isinstance(example, dict) else None
            yield content.type, example


def _note(
    found: dict[SchemaId, dict[Json, None]], schemas: Schemas, of: Type, example: object
) -> None:
    """Take note of an example of an object, or of the first one of a list of them."""
    of = resolved(of, schemas)
    of = resolved(of.inner, schemas) if isinstance(of, Nullable) else of
    if isinstance(of, ListOf) and isinstance(example, list) and example:
        _note(found, schemas, of.item, example[0])
    elif isinstance(of, Ref) and isinstance(example, dict):
        found.setdefault(of.target, {})[Json.of(example)] = None
