"""Where things are in the checkout."""

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parent
ROOT: Final = TESTS.parent
SPEC: Final = ROOT / "spec" / "networkhq.json"
PROJECT: Final = ROOT / "generated" / "networkhq"
RUNTIME: Final = ROOT / "templates" / "python" / "package" / "_runtime"
CASES: Final = TESTS / "cases"
