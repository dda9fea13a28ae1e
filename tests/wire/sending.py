"""Requests made through a client's own types, from samples of the document's schemas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from real.calling import Untyped
from server import Described

from wire.building import Builder
from wire.methods import Argument, Offered
from wire.sampling import NoSampleError, Sampler, Wish
from wire.tree import Node, Wanted

_PLACES = {"path": "path", "query": "query", "header": "headers", "cookie": "cookies"}
_PLAIN = {"header": "text", "cookie": "text", "path": "text"}
"""What the validating library does not decode."""
_BODIES: dict[str, Callable[[str], bool]] = {
    "json": lambda media: "json" in media,
    "form": lambda media: "urlencoded" in media,
    "multipart": lambda media: media.startswith("multipart/"),
    "content": lambda media: not media.endswith("json"),
}
_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
"""What a header's name may be (RFC 9110, 5.6.2)."""
_NOTHING: Any = object()


@dataclass(frozen=True)
class Sample:
    """What a request is to say: parameters by place and wire name, and the body."""

    parameters: dict[tuple[str, str], Node] = field(default_factory=dict)
    media_type: str | None = None
    body: Node = _NOTHING

    @property
    def has_body(self) -> bool:
        """Whether there is a body at all."""
        return self.body is not _NOTHING


class UncallableError(Exception):
    """The method does not take what the document says."""


@dataclass(frozen=True)
class Requests:
    """Samples requests of one document, and makes the arguments of methods of them."""

    sampler: Sampler
    builder: Builder

    def sample(self, found: Described, offered: Offered, *, whole: bool) -> Sample:
        """A request with all that there is, or with what is required."""
        wish = Wish(is_request=True, whole=whole)
        parameters = {
            (_PLACES.get(one.place, "query"), one.name): self._parameter(one, wish)
            for one in self.sampler.tree.parameters(found)
            if whole or one.required
        }
        media_type, body = self._body(found, offered, wish)
        if isinstance(body, dict):
            body |= _constants(offered, body)
        return Sample(parameters, media_type, body)

    def _parameter(self, wanted: Wanted, wish: Wish) -> Node:
        """A value that can be sent, which nothing, or a list of nothing, cannot."""
        if wanted.place == "header" and not _TOKEN.fullmatch(wanted.name):
            raise NoSampleError(f"`{wanted.name}` is no name of a header")
        plain = _PLAIN.get(wanted.place, wish.plain)
        for whole in (wish.whole, True):
            one = replace(wish, plain=plain, whole=whole)
            value = self.sampler.sample(wanted.schema, one)
            if value not in ([], {}, [None], None):
                return value
        raise NoSampleError(f"no value of `{wanted.name}` can be sent")

    def _body(self, found: Described, offered: Offered, wish: Wish) -> tuple[Any, Any]:
        pointer = self.sampler.tree.operation(found)
        node, _ = self.sampler.tree.at(pointer)
        if "requestBody" not in node:
            return None, _NOTHING
        body = self.sampler.tree.below(pointer, "requestBody")
        required = self.sampler.tree.at(body)[0].get("required", False)
        if not required and not wish.whole:
            return None, _NOTHING
        contents = self.sampler.tree.contents(body)
        media = _media(offered, list(contents))
        if media is None:
            return None, _NOTHING
        return media, self._content(offered, contents[media], wish)

    def _content(self, offered: Offered, schema: str, wish: Wish) -> Node:
        if offered.body == "content":
            return "some bytes"
        return self.sampler.sample(schema, wish)

    def arguments(self, offered: Offered, sample: Sample) -> dict[str, Untyped]:
        """The arguments of a method that make it send the sample."""
        given = dict(self._given(offered, sample))
        told = {(one.target.place, one.target.name) for one in offered.arguments}
        lost = [f"{place} {name}" for place, name in sample.parameters.keys() - told]
        if isinstance(sample.body, dict) and ("body", None) not in told:
            lost += [
                f"body {name}" for name in sample.body if ("body", name) not in told
            ]
        constants = [one for one in lost if one.startswith("path ")]
        if set(lost) - set(constants):
            raise UncallableError(f"no argument for {', '.join(sorted(lost))}")
        return given

    def _given(self, offered: Offered, sample: Sample) -> Iterator[tuple[str, Untyped]]:
        for one in offered.arguments:
            value = _value(one, sample)
            if value is not _NOTHING:
                yield one.name, self.builder.build(one.annotation, value)
            elif one.target.place == "media" and sample.media_type:
                yield one.name, sample.media_type
            elif one.target.place == "path":  # the document does not describe it
                yield one.name, "text"
            elif one.required:
                raise UncallableError(f"`{one.name}` is asked for, and not required")


def _value(argument: Argument, sample: Sample) -> Node:
    target = argument.target
    if target.place != "body":
        return sample.parameters.get((target.place, target.name or ""), _NOTHING)
    if target.name is None or not sample.has_body:
        return sample.body
    if not isinstance(sample.body, dict):
        raise UncallableError(f"the body is no object, but has `{target.name}`")
    return sample.body.get(target.name, _NOTHING)


def _constants(offered: Offered, body: dict[str, Any]) -> dict[str, Any]:
    """The members that the method does not leave open: what it says by itself."""
    return {
        one.target.name: one.constant
        for one in offered.arguments
        if one.target.place == "body"
        and one.target.name
        and one.constant is not None
        and (one.target.name in body or one.default == one.constant)
    }


def _media(offered: Offered, media_types: list[str]) -> str | None:
    """The media type that the method sends."""
    if offered.body is None:
        return None
    own = offered.endpoint.media_type
    fitting = [one for one in media_types if _BODIES[offered.body](one.lower())]
    if own in media_types:
        return str(own)
    return next(iter(fitting or media_types), None)


__all__ = ["NoSampleError", "Requests", "Sample", "UncallableError"]
