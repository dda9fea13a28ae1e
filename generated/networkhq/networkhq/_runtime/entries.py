"""A JSON object with exactly one member, as a mapping with typed keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from pydantic_core import core_schema
from typing_extensions import override

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
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        key, value = get_args(source) or (str, Any)
        entries = core_schema.no_info_after_validator_function(
            _entry,
            core_schema.dict_schema(
                handler.generate_schema(key),
                handler.generate_schema(value),
                min_length=1,
                max_length=1,
            ),
        )
        instance = core_schema.is_instance_schema(cls)
        return core_schema.json_or_python_schema(
            entries, core_schema.union_schema([instance, entries])
        )

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        readers = [reader_of(argument) for argument in get_args(form)]
        key, value = readers or (Anything(), Anything())
        return _SingleEntryReader(Entries(key, value, _entry))


def _entry(entries: dict[object, object]) -> SingleEntry[object, object]:
    """An entry of the members that the server sent, which may be none or several."""
    made = object.__new__(cast("type[SingleEntry[object, object]]", SingleEntry))
    object.__setattr__(made, "_entries", entries)
    return made


class _SingleEntryReader(Reader):
    promised = "an object with exactly one member"

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        if (count := len(cast("dict[str, object]", raw))) != 1:
            notes.add(path, self.promised, f"an object with {count}")
        return self._entries.read(cast("object", raw), path, notes)
