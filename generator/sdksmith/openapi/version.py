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
    major, minor = int(found[1]), int(found[2] or 0)
    if major == 2:
        return Version.V2_0
    if major != 3:
        return None
    return Version(30 + min(minor, 2))
