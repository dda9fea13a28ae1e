"""The arguments of a method, and the request that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import Content, Encoding, Operation, Parameter, Place
from sdksmith.ir.schemas import Presence
from sdksmith.ir.types import Const, Primitive, PrimitiveKind, Type
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.bodies import KeywordBody, WholeBody, body_of, is_form
from sdksmith.python.literals import literal
from sdksmith.python.objects import Member, object_of
from sdksmith.python.prose import described
from sdksmith.python.runtime import runtime
from sdksmith.python.types import OBJECT, STR, PyType, mapping, shown, union

BODY = "body"

_PLACES = {
    Place.PATH: "path",
    Place.QUERY: "query",
    Place.QUERYSTRING: "query",
    Place.HEADER: "headers",
    Place.COOKIE: "cookies",
}
_KINDS = {
    Encoding.JSON: "json",
    Encoding.FORM: "form",
    Encoding.MULTIPART: "multipart",
    Encoding.TEXT: "content",
    Encoding.BINARY: "content",
    Encoding.JSON_LINES: "content",
    Encoding.EVENT_STREAM: "content",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: where its value goes, and what may be passed.

    `target` is the argument of the call that takes it, under `wire_name` or as a
    whole. `constant` is what is sent unless the caller says otherwise: the only value
    there is, or the tag of the object. It stands for a `parameter` or a `member` of the body, or else for all of that.
    """

    name: str
    type: PyType
    required: bool
    positional: bool
    target: str
    wire_name: str | None
    constant: str | None
    said: str | None
    parameter: Parameter | None = None
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Arguments:
    """All arguments of a method, in its order.

    `optional_body` says that no body is sent where none of its members is given.
    """

    all: tuple[Argument, ...]
    body: Content | None
    optional_body: bool

    @property
    def positional(self) -> tuple[Argument, ...]:
        """Those that may be passed by place."""
        return tuple(argument for argument in self.all if argument.positional)

    @property
    def keyword(self) -> tuple[Argument, ...]:
        """Those that are passed by name, required ones first."""
        return tuple(argument for argument in self.all if not argument.positional)

    def grouped(self) -> Mapping[str, tuple[Argument, ...]]:
        """The arguments by what takes them, in the order of the runtime's."""
        order = dict.fromkeys([*_PLACES.values(), *_KINDS.values()])
        found = {
            target: tuple(each for each in self.all if each.target == target)
            for target in order
        }
        return {target: each for target, each in found.items() if each}


def arguments_of(
    operation: Operation,
    content: Content | None,
    blueprint: Blueprint,
    annotations: Annotations,
) -> Arguments:
    """What the method for an operation takes that sends this media type."""
    body = body_of(operation, blueprint.names, blueprint.schemas, content)
    make = _Make(operation, blueprint, annotations)
    found = [make.parameter(parameter) for parameter in make.in_path_order()]
    if isinstance(body, KeywordBody):
        found += [make.member(member, body) for member in body.members]
    elif isinstance(body, WholeBody):
        found.append(make.whole(body))
    found.sort(key=lambda argument: (not argument.positional, not argument.required))
    optional = isinstance(body, KeywordBody) and not body.required
    return Arguments(tuple(found), body.content if body else None, optional)


@dataclass(frozen=True, slots=True)
class _Make:
    operation: Operation
    blueprint: Blueprint
    annotations: Annotations

    def in_path_order(self) -> Iterator[Parameter]:
        """Path parameters as the path has them, then the others."""
        path = self.operation.path
        inside = [p for p in self.operation.parameters if p.place is Place.PATH]
        yield from sorted(inside, key=lambda p: path.find(f"{{{p.wire_name}}}"))
        for parameter in self.operation.parameters:
            if parameter.place is not Place.PATH:
                yield parameter

    def parameter(self, parameter: Parameter) -> Argument:
        """The argument for a parameter."""
        key = (self.operation.id, parameter.place, parameter.wire_name)
        in_path = parameter.place is Place.PATH
        constant = _constant(parameter.type)
        required = parameter.required or in_path
        return Argument(
            self.blueprint.names.parameters[key],
            self.annotations.sent(parameter.type),
            required=required and constant is None,
            positional=in_path and constant is None,
            target=_PLACES[parameter.place],
            wire_name=parameter.wire_name,
            constant=constant if required else None,
            said=described(parameter.doc, parameter.type, parameter.default),
            parameter=parameter,
        )

    def member(self, member: Member, body: KeywordBody) -> Argument:
        """The argument for a member of the body."""
        field = member.field
        constant = self._tag(member, body) or _constant(field.type)
        required = body.required and field.presence is Presence.REQUIRED
        return Argument(
            self.blueprint.names.body_fields[(self.operation.id, field.wire_name)],
            self.annotations.sent(field.type, in_form=is_form(body.content)),
            required=required and constant is None,
            positional=False,
            target=_KINDS[body.content.encoding],
            wire_name=field.wire_name,
            constant=constant if required else None,
            said=described(field.doc, field.type, field.default),
            member=member,
        )

    def _tag(self, member: Member, body: KeywordBody) -> str | None:
        """What the member says to tell the body from its siblings."""
        found = object_of(body.content.type, self.blueprint.schemas)
        for tag in found.tags if found else ():
            if tag.wire_name == member.field.wire_name and tag.values:
                return literal(tag.values[0])
        return None

    def whole(self, body: WholeBody) -> Argument:
        """The one argument for a body that is not taken apart."""
        said = self.operation.body.doc.description if self.operation.body else None
        return Argument(
            BODY,
            self._whole_type(body.content),
            required=body.required,
            positional=True,
            target=_KINDS[body.content.encoding],
            wire_name=None,
            constant=None,
            said=said,
        )

    def _whole_type(self, content: Content) -> PyType:
        match content.encoding:
            case Encoding.JSON:
                return self.annotations.sent(content.type)
            case Encoding.FORM | Encoding.MULTIPART:
                if object_of(content.type, self.blueprint.schemas) is not None:
                    return self.annotations.sent(content.type, in_form=True)
                return mapping(STR, OBJECT)
            case _:
                return shown(runtime("Content"))


def with_omit(of: PyType) -> PyType:
    """The type of an argument that may be left out."""
    return union((of, shown(runtime("Omit")))) if of != OBJECT else OBJECT


def _constant(of: Type) -> str | None:
    match of:
        case Const():
            return literal(of.value.value)
        case Primitive(kind=PrimitiveKind.NULL):
            return literal(None)
        case _:
            return None
