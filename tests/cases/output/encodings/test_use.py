from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from case import Case
from output_encodings import AsyncWindowsAndEncodings, WindowsAndEncodings, types
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

from sdksmith.pipeline import Run, check

CASE = Case(CASES / "output" / "encodings")
SDKSMITH = Path(sys.executable).parent / "sdksmith"
RESERVED = {"con", "aux", "nul", "prn"}
BODY = {"größe": "L", "名前": "n"}


def run(folder: Path, encoding: str, *command: str | Path) -> str:
    """What a command says where text is written in an old encoding."""
    environment = {
        **os.environ,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LC_ALL": "C",
        "PYTHONIOENCODING": encoding,
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (done.stdout + done.stderr).decode(encoding, "replace")


def test_everything_works_where_text_is_not_utf_8(tmp_path: Path) -> None:
    spec = CASE.spec.read_bytes().replace(
        b"type: string, description:", "type: 文字列, description:".encode()
    )
    (tmp_path / "spec.yaml").write_bytes(spec)
    arguments = ("spec.yaml", "-o", "sdk", "--package", "sdk")
    script = r"from sdk import types; print(ascii(types.Con(a='\xe9').to_dict()))"

    made = run(tmp_path, "ascii", SDKSMITH, "generate", *arguments)
    checked = [
        run(tmp_path, encoding, SDKSMITH, "check", *arguments)
        for encoding in ("cp1252", "cp932", "cp936")
    ]
    used = run(tmp_path / "sdk", "cp1252", sys.executable, "-c", script)

    assert "warning[unknown-type]" in made
    assert all("up to date" in said for said in checked)
    assert used.strip() == r"{'a': '\xe9'}"


def test_no_file_is_called_as_a_device() -> None:
    names = {
        part.partition(".")[0].lower()
        for path in CASE.client.files
        for part in PurePosixPath(path).parts
    }

    assert not names & RESERVED


def test_recorded_paths_have_slashes() -> None:
    lock = CASE.client.files["sdksmith.lock"]

    assert "output_encodings/resources/con_.py" in lock
    assert "\\" not in lock


def test_a_tree_with_other_line_ends_is_up_to_date(tmp_path: Path) -> None:
    config = replace(CASE.config, output=tmp_path / "sdk")
    for path, text in CASE.client.files.items():
        target = tmp_path / "sdk" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\r\n")

    assert check(config, Run()).is_clean


def test_the_wire_has_the_names_of_the_document() -> None:
    body = json.dumps(BODY, ensure_ascii=False).encode()
    answer = Answer(200, body, {"Content-Type": "application/json"})
    with serving(answer) as server:
        found = in_both(
            WindowsAndEncodings(base_url=server.url),
            AsyncWindowsAndEncodings(base_url=server.url),
            lambda client: client.con.é(),
        )
        seen = sent(server)

    assert seen.line == f"GET /{quote('é')} HTTP/1.1"
    assert (found.größe, found.名前) == ("L", "n")
    assert found.to_json() == json.dumps(
        BODY, ensure_ascii=False, separators=(",", ":")
    )


def test_python_names_are_identifiers_in_their_normal_form() -> None:
    result = types.ConÉResult

    assert all(name.isidentifier() for name in result.model_fields)
    assert list(result.model_fields) == ["größe", "名前"]
