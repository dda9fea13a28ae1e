"""Values that the server spells in its own way, and that are sent again as they came."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias, cast
from uuid import UUID

from pydantic_core import core_schema

from .readers import MISFIT


class Spelled:
    """A value whose text is not what this client would write; it equals the usual one.

    `text` is what the server said, and what is sent again; what is derived from the
    value, such as a later instant, has none.
    """

    text: str | None = None

    @property
    def usual(self) -> object:
        """The same value without its text."""
        return _USUAL[type(self)](self)

    def __repr__(self) -> str:
        return repr(self.usual)

    def __reduce_ex__(self, protocol: object, /) -> tuple[object, ...]:
        del protocol
        return spelled, (self.usual, self.text)


class SpelledInstant(Spelled, datetime):
    """An instant such as `2024-05-06T07:08:09.000+00:00`."""


class SpelledDate(Spelled, date):
    """A date that was sent with a time of day."""


class SpelledTime(Spelled, time):
    """A time of day such as `07:08`."""


class SpelledDuration(Spelled, timedelta):
    """A duration such as `P1W` or `PT90S`.

    Years and months have the length of pydantic's rule of thumb.
    """


class SpelledDecimal(Spelled, Decimal):
    """A decimal such as `1e5` or `.5`."""


class SpelledBytes(Spelled, bytes):
    """Bytes whose base64 has no padding, or is in the other alphabet."""


class SpelledUUID(Spelled, UUID):
    """A UUID in capitals, say."""


_Make: TypeAlias = Callable[[Any], Any]


def _again(kind: Callable[..., Any]) -> _Make:
    """Makes a value of this kind of one of another that has the same parts."""
    return lambda value: kind(*value.__reduce__()[1])


_SPELLED: Mapping[type, _Make] = {
    datetime: _again(SpelledInstant),
    date: _again(SpelledDate),
    time: _again(SpelledTime),
    timedelta: _again(SpelledDuration),
    Decimal: SpelledDecimal,
    bytes: SpelledBytes,
    UUID: lambda value: SpelledUUID(int=value.int),
}
_USUAL: Mapping[type, _Make] = {
    SpelledInstant: _again(datetime),
    SpelledDate: _again(date),
    SpelledTime: _again(time),
    SpelledDuration: _again(timedelta),
    SpelledDecimal: _again(Decimal),
    SpelledBytes: bytes,
    SpelledUUID: lambda value: UUID(int=value.int),
}
# A UUID does not let its attributes be set in the usual way.
_set: Final = object.__setattr__


def spelled(value: object, text: str | None) -> object:
    """The value, to be spelled in JSON as the text says."""
    if text is None:
        return value
    made: object = _SPELLED[type(value)](value)
    _set(made, "text", text)
    return made


TEXT_FORM: Final = "sdk_text_form"
"""What the `TextForm` of a schema is called in its metadata."""


class TextForm:
    """How a kind of value is spelled in JSON strings.

    `native` is pydantic's own schema of it, and `usual` the pattern of what texts
    end with that the value is encoded as; `read_usual` is the schema that reads
    these alone. `value_of` makes a value of any text, or raises `ValueError`; of
    texts that `certain` matches, a pattern as well, it surely makes one.
    """

    def __init__(
        self,
        native: core_schema.CoreSchema,
        usual: str,
        value_of: Callable[[str], object],
        *,
        certain: str,
        read_usual: core_schema.CoreSchema | None = None,
    ) -> None:
        self._native = native
        self._read_usual = read_usual or native
        self._ends = f"(?:{usual})$"
        self._is_usual = re.compile(rf"(?:{usual})\Z").search
        self._value_of = value_of
        self.certain: Final = certain

    def read(self, raw: object) -> object:
        """The value of a string, with its text if that is unusual; else `MISFIT`."""
        if not isinstance(raw, str):
            return MISFIT
        try:
            value = self._value_of(raw)
        except ValueError:
            return MISFIT
        return value if self._is_usual(raw) else spelled(value, raw)

    def schema(self) -> core_schema.CoreSchema:
        """What reads the usual spelling by pydantic-core alone, and others too."""
        usual = core_schema.str_schema(strict=True, pattern=self._ends)
        made = cast("core_schema.CoreSchema", {**self._read_usual, "strict": False})
        function = core_schema.no_info_plain_validator_function
        # In strict decoding usual texts come here as well: no datetime is of text then.
        rest = core_schema.lax_or_strict_schema(
            function(self._unusual), function(self._strictly), strict=False
        )
        from_json = core_schema.union_schema(
            [core_schema.chain_schema([usual, made]), rest], mode="left_to_right"
        )
        return self._schema(from_json)

    def unread(self) -> core_schema.CoreSchema:
        """What leaves a text that surely is such a value as it is, to be read later."""
        certain = core_schema.str_schema(strict=True, pattern=f"^(?:{self.certain})$")
        rest = core_schema.no_info_plain_validator_function(self._strictly)
        return self._schema(
            core_schema.union_schema([certain, rest], mode="left_to_right")
        )

    def _schema(self, from_json: core_schema.CoreSchema) -> core_schema.CoreSchema:
        return core_schema.json_or_python_schema(
            from_json, self._native, metadata={TEXT_FORM: self}
        )

    def _unusual(self, raw: object) -> object:
        if isinstance(raw, str):
            return spelled(self._value_of(raw), raw)
        raise ValueError("no string")

    def _strictly(self, raw: object) -> object:
        if (value := self.read(raw)) is MISFIT:
            raise ValueError("no such text")
        return value
