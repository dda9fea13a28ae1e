"""Each file holds what is wrong, and says on the very line which code must point there."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

from sdksmith.diagnostics.model import Diagnostics, Severity
from sdksmith.diagnostics.position import Locate, nowhere, position_of
from sdksmith.diagnostics.stop import Stop
from sdksmith.document import read_document
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.openapi import canonicalise

HERE = Path(__file__).parent
OVERLAID = "overlaid/pets.yaml"
"""What the overlays among the files are applied to."""
EXPECT = re.compile(r"# expect: ([a-z0-9-]+)")


def expected(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (number, code)
        for number, line in enumerate(lines, start=1)
        for code in EXPECT.findall(line)
    ]


def reported(path: Path) -> list[tuple[int, str]]:
    diagnostics = Diagnostics()
    located: list[Locate] = [nowhere]
    with suppress(Stop):
        overlays = [path.name] if path.name.startswith("overlay-") else []
        document = read_document(
            OVERLAID if overlays else path.name,
            overlays=overlays,
            base=HERE,
            diagnostics=diagnostics,
        )
        located.append(document.locate)
        canonical = canonicalise(document, diagnostics)
        build(canonical, BuildOptions(), diagnostics)
    found = []
    for item in diagnostics.items:
        if item.severity is not Severity.NOTE:
            position = position_of(item, located[-1])
            found.append((position.line if position else 0, item.code.value))
    return sorted(found)


@pytest.mark.parametrize(
    "path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem
)
def test_what_is_wrong_is_reported_where_it_stands(path: Path) -> None:
    assert reported(path) == expected(path)
    assert path.stem in {code for _, code in expected(path)}
