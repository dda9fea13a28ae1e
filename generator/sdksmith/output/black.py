"""Black, run in this process; the only module that knows it, imported when needed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from black import format_str
from black.mode import Mode, TargetVersion
from black.parsing import InvalidInput

from sdksmith.output.formatting import NotPythonError

_OLDEST = TargetVersion.PY311
_MODE = Mode(target_versions={t for t in TargetVersion if t.value >= _OLDEST.value})


@dataclass(frozen=True, slots=True)
class BlackFormatter:
    """Black with its default style, for the Python versions a client supports."""

    name: str = "black"

    def format(self, path: str, text: str) -> str:
        """The text as black would leave it."""
        try:
            return format_str(text, mode=_MODE)
        except InvalidInput as error:
            found = re.search(r"(\d+):\d+", str(error))
            line = int(found[1]) if found else 1
            source = "".join(text.splitlines()[line - 1 : line]).strip()
            raise NotPythonError(path, line, source) from error
