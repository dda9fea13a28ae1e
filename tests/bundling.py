"""Bundles documents of several files."""

from __future__ import annotations

from pathlib import Path

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document import BundledDocument, read_document


def bundled(
    folder: Path, files: dict[str, str], entry: str = "api.yaml"
) -> tuple[BundledDocument, list[tuple[Code, str, str]]]:
    """The bundle of these files, and the code and place of each diagnostic."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    document = read_document(entry, base=folder, diagnostics=diagnostics)
    origins = [(i.code, i.origin or Origin("")) for i in diagnostics.items]
    return document, [(code, o.file, o.pointer) for code, o in origins]
