"""The flag in a body that asks for the answer as a stream: each method sets its own."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.ir.schemas import Presence
from sdksmith.ir.types import Nullable, Primitive, PrimitiveKind
from sdksmith.python.answers import Answer, Streamed
from sdksmith.python.arguments import Argument, Arguments
from sdksmith.python.literals import literal
from sdksmith.python.types import literal_of

_FLAG = "stream"
_BYTES = "download"


def switched(
    arguments: Arguments, answer: Answer, ways: tuple[Answer, ...]
) -> Arguments:
    """The arguments with the flag as this way of answering needs it.

    Where the answer can be whole or a stream of events or lines, the flag is no
    choice any more: the stream sends true, and the whole false where the API would
    stream by itself.
    """
    streams = [way for way in ways if isinstance(way, Streamed) and way.verb != _BYTES]
    if len(ways) == 1 or not streams:
        return arguments
    streamed = isinstance(answer, Streamed)
    found = [
        _set(argument, streamed=streamed) if _is_flag(argument) else argument
        for argument in arguments.all
    ]
    found.sort(key=lambda argument: (not argument.positional, not argument.required))
    return replace(arguments, all=tuple(found))


def _is_flag(argument: Argument) -> bool:
    if argument.member is None or argument.wire_name != _FLAG:
        return False
    of = argument.member.field.type
    of = of.inner if isinstance(of, Nullable) else of
    return isinstance(of, Primitive) and of.kind is PrimitiveKind.BOOLEAN


def _set(argument: Argument, *, streamed: bool) -> Argument:
    assert argument.member is not None, "only a member of a body is a flag"
    field = argument.member.field
    default = field.default.value if field.default is not None else False
    said = streamed or default is True or field.presence is Presence.REQUIRED
    return replace(
        argument,
        type=literal_of([streamed]),
        required=False,
        constant=literal(streamed) if said else None,
    )
