"""Diagnostics for machines: every form holds code, place and message."""

from __future__ import annotations

import json

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.formats import as_github, as_json, as_sarif
from sdksmith.diagnostics.model import Diagnostic, Diagnostics, Origin, Position
from sdksmith.diagnostics.stop import SPEC_ERRORS, Stop


@pytest.fixture
def items() -> list[Diagnostic]:
    diagnostics = Diagnostics()
    diagnostics.warn(Code.EMPTY_ENUM, "100% empty,\nnö", at=Origin("a b.yaml", "/x"))
    diagnostics.error(Code.FILE_NOT_FOUND, "there is no file c.yaml")
    return diagnostics.items


def place(_origin: Origin) -> Position:
    return Position(3, 5, "    enum: []", 4)


def test_json_has_an_object_for_each(items: list[Diagnostic]) -> None:
    text = as_json(items, place)
    first, second = json.loads(text)

    assert text.isascii()
    assert first == {
        "code": "empty-enum",
        "severity": "warning",
        "message": "100% empty,\nnö",
        "file": "a b.yaml",
        "pointer": "/x",
        "line": 3,
        "column": 5,
        "help": Code.EMPTY_ENUM.help,
    }
    assert (second["severity"], second["file"], second["line"]) == ("error", None, None)


def test_github_annotations_are_one_escaped_line_each(items: list[Diagnostic]) -> None:
    assert as_github(items, place).splitlines() == [
        "::warning file=a b.yaml,line=3,col=5,title=empty-enum::100%25 empty,%0Anö",
        "::error title=file-not-found::there is no file c.yaml",
    ]


def test_sarif_names_rules_levels_and_regions(items: list[Diagnostic]) -> None:
    log = json.loads(as_sarif(items, place))
    (run,) = log["runs"]
    first, second = run["results"]

    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "empty-enum",
        "file-not-found",
    ]
    assert (first["level"], second["level"]) == ("warning", "error")
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "a%20b.yaml"}
    assert location["region"] == {"startLine": 3, "startColumn": 5}
    assert "locations" not in second


def test_a_stop_carries_what_to_tell_and_the_exit_code(items: list[Diagnostic]) -> None:
    stop = Stop(items, SPEC_ERRORS)

    assert stop.diagnostics == tuple(items)
    assert stop.exit_code == 3
    assert "there is no file c.yaml" in str(stop)
