from __future__ import annotations

import socketserver
import threading
from typing import TYPE_CHECKING
from urllib.parse import unquote

import networkhq
import pytest

from e2e.calls import CALLS, Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from e2e.driving import Driver

TAKING_IDS = [call for call in CALLS if call.path]
HOSTILE = [
    "a/b",
    "..",
    ".",
    "../x",
    "%2e%2e",
    "%2E",
    "x?x=1",
    "x#f",
    "",
    " ",
    "a b",
    "ü",
    "\\..\\",
    "a;b",
    "//evil.test",
    "\r\nx: y",
    "\0",
]
ANSWER = b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n{}"


class _Recorder(socketserver.ThreadingTCPServer):
    """Notes the first line of each request as it came off the socket."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/v1"


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Recorder)
        line = self.rfile.readline()
        if not line:
            return
        self.server.lines.append(line.rstrip(b"\r\n"))
        length = 0
        while (header := self.rfile.readline()) not in {b"\r\n", b""}:
            if header.lower().startswith(b"content-length:"):
                length = int(header.partition(b":")[2])
        self.rfile.read(length)
        self.wfile.write(ANSWER)


@pytest.fixture(scope="module")
def recorder() -> Iterator[_Recorder]:
    with _Recorder() as recorder:
        threading.Thread(
            target=recorder.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        yield recorder
        recorder.shutdown()


@pytest.mark.parametrize("call", TAKING_IDS, ids=lambda call: call.method)
def test_no_path_parameter_reaches_another_route(
    driver: Driver, recorder: _Recorder, call: Call
) -> None:
    client = driver.client(base_url=recorder.url, max_retries=0)
    before, after = call.operation.partition(" ")[2].split(f"{{{_name(call)}}}")
    for value in HOSTILE:
        recorder.lines.clear()
        hostile = Call(call.operation, call.method, call.shape, (value,), call.required)

        with pytest.raises(networkhq.NetworkHQError) as info:
            driver.perform(client, hostile)

        if isinstance(info.value, networkhq.NotFoundError):
            [line] = recorder.lines
            target = line.decode("ascii").split(" ")[1]
            segment = target.removeprefix("/api/v1" + before).removesuffix(after)
            assert target == f"/api/v1{before}{segment}{after}"
            assert unquote(segment) == value
            assert not set(segment) & set("/?#\\ ;")
            assert unquote(segment) not in {"", ".", ".."}
        else:
            assert recorder.lines == []


@pytest.mark.parametrize("value", ["", "..", "."])
def test_what_cannot_be_encoded_is_refused_by_name(
    driver: Driver, recorder: _Recorder, value: str
) -> None:
    recorder.lines.clear()

    with pytest.raises(networkhq.NetworkHQError, match="campaign_id"):
        driver.run(
            driver.start(
                driver.client(base_url=recorder.url), "campaigns.leads.list", value
            ).first_page()
        )

    assert recorder.lines == []


def _name(call: Call) -> str:
    return call.operation.partition("{")[2].partition("}")[0]
