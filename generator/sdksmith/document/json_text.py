"""JSON text (RFC 8259) into a plain tree, with doubled keys found."""

from __future__ import annotations

import json
import math
import re
import sys

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.document.parsed import DEEPEST, Parsed, Remark, UnreadableError

_STRUCTURE = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str) -> Parsed:
    """The value that the text is; raises `UnreadableError`."""
    doubled: list[str] = []

    def members(pairs: list[tuple[str, Node]]) -> dict[str, Node]:
        node = dict(pairs)
        if len(node) != len(pairs):
            doubled.append("")
        return node

    decoder = json.JSONDecoder(
        object_pairs_hook=members, parse_constant=_refuse, parse_float=_finite
    )
    try:
        tree = decoder.decode(text)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise UnreadableError(Code.NOT_JSON, message, error.pos) from error
    except RecursionError as error:
        raise _too_deep(text) from error
    except ValueError as error:
        raise UnreadableError(Code.NOT_JSON, f"not valid JSON: {error}") from error
    if _is_too_deep(tree):
        raise _too_deep(text)
    if _SURROGATE.search(text):
        tree = _without_surrogates(tree)
    return Parsed(tree, tuple(_doubled_keys(text)) if doubled else ())


def _refuse(name: str) -> Node:
    raise ValueError(f"{name} is no JSON value")


def _finite(written: str) -> float:
    number = float(written)
    if math.isinf(number):
        return math.copysign(sys.float_info.max, number)
    return number


def _is_too_deep(tree: Node) -> bool:
    level = [tree] if isinstance(tree, (dict, list)) else []
    for _ in range(DEEPEST):
        level = [child for node in level for child in _collections(node)]
        if not level:
            return False
    return True


def _collections(node: Node) -> list[Node]:
    children = node.values() if isinstance(node, dict) else node
    return [child for child in children if isinstance(child, (dict, list))]


def _too_deep(text: str) -> UnreadableError:
    depth = at = 0
    for token in _STRUCTURE.finditer(text):
        at = token.start()
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            break
    message = f"nested deeper than {DEEPEST} levels"
    return UnreadableError(Code.NESTING_TOO_DEEP, message, at)


def _doubled_keys(text: str) -> list[Remark]:
    """Each key that its object already has; read again, for it hardly happens."""
    stack: list[set[str]] = []
    remarks = []
    for token in _STRUCTURE.finditer(text):
        if token[0] in "{[":
            stack.append(set())
        elif token[0] in "}]":
            stack.pop()
        elif token[2]:
            key = json.loads(token[1])
            if key in stack[-1]:
                message = f"the key `{key}` stands here a second time"
                remarks.append(Remark(Code.DUPLICATE_KEY, message, token.start()))
            stack[-1].add(key)
    return remarks


def _without_surrogates(node: Node) -> Node:
    """The same tree with lone surrogates, which no file can hold, replaced."""
    if isinstance(node, str):
        return node.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(node, list):
        return [_without_surrogates(item) for item in node]
    if isinstance(node, dict):
        return {
            _without_surrogates(key): _without_surrogates(value)
            for key, value in node.items()
        }
    return node
