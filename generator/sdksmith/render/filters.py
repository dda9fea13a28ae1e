"""The few filters a template may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2.filters import do_indent

from sdksmith.python.docstrings import comment, docstring

FILTERS: Mapping[str, Callable[..., str]] = {
    "comment": comment,
    "docstring": docstring,
    "indent": do_indent,
}
