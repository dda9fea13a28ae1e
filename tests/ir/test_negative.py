"""Every diagnostic of this stage points at the line that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.read import read_document
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.openapi.canonicalise import canonicalise

FOLDER = Path(__file__).parent / "negative"


def expected(text: str) -> list[tuple[int, str]]:
    return [
        (number, line.partition("# expect: ")[2])
        for number, line in enumerate(text.splitlines(), start=1)
        if "# expect: " in line
    ]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda f: f.stem)
def test_the_document_is_reported_at_the_line(file: Path) -> None:
    diagnostics = Diagnostics()
    options = BuildOptions()
    document = read_document(file.name, base=FOLDER, diagnostics=diagnostics)
    canonical = canonicalise(document, diagnostics)

    refine(build(canonical, options, diagnostics), options, diagnostics)

    found = []
    for item in diagnostics.items:
        assert item.origin is not None
        position = document.locate(item.origin)
        assert position is not None
        found.append((position.line, item.code.value))
    assert found == expected(file.read_text())
