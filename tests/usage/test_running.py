from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest
from places import SPEC, TESTS
from server import Document, LoopbackServer, reply, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server import Answer, Described, Received
    from server.json_value import Json

CODE = TESTS / "usage" / "code"
EXPERIMENTAL = "GET /experimental"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackServer]:
    """The API as the scripts meet it: every page is the last one."""

    def last_page(operation: Described, _status: int, body: Json) -> Json:
        if operation.method == "GET" and "pagination" in body:
            body["pagination"] |= {"has_more": False, "next_cursor": None}
        return body

    with LoopbackServer(Document.read(SPEC), last_page) as server:
        monkeypatch.setenv("NETWORKHQ_API_KEY", "from the environment")
        monkeypatch.setenv("NETWORKHQ_BASE_URL", server.url)
        yield server
        server.assert_clean()


def run(file: str) -> None:
    """The script as it stands; `reveal_type` is for type checkers."""
    runpy.run_path(str(CODE / file), {"reveal_type": lambda value: value}, "__main__")


def lead(request: Received) -> Answer:
    return sample(404) if request.path.endswith("/nope") else sample()


def test_the_sync_script_runs(
    server: LoopbackServer, capsys: pytest.CaptureFixture[str]
) -> None:
    body = server.sampled("POST /lead_lists", sample(201))[1]
    server.on("POST /lead_lists", reply(body, 207, accepts_invalid=True))
    server.on("GET /leads/{lead_id}", lead)
    server.on(EXPERIMENTAL, reply({"new": True}))
    server.on("GET /conversations", sample().having("data.0.intent", None))

    run("usage_sync.py")

    documented = {operation.id for operation in server.document.operations}
    assert {request.operation for request in server.requests} == {
        *documented,
        EXPERIMENTAL,
    }
    assert "GET /leads/{lead_id}" in capsys.readouterr().out


def test_the_async_script_runs(server: LoopbackServer) -> None:
    run("usage_async.py")

    assert [request.operation for request in server.requests[:3]] == [
        "GET /campaigns",
        "GET /campaigns/{campaign_id}/leads",
        "GET /campaigns",
    ]
    assert len(server.received("GET /leads/{lead_id}")) == 2
