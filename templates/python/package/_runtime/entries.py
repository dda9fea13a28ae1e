"""A JSON object with exactly one member, as a mapping with typed keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, get_args

from pydantic_core import core_schema

from .errors import SDKError
from .mismatches import described
from .readers import Anything, Entries, Reader, ReaderOf

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from .mismatches import Notes, Path

K = TypeVar("K")
V = TypeVar("V")


class SingleEntry(Mapping[K, V]):
    """A JSON object that always has exactly one member: `key` and its `value`."""

    __slots__ = ("_entries",)

    def __init__(self, key: K, value: V) -> None:
        self._entries: dict[K, V] = {key: value}

    @classmethod
    def _of(cls, entries: dict[K, V]) -> Self:
        made = cls.__new__(cls)
        made._entries = entries
        return made

    @property
    def key(self) -> K:
        """The name of the one member."""
        return self._only()[0]

    @property
    def value(self) -> V:
        """The value of the one member."""
        return self._only()[1]

    def _only(self) -> tuple[K, V]:
        if len(self._entries) != 1:
            raise SDKError(
                "the document promises an object with exactly one member, "
                f"the server sent {len(self._entries)}; read it as a mapping"
            )
        return next(iter(self._entries.items()))

    def __getitem__(self, key: K, /) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._entries!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        key, value = get_args(source) or (str, Any)
        entries = core_schema.no_info_after_validator_function(
            cls._of,
            core_schema.dict_schema(
                handler.generate_schema(key),
                handler.generate_schema(value),
                min_length=1,
                max_length=1,
            ),
        )
        return core_schema.json_or_python_schema(
            entries,
            core_schema.union_schema([core_schema.is_instance_schema(cls), entries]),
        )

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        if not (arguments := get_args(form)):
            return _SingleEntryReader(Entries(None, Anything(), cls._of))
        key, value = map(reader_of, arguments)
        return _SingleEntryReader(
            Entries(key, value, cast("type[SingleEntry[object, object]]", cls)._of)
        )


class _SingleEntryReader(Reader):
    promised = "an object with exactly one member"

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        if (count := len(cast("dict[str, object]", raw))) != 1:
            notes.add(path, self.promised, f"an object with {count}")
        return self._entries.read(cast("object", raw), path, notes)
