from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case import Case
from documents_overlay import (
    AsyncOverlayBeforeGeneration,
    OverlayBeforeGeneration,
    types,
)
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

from sdksmith.cli.edge import run as sdksmith
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.stop import Stop
from sdksmith.pipeline import Run, check, generate

if TYPE_CHECKING:
    from pathlib import Path

    from sdksmith.config.client import ClientConfig

CASE = Case(CASES / "documents" / "overlay")


def test_the_client_is_that_of_the_document_after_the_overlay() -> None:
    body = [{"id": 1, "name": None, "status": "new"}]
    answer = Answer(
        200, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with serving(answer) as server:
        found = in_both(
            OverlayBeforeGeneration(base_url=server.url),
            AsyncOverlayBeforeGeneration(base_url=server.url),
            lambda client: client.pets.all_pets(limit=2),
        )
        seen = sent(server)

    assert seen.line == "GET /pets?limit=2 HTTP/1.1"
    assert [(pet.id, pet.name) for pet in found] == [(1, None)]


def test_what_only_the_removed_operation_used_is_gone() -> None:
    assert not hasattr(types, "Toy")
    assert not hasattr(OverlayBeforeGeneration(base_url="http://127.0.0.1"), "toys")
    assert not any("Toy" in text for text in CASE.client.package_files.values())


def test_an_action_without_effect_is_told_with_its_line_and_fails_if_strict(
    tmp_path: Path,
) -> None:
    run = Run(strict=True)
    with pytest.raises(Stop) as caught:
        generate(replace(CASE.config, output=tmp_path / "sdk"), run)

    assert caught.value.exit_code == 3
    [item] = [
        item
        for item in run.diagnostics.items
        if item.code is Code.OVERLAY_MATCHES_NOTHING
    ]
    assert item.origin
    position = run.locate(item.origin)
    assert position
    assert (item.origin.file, position.line, position.column) == ("overlay.yaml", 10, 5)


def test_apply_prints_the_document_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASE.folder)
    exit_code = sdksmith(["apply", "spec.yaml", "--overlay", "overlay.yaml"])
    printed = capsys.readouterr().out

    assert exit_code == 0
    assert printed.startswith("openapi: 3.1.0\ninfo:\n  title: overlay-before")
    assert "operationId: all_pets" in printed
    assert "/toys" not in printed


def _copied(folder: Path) -> ClientConfig:
    for name in ("spec.yaml", "overlay.yaml"):
        shutil.copy(CASE.folder / name, folder / name)
    return replace(CASE.config, base=folder, output=folder / "sdk")


def test_check_treats_the_overlay_as_an_input(tmp_path: Path) -> None:
    config, overlay = _copied(tmp_path), tmp_path / "overlay.yaml"
    text = overlay.read_text()
    generate(config, Run())
    lock = (tmp_path / "sdk" / "sdksmith.lock").read_text()
    clean = check(config, Run())
    overlay.write_text(f"# words\n{text}".replace("remove: true", "'remove': true"))
    commented = check(config, Run())
    overlay.write_text(text.replace("[string, 'null']", "integer"))
    changed = check(config, Run())
    without = check(replace(config, overlays=()), Run())

    assert '"overlay 1 overlay.yaml" = ' in lock
    assert (clean.is_clean, commented.is_clean, commented.notes) == (True, True, ())
    assert [(c.kind.value, c.details[0]) for c in changed.causes] == [
        ("overlay", "`overlay.yaml` changed")
    ]
    assert [(c.kind.value, c.details[0]) for c in without.causes] == [
        ("overlay", "`overlay.yaml` is no longer applied")
    ]


def test_what_an_overlay_breaks_is_told_at_its_line(tmp_path: Path) -> None:
    config = _copied(tmp_path)
    (tmp_path / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions:\n"
        "  - target: $.components.schemas.Toy\n    remove: true\n"
    )
    run = Run()
    generate(config, run)
    [item] = run.diagnostics.items

    assert (item.code, item.origin and item.origin.file) == (
        Code.DANGLING_REF,
        "overlay.yaml",
    )
    assert item.origin
    position = run.locate(item.origin)
    assert position
    assert position.line == 5
