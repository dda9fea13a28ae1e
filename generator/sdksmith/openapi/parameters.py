"""Parameter Objects, and the one list that an operation really has."""

from __future__ import annotations

import re
from typing import NamedTuple

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.media import with_content_or_schema
from sdksmith.openapi.texts import fields
from sdksmith.openapi.work import Spot, Work, spot_at

_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
    "querystring": (),
}
"""The styles of each place, its default first (OpenAPI 3.2, 4.12.2)."""

_ENCODED = frozenset(("path", "cookie"))
"""Where a value with reserved characters could become something else."""

_EXPLODED = frozenset(("form", "cookie", "deepObject"))
_TEMPLATE = re.compile(r"\{([^{}]*)\}")


class Parameter(NamedTuple):
    """A parameter in canonical shape, and where it stands in the document."""

    node: dict[str, Node]
    home: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes it unique in an operation."""
        return self.node["name"], self.node["in"]


def parameters(work: Work, node: Node, spot: Spot) -> list[Parameter]:
    """A list of parameters, each brought in canonical shape."""
    if node is None:
        return []
    if not isinstance(node, list):
        work.warn(Code.BAD_VALUE, "`parameters` must be a list; left out", spot)
        return []
    found: dict[tuple[str, str], Parameter] = {}
    for index, item in enumerate(node):
        parameter_ = parameter(work, item, spot / index)
        if parameter_ is None:
            continue
        if parameter_.key in found:
            message = "the same parameter stands here twice; the second is left out"
            work.warn(Code.DUPLICATE_PARAMETER, message, spot / index)
        found.setdefault(parameter_.key, parameter_)
    return list(found.values())


def parameter(work: Work, node: Node, spot: Spot) -> Parameter | None:
    """One parameter; None, reported, where it has no name or place."""
    node, spot = work.part(node, spot)
    return None if node is None else work.once(node, spot, _parameter)


def _parameter(work: Work, node: Node, spot: Spot) -> Parameter | None:
    if not isinstance(node, dict):
        work.warn(
            Code.PARAMETER_NOT_UNDERSTOOD,
            "a parameter must be a mapping; left out",
            spot,
        )
        return None
    out = fields(work, node, spot)
    place = str(out.get("in", "")).lower()
    if not isinstance(out.get("name"), str) or place not in _STYLES:
        told = f"`in: {out['in']}` is no place" if "in" in out else "`in` is missing"
        if not isinstance(out.get("name"), str):
            told = "`name` is missing"
        work.warn(
            Code.PARAMETER_NOT_UNDERSTOOD, f"{told}; the parameter is left out", spot
        )
        return None
    out["in"] = place
    if place == "path" and out.get("required") is not True:
        message = f"a path parameter is always required; read `{out['name']}` so"
        work.warn(Code.OPTIONAL_PATH_PARAMETER, message, spot)
        out["required"] = True
    out.setdefault("required", False)
    with_content_or_schema(work, out, spot)
    _style(work, out, place, spot)
    return Parameter(out, spot.pointer)


def _style(work: Work, out: dict[str, Node], place: str, spot: Spot) -> None:
    """Spell `style` and `explode` out; a parameter with `content` has neither."""
    if "schema" not in out:
        for name in ("style", "explode", "allowReserved"):
            out.pop(name, None)
        return
    styles = _STYLES[place]
    if not styles:
        message = "`in: querystring` needs `content`; read as a form"
        work.warn(Code.NO_SCHEMA, message, spot)
        form = {"schema": out.pop("schema")}
        out["content"] = {"application/x-www-form-urlencoded": form}
        return
    style = out.setdefault("style", styles[0])
    if style not in styles:
        message = f"`style: {style}` does not exist for `in: {place}`"
        work.warn(Code.BAD_STYLE, f"{message}; read as {styles[0]}", spot / "style")
        out["style"] = styles[0]
    out.setdefault("explode", out["style"] in _EXPLODED)
    if place in _ENCODED and out.pop("allowReserved", False):
        message = f"`allowReserved` does nothing for `in: {place}`; values are encoded"
        work.warn(Code.BAD_STYLE, message, spot / "allowReserved")


def merged(of_path: list[Parameter], of_operation: list[Parameter]) -> list[Parameter]:
    """The path's parameters, each replaced by the operation's own of that name."""
    own = {parameter_.key: parameter_ for parameter_ in of_operation}
    kept = [own.pop(parameter_.key, parameter_) for parameter_ in of_path]
    return [*kept, *own.values()]


def fit_template(
    work: Work, path: str, found: list[Parameter], spot: Spot
) -> list[Parameter]:
    """The parameters with exactly the path parameters that the path names."""
    names = list(dict.fromkeys(_TEMPLATE.findall(path)))
    declared = {p.node["name"] for p in found if p.node["in"] == "path"}
    missing = [name for name in names if name not in declared]
    kept = []
    for parameter_ in found:
        name = parameter_.node["name"]
        if parameter_.node["in"] != "path" or name in names:
            kept.append(parameter_)
            continue
        twin = next((n for n in missing if _alike(n, name)), None)
        place = spot_at(parameter_.home)
        if twin is None:
            message = f"`{path}` has no `{{{name}}}`; the parameter is left out"
            work.warn(Code.PATH_PARAMETER_UNUSED, message, place)
            continue
        missing.remove(twin)
        message = f"the path spells `{name}` as `{{{twin}}}`; read so"
        work.warn(Code.PATH_PARAMETER_UNUSED, message, place)
        kept.append(Parameter({**parameter_.node, "name": twin}, parameter_.home))
    for name in missing:
        message = f"`{{{name}}}` is not among the parameters; read as a text"
        work.warn(Code.PATH_PARAMETER_UNDECLARED, message, spot)
        kept.append(Parameter(_text_parameter(name), spot.pointer))
    return kept


def _alike(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _text_parameter(name: str) -> dict[str, Node]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "style": "simple",
        "explode": False,
    }
