"""The one exception by which a stage says that it cannot go on."""

from __future__ import annotations

from collections.abc import Sequence

from sdksmith.diagnostics.model import Diagnostic, Diagnostics

WRONG_USE = 2
"""Exit code: the command line, the configuration or a path is wrong."""

SPEC_ERRORS = 3
"""Exit code: the document has errors that leave nothing to generate."""


class Stop(Exception):
    """Ends the run; what to tell the user is in `diagnostics`."""

    def __init__(
        self, diagnostics: Diagnostics | Sequence[Diagnostic], exit_code: int
    ) -> None:
        items = (
            diagnostics.items if isinstance(diagnostics, Diagnostics) else diagnostics
        )
        super().__init__("; ".join(item.message for item in items))
        self.diagnostics: tuple[Diagnostic, ...] = tuple(items)
        self.exit_code = exit_code
