"""The explanation of every diagnostic code; one module for each stage's codes."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.config import CONFIG
from sdksmith.diagnostics.explanations.document import DOCUMENT
from sdksmith.diagnostics.explanations.ir import IR
from sdksmith.diagnostics.explanations.model import Explanation
from sdksmith.diagnostics.explanations.naming import NAMING
from sdksmith.diagnostics.explanations.openapi import OPENAPI
from sdksmith.diagnostics.explanations.output import OUTPUT
from sdksmith.diagnostics.explanations.overlays import OVERLAYS
from sdksmith.diagnostics.explanations.render import RENDER

EXPLANATIONS: Mapping[str, Explanation] = {
    **CONFIG,
    **OUTPUT,
    **DOCUMENT,
    **OVERLAYS,
    **OPENAPI,
    **IR,
    **NAMING,
    **RENDER,
}
"""By the code's value. A stage with codes of its own adds its table here."""
