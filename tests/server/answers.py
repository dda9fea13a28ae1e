"""What a test tells the server to answer."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from .samples import Variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .json_value import Json


class Drop(Enum):
    """When the server drops the connection."""

    BEFORE_ANSWER = "after the whole request was read, before a byte of the answer"
    IN_BODY = "in the middle of the body of the answer"


class _Sampled(Enum):
    SAMPLED = "taken from the schema"


SAMPLED: Final = _Sampled.SAMPLED
_REMOVED: Final = object()


@dataclass(frozen=True)
class Answer:
    """One answer of one operation."""

    status: int | None = None
    """The first documented success where not given."""
    variant: Variant = Variant.FULL
    body: Json = SAMPLED
    raw: bytes | None = None
    media_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds between the request and the answer."""
    drop: Drop | None = None
    accepts_invalid: bool = False
    """The request breaks the document on purpose."""
    edits: tuple[tuple[str, Any], ...] = ()

    def having(self, path: str, value: Json) -> Answer:
        """The same answer with another value at a dotted path, such as `data.0.id`."""
        return replace(self, edits=(*self.edits, (path, value)))

    def without(self, path: str) -> Answer:
        """The same answer with no member at a dotted path."""
        return self.having(path, _REMOVED)

    def edited(self, body: Json) -> Json:
        """The body after this answer's edits."""
        changed = copy.deepcopy(body)
        for path, value in self.edits:
            *parents, last = path.split(".")
            target = changed
            for part in parents:
                target = target[int(part)] if isinstance(target, list) else target[part]
            key = int(last) if isinstance(target, list) else last
            if value is _REMOVED:
                del target[key]
            else:
                target[key] = value
        return changed


def sample(
    status: int | None = None, variant: Variant = Variant.FULL, **further: Json
) -> Answer:
    """The documented body of a status."""
    return Answer(status, variant, **further)


def reply(body: Json, status: int | None = None, **further: Json) -> Answer:
    """A JSON body of the test's own."""
    return Answer(status, body=body, **further)


def text(
    raw: str | bytes, media_type: str, status: int = 200, **further: Json
) -> Answer:
    """Any bytes under any content type."""
    content = raw.encode() if isinstance(raw, str) else raw
    return Answer(status, raw=content, media_type=media_type, **further)


def dropped(when: Drop = Drop.BEFORE_ANSWER) -> Answer:
    """No answer: the connection is closed."""
    return Answer(drop=when)
