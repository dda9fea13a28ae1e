"""One file of a document: its text, its tree, and where things stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.position import Position
from sdksmith.document.decoding import decode
from sdksmith.document.json_text import read_json
from sdksmith.document.node import Node
from sdksmith.document.parsed import Format, Parsed, Remark, UnreadableError
from sdksmith.document.places import JsonPlaces, Place, Places, YamlPlaces
from sdksmith.document.pointer import split
from sdksmith.document.yaml_text import read_yaml

_LONGEST_EXCERPT = 160
_BEFORE_CARET = 40


@dataclass(frozen=True)
class Source:
    """A file that was read; `file` is the name the user knows it by."""

    file: str
    text: str
    format: Format
    tree: Node

    def position(self, pointer: str) -> Position:
        """Where the node is, or the nearest one above it that is there."""
        return position_in(self.text, self._find(pointer)[0].start)

    def written(self, pointer: str) -> str | None:
        """The text of an unquoted scalar as it stands in the file."""
        place, whole = self._find(pointer)
        return place.written if whole else None

    def _find(self, pointer: str) -> tuple[Place, bool]:
        tokens = split(pointer)
        place, followed = self._places.find(tokens)
        return place, followed == len(tokens)

    @cached_property
    def _places(self) -> Places:
        if self.format is Format.YAML:
            return YamlPlaces(self.text)
        return JsonPlaces(self.text)


def position_in(text: str, offset: int) -> Position:
    """The line and column of an offset, with as much of the line as can be read."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line_end = len(text) if line_end < 0 else line_end
    number = text.count("\n", 0, offset) + 1
    start = line_start
    if line_end - line_start > _LONGEST_EXCERPT:
        start = max(line_start, offset - _BEFORE_CARET)
    excerpt = text[start : min(line_end, start + _LONGEST_EXCERPT)]
    return Position(number, offset - line_start + 1, excerpt, offset - start)


def read_source(file: str, data: bytes, diagnostics: Diagnostics) -> Source | None:
    """The file's tree; None, with an error reported, where it cannot be read."""
    text, remarks = decode(data)
    try:
        format_, parsed = _parse(file, text)
    except UnreadableError as problem:
        position = position_in(text, problem.offset or 0)
        diagnostics.error(
            problem.code, problem.message, at=Origin(file), position=position
        )
        return None
    _tell(file, text, (*remarks, *parsed.remarks), diagnostics)
    return Source(file, text, format_, parsed.tree)


def read_text(file: str, data: bytes, diagnostics: Diagnostics) -> Source:
    """A file of prose: its tree is its text."""
    text, remarks = decode(data)
    _tell(file, text, remarks, diagnostics)
    return Source(file, text, Format.TEXT, text.strip())


def _tell(
    file: str, text: str, remarks: tuple[Remark, ...], diagnostics: Diagnostics
) -> None:
    for remark in remarks:
        position = position_in(text, remark.offset)
        diagnostics.warn(
            remark.code, remark.message, at=Origin(file), position=position
        )


def _parse(file: str, text: str) -> tuple[Format, Parsed]:
    """What starts with a brace or bracket is JSON, or else YAML in flow style."""
    if not text.strip():
        raise UnreadableError(Code.EMPTY_DOCUMENT, "the document is empty", 0)
    says_json = file.endswith(".json")
    if not text.lstrip().startswith(("{", "[")) and not says_json:
        return Format.YAML, read_yaml(text)
    try:
        return Format.JSON, read_json(text)
    except UnreadableError as problem:
        if problem.code is not Code.NOT_JSON:
            raise
        odd = (_as_yaml(problem),) if says_json else ()
        try:
            parsed = read_yaml(text)
        except UnreadableError:
            raise problem from None
    return Format.YAML, Parsed(parsed.tree, (*odd, *parsed.remarks))


def _as_yaml(problem: UnreadableError) -> Remark:
    """What is said of a file that claims to be JSON, and is YAML in flow style."""
    message = f"{problem.message}; read as YAML, which it is"
    return Remark(problem.code, message, problem.offset or 0)
