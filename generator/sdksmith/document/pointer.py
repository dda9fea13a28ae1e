"""JSON Pointers (RFC 6901) as text: split, joined, and followed in a tree."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote


class Missing(LookupError):
    """A pointer leads nowhere; `found` is how far it could be followed."""

    def __init__(self, pointer: str, found: str) -> None:
        super().__init__(f"{pointer or '/'} does not exist")
        self.found = found


def escape(token: str | int) -> str:
    """One reference token as it is written in a pointer."""
    return str(token).replace("~", "~0").replace("/", "~1")


def unescape(written: str) -> str:
    """One reference token as it is meant."""
    return written.replace("~1", "/").replace("~0", "~")


def join(tokens: Iterable[str | int], start: str = "") -> str:
    """The pointer that leads from `start` by the tokens."""
    return "".join([start, *(f"/{escape(token)}" for token in tokens)])


def split(pointer: str) -> tuple[str, ...]:
    """The tokens of a pointer; the empty pointer has none."""
    if not pointer:
        return ()
    return tuple(unescape(written) for written in pointer[1:].split("/"))


def from_fragment(fragment: str, root: object = None) -> str:
    """The pointer that a URL fragment (`#/a%20b` without `#`) holds.

    Where `root` has a key with a literal `%`, as tsoa makes them, that is meant.
    """
    if "%" not in fragment:
        return fragment
    try:
        follow(root, fragment)
    except Missing:
        return unquote(fragment)
    return fragment


def parents(pointer: str) -> Iterable[str]:
    """The pointer itself and every pointer above it, the longest first."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""


def follow(root: object, pointer: str) -> object:
    """The node at the pointer; raises `Missing`."""
    node, found = root, ""
    for token in split(pointer):
        if isinstance(node, dict) and token in node:
            node = node[token]
        elif isinstance(node, list) and token.isdecimal() and int(token) < len(node):
            node = node[int(token)]
        else:
            raise Missing(pointer, found)
        found = f"{found}/{escape(token)}"
    return node
