"""The few filters a template may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2.filters import do_indent

FILTERS: Mapping[str, Callable[..., str]] = {"indent": do_indent}
