"""Diagnostics for machines: JSON, GitHub annotations, and SARIF."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostic, Severity
from sdksmith.diagnostics.position import Locate, nowhere, position_of

_GITHUB = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_ESCAPED_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ESCAPED_PROPERTY = {**_ESCAPED_TEXT, ":": "%3A", ",": "%2C"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(items: Sequence[Diagnostic], locate: Locate = nowhere) -> str:
    """A JSON array with an object for each diagnostic, in ASCII."""
    return json.dumps([_entry(item, locate) for item in items], indent=2)


def _entry(item: Diagnostic, locate: Locate) -> dict[str, object]:
    position = position_of(item, locate)
    return {
        "code": item.code.value,
        "severity": item.severity.value,
        "message": item.message,
        "file": item.origin.file if item.origin else None,
        "pointer": item.origin.pointer if item.origin else None,
        "line": position.line if position else None,
        "column": (position.column or None) if position else None,
        "help": item.code.help,
    }


def as_github(items: Sequence[Diagnostic], locate: Locate = nowhere) -> str:
    """A workflow command of GitHub Actions for each diagnostic, one a line."""
    return "\n".join(_annotation(item, locate) for item in items)


def _annotation(item: Diagnostic, locate: Locate) -> str:
    position = position_of(item, locate)
    properties: dict[str, object] = {}
    if item.origin is not None:
        properties["file"] = item.origin.file
    if position is not None:
        properties["line"] = position.line
        if position.column:
            properties["col"] = position.column
    properties["title"] = item.code.value
    told = ",".join(
        f"{k}={_escaped(str(v), _ESCAPED_PROPERTY)}" for k, v in properties.items()
    )
    return f"::{_GITHUB[item.severity]} {told}::{_escaped(item.message, _ESCAPED_TEXT)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)


def as_sarif(items: Sequence[Diagnostic], locate: Locate = nowhere) -> str:
    """A SARIF 2.1.0 log (OASIS), in ASCII."""
    codes = sorted({item.code for item in items}, key=lambda code: code.value)
    driver = {
        "name": "sdksmith",
        "version": _version(),
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(item, locate) for item in items]
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, indent=2)


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.value,
        "shortDescription": {"text": code.title},
        "help": {"text": code.help, "markdown": code.help},
    }


def _result(item: Diagnostic, locate: Locate) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": item.code.value,
        "level": item.severity.value,
        "message": {"text": item.message},
    }
    if item.origin is not None:
        physical: dict[str, object] = {
            "artifactLocation": {"uri": quote(item.origin.file)}
        }
        position = position_of(item, locate)
        if position is not None:
            region = {"startLine": position.line}
            if position.column:
                region["startColumn"] = position.column
            physical["region"] = region
        result["locations"] = [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"fullyQualifiedName": f"#{item.origin.pointer}"}],
            }
        ]
    return result


def _version() -> str:
    try:
        return version("sdksmith")
    except PackageNotFoundError:
        return "0"
