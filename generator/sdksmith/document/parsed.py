"""What reading a text gives: a plain tree, or why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node

DEEPEST: Final = 200
"""How many levels a document may be nested."""


class Format(Enum):
    """The language a document is written in."""

    JSON = "JSON"
    YAML = "YAML"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a text that did not stop the reading; offset in characters."""

    code: Code
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a text and what was odd about it."""

    tree: Node
    remarks: tuple[Remark, ...] = ()


class UnreadableError(Exception):
    """A text cannot be read; `offset` says where, in characters."""

    def __init__(self, code: Code, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
