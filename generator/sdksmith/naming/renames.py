"""The renames of the config: finding what each is about, and telling of misses."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics


@dataclass(slots=True)
class Renames:
    """Wishes by key, and what has been asked for so far.

    A thing has several keys: its key in the lock (`operation GET /pets`), and shorter
    ones (`GET /pets`, the operationId, a JSON pointer). See `published`.
    """

    wishes: Mapping[str, str]
    _known: set[str] = field(default_factory=set)

    def find(self, *keys: str) -> str | None:
        """The name wished for the thing with these keys, if any."""
        self._known.update(keys)
        return next((self.wishes[key] for key in keys if key in self.wishes), None)

    def report_misses(self, diagnostics: Diagnostics) -> None:
        """Tell of each rename that matched nothing."""
        for key in sorted(set(self.wishes) - self._known):
            near = difflib.get_close_matches(key, sorted(self._known), n=1, cutoff=0.5)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            diagnostics.error(
                Code.RENAME_MISSES,
                f"the rename of `{key}` matches nothing in the document{hint}",
            )
