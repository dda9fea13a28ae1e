"""The keys a client may have in the configuration, and what each must be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from keyword import iskeyword

from sdksmith.config.near import near


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the kind of its value, in words; `choices` empty means any."""

    kind: type | tuple[type, ...]
    words: str
    choices: tuple[str, ...] = ()


NESTED_ARRAYS = ("indices", "repeat", "brackets")
CLIENT_KEYS: Mapping[str, Key] = {
    "spec": Key(str, 'a path, a URL, or "-"'),
    "output": Key(str, "a folder"),
    "package": Key(str, "the name of the Python package"),
    "client_name": Key(str, "the name of the client class"),
    "templates": Key(str, "a folder"),
    "formatter": Key(str, "the name of a formatter", ("black",)),
    "unwrap": Key(bool, "true or false"),
    "detect_pagination": Key(bool, "true or false"),
    "pagination": Key(dict, "a table of operations, and how each is paged"),
    "idempotency_header": Key(str, "the name of a header"),
    "nested_arrays": Key(str, "how arrays in query objects are written", NESTED_ARRAYS),
    "ascii_names": Key(bool, "true or false"),
    "include": Key(list, "a list of tags, paths, operations or pointers"),
    "exclude": Key(list, "a list of tags, paths, operations or pointers"),
    "allow_remote_refs": Key((bool, list), "true, false, or a list of http(s) URLs"),
    "overlays": Key(list, "a list of paths and URLs"),
    "rename": Key(dict, "a table of pointers or operations, and names"),
}
REQUIRED_KEYS = ("spec", "output")
_URL = re.compile(r"https?://[^/?#@]+(/[^?#]*)?$", re.IGNORECASE)
_TOKEN = re.compile(r"[\w!#$%&'*+\-.^`|~]+", re.ASCII)
"""What a header can be called (RFC 9110, 5.6.2)."""
_IDENTIFIERS = ("package", "client_name")


def fault_of(name: str, value: object) -> str | None:
    """What is wrong with the value of a key, in words; None where nothing is."""
    key = CLIENT_KEYS[name]
    if not isinstance(value, key.kind) or value == "":
        return f"`{name}` must be {key.words}"
    if name == "rename" and not _is_all_text(value):
        return f"`{name}` must be {key.words}"
    if isinstance(value, list) and not all(_is_item(name, item) for item in value):
        return f"`{name}` must be {key.words}"
    return _fault_of_word(name, key, value) if isinstance(value, str) else None


def _is_item(name: str, item: object) -> bool:
    """Whether a value may stand in the list of a key."""
    if not isinstance(item, str) or not item:
        return False
    return name != "allow_remote_refs" or bool(_URL.match(item))


def _is_all_text(table: object) -> bool:
    entries = table.values() if isinstance(table, dict) else ()
    return all(isinstance(value, str) for value in entries)


def _fault_of_word(name: str, key: Key, word: str) -> str | None:
    if key.choices and word not in key.choices:
        return f"`{name}` must be {' or '.join(key.choices)}{near(word, key.choices)}"
    if name in _IDENTIFIERS and (not word.isidentifier() or iskeyword(word)):
        return f"`{name}` must be a Python identifier, not `{word}`"
    if name == "idempotency_header" and not _TOKEN.fullmatch(word):
        return f"`{name}` must be the name of a header, not `{word}`"
    return None
