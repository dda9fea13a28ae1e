"""Schemas that are known by a name of their own: `$id`, `$anchor` and the like."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

from sdksmith.document.node import Node
from sdksmith.document.pointer import escape

_ANCHORS = ("$anchor", "$dynamicAnchor")


def anchors(tree: Node) -> dict[str, str]:
    """What a `$ref` may say instead of a pointer -> the pointer (JSON Schema 8.2)."""
    found: dict[str, str] = {}
    waiting: list[tuple[Node, str, str]] = [(tree, "", "")]
    while waiting:
        node, pointer, identity = waiting.pop()
        if isinstance(node, dict):
            identity = _named(node, pointer, identity, found)
            inner = node.items()
        elif isinstance(node, list):
            inner = {str(i): item for i, item in enumerate(node)}.items()
        else:
            continue
        waiting += [(v, f"{pointer}/{escape(k)}", identity) for k, v in inner]
    return found


def anchored(ref: str, known: dict[str, str]) -> str | None:
    """The pointer that a `$ref` means by a name that is known, if it does."""
    if ref in known:
        return known[ref]
    base, _, fragment = ref.partition("#")
    if base in known and fragment.startswith("/"):
        return known[base] + unquote(fragment)
    return None


def joined(base: str, ref: str) -> str:
    """A reference as it is meant where `base` is the nearest identity."""
    try:
        return urljoin(base, ref)
    except ValueError:
        return ref


def bases(known: dict[str, str]) -> dict[str, str]:
    """For each place with an identity of its own that identity, by its pointer."""
    return {place: name for name, place in known.items() if "#" not in name}


def _named(
    node: dict[str, Node], pointer: str, identity: str, found: dict[str, str]
) -> str:
    """Take down the names of a node; the identity that holds inside it."""
    own = node.get("$id", None if pointer else node.get("$self"))
    if isinstance(own, str) and own:
        identity = joined(identity, own.removesuffix("#"))
        found.setdefault(identity, pointer)
    for keyword in _ANCHORS:
        name = node.get(keyword)
        if isinstance(name, str):
            found.setdefault(f"#{name}", pointer)
            found.setdefault(f"{identity}#{name}", pointer)
    return identity
