"""Reads small documents into APIs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.read import read_document
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.ir.schemas import ObjectSchema, Presence
from sdksmith.ir.types import (
    Const,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    Ref,
    SchemaId,
    TupleOf,
    Type,
)
from sdksmith.openapi.canonicalise import canonicalise

Node: TypeAlias = Mapping[str, object]
ReadApi: TypeAlias = Callable[..., Api]


@pytest.fixture
def diagnostics() -> Diagnostics:
    return Diagnostics()


@pytest.fixture
def api_of(tmp_path: Path, diagnostics: Diagnostics) -> ReadApi:
    """Reads `paths` and `schemas`, each YAML text, into a refined API."""

    def read(
        schemas: str = "{}",
        paths: str = "{}",
        *,
        options: BuildOptions | None = None,
        components: Node | None = None,
        **more: object,
    ) -> Api:
        document = {
            "openapi": "3.1.0",
            "info": {"title": "Test", "version": "1"},
            "paths": yaml.safe_load(paths),
            "components": {"schemas": yaml.safe_load(schemas), **(components or {})},
            **more,
        }
        (tmp_path / "spec.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
        return read_file("spec.yaml", tmp_path, diagnostics, options)

    return read


@pytest.fixture
def spec_api(diagnostics: Diagnostics) -> Callable[..., Api]:
    """Reads one of the repository's own documents."""

    def read(name: str, options: BuildOptions | None = None) -> Api:
        root = Path(__file__).parents[2]
        return read_file(f"spec/{name}", root, diagnostics, options)

    return read


def read_file(
    location: str, base: Path, diagnostics: Diagnostics, options: BuildOptions | None
) -> Api:
    chosen = options or BuildOptions()
    document = read_document(location, base=base, diagnostics=diagnostics)
    canonical = canonicalise(document, diagnostics)
    return refine(build(canonical, chosen, diagnostics), chosen, diagnostics)


def written(used: Type) -> str:
    """A type in short: `Pet`, `[string]`, `{string: Pet}`, `integer?`."""
    text = "any"
    match used:
        case Primitive():
            text = used.kind.value
        case Ref():
            text = used.target.removeprefix("#/components/schemas/")
        case ListOf():
            text = f"[{written(used.item)}]"
        case TupleOf():
            rest = [f"*{written(used.rest)}"] if used.rest else []
            text = f"({', '.join([*map(written, used.items), *rest])})"
        case MapOf():
            key = written(used.key) if used.key else "string"
            text = f"{{{key}: {written(used.value)}}}"
        case Nullable():
            text = f"{written(used.inner)}?"
        case Const():
            text = f"={used.value.text}"
    return text


@pytest.fixture
def fields_of() -> Callable[[Api, str], dict[str, str]]:
    """The own fields of a component in short; a name that may be absent ends in `?`."""

    def read(api: Api, name: str) -> dict[str, str]:
        schema = schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]
        assert isinstance(schema, ObjectSchema)
        return {
            field.wire_name
            + ("" if field.presence is Presence.REQUIRED else "?"): written(field.type)
            for field in schema.fields
        }

    return read


@pytest.fixture
def type_text() -> Callable[[Type], str]:
    """A type in short."""
    return written


@pytest.fixture
def codes(diagnostics: Diagnostics) -> Callable[[], list[tuple[str, str]]]:
    """What was reported, and where."""

    def read() -> list[tuple[str, str]]:
        return [
            (item.code.value, item.origin.pointer if item.origin else "")
            for item in diagnostics.items
        ]

    return read
