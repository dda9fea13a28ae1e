"""What trials find."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self


class Kind(StrEnum):
    """What is tried."""

    CALLABLE = "callable"
    REQUEST = "request"
    DECODED = "decoded"
    ROUND_TRIP = "round trip"
    MEMBER = "unknown property"
    VALUE = "unknown enum"


class Blame(StrEnum):
    """Whose fault it is that a trial does not go well, or cannot be made."""

    NOBODY = ""
    CLIENT = "client"
    DOCUMENT = "document"
    VALIDATOR = "validator"


@dataclass(frozen=True)
class Outcome:
    """How one trial of one operation went."""

    kind: Kind
    operation: str
    subject: str
    said: str = ""
    blame: Blame = Blame.NOBODY

    def to_json(self) -> str:
        """One line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Outcome:
        """What `to_json` wrote."""
        given = json.loads(line)
        kind, blame = Kind(given.pop("kind")), Blame(given.pop("blame"))
        return cls(kind, blame=blame, **given)


def failed(kind: Kind, operation: str, subject: str, said: object) -> Outcome:
    """A fault of the client."""
    text = " ".join(str(said).split())[:600]
    return Outcome(kind, operation, subject, text or "fails", Blame.CLIENT)


@dataclass
class Caught:
    """Takes note of any exception in its `with` block: whatever it is, it is a finding."""

    error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None
