"""Dates, times and durations: RFC 3339 and ISO 8601 text in JSON."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Self, TypeAlias

from pydantic_core import SchemaValidator, ValidationError, core_schema
from typing_extensions import override

from .mismatches import described
from .readers import MISFIT, Reader

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from .mismatches import Notes, Path

_INSTANT = SchemaValidator(core_schema.datetime_schema())
_DATE = SchemaValidator(core_schema.date_schema())
_TIME = SchemaValidator(core_schema.time_schema())
_SPAN = SchemaValidator(core_schema.timedelta_schema())
_SHORTEST: Final = len("2024-05-06T07:08Z")
_LOOKS_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _taken(validator: SchemaValidator, text: object) -> object:
    if not isinstance(text, str):
        return MISFIT
    try:
        value: object = validator.validate_python(text)
    except ValidationError:
        return MISFIT
    return value


class InstantReader(Reader):
    """Takes RFC 3339; an instant without offset is read as UTC, and noted."""

    promised = "a date-time"

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        dated = isinstance(raw, str) and _LOOKS_DATED.match(raw)
        value = _taken(_INSTANT, raw) if dated else MISFIT
        if not isinstance(value, datetime):
            notes.add(path, self.promised, described(raw, reveal=True))
            return raw
        if value.utcoffset() is None:
            got = f"{described(raw, reveal=True)} without an offset"
            notes.add(path, self.promised, got)
            return value.replace(tzinfo=UTC)
        return value


class DateReader(Reader):
    """Takes an ISO 8601 date; of a date-time the date, and notes it."""

    promised = "a date"

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        dated = isinstance(raw, str) and _LOOKS_DATED.match(raw)
        if dated and (value := _taken(_DATE, raw)) is not MISFIT:
            return value
        notes.add(path, self.promised, described(raw, reveal=True))
        value = _taken(_INSTANT, raw) if dated else MISFIT
        return value.date() if isinstance(value, datetime) else raw


class _Instants:
    """Metadata of `DateTime`: aware, digits beyond microseconds cut off."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        instant = core_schema.datetime_schema(
            tz_constraint="aware", microseconds_precision="truncate"
        )
        # pydantic takes text of digits for a Unix time.
        dated = core_schema.str_schema(strict=True, min_length=_SHORTEST)
        read = core_schema.chain_schema([dated, {**instant, "strict": False}])
        return core_schema.json_or_python_schema(read, instant)


class SpelledDuration(timedelta):
    """A duration that the server spells in its own way, such as `P1W` or `PT90S`.

    `text` is what it said, and what is sent again. Years and months have the length
    of pydantic's rule of thumb.
    """

    text: str

    def __new__(cls, span: timedelta, text: str) -> Self:
        """Of its length and its text."""
        made = super().__new__(cls, span.days, span.seconds, span.microseconds)
        made.text = text
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[timedelta, str]]:
        span = timedelta(self.days, self.seconds, self.microseconds)
        return type(self), (span, self.text)


def duration_of(value: object) -> object:
    """The duration of its ISO 8601 text, which it keeps where ours would differ."""
    span = _taken(_SPAN, value) if isinstance(value, str) else MISFIT
    if not isinstance(span, timedelta) or not isinstance(value, str):
        return MISFIT
    return span if spelled_duration(span) == value else SpelledDuration(span, value)


def time_of(value: object) -> object:
    """The time of day of its ISO 8601 text."""
    return _taken(_TIME, value) if isinstance(value, str) and ":" in value else MISFIT


class _Durations:
    """Metadata of `Duration`: ISO 8601, spelled again as it came."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return core_schema.json_or_python_schema(
            core_schema.no_info_plain_validator_function(_checked_duration),
            core_schema.is_instance_schema(timedelta),
        )


def _checked_duration(raw: object) -> object:
    if (value := duration_of(raw)) is MISFIT:
        raise ValueError("no ISO 8601 duration")
    return value


DateTime: TypeAlias = Annotated[datetime, _Instants()]
"""An instant: always aware, RFC 3339 in JSON."""
Date: TypeAlias = date
"""A calendar date, `2024-05-06` in JSON."""
Time: TypeAlias = time
"""A time of day, with or without an offset."""
Duration: TypeAlias = Annotated[timedelta, _Durations()]
"""A length of time, ISO 8601 in JSON."""


def spelled_clock(value: datetime | time) -> str:
    """The instant or time by RFC 3339; the fraction without zeros at its end."""
    text = value.isoformat().replace("+00:00", "Z")
    if not value.microsecond:
        return text
    fraction = f".{value.microsecond:06d}"
    return text.replace(fraction, fraction.rstrip("0"), 1)


def spelled_duration(value: timedelta) -> str:
    """The duration by ISO 8601: `P1DT2H30.5S`, or the text that the server sent."""
    if isinstance(value, SpelledDuration):
        return value.text
    sign = "-" if value < timedelta(0) else ""
    size = abs(value)
    days = f"{size.days}D" if size.days else ""
    minutes, seconds = divmod(size.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    rest = str(seconds)
    if size.microseconds:
        rest = f"{rest}.{size.microseconds:06d}".rstrip("0")
    units = ((str(hours), "H"), (str(minutes), "M"), (rest, "S"))
    clock = "".join(f"{count}{unit}" for count, unit in units if count != "0")
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{days}{clock and 'T'}{clock}"
