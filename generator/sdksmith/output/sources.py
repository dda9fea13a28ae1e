"""What the lock records of the templates, and whether sdksmith itself may move."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sdksmith.output.lock import text_hash
from sdksmith.render.templates import BUILTIN_PREFIX, TemplateSet


def template_hashes(templates: TemplateSet) -> Mapping[str, str]:
    """A hash of every template and runtime file; a fork's stand beside their base."""
    forked = set(templates.fork_names())
    builtin = {*templates.builtin_names(), *templates.runtime_names()}
    names = forked | builtin | {BUILTIN_PREFIX + name for name in forked & builtin}
    return {name: text_hash(templates.source(name)) for name in sorted(names)}


def is_released(templates: TemplateSet) -> bool:
    """Whether sdksmith is installed whole: in a checkout its code moves unversioned."""
    return templates.builtin.is_relative_to(Path(__file__).resolve().parent.parent)
