from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case import Case, cases

if TYPE_CHECKING:
    from goldens import Goldens

each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
each_shown = pytest.mark.parametrize(
    "case",
    [case for case in cases() if case.expected.exists()],
    ids=lambda case: case.id,
)


@each_case
def test_a_case_gives_its_diagnostics(case: Case, goldens: Goldens) -> None:
    goldens.file(case.folder / "diagnostics.txt", case.client.diagnostics)


@each_shown
def test_a_case_gives_its_golden_files(case: Case, goldens: Goldens) -> None:
    goldens.tree(case.expected, case.client.package_files)
