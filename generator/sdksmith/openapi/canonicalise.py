"""The openapi stage: a bundled document in, the canonical one out."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import SPEC_ERRORS, Stop
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.node import Node
from sdksmith.openapi import top
from sdksmith.openapi.autorest import with_more_paths
from sdksmith.openapi.bodies import request_body, response
from sdksmith.openapi.canonical import CanonicalDocument
from sdksmith.openapi.far import settle
from sdksmith.openapi.media import header
from sdksmith.openapi.parameters import parameter
from sdksmith.openapi.paths import path_items, paths
from sdksmith.openapi.schemas import schema
from sdksmith.openapi.swagger2 import FLAT, upgrade
from sdksmith.openapi.tags import tags
from sdksmith.openapi.texts import mapping
from sdksmith.openapi.version import Version, known_version, said_version
from sdksmith.openapi.work import Spot, Work, spot_at


def canonicalise(
    document: BundledDocument, diagnostics: Diagnostics
) -> CanonicalDocument:
    """Bring a document of any version into the one shape that the package describes.

    Every repair is reported; raises `Stop` where it is no OpenAPI document at all.
    """
    version = _version(document, diagnostics)
    complete, more = with_more_paths(document)
    root: Mapping[str, Node] = complete.root
    moved: Mapping[str, str] = more
    if version is Version.V2_0:
        root, moved = upgrade(complete, more, diagnostics)
    work = _work(document, root, moved, version, diagnostics)
    tree = _tree(work)
    if not tree["paths"] and not tree["webhooks"]:
        message = "the document describes no operation"
        diagnostics.warn(Code.NO_PATHS, message, at=document.origin(""))
    return CanonicalDocument(
        tree, version, document, work.shifted, work.followed, moved
    )


def _version(document: BundledDocument, diagnostics: Diagnostics) -> Version:
    said = said_version(document.root)
    origin = document.origin("")
    if said is None:
        message = "the document says neither `openapi` nor `swagger` at its top"
        diagnostics.error(Code.NOT_OPENAPI, message, at=origin)
        raise Stop(diagnostics, SPEC_ERRORS)
    version = known_version(said)
    if version is None:
        at = next(o for o in _version_origins(document, origin))
        message = f"OpenAPI {said!r} is no version that sdksmith can read"
        diagnostics.error(Code.UNKNOWN_VERSION, message, at=at)
        raise Stop(diagnostics, SPEC_ERRORS)
    return version


def _version_origins(document: BundledDocument, origin: Origin) -> list[Origin]:
    keys = ("openapi", "swagger", "swaggerVersion")
    return [origin.child(key) for key in keys if key in document.root]


def _work(
    document: BundledDocument,
    root: Mapping[str, Node],
    moved: Mapping[str, str],
    version: Version,
    diagnostics: Diagnostics,
) -> Work:
    old = CanonicalDocument({}, version, document, {}, {}, moved)

    def written(pointer: str) -> str | None:
        origin = old.origin(pointer)
        source = document.sources.get(origin.file)
        return source.written(origin.pointer) if source else None

    moved_to = {there: here for here, there in reversed({**FLAT, **moved}.items())}
    return Work(
        root, version, diagnostics, old.origin, written, moved_to, document.removed
    )


def _tree(work: Work) -> dict[str, Node]:
    root, start = work.root, spot_at("")
    components = _components(work, root.get("components", {}), start / "components")
    work.schemes.update(components["securitySchemes"])
    tree: dict[str, Node] = {
        "openapi": "3.1.1",
        "info": top.info(work, root.get("info", {}), start / "info"),
        "servers": top.servers(work, root.get("servers", []), start / "servers"),
        "tags": tags(work, root.get("tags", []), start / "tags"),
        "security": top.security(work, root.get("security", []), start / "security"),
        "paths": paths(work, root.get("paths", {}), start / "paths"),
        "webhooks": path_items(work, root.get("webhooks", {}), start / "webhooks"),
        "components": components,
    }
    for name in ("externalDocs", *(key for key in root if key.startswith("x-"))):
        if name in root:
            tree[name] = root[name]
    settle(work, tree)
    return tree


def _components(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """The components; those that are no schemas stay, for pointers into them."""
    said = mapping(work, node, spot)
    found: dict[str, Node] = {
        "schemas": {
            name: schema(work, inner, spot / "schemas" / name)
            for name, inner in _section(work, said, "schemas", spot).items()
        },
        "securitySchemes": top.security_schemes(
            work, said.get("securitySchemes", {}), spot / "securitySchemes"
        ),
    }
    for name, inner in _section(work, said, "parameters", spot).items():
        parameter_ = parameter(work, inner, spot / "parameters" / name)
        if parameter_ is not None:
            found.setdefault("parameters", {})[name] = parameter_.node
    for section, make in (
        ("headers", header),
        ("requestBodies", request_body),
        ("responses", response),
    ):
        for name, inner in _section(work, said, section, spot).items():
            part = make(work, inner, spot / section / name)
            if part is not None:
                found.setdefault(section, {})[name] = part
    return found


def _section(work: Work, node: Node, name: str, spot: Spot) -> dict[str, Node]:
    return mapping(work, node.get(name, {}), spot / name)
