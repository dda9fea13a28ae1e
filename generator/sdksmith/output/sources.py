"""What the lock records of the sources of a client besides their content hash."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sdksmith.output.lock import text_hash
from sdksmith.render.templates import BUILTIN_PREFIX, TemplateSet


def template_hashes(templates: TemplateSet) -> Mapping[str, str]:
    """A hash of every template and runtime file; a fork's stand beside their base."""
    forked = set(templates.fork_names())
    builtin = {*templates.builtin_names(), *templates.runtime_names()}
    names = forked | builtin | {BUILTIN_PREFIX + name for name in forked & builtin}
    return {name: text_hash(templates.source(name)) for name in sorted(names)}


def order_hash(tree: object) -> str:
    """A hash of a document that, unlike its content hash, minds the order of keys."""
    return text_hash(json.dumps(tree, ensure_ascii=False))
