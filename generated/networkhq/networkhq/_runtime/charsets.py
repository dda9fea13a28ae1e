"""Bytes of an answer as text, in the charset that the API declares."""

from __future__ import annotations

import codecs
import re

from .headers import Headers
from .middleware import Reply

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^"';,\s]*)""", re.IGNORECASE)
# Codecs of Python's own, which raise what they like.
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
_BOM = b"\xef\xbb\xbf"


def charset_of(headers: Headers) -> str:
    """The charset that a `Content-Type` declares; UTF-8 where it says none."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return (found[1].lower() if found else "") or "utf-8"


def known_charset_of(headers: Headers) -> str:
    """The charset, or UTF-8 where no text can be read in what is declared."""
    charset = charset_of(headers)
    try:
        is_known = codecs.lookup(charset).name not in _NO_CHARSETS
        if is_known:
            b" ".decode(charset, "replace")  # Some codecs make bytes of bytes.
    except LookupError:
        return "utf-8"
    return charset if is_known else "utf-8"


def text(reply: Reply) -> str:
    """The body as text; what is none in its charset is shown as such."""
    return reply.body.decode(known_charset_of(reply.headers), "replace")


def utf8(reply: Reply) -> bytes:
    """JSON in UTF-8, as RFC 8259 asks; another declared charset is honoured."""
    charset, body = charset_of(reply.headers), reply.body.removeprefix(_BOM)
    if charset in {"utf-8", "utf8"}:
        return body
    return body.decode(charset).encode().removeprefix(_BOM)
