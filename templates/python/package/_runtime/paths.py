"""Path templates, filled so that no value can reach another route."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from .errors import InvalidRequestError
from .omit import Omit
from .parameters import (
    PATH,
    Style,
    as_content,
    flattened,
    named_texts,
    simple_text,
    texts,
)
from .scalars import Plain, taken_apart

PARAMETER = re.compile(r"\{([^{}/]+)\}")
"""A parameter of a path template."""


def parameter_names(template: str) -> tuple[str, ...]:
    """The parameters of a path template, in order."""
    return tuple(PARAMETER.findall(template))


def encoded_template(template: str) -> str:
    """The template with what no URL can hold percent-encoded, save its parameters."""
    parts = re.split(r"(\{[^{}/]+\})", template)
    parts[::2] = [quote(part, safe=_IN_PATHS) for part in parts[::2]]
    return "".join(parts)


_IN_PATHS = "/%:@!$&'()*+,;="


def filled(
    template: str, values: Mapping[str, object], styles: Mapping[str, Style]
) -> str:
    """The path with every value encoded; what would change the route is refused."""

    def write(match: re.Match[str]) -> str:
        name = match[1]
        text = path_text(name, values.get(name), styles.get(name, PATH))
        if not text:
            raise InvalidRequestError(f"`{name}`: a path parameter cannot be empty")
        return text

    path = PARAMETER.sub(write, template)
    for before, after in zip(template.split("/"), path.split("/"), strict=True):
        # Dot segments are removed by clients and servers, encoded ones too.
        if before != after and unquote(after) in {".", ".."}:
            name = PARAMETER.findall(before)[0]
            raise InvalidRequestError(f"`{name}`: {after!r} would reach another route")
    return path


def path_text(name: str, value: object, style: Style) -> str:
    """One parameter by its style: `simple`, `label` or `matrix`."""
    if type(value) is str and style is PATH:
        return quote(value, safe="")
    if value is None or isinstance(value, Omit):
        raise InvalidRequestError(f"`{name}`: a path parameter needs a value")
    if style.content is not None:
        return _encoded(as_content(value, style.content, name))
    match style.name:
        case "label":
            return _label(taken_apart(value, name), style)
        case "matrix":
            return _matrix(name, taken_apart(value, name), style)
        case _:
            return simple_text(name, value, style, _encoded) or ""


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _undotted(text: str) -> str:
    return quote(text, safe="").replace(".", "%2E")


def _label(plain: Plain, style: Style) -> str:
    match plain:
        case None:
            return ""
        case str():
            return f".{_undotted(plain)}" if plain else ""
        case dict() if style.explodes:
            pairs = named_texts(plain)
            return "".join(f".{_undotted(k)}={_undotted(v)}" for k, v in pairs)
        case _:
            written = [_undotted(text) for text in texts(flattened(plain))]
            delimiter = "." if style.explodes else ","
            return f".{delimiter.join(written)}" if written else ""


def _matrix(name: str, plain: Plain, style: Style) -> str:
    key = _encoded(name)
    match plain:
        case None:
            return ""
        case str():
            return f";{key}={_encoded(plain)}" if plain else f";{key}"
        case dict() if style.explodes:
            pairs = named_texts(plain)
            return "".join(f";{_encoded(k)}={_encoded(v)}" for k, v in pairs)
        case list() if style.explodes:
            return "".join(f";{key}={_encoded(text)}" for text in texts(plain))
        case _:
            written = [_encoded(text) for text in texts(flattened(plain))]
            return f";{key}={','.join(written)}" if written else ""
