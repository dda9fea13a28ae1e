"""Reads what extensions say of idempotency keys: sdksmith's own, and Fern's."""

from __future__ import annotations

import re

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.nodes import Node, flag, sequence, text

OWN = "x-sdksmith-idempotency-header"
FERN = "x-fern-idempotent"
FERN_HEADERS = "x-fern-idempotency-headers"
_TOKEN = re.compile(r"[\w!#$%&'*+\-.^`|~]+", re.ASCII)


def read_idempotency(context: Context, node: Node, pointer: str) -> str | None:
    """The header that an extension gives an operation for its key."""
    name = text(node, OWN)
    if name is None and flag(node, FERN):
        headers = sequence(context.document.tree, FERN_HEADERS)
        name = text(headers[0], "header") if headers else "Idempotency-Key"
    if name is None or _TOKEN.fullmatch(name):
        return name
    message = f"`{name}` cannot be the name of a header"
    context.warn(Code.PARAMETER_NOT_UNDERSTOOD, message, f"{pointer}/{OWN}")
    return None
