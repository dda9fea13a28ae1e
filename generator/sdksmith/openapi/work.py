"""What the steps of this stage share: the document, its places, and the reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.anchors import anchored, anchors
from sdksmith.document.node import LOST, Node
from sdksmith.document.pointer import Missing, escape, follow, from_fragment, parents
from sdksmith.openapi.version import Version

_TEXTS = ("summary", "description")
_Made = TypeVar("_Made")


class Spot(NamedTuple):
    """A place in the document, cheap to make; its pointer is built when needed."""

    above: Spot | None
    token: str

    def __truediv__(self, token: str | int) -> Spot:
        return Spot(self, str(token))

    @property
    def pointer(self) -> str:
        """The JSON Pointer of this place."""
        tokens, spot = [], self
        while spot.above is not None:
            tokens.append(escape(spot.token))
            spot = spot.above
        tokens.append(spot.token)
        return "/".join(reversed(tokens))


def spot_at(pointer: str) -> Spot:
    """The place that a pointer means."""
    return Spot(None, pointer)


@dataclass(frozen=True, slots=True)
class Work:
    """The document on its way to the canonical shape.

    `root` is 3.x-shaped; `origin_of` and `written` take pointers into it.
    `moved_to` says where things of an older version are in it, and `removed` which
    action of an overlay took something out of the document. `followed` collects which places in `root` were replaced by what their `$ref` leads to, and
    `shifted` which canonical pointers differ from the pointer of the same in `root`.
    """

    root: Mapping[str, Node]
    version: Version
    diagnostics: Diagnostics
    origin_of: Callable[[str], Origin]
    written: Callable[[str], str | None]
    moved_to: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, Origin] = field(default_factory=dict)
    followed: dict[str, str] = field(default_factory=dict)
    shifted: dict[str, str] = field(default_factory=dict)
    done: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    schemes: dict[str, Node] = field(default_factory=dict)
    operation_ids: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    schema_refs: dict[str, None] = field(default_factory=dict)
    refs: dict[str, bool] = field(default_factory=dict)

    def warn(self, code: Code, message: str, spot: Spot) -> None:
        """Report a repair at a place."""
        self.diagnostics.warn(code, message, at=self.origin_of(spot.pointer))

    def exists(self, ref: str) -> bool:
        """Whether a local `$ref` leads to something."""
        if ref not in self.refs:
            try:
                self.refs[ref] = ref.startswith("#/")
                follow(self.root, from_fragment(ref[1:], self.root))
            except Missing:
                self.refs[ref] = False
        return self.refs[ref]

    def local(self, ref: str) -> str:
        """A `$ref` as a pointer: anchors found, containers of 2.0 put right."""
        if self.exists(ref):
            return ref
        if ref.startswith("#/"):
            return self._moved(ref)
        if not self.anchors:
            self.anchors.update(anchors(self.root))
        pointer = anchored(ref, self.anchors)
        return ref if pointer is None else f"#{pointer}"

    def _moved(self, ref: str) -> str:
        """A pointer of an older version as one of this version, if that exists."""
        pointer = from_fragment(ref[1:], self.root)
        for above in parents(pointer):
            new = self.moved_to.get(above)
            if new is not None and self.exists(f"#{new}{pointer[len(above):]}"):
                return f"#{new}{pointer[len(above):]}"
        return ref

    def circles(self, ref: str) -> bool:
        """Whether a `$ref` leads to nothing but further ones, back to itself."""
        seen: set[str] = set()
        while self.exists(ref):
            if ref in seen:
                return True
            seen.add(ref)
            node = follow(self.root, from_fragment(ref[1:], self.root))
            onward = node.get("$ref") if isinstance(node, dict) else None
            if not isinstance(onward, str):
                return False
            ref = onward
        return False

    def part(self, node: Node, spot: Spot) -> tuple[Node, Spot]:
        """What a node is, following its `$ref`s, and where that stands.

        A reference that leads nowhere is reported, and gives None; so does, without
        a word, what the reader of the files has reported as lost.
        """
        start = spot
        texts: dict[str, Node] = {}
        seen: set[str] = set()
        while isinstance(node, dict) and isinstance(said := node.get("$ref"), str):
            ref = self.local(said)
            spot = spot / "$ref"
            if not self.exists(ref) or ref in seen:
                self.dangling(ref, spot, circular=ref in seen)
                return None, spot
            seen.add(ref)
            self._check_siblings(node, spot)
            texts = {k: node[k] for k in _TEXTS if isinstance(node.get(k), str)} | texts
            pointer = from_fragment(ref[1:], self.root)
            node, spot = follow(self.root, pointer), spot_at(pointer)
        if node == LOST:
            return None, spot
        if seen:
            self.followed[start.pointer] = spot.pointer
        return ({**node, **texts} if texts and isinstance(node, dict) else node), spot

    def once(
        self, node: Node, spot: Spot, make: Callable[[Work, Node, Spot], _Made]
    ) -> _Made:
        """What `make` makes of the part at a place; made once for all its uses."""
        home = spot.pointer
        if home not in self.done or self.done[home][0] is not node:
            self.done[home] = (node, make(self, node, spot))
        made: _Made = self.done[home][1]
        return made

    def _check_siblings(self, node: dict[str, Node], spot: Spot) -> None:
        odd = [k for k in node if k not in ("$ref", *_TEXTS) and k[:2] != "x-"]
        if odd:
            names = ", ".join(f"`{name}`" for name in odd)
            message = f"{names} beside `$ref` says nothing here; left out"
            self.warn(Code.REF_SIBLINGS, message, spot)

    def dangling(self, ref: str, spot: Spot, *, circular: bool = False) -> None:
        """Report a reference that leads nowhere or in a circle."""
        if circular:
            message = f"`{ref}` leads back to itself; read as `{{}}`"
            self.warn(Code.CIRCULAR_REF, message, spot)
        elif (remover := self._remover(ref)) is not None:
            user = self.origin_of(spot.pointer)
            message = (
                f"this removes `{ref}`, but `#{user.pointer}` in {user.file} leads"
                " there; that is read as `{}`"
            )
            self.diagnostics.warn(Code.DANGLING_REF, message, at=remover)
        else:
            message = f"there is no `{ref}` in the document; read as `{{}}`"
            self.warn(Code.DANGLING_REF, message, spot)

    def _remover(self, ref: str) -> Origin | None:
        """The action of an overlay that took away what a reference leads to."""
        above = parents(from_fragment(ref[1:], self.root))
        return next((self.removed[p] for p in above if p in self.removed), None)
