"""The representation as plain data, the same wherever it is made."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sdksmith.ir.api import Api
from sdksmith.ir.dump import dump

PROGRAM = """
import json
from pathlib import Path
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.read import read_document
from sdksmith.ir.build import build
from sdksmith.ir.dump import dump
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.openapi.canonicalise import canonicalise

told, options = Diagnostics(), BuildOptions()
document = read_document("spec/networkhq.json", base=Path(), diagnostics=told)
api = build(canonicalise(document, told), options, told)
print(json.dumps(dump(refine(api, options, told))))
"""


def test_the_dump_is_json_and_says_what_stands_where(
    api_of: Callable[..., Api],
) -> None:
    api = api_of("A: {required: [n], properties: {n: {type: integer, minimum: 1}}}")

    found = json.loads(json.dumps(dump(api)))

    assert found["schemas"][0]["is"] == "ObjectSchema"
    assert found["schemas"][0]["fields"][0]["type"] == {
        "is": "Primitive",
        "kind": "integer",
        "constraints": {"is": "Constraints", "minimum": 1},
    }


def test_the_dump_does_not_depend_on_hashes() -> None:
    root = Path(__file__).parents[2]
    dumps = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "generator")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }

    assert len(dumps) == 1
