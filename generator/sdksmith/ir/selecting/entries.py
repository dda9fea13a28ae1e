"""Entries of `include` and `exclude`: what each may match, and whether it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never

from sdksmith.document.pointer import escape
from sdksmith.ir.api import Api, Webhook
from sdksmith.ir.operations import Operation

_ROUTE = re.compile(r"(?P<method>[A-Za-z]+|\*) +(?P<path>\S.*)")
_ANY = "*"


class Kind(Enum):
    """What an entry is about."""

    TAG = "tag"
    WEBHOOK = "webhook"
    POINTER = "pointer"
    ROUTE = "route"
    OPERATION_ID = "operationId"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the config, read; `method` matters for routes only."""

    text: str
    kind: Kind
    pattern: re.Pattern[str]
    method: str = _ANY

    def takes(self, operation: Operation) -> bool:
        """Whether the operation is meant."""
        match self.kind:
            case Kind.TAG:
                return any(map(self.pattern.fullmatch, operation.groups))
            case Kind.OPERATION_ID:
                said = " ".join(operation.hint.words) if operation.hint else ""
                return bool(said) and self.pattern.fullmatch(said) is not None
            case Kind.ROUTE:
                paths = (operation.path, path_key(operation))
                fits = self.method in (_ANY, operation.method.upper())
                return fits and any(map(self.pattern.fullmatch, paths))
            case Kind.POINTER:
                return self.text in operation_pointers(operation)
            case Kind.WEBHOOK:
                return False
            case _:
                assert_never(self.kind)

    def with_tags_within(self, api: Api) -> Entry:
        """The entry with the tags that stand within the ones that it means."""
        if self.kind is not Kind.TAG:
            return self
        parents = {group.name: group.parent for group in api.groups}
        names = [re.escape(tag) for tag in parents if self._means(tag, parents)]
        pattern = "|".join((self.pattern.pattern, *names))
        return replace(self, pattern=re.compile(pattern, re.DOTALL))

    def _means(self, tag: str, parents: Mapping[str, str | None]) -> bool:
        above: str | None = tag
        while above is not None and not self.pattern.fullmatch(above):
            above = parents.get(above)
        return above is not None

    def takes_webhook(self, webhook: Webhook) -> bool:
        """Whether the webhook is meant."""
        if self.kind is Kind.WEBHOOK:
            return self.pattern.fullmatch(webhook.name) is not None
        return self.kind is not Kind.ROUTE and self.takes(webhook.operation)


def read_entry(text: str) -> Entry:
    """What an entry says: `tag:pets`, `webhook:*`, `/pets/**`, `GET /pets`, `listPets`.

    A text that begins with `#/` is a JSON pointer (RFC 6901) and taken to the letter.
    """
    if text.startswith("#/"):
        return Entry(text, Kind.POINTER, re.compile(re.escape(text)))
    for kind in (Kind.TAG, Kind.WEBHOOK):
        if text.startswith(f"{kind.value}:"):
            return Entry(text, kind, _glob(text.partition(":")[2].strip()))
    if text.startswith("/"):
        return Entry(text, Kind.ROUTE, _path_glob(text))
    if found := _ROUTE.fullmatch(text):
        pattern = _path_glob(found["path"])
        return Entry(text, Kind.ROUTE, pattern, found["method"].upper())
    return Entry(text, Kind.OPERATION_ID, _glob(text))


def path_key(operation: Operation) -> str:
    """The path as the document's key has it."""
    return operation.id.partition(" ")[2]


def operation_pointers(operation: Operation) -> tuple[str, str, str]:
    """Where an operation stands: in its file, by its path, and its path alone."""
    item = f"#/paths/{escape(path_key(operation))}"
    return (f"#{operation.origin.pointer}", f"{item}/{operation.method.lower()}", item)


def _glob(text: str) -> re.Pattern[str]:
    """A `*` is any text."""
    return re.compile(".*".join(map(re.escape, text.split("*"))), re.DOTALL)


def _path_glob(text: str) -> re.Pattern[str]:
    """A `*` is any text within a segment, a `/**` any number of segments."""
    pieces = re.split(r"(/\*\*(?=/|$)|\*+)", text)
    return re.compile("".join(map(_piece, pieces)), re.DOTALL)


def _piece(text: str) -> str:
    if text == "/**":
        return "(/.*)?"
    return "[^/]*" if text.startswith("*") else re.escape(text)
