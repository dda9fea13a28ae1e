"""The places of an operation's own types: its parameters, its body, its answers."""

from __future__ import annotations

from http import HTTPStatus

from sdksmith.ir.build.places import Place, role, standalone
from sdksmith.ir.schemas import HintSource, NameHint
from sdksmith.ir.types import OperationId, SchemaId

_COMPONENTS = "/components/"


def parameter_place(pointer: str, operation: OperationId, wire_name: str) -> Place:
    """The place of a parameter's schema; a shared parameter is called by itself."""
    if pointer.startswith(_COMPONENTS):
        return standalone(pointer, wire_name)
    return role(pointer, operation, wire_name)


def request_place(pointer: str, operation: OperationId) -> Place:
    """The place of a request body's schema."""
    if pointer.startswith(_COMPONENTS):
        return standalone(pointer, pointer.split("/")[3])
    return _role(pointer, operation, ("Request",), ("Request", "Body"))


def response_place(
    pointer: str, operation: OperationId, status: str, *, is_first: bool
) -> Place:
    """The place of a response's schema; the first success is the operation's result."""
    if pointer.startswith(_COMPONENTS):
        return standalone(pointer, pointer.split("/")[3])
    meaning = _status_words(status)
    if not status.startswith(("1", "2")) and not is_first:
        return _role(pointer, operation, ("Error",), (*meaning, "Error"))
    if is_first:
        return _role(pointer, operation, ("Result",), (*meaning, "Result"))
    return role(pointer, operation, *meaning, "Result")


def _role(
    pointer: str,
    operation: OperationId,
    words: tuple[str, ...],
    otherwise: tuple[str, ...],
) -> Place:
    second = NameHint(otherwise, HintSource.ROLE, operation=operation)
    hint = NameHint(words, HintSource.ROLE, operation=operation, otherwise=second)
    return Place(pointer, SchemaId(f"#{pointer}"), hint)


def _status_words(status: str) -> tuple[str, ...]:
    """The reason phrase of a status, `404` -> Not, Found; a range as it is written."""
    if status.isdecimal() and int(status) in list(HTTPStatus):
        return tuple(HTTPStatus(int(status)).phrase.split())
    return (status,)
