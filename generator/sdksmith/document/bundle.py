"""Several files into one tree whose references are all local.

A schema of another file becomes a component, for it may be cyclic and needs a name.
Anything else (path items, parameters, responses, examples) is put in place of its
reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.component_names import assign_names
from sdksmith.document.grammar import NEVER_REFERENCES, Kind, children
from sdksmith.document.library import ENTRY, Library, Target
from sdksmith.document.node import LOST, Node
from sdksmith.document.pointer import escape
from sdksmith.document.references import References, ref_of

_TO_OTHER_FILES: Final = re.compile(r"""\$ref["']?\s*:\s*["']?(?!["'#\s])""")
_MAPPED_TO_OTHER_FILES: Final = re.compile(r"""["'\s]\S*\.(?:ya?ml|json)["'#,}\s]""")
_NO_TEXT: Final = object()
_ODD_IN_SCHEMAS: Final = re.compile(
    r"""(?:description|summary|properties)["']?\s*:\s*\{?\s*["']?\$ref["']?\s*:"""
)
_MISSED: Final = frozenset(
    (Kind.PARAMETER, Kind.HEADER, Kind.REQUEST_BODY, Kind.RESPONSE, Kind.MEDIA_TYPE)
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The entry's tree with all it refers to, and which parts come from other files."""

    root: dict[str, Node]
    placed: Mapping[str, Origin]


def bundle(library: Library, texts: Iterable[str], diagnostics: Diagnostics) -> Bundle:
    """The entry document with everything it refers to in other files.

    `texts` are those that its `$ref`s can come from.
    """
    root: Node = library.entry.tree
    if not any(map(_needs_bundling, texts)) and not _has_odd_reference(root):
        return Bundle(root, {})
    bundler = _Bundler(library, diagnostics)
    return Bundle(bundler.run(root), bundler.placed)


def _needs_bundling(text: str) -> bool:
    """Whether a text may refer to other files, or oddly; quick, for most do not."""
    return bool(
        _TO_OTHER_FILES.search(text)
        or _ODD_IN_SCHEMAS.search(text)
        or ("apping" in text and _MAPPED_TO_OTHER_FILES.search(text))
    )


class _Bundler:
    """First finds every schema of other files, then names them, then writes."""

    def __init__(self, library: Library, diagnostics: Diagnostics) -> None:
        self.placed: dict[str, Origin] = {}
        self._library = library
        self._diagnostics = diagnostics
        self._references = References(library, diagnostics)
        self._seen: set[tuple[Target, Kind]] = set()
        self._schemas: list[Target] = []
        self._own_names: dict[str, Target | None] = {}
        self._names: dict[Target, str] = {}
        self._open: set[tuple[Target, Kind]] = set()

    def run(self, root: dict[str, Node]) -> dict[str, Node]:
        self._discover(root, Kind.DOCUMENT, Target(ENTRY, ""))
        files = {
            target: self._library.file(target.location) for target in self._schemas
        }
        self._names = assign_names(self._own_names, files)
        path = ("definitions",) if "swagger" in root else ("components", "schemas")
        self._holder = "/" + "/".join(path)
        written = self._write(root, Kind.DOCUMENT, Target(ENTRY, ""), "")
        bundled = dict(written)
        holder = bundled
        for token in path:
            inner = holder.get(token)
            holder[token] = dict(inner) if isinstance(inner, dict) else {}
            holder = holder[token]
        for target, name in sorted(self._names.items(), key=lambda item: item[1]):
            if self._own_names.get(name) != target:
                out = f"{self._holder}/{escape(name)}"
                holder[name] = self._part(target, Kind.SCHEMA, out)
        return bundled

    def _discover(self, node: Node, kind: Kind, at: Target) -> None:
        ref = ref_of(node)
        if kind is not Kind.TEXT and ref is not None and not _stays(ref, kind, at):
            self._discover_target(ref, kind, at)
        if kind is Kind.COMPONENT_SCHEMAS and isinstance(node, dict):
            self._discover_components(node, at)
        for key, value in _file_mapping(node, kind, at).items():
            told = Target(at.location, f"{at.pointer}/discriminator{_below(key)}")
            self._discover_target(value, Kind.SCHEMA, told, "")
        for token, child, inner in children(node, kind):
            place = Target(at.location, f"{at.pointer}/{escape(token)}")
            self._discover(child, inner, place)

    def _discover_target(
        self, ref: str, kind: Kind, at: Target, said_at: str = "/$ref"
    ) -> None:
        target = self._references.resolve(at.location, ref, f"{at.pointer}{said_at}")
        if target is None or (target, kind) in self._seen:
            return
        if target.location == ENTRY and kind not in NEVER_REFERENCES:
            return
        self._seen.add((target, kind))
        if kind is Kind.SCHEMA:
            self._schemas.append(target)
        self._discover(self._references.node(target), kind, target)

    def _discover_components(self, node: dict[str, Node], at: Target) -> None:
        """Components that are nothing but a reference lend it their name."""
        for name, schema in node.items():
            place = f"{at.pointer}/{escape(name)}"
            target: Target | None = Target(at.location, place)
            ref = ref_of(schema)
            is_elsewhere = ref is not None and len(schema) == 1
            if is_elsewhere and not (at.location == ENTRY and str(ref)[:1] == "#"):
                target = self._references.resolve(
                    at.location, str(ref), f"{place}/$ref"
                )
            self._own_names.setdefault(
                name, target if target and target.location != ENTRY else None
            )

    def _write(self, node: Node, kind: Kind, at: Target, out: str) -> Node:
        """The node with its references made local; the same one if none changes."""
        ref = ref_of(node)
        if ref is not None and not _stays(ref, kind, at):
            return self._write_ref(node, ref, kind, at, out)
        return self._write_inner(node, kind, at, out)

    def _write_inner(self, node: Node, kind: Kind, at: Target, out: str) -> Node:
        changed: dict[str, Node] = {}
        for token, child, inner in children(node, kind):
            step = f"/{escape(token)}"
            place = Target(at.location, at.pointer + step)
            if inner is Kind.TEXT:
                written = self._text(child, place, out + step)
            else:
                written = self._write(child, inner, place, out + step)
            if written is not child:
                changed[token] = written
        if mapping := _file_mapping(node, kind, at):
            local = {
                key: self._local(self._references.resolve(at.location, value, ""))
                for key, value in mapping.items()
            }
            told = {**node["discriminator"]}
            if default := local.pop(None, None):
                told["defaultMapping"] = default
            if local:
                known = {k: v for k, v in local.items() if v}
                told["mapping"] = told["mapping"] | known
            changed["discriminator"] = told
        if not changed:
            return node
        if isinstance(node, list):
            return [changed.get(str(i), item) for i, item in enumerate(node)]
        return {k: v for k, v in {**node, **changed}.items() if v is not _NO_TEXT}

    def _text(self, node: Node, at: Target, out: str) -> Node:
        """The prose that a `$ref` leads to in the place of a description."""
        ref = ref_of(node)
        if ref is None:
            return node
        found = self._references.text(at.location, ref, f"{at.pointer}/$ref")
        if found is None:
            return _NO_TEXT
        text, target = found
        self.placed[out] = self._library.origin(*target)
        return text

    def _write_ref(
        self, node: dict[str, Node], ref: str, kind: Kind, at: Target, out: str
    ) -> Node:
        target = self._references.resolve(at.location, ref, f"{at.pointer}/$ref")
        if target is None:
            return dict(LOST) if kind in _MISSED else {}
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        beside = self._write_inner(siblings, kind, at, out)
        own_name = out.removeprefix(f"{self._holder}/")
        is_component = not siblings and self._own_names.get(own_name) == target
        is_schema_use = kind is Kind.SCHEMA and not (
            is_component and self._names[target] == own_name
        )
        is_in_place = kind in NEVER_REFERENCES
        if (target.location == ENTRY and not is_in_place) or is_schema_use:
            return {"$ref": self._local(target), **beside}
        part = self._part(target, kind, out)
        return {**part, **beside} if isinstance(part, dict) and beside else part

    def _part(self, target: Target, kind: Kind, out: str) -> Node:
        """What stands at a target, written to the place `out`."""
        origin = self._library.origin(*target)
        if (target, kind) in self._open:
            message = "the reference leads back to where it stands; read as `{}`"
            self._diagnostics.warn(Code.CIRCULAR_REF, message, at=origin)
            return {}
        self._open.add((target, kind))
        self.placed[out] = origin
        part = self._write(self._references.node(target), kind, target, out)
        self._open.discard((target, kind))
        return part

    def _local(self, target: Target | None) -> str | None:
        if target is None:
            return None
        if target.location == ENTRY:
            return f"#{target.pointer}"
        return f"#{self._holder}/{escape(self._names[target])}"


def _stays(ref: str, kind: Kind, at: Target) -> bool:
    """Whether a reference is local, and where later stages look for one."""
    is_local = at.location == ENTRY and ref.startswith("#")
    return is_local and kind not in NEVER_REFERENCES


def _has_odd_reference(root: dict[str, Node]) -> bool:
    """Whether a `$ref` stands where OpenAPI has none; schemas are not looked into."""
    waiting: list[tuple[Node, Kind]] = [(root, Kind.DOCUMENT)]
    while waiting:
        node, kind = waiting.pop()
        if kind in NEVER_REFERENCES and ref_of(node) is not None:
            return True
        waiting += [
            (child, inner)
            for _, child, inner in children(node, kind)
            if inner is not Kind.SCHEMA and isinstance(child, (dict, list))
        ]
    return False


def _file_mapping(node: Node, kind: Kind, at: Target) -> dict[str | None, str]:
    """The values of a discriminator that are references to files; None: the default."""
    if kind is not Kind.SCHEMA or not isinstance(node, dict):
        return {}
    discriminator = node.get("discriminator")
    if not isinstance(discriminator, dict):
        return {}
    mapping = discriminator.get("mapping")
    said = {None: discriminator.get("defaultMapping")}
    said |= mapping if isinstance(mapping, dict) else {}
    return {
        key: value
        for key, value in said.items()
        if isinstance(value, str) and _is_elsewhere(value, at)
    }


def _is_elsewhere(ref: str, at: Target) -> bool:
    """Whether what a discriminator names stands in a file, and is no bare name."""
    in_file = ref.partition("#")[0].endswith((".yaml", ".yml", ".json"))
    return in_file or (at.location != ENTRY and ref.startswith("#"))


def _below(key: str | None) -> str:
    return "/defaultMapping" if key is None else f"/mapping/{escape(key)}"
