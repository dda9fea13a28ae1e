"""The version of a client, which is that of its API where Python could have it."""

from __future__ import annotations

import re

from sdksmith.python.blueprint import Blueprint

# PEP 440, as far as versions of APIs go.
_VERSION = re.compile(r"v?(\d+(?:\.\d+){0,3}(?:(?:a|b|rc)\d+)?)", re.ASCII)
_FIRST_VERSION = "0.1.0"


def version(blueprint: Blueprint) -> str:
    """The version to publish the client under."""
    found = _VERSION.fullmatch(blueprint.api.version.strip())
    return found.group(1) if found else _FIRST_VERSION
