"""What docstrings say of links: which method follows, and what it is given."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.document.pointer import split
from sdksmith.ir.operations import Encoding, Link, Operation, Response
from sdksmith.ir.types import Json
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.member_paths import MemberPaths
from sdksmith.python.prose import one_line
from sdksmith.python.wrapping import sentence

_BODY = "$response.body"
_GIVEN = ("$request.path.", "$request.query.", "$request.header.")


def link_texts(operation: Operation, blueprint: Blueprint) -> Iterator[str]:
    """A paragraph for each link: the answer's `id` is the `id` of `client.a.get`."""
    for response in operation.responses:
        for link in response.links if not response.is_error else ():
            name = blueprint.names.operations.get(link.target)
            if name is not None:
                method = ".".join(("client", *name.resource, name.method))
                said = _told(operation, response, link, blueprint)
                told = _sentence(list(said), f"`{method}`")
                yield f"{told} {sentence(one_line(link.doc) or '')}".strip()


def _sentence(said: list[tuple[str, str]], method: str) -> str:
    if not said:
        return f"{method} may follow."
    *before, last = [f"{value} is the {what}" for value, what in said]
    joined = f"{', '.join(before)} and {last}" if before else last
    return f"{joined[0].upper()}{joined[1:]} of {method}."


def _told(
    operation: Operation, response: Response, link: Link, blueprint: Blueprint
) -> Iterator[tuple[str, str]]:
    """Each value in words, and what it is for the method that follows."""
    for parameter, value in link.parameters:
        said = _value(value, operation, response, blueprint)
        yield said, f"`{_argument(parameter, link, blueprint)}`"
    if link.body is not None:
        yield _value(link.body, operation, response, blueprint), "body"


def _argument(parameter: str, link: Link, blueprint: Blueprint) -> str:
    """The Python argument for a parameter, which may be qualified: `path.id`."""
    found = {
        (place.value, wire_name): name
        for (operation, place, wire_name), name in blueprint.names.parameters.items()
        if operation == link.target
    }
    place, _, rest = parameter.partition(".")
    plain = (name for (_, known), name in found.items() if known == parameter)
    return found.get((place, rest)) or next(plain, None) or _word(parameter)


def _value(
    value: Json, operation: Operation, response: Response, blueprint: Blueprint
) -> str:
    said = value.value
    if not isinstance(said, str) or not said.startswith("$"):
        return f"`{_word(value.text)}`"
    if said.startswith(_BODY):
        path = split(said.removeprefix(_BODY).removeprefix("#"))
        return _in_answer(tuple(path), response, blueprint)
    if said.startswith("$response.header."):
        return f"the answer's header `{_word(said.removeprefix('$response.header.'))}`"
    for start in _GIVEN:
        if said.startswith(start):
            return f"the `{_given(said, operation, blueprint)}` given"
    return f"`{_word(said)}`"


def _given(expression: str, operation: Operation, blueprint: Blueprint) -> str:
    place, wire_name = expression.removeprefix("$request.").split(".", 1)
    for (known, where, name), argument in blueprint.names.parameters.items():
        if known == operation.id and (where.value, name) == (place, wire_name):
            return argument
    return _word(wire_name)


def _in_answer(path: tuple[str, ...], response: Response, blueprint: Blueprint) -> str:
    if response.unwrapped is not None and path[:1] == (response.unwrapped,):
        path = path[1:]
    if not path:
        return "the answer"
    bodies = (c.type for c in response.contents if c.encoding is Encoding.JSON)
    body = next(bodies, None)
    walk = MemberPaths(blueprint)
    names = walk.attributes(body, path) if body is not None else None
    return f"the answer's `{names or _word('.'.join(path))}`"


def _word(text: str) -> str:
    return " ".join(text.replace("`", "'").split())
