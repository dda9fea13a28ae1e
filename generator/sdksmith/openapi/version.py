"""Which version of OpenAPI a document says it is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum

from sdksmith.document.node import Node


class Version(IntEnum):
    """The versions whose documents differ in shape."""

    V2_0 = 20
    V3_0 = 30
    V3_1 = 31
    V3_2 = 32


def said_version(root: Mapping[str, Node]) -> str | None:
    """What `openapi` or `swagger` says; None where neither is there."""
    for key in ("openapi", "swagger", "swaggerVersion"):
        value = root.get(key)
        if isinstance(value, (str, int, float)):
            return str(value).strip()
    return None


def known_version(said: str) -> Version | None:
    """The version meant; a later 3.x is read as the latest known."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\D|$)", said)
    if found is None:
        return None
    match int(found[1]), int(found[2] or 0):
        case 2, _:
            return Version.V2_0
        case 3, 0:
            return Version.V3_0
        case 3, 1:
            return Version.V3_1
        case 3, _:
            return Version.V3_2
        case _:
            return None
