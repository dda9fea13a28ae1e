from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generating import client_of
from trees import Case, cases

if TYPE_CHECKING:
    from goldens import Goldens

each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)


@each_case
def test_a_case_gives_its_golden_files_and_diagnostics(
    case: Case, goldens: Goldens
) -> None:
    client = client_of(case.spec, case.package)

    goldens.file(case.folder / "diagnostics.txt", client.diagnostics)
    goldens.tree(case.expected, client.package_files)
