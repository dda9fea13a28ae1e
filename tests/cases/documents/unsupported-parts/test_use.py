from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from case import Case
from documents_unsupported_parts import (
    AsyncUnsupportedPartsAreLoud,
    UnsupportedPartsAreLoud,
)
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

from sdksmith.cli.edge import run

if TYPE_CHECKING:
    from pathlib import Path

CASE = Case(CASES / "documents" / "unsupported-parts")
PLACES = {
    "/paths/~1xml/post/requestBody/content/application~1xml",
    "/paths/~1xml/post/responses/200/content/application~1xml",
    "/paths/~1gone/get/responses/200/content/application~1json/schema/$ref",
    "/paths/~1tmpl~1{id}/get",
    "/paths/~1opt~1{id}/get/parameters/0",
    "/paths/~1mtls/get/parameters/0",
}
XML = {"Content-Type": "application/xml"}
JSON = {"Content-Type": "application/json"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "spec.yaml").write_bytes(CASE.spec.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_place_has_one_diagnostic_with_all_that_is_needed() -> None:
    said = CASE.client.diagnostics

    heads = re.findall(
        r"^\S+spec\.yaml:\d+:\d+: warning\[[a-z-]+\]: .+; .+|^\S+: .+$",
        said,
        re.MULTILINE,
    )
    assert len(heads) == len(PLACES)
    assert set(re.findall(r"= at #(\S+)", said)) == PLACES
    assert len(set(re.findall(r"= help: (.+)", said))) == len(
        set(re.findall(r"\[([a-z-]+)\]: ", said))
    )


def test_the_same_list_is_there_as_json(project: Path, capsys: Capture) -> None:
    assert run(["generate", "spec.yaml", "-o", "sdk", "--diagnostics", "json"]) == 0

    items = json.loads(capsys.readouterr().err)
    assert {item["pointer"] for item in items} == PLACES
    assert all(item["line"] and item["column"] and item["help"] for item in items)
    assert (project / "sdk" / "sdksmith.lock").exists()


def test_the_same_list_is_there_as_sarif(project: Path, capsys: Capture) -> None:
    assert run(["generate", "spec.yaml", "-o", "sdk", "--diagnostics", "sarif"]) == 0

    [log] = json.loads(capsys.readouterr().err)["runs"]
    assert len(log["results"]) == len(PLACES)
    assert (project / "sdk").exists()


def test_the_same_list_is_there_as_annotations(project: Path, capsys: Capture) -> None:
    assert run(["generate", "spec.yaml", "-o", "sdk", "--diagnostics", "github"]) == 0

    told = capsys.readouterr()
    lines = [line for line in told.err.splitlines() if line.startswith("::warning ")]
    assert len(lines) == len(PLACES)
    assert (project / "sdk").exists()


def test_xml_is_sent_and_received_as_bytes() -> None:
    with serving(Answer(200, b"<r a='2'/>", XML)) as server:
        found = in_both(
            UnsupportedPartsAreLoud(base_url=server.url),
            AsyncUnsupportedPartsAreLoud(base_url=server.url),
            lambda client: client.xml.create(b"<r a='1'/>"),
        )
        seen = sent(server)

    assert (seen.body, seen.headers["content-type"]) == (
        b"<r a='1'/>",
        "application/xml",
    )
    assert found == b"<r a='2'/>"


def test_what_a_missing_schema_would_describe_is_any_json() -> None:
    with serving(Answer(200, b'{"a":[1]}', JSON)) as server:
        found = in_both(
            UnsupportedPartsAreLoud(base_url=server.url),
            AsyncUnsupportedPartsAreLoud(base_url=server.url),
            lambda client: client.gone.get(),
        )

    assert found == {"a": [1]}


def test_path_parameters_are_there_and_required_whatever_is_said_of_them() -> None:
    with serving() as server, UnsupportedPartsAreLoud(base_url=server.url) as client:
        client.tmpl.get("7")
        client.opt.get(id="8")
        client.ok.get()
        client.mtls.list(cert="c")
        paths = [seen.target.partition("?")[0][1:] for seen in server.seen]

    assert paths == ["tmpl/7", "opt/8", "ok", "mtls"]


def test_warnings_are_no_failure_unless_asked_for(
    project: Path, capsys: Capture
) -> None:
    assert run(["generate", "spec.yaml", "-o", "sdk", "--strict"]) == 3
    assert not (project / "sdk").exists()
    assert run(["generate", "spec.yaml", "-o", "sdk"]) == 0
    assert (project / "sdk").exists()
    capsys.readouterr()


@pytest.mark.usefixtures("project")
def test_operations_are_counted(capsys: Capture) -> None:
    run(["generate", "spec.yaml", "-o", "sdk"])

    counts = "6 operations in the document, 6 generated, 5 degraded"
    assert counts in capsys.readouterr().out
