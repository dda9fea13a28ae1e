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
    stream by itself. Where it is always a stream, a flag that is true by default is
    sent, as another operation at the same path may not stream.
    """
    streams = [way for way in ways if isinstance(way, Streamed) and way.verb != _BYTES]
    if not streams:
        return arguments
    if len(ways) == 1:
        return replace(arguments, all=tuple(map(_said, arguments.all)))
    streamed = isinstance(answer, Streamed)
    found = [
        _set(argument, streamed=streamed) if _is_flag(argument) else argument
        for argument in arguments.all
    ]
    found.sort(key=lambda argument: (not argument.positional, not argument.required))
    return replace(arguments, all=tuple(found))


def _said(argument: Argument) -> Argument:
    """The flag with its default, to be sent; any other argument as it is."""
    if argument.member is None or argument.wire_name != _FLAG or argument.required:
        return argument
    default = argument.member.field.default
    if argument.constant is not None or default is None or default.value is not True:
        return argument
    return replace(argument, constant=literal(value=True))


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
