"""Headers of an answer that the document describes, as typed attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar, cast, overload

from .decode import Decoded, decode
from .headers import Headers
from .mismatches import NOTHING, Mismatch, UndecodableError, described
from .texts import header_lines, header_value

T = TypeVar("T")


class DocumentedHeaders(Headers):
    """The headers of an answer; those that the document describes are attributes."""

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where documented headers are missing, or are not what is promised."""
        return tuple(
            note for each in documented(type(self)) for note in each.notes(self)
        )


class HeaderField(Generic[T]):
    """A documented header; None where it is missing or does not fit its type.

    `json` says that it holds a JSON text; `delimiter` stands between items.
    """

    def __init__(
        self,
        wire_name: str,
        form: object,
        *,
        required: bool = False,
        json: bool = False,
        delimiter: str = ",",
    ) -> None:
        self.wire_name = wire_name
        self.form = form
        self.required = required
        self.json = json
        self.delimiter = delimiter

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Headers, owner: type) -> T | None: ...
    def __get__(self, instance: Headers | None, owner: type) -> Self | T | None:
        if instance is None:
            return self
        found = self._read(instance)
        fits = found is not None and not found.mismatches
        return cast("T", found.value) if found is not None and fits else None

    def notes(self, headers: Headers) -> Iterator[Mismatch]:
        """Where the header is not what the document promises."""
        found = self._read(headers)
        place = f"header {self.wire_name}"
        if found is None:
            if self.required:
                yield Mismatch(place, "a value", described(NOTHING))
            return
        for note in found.mismatches:
            path = place if note.path == "$" else f"{place}: {note.path}"
            yield Mismatch(path, note.promised, note.got)

    def _read(self, headers: Headers) -> Decoded[Any] | None:
        text = headers.get(self.wire_name)
        if text is None:
            return None
        try:
            if self.json:
                return decode(self.form, text.encode())
            if self.wire_name.lower() == "set-cookie":  # RFC 9110, 5.3
                return header_lines(self.form, headers.get_all(self.wire_name))
            return header_value(self.form, text, self.delimiter)
        except UndecodableError as error:
            reason = Mismatch("$", "JSON" if self.json else "a value", error.reason)
            return Decoded(None, error.mismatches or (reason,))


def documented(kind: type[Headers]) -> Iterator[HeaderField[object]]:
    """The documented headers of a class."""
    for value in vars(kind).values():
        if isinstance(value, HeaderField):
            yield cast("HeaderField[object]", value)
