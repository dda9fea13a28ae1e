"""What a method is called that sends or gives another media type than the usual one."""

from __future__ import annotations

from sdksmith.naming.words import identifier, told_words

_WORDS = {
    "application/octet-stream": "bytes",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
    "text/plain": "text",
    "*/*": "bytes",
}


def media_word(media_type: str) -> str:
    """`text/csv` -> `csv`, `application/json-patch+json` -> `json_patch`."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence in _WORDS:
        return _WORDS[essence]
    main, _, sub = essence.partition("/")
    name = main if sub == "*" else sub.partition("+")[0].removeprefix("x-")
    return identifier(told_words(name), "media")
