"""Serialisation of parameters (OpenAPI 3.2, 4.12.3 Style Values; RFC 6570)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, assert_never, cast
from urllib.parse import quote

from .encode import to_json_bytes
from .errors import InvalidRequestError
from .scalars import Plain, scalar_text, taken_apart

StyleName: TypeAlias = Literal[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "tabDelimited",
    "deepObject",
    "cookie",
    "querystring",
]
ArraySpelling: TypeAlias = Literal["indices", "repeat", "brackets"]
Pairs: TypeAlias = list[tuple[str, str]]
Quote: TypeAlias = Callable[[str], str]

# `#` ends the query, `&` and `+` would be read as something else by most servers.
_RESERVED = ":/?@!$'()*,;="


@dataclass(frozen=True, slots=True)
class Style:
    """How one parameter is written; `explode` None is the style's own default.

    `arrays`: how those inside `deepObject` are: `a[0]=x`, `a=x` or `a[]=x`.
    """

    name: StyleName = "form"
    explode: bool | None = None
    allow_reserved: bool = False
    content: str | None = None
    arrays: ArraySpelling = "indices"

    @property
    def explodes(self) -> bool:
        """Whether each item or member is written on its own."""
        if self.explode is None:
            return self.name in {"form", "deepObject", "cookie"}
        return self.explode


FORM = Style("form")


@dataclass(frozen=True, slots=True)
class Part:
    """How one member of a form is sent (the `encoding` object).

    A style wins over the media type; with neither, objects are JSON (OpenAPI
    3.1.1, 4.8.15) and all else is as in a query.
    """

    content_type: str | None = None
    style: Style | None = None


QUERY = FORM
PATH = Style("simple")
HEADER = Style("simple")
COOKIE = Style("form")


@lru_cache(maxsize=1024)
def quoted_name(name: str) -> str:
    """A parameter's name, percent-encoded."""
    return quote(name, safe="")


def quoted(text: str) -> str:
    """A value, with all but RFC 3986's unreserved characters percent-encoded."""
    return quote(text, safe="")


def lightly_quoted(text: str) -> str:
    """A value of `allowReserved`: the delimiters of RFC 3986 stay as they are."""
    return quote(text, safe=_RESERVED)


def query_pairs(name: str, value: object, style: Style) -> Pairs:
    """The parameter as encoded pairs; an absent or null value gives none.

    One that is the whole query (`querystring`) has no name.
    """
    if style.name == "querystring" and style.content is not None:
        return [("", quoted(as_content(value, style.content, name)))]
    write = lightly_quoted if style.allow_reserved else quoted
    if style.content is not None:
        plain: Plain = as_content(value, style.content, name)
    else:
        plain = taken_apart(value, name)
    if isinstance(plain, str):
        return [(quoted_name(name), write(plain))]
    return [] if plain is None else _structured(name, plain, style, write)


def _structured(
    name: str, plain: list[object] | dict[str, object], style: Style, write: Quote
) -> Pairs:
    key = quoted_name(name)
    if style.name == "deepObject":
        deep = _deep(name, plain, style.arrays)
        return [(quoted(at), write(text)) for at, text in deep]
    if style.explodes:
        return _exploded(key, plain, write)
    text = _joined(plain, _delimiter(style, write), write)
    return [(key, text)] if text is not None else []


_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}


def _delimiter(style: Style, write: Quote) -> str:
    special = _DELIMITERS.get(style.name)
    return write(special) if special else ","


def _exploded(key: str, plain: list[object] | dict[str, object], write: Quote) -> Pairs:
    if isinstance(plain, list):
        return [(key, write(text)) for text in texts(plain)]
    pairs: Pairs = []
    for member, value in plain.items():
        values = cast("list[object]", value) if isinstance(value, list) else [value]
        pairs += [(quoted(member), write(text)) for text in texts(values)]
    return pairs


