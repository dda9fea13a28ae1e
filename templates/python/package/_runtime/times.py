"""Dates, times and durations: RFC 3339 and ISO 8601 text in JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, cast

from pydantic_core import SchemaValidator, core_schema
from typing_extensions import override

from .mismatches import described
from .readers import MISFIT, Reader
from .spellings import TextForm, spelled

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from .mismatches import Notes, Path

_AWARE: Final = core_schema.datetime_schema(
    tz_constraint="aware", microseconds_precision="truncate"
)
# What is read has the right number of digits: few states make a fast pattern.
_CLOCK = r"[0-9]*:[0-9]*:[0-9]*(?:\.[0-9]{0,5}[1-9])?"
_OFFSET = r"(?:Z|[+-][0-9]*[1-9][0-9]*:[0-9]*)"
# Texts that surely are dates and times: February 29 and the like are left to pydantic.
_DAY = (
    "[12][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_HOUR = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SECOND = r":[0-5][0-9](?:\.[0-9]{1,9})?"
_ZONE = f"(?:Z|[+-]{_HOUR})"
_instant: Final = SchemaValidator(_AWARE)
_datetime: Final = SchemaValidator(core_schema.datetime_schema())
_date: Final = SchemaValidator(core_schema.date_schema())
_time: Final = SchemaValidator(core_schema.time_schema())
_span: Final = SchemaValidator(core_schema.timedelta_schema())


def _dated(text: str) -> str:
    """A text that begins with a year: pydantic takes digits alone for seconds."""
    if text[4:5] != "-":
        raise ValueError("no date")
    return text


def _instant_of(text: str) -> object:
    if text[4:5] != "-":
        raise ValueError("no date")
    return _instant.validate_python(text)


def _date_of(text: str) -> object:
    return _date.validate_python(_dated(text))


def _time_of(text: str) -> object:
    if ":" not in text:
        raise ValueError("no time of day")
    return _time.validate_python(text)


INSTANTS: Final = TextForm(
    _AWARE,
    f"T{_CLOCK}{_OFFSET}",
    _instant_of,
    certain=f"{_DAY}T{_HOUR}{_SECOND}{_ZONE}",
    read_usual=core_schema.datetime_schema(),
)
"""RFC 3339, with an offset."""
DATES: Final = TextForm(
    core_schema.date_schema(),
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
    _date_of,
    certain=_DAY,
)
"""ISO 8601, also with a time of day that is zero."""
TIMES: Final = TextForm(
    core_schema.time_schema(),
    f"^{_CLOCK}{_OFFSET}?",
    _time_of,
    certain=f"{_HOUR}(?:{_SECOND})?{_ZONE}?",
)
"""RFC 3339, with or without an offset."""


def _moment(raw: object) -> datetime | None:
    """The date and time of a text, with or without an offset."""
    try:
        value = _datetime.validate_python(_dated(raw)) if isinstance(raw, str) else None
    except ValueError:
        return None
    return value if isinstance(value, datetime) else None


class InstantReader(Reader):
    """Takes RFC 3339; an instant without offset is read as UTC, and noted."""

    promised = "a date-time"

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if (value := INSTANTS.read(raw)) is not MISFIT:
            return value
        moment, got = _moment(raw), described(raw, reveal=True)
        if moment is None:
            notes.add(path, self.promised, got)
            return raw
        notes.add(path, self.promised, f"{got} without an offset")
        return spelled(moment.replace(tzinfo=UTC), cast("str", raw))


class DateReader(Reader):
    """Takes an ISO 8601 date; of a date-time the date, and notes it."""

    promised = "a date"

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if (value := DATES.read(raw)) is not MISFIT:
            return value
        notes.add(path, self.promised, described(raw, reveal=True))
        moment = _moment(raw)
        return raw if moment is None else spelled(moment.date(), cast("str", raw))


class _Instants:
    """Metadata of `DateTime`: aware, digits beyond microseconds cut off."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return INSTANTS.schema()


def duration_of(text: object) -> object:
    """The duration of its ISO 8601 text."""
    if not isinstance(text, str):
        return MISFIT
    try:
        value: timedelta = _span.validate_python(text)
    except ValueError:
        return MISFIT
    return value if spelled_duration(value) == text else spelled(value, text)


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
    """The duration by ISO 8601: `P1DT2H30.5S`."""
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
