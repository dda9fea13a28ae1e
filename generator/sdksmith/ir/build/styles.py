"""Reads how lists are delimited where OpenAPI 3 has no style for that."""

from __future__ import annotations

from sdksmith.ir.build.nodes import text
from sdksmith.ir.operations import Style

_OWN = "x-sdksmith-delimited"
_STYLES = {
    style.value: style
    for style in (Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.TAB_DELIMITED)
}


def delimited(node: object) -> Style | None:
    """The style that Swagger 2.0 asks for with `collectionFormat`, in any place."""
    return _STYLES.get(text(node, _OWN) or "")