def _joined(
    plain: list[object] | dict[str, object], delimiter: str, write: Quote
) -> str | None:
    flat = flattened(plain)
    written = [write(text) for text in texts(flat)]
    return delimiter.join(written) if written else None


def flattened(plain: list[object] | dict[str, object]) -> list[object]:
    """An object as key, value, key, value; members that are null are left out."""
    if isinstance(plain, list):
        return plain
    return [x for k, v in plain.items() if v is not None for x in (k, v)]


def texts(values: Iterable[object]) -> Iterable[str]:
    """The texts of a list; nulls are left out, and nested values become JSON."""
    for value in values:
        if isinstance(value, list | dict):
            yield to_json_bytes(cast("object", value)).decode()
        elif value is not None:
            yield scalar_text(value)


def named_texts(plain: Mapping[str, object]) -> Pairs:
    """The members of an object with their texts; nulls are left out."""
    kept = {name: value for name, value in plain.items() if value is not None}
    return list(zip(kept, texts(kept.values()), strict=True))


def _deep(at: str, plain: object, arrays: ArraySpelling) -> Iterable[tuple[str, str]]:
    """Brackets for members and items, however deep: `filter[tags][0]=a`."""
    match plain:
        case None:
            return
        case list():
            for index, item in enumerate(cast("list[object]", plain)):
                yield from _deep(at + _item(index, arrays), item, arrays)
        case dict():
            for member, value in cast("dict[str, object]", plain).items():
                yield from _deep(f"{at}[{member}]", value, arrays)
        case _:
            yield at, scalar_text(plain)


def _item(index: int, arrays: ArraySpelling) -> str:
    match arrays:
        case "indices":
            return f"[{index}]"
        case "repeat":
            return ""
        case "brackets":
            return "[]"
        case _:
            assert_never(arrays)


def header_text(name: str, value: object, style: Style) -> str | None:
    """The value of a header parameter, or None where there is nothing to send."""
    text = simple_text(name, value, style, str)
    if text is not None and any(c in text for c in "\r\n\0"):
        raise InvalidRequestError(f"`{name}`: a header cannot hold line ends")
    return text


def cookie_pairs(name: str, value: object, style: Style) -> Pairs:
    """The parameter as pairs for the `Cookie` header."""
    write: Quote = cookie_plain if style.name == "cookie" else cookie_quoted
    if style.content is not None:
        return [(name, write(as_content(value, style.content, name)))]
    plain = taken_apart(value, name)
    if plain is None:
        return []
    if isinstance(plain, str):
        return [(name, write(plain))]
    if style.explodes:
        return _exploded(name, plain, write)
    text = _joined(plain, ",", write)
    return [(name, text)] if text is not None else []


def cookie_plain(text: str) -> str:
    """A cookie's value as it is; one that would begin another cookie is refused."""
    if ";" in text or any(ord(c) < ord(" ") for c in text):
        raise InvalidRequestError("a cookie cannot hold `;` or line ends")
    return text


def cookie_quoted(text: str) -> str:
    """A cookie's value, percent-encoded where RFC 6265 forbids a character."""
    return quote(text, safe="!#$&'()*+-./:<=>?@[]^_`{|}~")


def as_content(value: object, media_type: str, name: str) -> str:
    """The value of a parameter described by `content`."""
    if media_type.partition(";")[0].strip().endswith("json"):
        return to_json_bytes(value).decode()
    plain = taken_apart(value, name)
    return plain if isinstance(plain, str) else to_json_bytes(value).decode()


def simple_text(name: str, value: object, style: Style, write: Quote) -> str | None:
    """A value in style `simple` (RFC 6570, 3.2.2)."""
    if style.content is not None:
        return write(as_content(value, style.content, name))
    plain = taken_apart(value, name)
    if plain is None:
        return None
    if isinstance(plain, str):
        return write(plain)
    if isinstance(plain, dict) and style.explodes:
        return ",".join(f"{write(k)}={write(v)}" for k, v in named_texts(plain))
    return _joined(plain, _delimiter(style, write), write)
