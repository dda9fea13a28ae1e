"""A second opinion where the validating library is known to read requests wrongly.

openapi-core casts texts to numbers, lists and files only where a schema says `type`
itself: not in a union, not for files, whose bytes it takes for no string. Of styles it
decodes no path, reads no label, no matrix, no list or nested object in deepObject, and none in multipart;
it obeys header parameters that are to be ignored, and takes an empty form for no body.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from sockets import Seen

from wire.outcomes import Blame
from wire.sending import Sample
from wire.tree import Node

_PARAMETER = ("Invalid query parameter: ", "Query parameter error: ")
_UNREADABLE = (
    "validator: ",
    "Missing required path parameter: ",
    "Invalid header parameter: Accept:",
    *(
        f"Missing required header parameter: {name}"
        for name in ("Accept", "Content-Type")
    ),
)
_MISSING = "Missing required query parameter: "
_NOT_FOUND = "Path not found for "
_IN_PATH = "Invalid path parameter: "
_UNDOCUMENTED = "undocumented query parameter "
_NO_BODY = "Missing required request body"
_BODY = "Request body validation error: "


def blamed(said: tuple[str, ...], seen: Seen, sample: Sample) -> Blame:
    """Whose fault the violations are."""
    if all(_is_misread(one, seen, sample) for one in said):
        return Blame.VALIDATOR
    return Blame.CLIENT


def _is_misread(said: str, seen: Seen, sample: Sample) -> bool:
    if said.startswith(_UNREADABLE):
        return True
    if said.startswith(_PARAMETER):
        name = said.partition(": ")[2].partition(":")[0]
        query = parse_qs(seen.target.partition("?")[2], keep_blank_values=True)
        value = sample.parameters.get(("query", name))
        return query.get(name, []) == spelled(value) or _is_all_there(seen, value)
    if said.startswith(_MISSING):  # an object whose members are parameters
        value = sample.parameters.get(("query", said.removeprefix(_MISSING)))
        return isinstance(value, dict) and _is_all_there(seen, value)
    if said.startswith(_NOT_FOUND):
        return not unquote(said).isascii()
    if said.startswith(_UNDOCUMENTED):
        name = said.removeprefix(_UNDOCUMENTED).strip("'").partition("[")[0]
        return ("query", name) in sample.parameters
    if said.startswith(_BODY) and sample.has_body:
        return _same_body(seen, sample) or _is_all_there(seen, sample.body)
    if said.startswith(_IN_PATH):  # read by the template of another operation
        name, _, rest = said.removeprefix(_IN_PATH).partition(": ")
        value = sample.parameters.get(("path", name))
        is_as_sent = all(quote(text, safe="") in seen.target for text in spelled(value))
        misread = all(not rest.startswith(f"'{text}'") for text in spelled(value))
        return misread or is_as_sent
    is_empty = isinstance(sample.body, dict) and not list(_leaves(sample.body))
    return said == _NO_BODY and is_empty and "content-type" in seen.headers


def _is_all_there(seen: Seen, value: Node) -> bool:
    """Whether every text of an object or a list was sent, in whatever style.

    The styles are proven byte for byte by tests of their own.
    """
    if not isinstance(value, (dict, list)) or "json" in seen.headers.get(
        "content-type", ""
    ):
        return False
    sent = unquote(f"{seen.target} {seen.body.decode()}")
    return all(text in sent for text in _leaves(value))


def _leaves(value: Node) -> Iterator[str]:
    if isinstance(value, dict):
        for member in value.values():
            yield from _leaves(member)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield from spelled(value)


def _same_body(seen: Seen, sample: Sample) -> bool:
    kind = seen.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        parts = _parts(kind, seen.body)
        wanted = {name: spelled(value) for name, value in sample.body.items()}
        return parts == {name: texts for name, texts in wanted.items() if texts}
    if "urlencoded" in kind:
        sent = parse_qs(seen.body.decode(), keep_blank_values=True)
        return sent == {name: spelled(value) for name, value in sample.body.items()}
    if isinstance(sample.body, str):
        return seen.body == sample.body.encode()
    return "json" in kind and json.loads(seen.body) == sample.body


def spelled(value: Node) -> list[str]:
    """The texts that say a value, one for each item of a list."""
    if value is None:
        return []
    items: list[Any] = value if isinstance(value, list) else [value]
    return [
        one if isinstance(one, str) else _json(one) for one in items if one is not None
    ]


def _json(value: Node) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _parts(kind: str, body: bytes) -> dict[str, list[str]]:
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + body)
    found: dict[str, list[str]] = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(part, Message) and isinstance(name, str):
            payload = part.get_payload(decode=True)
            text = payload.decode() if isinstance(payload, bytes) else ""
            found.setdefault(name, []).append(text)
    return found
