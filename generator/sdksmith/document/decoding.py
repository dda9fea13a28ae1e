"""Bytes of a document into text with plain line ends."""

from __future__ import annotations

import codecs

from sdksmith.diagnostics.codes import Code
from sdksmith.document.parsed import Remark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text without byte order mark and with plain line ends, and what was odd."""
    encoding, start = _encoding(data)
    try:
        return _lines(data[start:].decode(encoding)), ()
    except UnicodeDecodeError as error:
        readable = data[start : start + error.start].decode(encoding, "replace")
        message = f"this is not {encoding.upper()}; unreadable bytes became U+FFFD"
        remark = Remark(Code.ODD_ENCODING, message, len(_lines(readable)))
        return _lines(data[start:].decode(encoding, "replace")), (remark,)


def _encoding(data: bytes) -> tuple[str, int]:
    """By byte order mark, else by where the NULs of the first characters stand."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    first = data[:2]
    if len(first) == len("{}") and first[1] == 0 != first[0]:
        return "utf-16-le", 0
    if len(first) == len("{}") and first[0] == 0 != first[1]:
        return "utf-16-be", 0
    return "utf-8", 0


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
