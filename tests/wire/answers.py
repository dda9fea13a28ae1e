"""Answers made from the document's schemas, and what became of them in a client."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Annotated, get_args, get_origin

from real.calling import Untyped
from server import Described
from sockets import Answer

from wire.methods import Offered
from wire.sampling import NoSampleError, Sampler, Wish
from wire.tree import Node

WISHES = {
    "whole": Wish(),
    "required": Wish(whole=False),
    "nulls": Wish(nulls=True),
    "last": Wish(last=True),
}
_STREAMS = ("text/event-stream", "jsonl", "ndjson", "json-lines", "json-seq")


@dataclass(frozen=True)
class Given:
    """One answer: its status, how it is sent, and what it says."""

    status: int
    media_type: str | None
    said: Node
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_json(self) -> bool:
        """Whether it is one JSON value."""
        media = (self.media_type or "").partition(";")[0].lower()
        return media.endswith("json") and not self.is_stream

    @property
    def is_stream(self) -> bool:
        """Whether it is a sequence of values."""
        return any(one in (self.media_type or "") for one in _STREAMS)

    def sent(self) -> Answer:
        """The answer as the server gives it."""
        if self.media_type is None:
            return Answer(self.status, b"", self.headers)
        text = json.dumps(self.said, ensure_ascii=False)
        if self.is_stream:
            text = f"data: {text}\n\n" if "event" in self.media_type else f"{text}\n"
        elif not self.is_json:
            text = self.said if isinstance(self.said, str) else text
        media = self.media_type.replace("*/*", "application/octet-stream")
        headers = {**self.headers, "Content-Type": media.replace("*", "plain")}
        return Answer(self.status, text.encode(), headers)


@dataclass(frozen=True)
class Answers:
    """Samples the answers of one document."""

    sampler: Sampler

    def documented(
        self, found: Described, offered: Offered
    ) -> Iterator[tuple[int, str | None, str | None]]:
        """Status, media type and schema of each answer that the method accepts."""
        for status, pointer in self.sampler.tree.successes(found):
            contents = self.sampler.tree.contents(pointer)
            if not contents or found.method == "HEAD":
                yield status, None, None
                continue
            for media, schema in _accepted(contents, offered.endpoint.accepts):
                yield status, media, schema

    def headers(self, found: Described, status: int) -> dict[str, str]:
        """The headers that an answer must have; those of odd types as JSON."""
        tree, made = self.sampler.tree, {}
        for pointer in (at for code, at in tree.successes(found) if code == status):
            for name in tree.at(pointer)[0].get("headers") or {}:
                node, real = tree.at(tree.below(pointer, "headers", name))
                if node.get("required") and "schema" in node:
                    value = self.sampler.sample(f"{real}/schema", Wish(plain="text"))
                    made[name] = value if isinstance(value, str) else json.dumps(value)
                elif node.get("required"):
                    [media] = tree.contents(real).values()
                    made[name] = json.dumps(self.sampler.sample(media, Wish(plain="a")))
        return made

    def given(
        self, status: int, media: str | None, schema: str | None, wish: Wish
    ) -> Given:
        """An answer as the wish is; `NoSampleError` where there is none."""
        if media is None or schema is None:
            return Given(status, None, None)
        given = Given(status, media, None)
        if not given.is_json and not given.is_stream:
            return Given(status, media, "some text")
        try:
            self.sampler.tree.at(schema)
        except LookupError:
            return Given(status, media, {"any": "thing"})
        return Given(status, media, self.sampler.sample(schema, wish))


def _accepted(contents: dict[str, str], accepts: str) -> Iterator[tuple[str, str]]:
    patterns = [one.partition(";")[0].strip() for one in accepts.split(",")]
    found = [
        (media, schema)
        for media, schema in contents.items()
        if any(_meets(media.partition(";")[0].strip(), one) for one in patterns)
    ]
    yield from found if accepts != "*/*" else [*contents.items()][:1]
    if contents and not found:
        raise NoSampleError(f"none of {', '.join(contents)} is {accepts}")


def _meets(media: str, accepted: str) -> bool:
    """Whether one is the other, or a range that it is in."""
    return fnmatch.fnmatch(media, accepted) or fnmatch.fnmatch(accepted, media)


def taken(offered: Offered, outcome: Untyped, package: str) -> tuple[Untyped, bool]:
    """What a client made of an answer; whether it is that of a member only."""
    match offered.verb:
        case "send":
            return outcome, _is_member(offered, package)
        case "paginate":
            return outcome.first_page().response.data, False
        case "detail":
            return outcome.response.data, False
        case "download":
            return outcome.read().decode(), False
    with outcome:
        return list(outcome), False


def _is_member(offered: Offered, package: str) -> bool:
    kind = import_module(f"{package}._runtime.unions").Member
    return any(
        isinstance(marker, kind)
        for form in offered.endpoint.table.values()
        if get_origin(form) is Annotated
        for marker in get_args(form)[1:]
    )


def encoded(value: Untyped, given: Given, offered: Offered, package: str) -> Node:
    """A decoded value as the JSON that the client would send."""
    if type(value) in {str, bytes} and _is_file(offered, package):
        text = value if isinstance(value, str) else value.decode()
        return json.loads(text) if given.is_json else text
    if type(value) is str:
        return value
    encode = import_module(f"{package}._runtime.encode")
    return json.loads(encode.to_json_bytes(value))


def _is_file(offered: Offered, package: str) -> bool:
    """Whether an answer is given as it came, even where it is JSON."""
    binary = import_module(f"{package}._runtime.operation").Binary
    return offered.verb == "download" or binary in offered.endpoint.table.values()


def difference(left: Node, right: Node, at: str = "$") -> str:
    """Where two JSON values differ; empty where they are equal, `1` and `1.0` too."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in [*left, *(name for name in right if name not in left)]:
            if name not in right or name not in left:
                lost = "was lost" if name in left else "was added"
                return f"{at}.{name} {lost}"
            if found := difference(left[name], right[name], f"{at}.{name}"):
                return found
        return ""
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = enumerate(zip(left, right, strict=True))
        inner = (difference(one, two, f"{at}[{i}]") for i, (one, two) in pairs)
        return next(filter(None, inner), "")
    same = left == right and isinstance(left, bool) == isinstance(right, bool)
    return (
        "" if same else f"{at}: {json.dumps(left)[:80]} became {json.dumps(right)[:80]}"
    )
