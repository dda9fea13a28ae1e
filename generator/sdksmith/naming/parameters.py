"""The arguments of methods: parameters, and the fields of a body in keywords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import Operation, Parameter, Place
from sdksmith.ir.schemas import AliasSchema, ObjectSchema, Schema
from sdksmith.ir.types import Nullable, OperationId, Ref, SchemaId, Type
from sdksmith.naming.members import plainest_first, spellings
from sdksmith.naming.published import body_field_key, parameter_key
from sdksmith.naming.register import Register, Scope, settle
from sdksmith.naming.reserved import ARGUMENTS, avoid
from sdksmith.naming.subjects import Subject

_ORDER = (Place.PATH, Place.QUERY, Place.QUERYSTRING, Place.HEADER, Place.COOKIE)
_BODY = "body"
_UNSPEAKABLE = "parameter"


@dataclass(frozen=True, slots=True)
class Arguments:
    """Names of arguments, in the shape of `NameTable`."""

    parameters: Mapping[tuple[OperationId, Place, str], str]
    body_fields: Mapping[tuple[OperationId, str], str]


def assign_arguments(
    operations: tuple[Operation, ...],
    schemas: Mapping[SchemaId, Schema],
    register: Register,
) -> Arguments:
    """Name the arguments of every operation.

    The first of path, query, header, cookie and body keeps a name that several want;
    the others get their place behind it: `name`, `name_query`, `name_body`. Those of
    one place that differ by case or symbols are told apart as members of objects are.
    """
    parameters: dict[tuple[OperationId, Place, str], str] = {}
    body_fields: dict[tuple[OperationId, str], str] = {}
    for operation in operations:
        wanted = list(_wanted(operation, schemas))
        for argument, name in zip(wanted, _named(wanted, register), strict=True):
            if argument.place is None:
                body_fields[operation.id, argument.wire_name] = name
            else:
                key = (operation.id, argument.place, argument.wire_name)
                parameters[key] = name
    return Arguments(parameters, body_fields)


@dataclass(frozen=True, slots=True)
class _Argument:
    """Something to name; `place` None is the body."""

    subject: Subject
    wire_name: str
    place: Place | None
    reserved: frozenset[str]

    @property
    def plain(self) -> str:
        """What it is called where nothing else is called so."""
        return next(spellings(self.wire_name, _UNSPEAKABLE))


def _wanted(
    operation: Operation, schemas: Mapping[SchemaId, Schema]
) -> Iterator[_Argument]:
    fields = body_field_names(operation, schemas)
    reserved = ARGUMENTS | {_BODY} if operation.body else ARGUMENTS
    for place in _ORDER:
        found = [p for p in operation.parameters if p.place is place]
        for parameter in sorted(found, key=lambda p: plainest_first(p.wire_name)):
            subject = _subject(operation, parameter)
            yield _Argument(subject, parameter.wire_name, place, reserved)
    for wire_name in sorted(fields, key=plainest_first):
        key = body_field_key(operation.id, wire_name)
        subject = Subject(key, (), operation.origin)
        yield _Argument(subject, wire_name, None, ARGUMENTS)


def _subject(operation: Operation, parameter: Parameter) -> Subject:
    key = parameter_key(operation.id, parameter.place, parameter.wire_name)
    aliases = (
        f"{operation.id} {parameter.wire_name}",
        *(f"{said} {parameter.wire_name}" for said in _said(operation)),
        f"#{parameter.origin.pointer}",
    )
    return Subject(key, aliases, parameter.origin)


def _said(operation: Operation) -> Iterator[str]:
    if operation.hint is not None:
        yield " ".join(operation.hint.words)


def _named(wanted: list[_Argument], register: Register) -> list[str]:
    scope = Scope(register, ARGUMENTS)
    found = settle((n, each.subject, scope) for n, each in enumerate(wanted))
    namesakes = Counter((each.place, each.plain) for each in wanted)
    for index, argument in enumerate(wanted):
        if index not in found:
            is_alone = namesakes[argument.place, argument.plain] == 1
            keeps = is_alone or argument.plain == argument.wire_name
            candidates = _candidates(argument, is_plain=keeps)
            found[index] = scope.claim(argument.subject, candidates, tell=False)
    return [found[index] for index in range(len(wanted))]


def _candidates(argument: _Argument, *, is_plain: bool) -> Iterator[str]:
    place = argument.place.value if argument.place else _BODY
    names = tuple(spellings(argument.wire_name, _UNSPEAKABLE))
    for name in names[:1] if is_plain else names:
        yield avoid(name, argument.reserved)
    for name in names:
        yield f"{name}_{place}"


def body_field_names(
    operation: Operation, schemas: Mapping[SchemaId, Schema]
) -> frozenset[str]:
    """The wire names of all members that an object in the body may have."""
    if operation.body is None:
        return frozenset()
    names: set[str] = set()
    for content in operation.body.contents:
        names |= _member_names(content.type, schemas, frozenset())
    return frozenset(names)


def _member_names(
    found: Type, schemas: Mapping[SchemaId, Schema], seen: frozenset[SchemaId]
) -> frozenset[str]:
    if isinstance(found, Nullable):
        return _member_names(found.inner, schemas, seen)
    if not isinstance(found, Ref) or found.target in seen:
        return frozenset()
    seen |= {found.target}
    match schemas.get(found.target):
        case AliasSchema(target=target):
            return _member_names(target, schemas, seen)
        case ObjectSchema(fields=fields, parents=parents):
            inherited = (_member_names(Ref(p), schemas, seen) for p in parents)
            return frozenset(f.wire_name for f in fields).union(*inherited)
        case _:
            return frozenset()
