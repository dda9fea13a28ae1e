"""The classes and attributes of documented response headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Header, Operation, Response, StatusRange
from sdksmith.ir.types import OperationId
from sdksmith.naming.casing import casing_of
from sdksmith.naming.classes import Classes
from sdksmith.naming.published import header_key
from sdksmith.naming.register import Register, Scope, settle
from sdksmith.naming.reserved import HEADERS, avoid
from sdksmith.naming.subjects import Subject
from sdksmith.naming.table import MethodName
from sdksmith.naming.words import identifier, spelled_out, split_words, told_words


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """Names around headers, in the shape of `NameTable`."""

    attributes: Mapping[tuple[OperationId, str], str]
    classes: Mapping[tuple[OperationId, StatusRange], str]


def assign_headers(
    api: Api,
    methods: Mapping[OperationId, MethodName],
    classes: Classes,
    register: Register,
) -> HeaderNames:
    """Name the headers of successes, and a class for those of each status.

    Statuses with the same headers share a class; that of the first is called after
    the method alone: `SubsCreateHeaders`, `SubsCreateHeaders202`.
    """
    attributes: dict[tuple[OperationId, str], str] = {}
    found: dict[tuple[OperationId, StatusRange], str] = {}
    taken = {*classes.schemas.values(), *classes.resources.values()}
    casing = casing_of(api)
    for operation in api.operations:
        responses = [each for each in operation.responses if has_headers(each)]
        if responses:
            attributes.update(_attributes(operation, responses, register))
            method = methods[operation.id]
            stem = casing.pascal(split_words(method.method))
            stem = f"{classes.resources.get(method.resource, '')}{stem}Headers"
            for key, name in _classes(operation, responses, stem):
                found[key] = f"{name}_" if name in taken else name
    return HeaderNames(attributes, found)


def has_headers(response: Response) -> bool:
    """Whether the answer of a success has documented headers."""
    return bool(response.headers) and not response.is_error


def _classes(
    operation: Operation, responses: list[Response], stem: str
) -> Iterator[tuple[tuple[OperationId, StatusRange], str]]:
    names: dict[tuple[Header, ...], str] = {}
    for response in responses:
        name = f"{stem}{_status(response.status)}" if names else stem
        yield (operation.id, response.status), names.setdefault(response.headers, name)


def _status(status: StatusRange) -> str:
    if status.is_default:
        return "Default"
    return str(status.low) if status.is_single else f"{status.low // 100}XX"


def _attributes(
    operation: Operation, responses: list[Response], register: Register
) -> Mapping[tuple[OperationId, str], str]:
    scope = Scope(register, HEADERS)
    wanted = sorted({h.wire_name.lower() for each in responses for h in each.headers})
    subjects = {
        name: Subject(header_key(operation.id, name), (), operation.origin)
        for name in wanted
    }
    found = settle((name, subject, scope) for name, subject in subjects.items())
    for name, subject in subjects.items():
        if name not in found:
            spoken = identifier(spelled_out(name), "header")
            plain = identifier(told_words(name), "header")
            found[name] = scope.claim(subject, (avoid(plain, HEADERS), spoken))
    return {(operation.id, name): found[name] for name in wanted}
