"""Readers of plain JSON values: each keeps what it can and notes what does not fit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final, TypeAlias, cast

from typing_extensions import override

from .mismatches import NOTHING, Notes, Path, described

ReaderOf: TypeAlias = "Callable[[object], Reader]"
"""Gives the reader of a type form."""

MISFIT: Final = object()
"""What a `Scalar` answers for a value that it cannot take."""


class Reader(ABC):
    """Reads a JSON value as one type; a value that does not fit is kept as it is."""

    promised: str = "a value"

    @abstractmethod
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        """The value as this type, as far as it goes."""

    def missing(self, path: Path, notes: Notes) -> object:
        """What stands for a value that is not there at all; raw where nothing can."""
        notes.add(path, self.promised, described(NOTHING))
        return NOTHING


class Anything(Reader):
    """Takes every value."""

    promised = "a value"

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        del path, notes
        return raw


class Scalar(Reader):
    """Takes what `take` makes a value of; `reveal` shows a string that does not fit."""

    def __init__(
        self, promised: str, take: Callable[[object], object], *, reveal: bool = False
    ) -> None:
        self.promised = promised
        self._take = take
        self._reveal = reveal

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        value = self._take(raw)
        if value is MISFIT:
            notes.add(path, self.promised, described(raw, reveal=self._reveal))
            return raw
        return value


class OpenScalar(Scalar):
    """Takes a value that the document does not name; only strict reading notes it."""

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        value = super().read(raw, path, notes)
        if notes.strict and value is not raw:
            notes.add(path, "a known value", described(raw, reveal=True))
        return value


class Nullable(Reader):
    """Takes null, or what the inner reader takes; `documented` False: silently."""

    def __init__(self, inner: Reader, *, documented: bool = True) -> None:
        self.promised = f"{inner.promised} or null" if documented else inner.promised
        self._inner = inner
        self._documented = documented

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if raw is None:
            if notes.strict and not self._documented:
                notes.add(path, self.promised, described(raw))
            return None
        return self._inner.read(raw, path, notes)

    def undocumented(self) -> Nullable:
        """The same where the document does not allow null; strict reading notes it."""
        return Nullable(self._inner, documented=False)


class Items(Reader):
    """Takes an array of like items; `make` turns the list into another collection."""

    promised = "an array"

    def __init__(
        self, item: Reader, make: Callable[[list[object]], object] = list
    ) -> None:
        self._item = item
        self._make = make

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, list):
            notes.add(path, self.promised, described(raw))
            return raw
        read = self._item.read
        values = cast("list[object]", raw)
        return self._make(
            [read(item, (path, index), notes) for index, item in enumerate(values)]
        )


class Positions(Reader):
    """Takes an array whose first items have types of their own."""

    promised = "an array"

    def __init__(self, items: Sequence[Reader]) -> None:
        self._items = items

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, list):
            notes.add(path, self.promised, described(raw))
            return raw
        values = cast("list[object]", raw)
        if len(values) != len(self._items):
            wanted = f"an array of {len(self._items)}"
            notes.add(path, wanted, f"an array of {len(values)}")
        pairs = enumerate(zip(values, self._items, strict=False))
        known = [reader.read(item, (path, i), notes) for i, (item, reader) in pairs]
        return (*known, *values[len(known) :])


class Entries(Reader):
    """Takes an object used as a map; `make` turns the dict into another mapping."""

    promised = "an object"

    def __init__(
        self,
        key: Reader | None,
        value: Reader,
        make: Callable[[dict[object, object]], object] = dict,
    ) -> None:
        self._key = key
        self._value = value
        self._make = make

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        entries: dict[object, object] = {}
        for name, member in cast("dict[str, object]", raw).items():
            place: Path = (path, name)
            key = name if self._key is None else self._key.read(name, place, notes)
            entries[key] = self._value.read(member, place, notes)
        return self._make(entries)


class Choice(Reader):
    """Takes what one of several readers takes; none fits: the nearest, and notes it."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers
        named = [r for r in readers if not isinstance(r, OpenScalar)] or readers
        self.promised = " or ".join(dict.fromkeys(r.promised for r in named))

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        trials: list[tuple[tuple[bool, int, int], object, Notes]] = []
        for reader in self._readers:
            trial = Notes(strict=notes.strict)
            value = reader.read(raw, path, trial)
            kept = value is raw or isinstance(reader, OpenScalar)
            misfit = kept and bool(trial.found)
            rank = (misfit, len(trial.found), undeclared(value))
            if rank == (False, 0, 0):
                return value
            trials.append((rank, value, trial))
        (misfit, _, _), value, trial = min(trials, key=itemgetter(0))
        if misfit and len(self._readers) > 1:
            notes.add(path, self.promised, described(raw, reveal=True))
        else:
            notes.found.extend(trial.found)
        return value


def undeclared(value: object) -> int:
    """How many members of a decoded object its model does not declare."""
    extra = getattr(value, "__pydantic_extra__", None)
    return len(cast("Mapping[str, object]", extra)) if extra else 0
