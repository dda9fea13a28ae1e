"""What stands at the top: info, servers, security, and its schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.parts import Part, checked
from sdksmith.openapi.texts import fields, mapping
from sdksmith.openapi.values import written_text
from sdksmith.openapi.work import Spot, Work

NO_DEFAULT: Final = "x-sdksmith-noDefault"
"""Stands at a server variable whose value whoever uses the API must say."""
_ASKED: Final[Mapping[str, Node]] = {"default": "", NO_DEFAULT: True}


def info(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """The Info Object with at least `title` and `version`, both text."""
    out = fields(work, mapping(work, node, spot), spot)
    if "title" not in out:
        work.warn(Code.MISSING_TITLE, "`title` is missing; read as `API`", spot)
        out["title"] = "API"
    if "version" not in out:
        work.warn(Code.MISSING_VERSION, "`version` is missing; read as `0`", spot)
        out["version"] = "0"
    out["version"] = written_text(work, out["version"], spot / "version")
    return checked(work, out, Part.INFO, spot)


def servers(work: Work, node: Node, spot: Spot) -> list[dict[str, Node]]:
    """The servers, each with a `url` and well-formed variables."""
    if not isinstance(node, list):
        work.warn(Code.BAD_VALUE, "`servers` must be a list; left out", spot)
        return []
    found = []
    for index, item in enumerate(node):
        place = spot / index
        out = fields(work, mapping(work, item, place), place)
        if not isinstance(out.get("url"), str):
            work.warn(Code.BAD_SERVER, "a server must have a `url`; left out", place)
            continue
        if "variables" in out:
            out["variables"] = _variables(work, out["variables"], place / "variables")
        out["url"] = out["url"].strip()
        missing = _undeclared(work, out, place)
        if missing:
            out["variables"] = out.get("variables", {}) | missing
        found.append(checked(work, out, Part.SERVER, place))
    return found


def _variables(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for name, item in mapping(work, node, spot).items():
        place = spot / name
        out = fields(work, mapping(work, item, place), place)
        choices = out.get("enum")
        if isinstance(choices, list) and choices:
            out["enum"] = [
                written_text(work, choice, place / "enum" / index)
                for index, choice in enumerate(choices)
            ]
        else:
            out.pop("enum", None)
        if isinstance(out.get("default"), (str, int, float)):
            out["default"] = written_text(work, out["default"], place / "default")
        elif "enum" in out:
            out["default"] = out["enum"][0]
            message = f"`default` is missing; read as `{out['default']}`"
            work.warn(Code.BAD_SERVER, message, place)
        else:
            out |= _ASKED
            message = f"`default` is missing; a value of `{name}` must be passed"
            work.warn(Code.BAD_SERVER, message, place)
        found[name] = out
    return found


def _undeclared(
    work: Work, server: Mapping[str, Node], spot: Spot
) -> dict[str, dict[str, Node]]:
    """The variables that only the address of a server names."""
    declared = server.get("variables", {})
    names = dict.fromkeys(re.findall(r"\{([^{}]+)\}", server["url"]))
    missing = [name for name in names if name not in declared]
    for name in missing:
        message = f"`{{{name}}}` is not among the variables; a value must be passed"
        work.warn(Code.BAD_SERVER, message, spot / "url")
    return {name: dict(_ASKED) for name in missing}


def security(work: Work, node: Node, spot: Spot) -> list[dict[str, list[str]]]:
    """The alternatives of which one must be satisfied."""
    alternatives = [node] if isinstance(node, dict) else node
    if not isinstance(alternatives, list):
        work.warn(Code.BAD_VALUE, "`security` must be a list; left out", spot)
        return []
    found = []
    for index, item in enumerate(alternatives):
        place = spot / index if isinstance(node, list) else spot
        together = _together(work, mapping(work, item, place), place)
        if together is not None:
            found.append(together)
    return found


def _together(
    work: Work, item: dict[str, Node], spot: Spot
) -> dict[str, list[str]] | None:
    """Schemes that must be satisfied together; None where one of them is unknown."""
    found: dict[str, list[str]] = {}
    for said, scopes in item.items():
        name: str | None = said
        if said not in work.schemes:
            alike = [s for s in work.schemes if s.casefold() == said.casefold()]
            name = alike[0] if len(alike) == 1 else None
            read = f"read as `{name}`" if name else "left out"
            message = f"there is no security scheme `{said}`; {read}"
            work.warn(Code.SECURITY_NOT_UNDERSTOOD, message, spot / said)
        if name is None:
            return None
        found[name] = _scopes(scopes)
    return found


def _scopes(said: Node) -> list[str]:
    return (
        [scope for scope in said if isinstance(scope, str)]
        if isinstance(said, list)
        else []
    )


def security_schemes(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """The security schemes by name."""
    found: dict[str, Node] = {}
    for name, item in mapping(work, node, spot).items():
        inner, place = work.part(item, spot / name)
        out = fields(work, mapping(work, inner or {}, place), place)
        missing = _missing(out)
        if missing:
            message = f"`{missing}` is missing or unknown; the scheme is left out"
            work.warn(Code.SECURITY_NOT_UNDERSTOOD, message, place)
            continue
        found[name] = checked(work, out, Part.SECURITY_SCHEME, place)
    return found


_NEEDED: Mapping[str, Mapping[str, type | tuple[str, ...]]] = {
    "apiKey": {"in": ("header", "query", "cookie"), "name": str},
    "http": {"scheme": str},
    "oauth2": {"flows": dict},
    "openIdConnect": {"openIdConnectUrl": str},
    "mutualTLS": {},
}
"""What each type of scheme cannot be used without: one of these, or of this type."""


def _missing(out: dict[str, Node]) -> str | None:
    """The field without which a scheme cannot be used."""
    needed = _NEEDED.get(str(out.get("type")))
    if needed is None:
        return "type"
    for name, fit in needed.items():
        value = out.get(name)
        if isinstance(fit, tuple) and value not in fit:
            return name
        if isinstance(fit, type) and not isinstance(value, fit):
            return name
    return None
