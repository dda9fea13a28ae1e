"""Plain trees as text: YAML 1.2 or JSON that reads back as the same tree."""

from __future__ import annotations

import json
import re

import yaml

from sdksmith.document.node import Node
from sdksmith.document.parsed import Format
from sdksmith.document.scalars import plain

_WIDTH = 100
_ODD_BREAKS = re.compile("[\r\x85\u2028\u2029]")


def printed(tree: Node, format_: Format) -> str:
    """The tree as text, its keys in their order; ends with a line end."""
    if format_ is Format.JSON:
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return yaml.dump(
        tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH
    )


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.1 or 1.2 would read as anything but text."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _ODD_BREAKS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif plain(text) != text:
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)
