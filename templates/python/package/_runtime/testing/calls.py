"""Requests as the fake transport saw them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl

import httpx2

from ..headers import Headers
from .parts import SentPart, form_of, parts_of


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One request that was sent; `attempt` counts the tries of one call from 1."""

    method: str
    path: str
    path_params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    json: Any = field(repr=False, default=None)
    """The body as plain JSON data; None where it is something else."""
    attempt: int = 1
    query_pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a form, multipart or not; of repeated ones the last."""
        return dict(self.form_pairs)

    @property
    def form_pairs(self) -> tuple[tuple[str, str], ...]:
        """The fields of a form, in order."""
        return tuple(form_of(self.headers, self.body))

    @property
    def parts(self) -> tuple[SentPart, ...]:
        """The parts of a multipart body, files among them, in order."""
        return parts_of(self.headers, self.body)


def recorded(
    request: httpx2.Request, body: bytes, path: str, path_params: Mapping[str, str]
) -> RecordedCall:
    """What was sent, as a test wants to read it."""
    pairs = tuple(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    attempt = request.extensions.get("attempt", 1)
    return RecordedCall(
        request.method,
        path,
        path_params,
        dict(pairs),
        Headers(request.headers.raw),
        body,
        _json(body),
        attempt if isinstance(attempt, int) else 1,
        pairs,
    )


def _json(body: bytes) -> object:
    try:
        return cast("object", json.loads(body))
    except ValueError:
        return None
