"""Canonical trees of short documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document import read_document
from sdksmith.openapi import CanonicalDocument, canonicalise

Canonical: TypeAlias = Callable[..., tuple[CanonicalDocument, list[Code]]]
Repaired: TypeAlias = Callable[..., tuple[Any, list[Code]]]


@pytest.fixture
def canonical(tmp_path: Path) -> Canonical:
    """A YAML text as a canonical document, with the codes that were reported."""

    def read(text: str, version: str = "3.0.3") -> tuple[CanonicalDocument, list[Code]]:
        key = "swagger" if version == "2.0" else "openapi"
        head = (
            f"{key}: '{version}'\n"
            if not {"openapi:", "swagger:"} & set(text.split())
            else ""
        )
        head += "info: {title: Pets, version: '1'}\n" if "info:" not in text else ""
        paths = "paths: {/a: {get: {responses: {'204': {description: a}}}}}\n"
        head += paths if "paths:" not in text else ""
        (tmp_path / "api.yaml").write_text(head + text, encoding="utf-8")
        diagnostics = Diagnostics()
        document = read_document("api.yaml", base=tmp_path, diagnostics=diagnostics)
        found = canonicalise(document, diagnostics)
        return found, [item.code for item in diagnostics.items]

    return read


@pytest.fixture
def schema(canonical: Canonical) -> Repaired:
    """A schema in YAML as the canonical one, with the codes that were reported."""

    def read(text: str, version: str = "3.0.3") -> tuple[Any, list[Code]]:
        other = "Other: {type: object}"
        components = f"components: {{schemas: {{It: {text}, {other}}}}}\n"
        document, codes = canonical(components, version)
        return document.tree["components"]["schemas"]["It"], codes

    return read


@pytest.fixture
def operation(canonical: Canonical) -> Repaired:
    """An operation `GET /a/{id}` in YAML as the canonical one, with the codes."""

    def read(text: str, version: str = "3.0.3") -> tuple[Any, list[Code]]:
        identifier = "{name: id, in: path, required: true, schema: {type: string}}"
        said = text if "responses" in text else f"responses: {{}}, {text}"
        document, codes = canonical(
            f"paths: {{'/a/{{id}}': {{parameters: [{identifier}], get: {{{said}}}}}}}\n",
            version,
        )
        return document.tree["paths"]["/a/{id}"]["get"], codes

    return read
